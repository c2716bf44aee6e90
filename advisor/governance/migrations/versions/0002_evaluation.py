"""Review, regression cases and quality scores."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("who", sa.String(128), nullable=False),
        sa.Column("reference", sa.String(16), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("decision", sa.String(16)),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("expires_at", sa.DateTime),
    )
    op.create_index("reviews_by_reference", "reviews", ["reference", "id"])
    op.create_table(
        "regression_cases",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("who", sa.String(128), nullable=False),
        sa.Column("country", sa.String(8), nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("history", sa.JSON, nullable=False),
        sa.Column("expect", sa.JSON, nullable=False),
        sa.Column("from_reference", sa.String(16)),
        sa.Column("active", sa.Boolean, nullable=False),
    )
    op.create_table(
        "scores",
        sa.Column("reference", sa.String(16), primary_key=True),
        sa.Column("scorer", sa.String(32), primary_key=True),
        sa.Column("value", sa.Float),
        sa.Column("rationale", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
    )
    op.create_index("scores_by_time", "scores", ["at"])
