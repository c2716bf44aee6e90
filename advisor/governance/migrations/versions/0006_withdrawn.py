"""Who withdrew a regression case, and when."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("regression_cases", sa.Column("withdrawn_by", sa.String(128)))
    op.add_column("regression_cases", sa.Column("withdrawn_at", sa.DateTime))


def downgrade() -> None:
    op.drop_column("regression_cases", "withdrawn_at")
    op.drop_column("regression_cases", "withdrawn_by")
