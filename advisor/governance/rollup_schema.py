"""The tables of the hourly and daily sums that monitoring reads, on the record's MetaData. Times are UTC."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Float, Integer, String, Table

from ..contract import TIMING_FIELDS
from .schema import metadata

GRAINS = ("hour", "day")
# The latency buckets: what is under FLOOR_MS, then BUCKETS - 2 of a width of GROWTH each, then what is over them.
FLOOR_MS, GROWTH, BUCKETS = 0.1, 1.21, 76
BUCKET_NAMES = tuple(f"b{number:02d}" for number in range(BUCKETS))
OUTCOME_COUNTS = ("answered", "declined", "blocked", "withheld", "failed")
COUNTS = (
    *OUTCOME_COUNTS, "urgent", "off_topic", "priced", "metered", "input_tokens", "output_tokens",
    "thumbs_up", "thumbs_down",
)  # fmt: skip


def _key(first: dict[str, int] | None = None, last: dict[str, int] | None = None) -> list[Column[Any]]:
    """One row for each hour and each day, version ("" when none answered), country, channel, and what is its own."""
    return [
        _text("grain", 8),
        *(_text(name, length) for name, length in (first or {}).items()),
        Column("at", DateTime, primary_key=True),
        _text("version", 32),
        _text("country", 8),
        _text("channel", 16),
        *(_text(name, length) for name, length in (last or {}).items()),
    ]


def _text(name: str, length: int) -> Column[Any]:
    return Column(name, String(length), primary_key=True)


# Questions by outcome, and what is known of them. `cost` is USD, of the `priced` questions only; the tokens are of
# the `metered` ones. Thumbs and scores count at the time of the question that they are about.
rollups = Table(
    "rollups",
    metadata,
    *_key(),
    *(Column(name, BigInteger, nullable=False) for name in COUNTS),
    Column("cost", Float, nullable=False),
)

# Questions by what was found in them: an event counts once for each rule.
rollup_rules = Table(
    "rollup_rules",
    metadata,
    *_key(last={"policy": 32, "code": 64, "rule": 128, "action": 16}),
    Column("questions", BigInteger, nullable=False),
)

# How many questions took how long, as a whole (phase TOTAL) and by phase.
TOTAL = "total"
PHASES = tuple(name.removesuffix("_ms") for name in TIMING_FIELDS)
rollup_times = Table(
    "rollup_times",
    metadata,
    *_key(first={"phase": 32}),
    *(Column(name, Integer, nullable=False) for name in BUCKET_NAMES),
)

# Quality scores: `total` is the sum over the `scored` answers; a scorer had nothing to judge in `unjudged` ones.
rollup_scores = Table(
    "rollup_scores",
    metadata,
    *_key(last={"scorer": 32}),
    Column("scored", BigInteger, nullable=False),
    Column("unjudged", BigInteger, nullable=False),
    Column("total", Float, nullable=False),
)
