"""The scorers: small pure functions from a case and its output row to a score."""

from __future__ import annotations

from .accuracy import accuracy
from .checked import groundedness, right_country
from .measures import cost, latency
from .outcomes import guardrail, off_topic, outcome
from .readability import readability
from .score import NO, NOT_APPLICABLE, UNKNOWN, YES, Score, Scorer

# A case passes when none of these says "no".
JUDGED: dict[str, Scorer] = {
    "accuracy": accuracy,
    "groundedness": groundedness,
    "right_country": right_country,
    "guardrail": guardrail,
    "off_topic": off_topic,
    "outcome": outcome,
}
MEASURED: dict[str, Scorer] = {"readability": readability, "latency_ms": latency, "cost_usd": cost}

__all__ = ["JUDGED", "MEASURED", "NO", "NOT_APPLICABLE", "UNKNOWN", "YES", "Score", "Scorer"]
