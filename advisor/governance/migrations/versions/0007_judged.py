"""The judge's verdict beside each case, so that its agreement with the reviewers is read without the receipts."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("review_cases", sa.Column("judged", sa.Boolean))
    cases = sa.table("review_cases", sa.column("reference"), sa.column("judged", sa.Boolean))
    events = sa.table("events", sa.column("reference"), sa.column("receipt", sa.JSON))
    verdict = sa.select(events.c.receipt["judge"]["passed"].as_boolean()).where(events.c.reference == cases.c.reference)
    op.execute(cases.update().values(judged=verdict.scalar_subquery()))


def downgrade() -> None:
    op.drop_column("review_cases", "judged")
