"""What the challenger would have answered."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shadows",
        sa.Column("reference", sa.String(16), primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("country", sa.String(8), nullable=False),
        sa.Column("champion_version", sa.String(32), nullable=False),
        sa.Column("challenger_version", sa.String(32), nullable=False),
        *(
            column
            for side in ("champion", "challenger")
            for column in (
                sa.Column(f"{side}_outcome", sa.String(16), nullable=False),
                sa.Column(f"{side}_verdict", sa.String(32), nullable=False),
                sa.Column(f"{side}_figure", sa.Float),
                sa.Column(f"{side}_latency_ms", sa.Float),
                sa.Column(f"{side}_cost", sa.Float),
            )
        ),
        sa.Column("same_outcome", sa.Boolean, nullable=False),
        sa.Column("same_figure", sa.Boolean),
    )
    op.create_index("shadows_by_versions", "shadows", ["champion_version", "challenger_version", "at"])
    op.create_table(
        "shadow_losses",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("challenger_version", sa.String(32), nullable=False),
        sa.Column("cause", sa.String(16), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
    )
