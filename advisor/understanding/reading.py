"""What the understanding of a question hands on: which calculators or notes to use, with which inputs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

# What a reading's notes may hold, besides the form asked for ("why", "today", "table", "simply").
AGAIN = "again"  # the rule was told in the turn before
FOREIGN = "foreign:"  # … and an amount of another currency
EACH = "each:"  # … and the stretch of time that the figure is asked for by


@dataclass(frozen=True)
class Task:
    """One thing to do for a question.

    kind          "calculate" (a calculator) or "note" (a curated, sourced note)
    name          the calculator's name or the note's id
    inputs        what the calculator is called with, typed
    given         the part of `inputs` that the question (or the conversation) states
    from_profile  the part of `inputs` that the member's profile fills
    day, tax_year the day or tax year whose rules are asked for; None means today
    missing       plain words of needed facts that nobody gave
    assumed       what was assumed to fill an input ("you were born around November 1968")
    confidence    0–1
    """

    kind: str
    name: str
    inputs: Mapping[str, Any] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    from_profile: Mapping[str, Any] = field(default_factory=dict)
    day: date | None = None
    tax_year: str | None = None
    missing: tuple[str, ...] = ()
    confidence: float = 0.0
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """How a question was understood.

    topic        "pension", "off_topic", "advice", "smalltalk", "about" (this assistant) or "unknown"
    alternative  the other reading when two are close
    follow_up    True when the question only makes sense with the turns before it
    near         for "unknown": the readings that come nearest, to ask back with
    notes        remarks on the reading itself: a foreign currency, "why" asked again
    """

    country: str
    topic: str
    tasks: tuple[Task, ...] = ()
    alternative: Task | None = None
    confidence: float = 0.0
    follow_up: bool = False
    notes: tuple[str, ...] = ()
    question: str = ""
    near: tuple[Task, ...] = ()
