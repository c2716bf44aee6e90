"""Hourly and daily sums for monitoring, and the alerts that they led to."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COUNTS = (
    "answered", "declined", "blocked", "withheld", "failed", "urgent", "off_topic", "priced", "metered",
    "input_tokens", "output_tokens", "thumbs_up", "thumbs_down",
)  # fmt: skip


def _key(first: Sequence[tuple[str, int]] = (), last: Sequence[tuple[str, int]] = ()) -> list[sa.Column]:
    return [
        _text("grain", 8),
        *(_text(*own) for own in first),
        sa.Column("at", sa.DateTime, primary_key=True),
        _text("version", 32),
        _text("country", 8),
        _text("channel", 16),
        *(_text(*own) for own in last),
    ]


def _text(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length), primary_key=True)


def upgrade() -> None:
    op.create_table(
        "rollups",
        *_key(),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in COUNTS),
        sa.Column("cost", sa.Float, nullable=False),
    )
    op.create_table(
        "rollup_rules",
        *_key(last=[("policy", 32), ("code", 64), ("rule", 128), ("action", 16)]),
        sa.Column("questions", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "rollup_times",
        *_key(first=[("phase", 32)]),
        *(sa.Column(f"b{number:02d}", sa.Integer, nullable=False) for number in range(76)),
    )
    op.create_table(
        "rollup_scores",
        *_key(last=[("scorer", 32)]),
        sa.Column("scored", sa.BigInteger, nullable=False),
        sa.Column("unjudged", sa.BigInteger, nullable=False),
        sa.Column("total", sa.Float, nullable=False),
    )
    op.create_table(
        "breaches",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("rule", sa.String(32), nullable=False),
        sa.Column("started_at", sa.DateTime, nullable=False),
        sa.Column("ended_at", sa.DateTime),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("threshold", sa.Float, nullable=False),
        sa.Column("questions", sa.BigInteger, nullable=False),
        sa.Column("sent_at", sa.DateTime),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_attempt", sa.DateTime),
        sa.Column("fault", sa.Text),
    )
    op.create_index(
        "breaches_open",
        "breaches",
        ["rule"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
