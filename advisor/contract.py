"""The contract of the model: its input and output columns, and what a row of each may hold."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

COUNTRY_CODES = ("AU", "US", "UK", "IN")
VALIDATION_MODES = ("deterministic", "llm_judge", "hybrid", "strict", "lenient")
DEFAULT_VALIDATION_MODE = "llm_judge"

REQUIRED = ("user_id", "session_id", "country", "query")
OPTIONAL = ("validation_mode", "enable_observability", "history")

EVIDENCE_FIELDS = ("kind", "id", "title", "detail", "value", "unit", "authority", "reference", "url", "as_of")
TIMING_FIELDS = (
    "guard_input_ms",
    "understand_ms",
    "compose_ms",
    "write_ms",
    "check_ms",
    "judge_ms",
    "guard_output_ms",
)
FINDING_FIELDS = ("policy", "code", "rule", "score", "start", "end", "action", "message")

# The first ten are the contract that other systems rely on; what follows is additive and never renamed.
OUTPUT = (
    "user_id",
    "session_id",
    "query",
    "answer",
    "evidence",
    "cost",
    "latency_ms",
    "blocked",
    "violations",
    "error",
    "reference",
    "outcome",
    "masked_query",
    "withheld_answer",
    "off_topic",
    "urgent",
    "intent",
    "tools",
    "confidence",
    "validator",
    "verdict",
    "findings",
    "usage",
    "timings",
    "receipt",
)

# A row longer than this is not read at all: it is that row's error.
LONGEST_QUERY_BYTES = 100_000

# No 0/O, 1/I/L: a reference is read out on the telephone.
_REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class Question:
    """One input row, checked for kind but not yet for content."""

    user_id: str
    session_id: str
    country: str
    query: str
    validation_mode: str = DEFAULT_VALIDATION_MODE
    observability: bool = False
    history: Sequence[Mapping[str, str]] = ()


class RowError(ValueError):
    """A value of a row can't be worked with. The text never repeats the value."""


def new_reference() -> str:
    """A reference number for one question, such as PA-7F3K2Q9D."""
    return "PA-" + "".join(secrets.choice(_REFERENCE_LETTERS) for _ in range(8))


def check_question(question: Question) -> None:
    """Raises RowError, in words for the sender, when the row can't be answered as it is."""
    if question.country not in COUNTRY_CODES:
        raise RowError(f"The country is not one of {', '.join(COUNTRY_CODES)}.")
    if not question.query.strip():
        raise RowError("The question is empty. Please type what you would like to know.")
    if len(question.query.encode("utf-8", "replace")) > LONGEST_QUERY_BYTES:
        raise RowError("The question is too long to read. Please shorten it to a few sentences.")
    if question.validation_mode not in VALIDATION_MODES:
        raise RowError(f"The validation mode is not one of {', '.join(VALIDATION_MODES)}.")
