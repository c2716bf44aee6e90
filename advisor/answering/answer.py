"""What an answer is made of: its text, its evidence, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..rules import Result

ANSWERED, DECLINED, NEEDS_FACTS, UNKNOWN = "answered", "declined", "needs_facts", "unknown"


@dataclass(frozen=True)
class Evidence:
    """One thing an answer rests on. The fields are the contract's; `as_of` is an ISO date.

    kind "calculation", "parameter", "note" or "profile".
    """

    kind: str
    id: str
    title: str
    detail: str
    value: float | None
    unit: str
    authority: str
    reference: str
    url: str
    as_of: str

    def row(self) -> dict[str, Any]:
        """The evidence as the contract's struct."""
        return dict(vars(self))


@dataclass(frozen=True)
class Answer:
    """An answer in Markdown, figure first. `outcome` is "answered", "declined", "needs_facts" or "unknown".

    question_back is the one line that asks for a missing fact; confidence is 0–1.
    """

    text: str
    evidence: tuple[Evidence, ...] = ()
    results: tuple[Result, ...] = ()
    assumptions: tuple[str, ...] = ()
    question_back: str | None = None
    outcome: str = ANSWERED
    confidence: float = 0.0
