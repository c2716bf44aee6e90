"""What a scorer says about one answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..cases import Case

YES, NO, NOT_APPLICABLE, UNKNOWN = "yes", "no", "n/a", "unknown"


@dataclass(frozen=True)
class Score:
    """A verdict ("yes", "no", or "n/a" when there is nothing to judge), or a measure (None when it is unknown).

    `rationale` says why in one sentence.
    """

    value: str | float | None
    rationale: str = ""


Scorer = Callable[[Case, Mapping[str, Any]], Score]


def verdict(right: bool, wrong: str) -> Score:
    """ "yes", or "no" with what is wrong."""
    return Score(YES) if right else Score(NO, wrong)


def answered(row: Mapping[str, Any]) -> bool:
    """Whether the row holds an answer that a member would read."""
    return row["outcome"] == "answered" and bool(row["answer"])
