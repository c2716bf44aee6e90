"""Calculation accuracy: the figure asked for leads the answer, and it is reached and said as expected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...answering.figures import figures
from ..cases import Case
from .said import unsaid
from .score import NOT_APPLICABLE, Score, verdict

# An answer gives its figure first; an age or a year may stand before it.
LEAD = 3


def accuracy(case: Case, row: Mapping[str, Any]) -> Score:
    """Each expected figure is among the first three of the answer (anywhere in it, when several are expected).

    Figures that only repeat the question are passed over. The tolerance is absolute, in the figure's own unit.
    An expected calculator must have been used, and an expected text must be in the answer.
    """
    wanted = case.figures
    if not wanted and not case.expect.get("calculator") and not case.expect.get("text"):
        return Score(NOT_APPLICABLE)
    if not row["answer"]:
        return verdict(False, "there is no answer")
    if lacking := unsaid(case, row):
        return verdict(False, lacking)
    asked = _numbers(case.query)
    found = [n for n in _numbers(row["answer"]) if _any_near(n, wanted, case.tolerance) or n not in asked]
    led = found[:LEAD] if len(wanted) == 1 else found
    missing = [each for each in wanted if not _any_near(each, led, case.tolerance)]
    return verdict(not missing, f"expected {missing}, the answer leads with {found[:LEAD]}")


def _numbers(text: str) -> list[float]:
    return [float(str(f.value)) for f in figures(text) if f.kind in ("number", "percent", "year")]


def _any_near(figure: float, others: list[float], tolerance: float) -> bool:
    return any(abs(figure - other) <= tolerance + 1e-9 for other in others)
