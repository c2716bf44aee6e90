"""Regression cases: questions that went wrong once, and what must become of them from now on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from ..contract import COUNTRY_CODES
from .record import OUTCOMES, now
from .review_schema import regression_cases
from .store import PATIENCE_SECONDS, engine_for, writing

EXPECTATIONS = ("figure", "tolerance", "calculator", "text", "outcome", "blocked", "code", "off_topic")
DECISIVE = ("figure", "calculator", "text", "outcome", "blocked", "off_topic")


class RegressionCaseError(ValueError):
    """The case can't be kept; the text says what to change."""


@dataclass(frozen=True)
class RegressionCase:
    """A kept case. `query` and `history` are masked; `expect` holds some of EXPECTATIONS."""

    id: int
    at: datetime
    who: str
    country: str
    query: str
    history: tuple[Mapping[str, str], ...]
    expect: Mapping[str, Any]
    from_reference: str | None
    active: bool
    withdrawn_by: str | None = None
    withdrawn_at: datetime | None = None


def add(
    url: str,
    *,
    who: str,
    country: str,
    query: str,
    expect: Mapping[str, Any],
    history: Sequence[Mapping[str, str]] = (),
    from_reference: str | None = None,
    patience: float = PATIENCE_SECONDS,
) -> int:
    """Keeps a case and returns its id: that of the active case of `from_reference` if there is one already.

    `query` and `history` must be masked already. Raises RegressionCaseError when the case is not one that a version
    could fail, OperationalError when the store stays locked for longer than `patience` seconds.
    """
    _check(country, query, expect)
    row = {
        "at": now(),
        "who": who,
        "country": country,
        "query": query,
        "history": [dict(turn) for turn in history],
        "expect": dict(expect),
        "from_reference": from_reference,
        "active": True,
    }
    kept = regression_cases.c
    with writing(url, patience) as connection:
        same = select(kept.id).where(kept.from_reference == from_reference, kept.active)
        existing = connection.execute(same).scalars().first() if from_reference else None
        if existing is not None:
            return int(existing)
        made = connection.execute(regression_cases.insert().values(row)).inserted_primary_key
    assert made is not None
    return int(made[0])


def listed(url: str, active_only: bool = True) -> list[RegressionCase]:
    """The cases, oldest first."""
    chosen = select(regression_cases).order_by(regression_cases.c.id)
    if active_only:
        chosen = chosen.where(regression_cases.c.active)
    with engine_for(url).connect() as connection:
        found = connection.execute(chosen).mappings().all()
    return [RegressionCase(**{**row, "history": tuple(row["history"])}) for row in found]


def withdraw(url: str, case: int, who: str, patience: float = PATIENCE_SECONDS) -> None:
    """Takes an active case out of the evaluation; its row stays, with who did it and when.

    Raises LookupError when there is no active case of that id, OperationalError when the store stays locked for
    longer than `patience` seconds.
    """
    with writing(url, patience) as connection:
        changed = connection.execute(
            regression_cases.update()
            .where(regression_cases.c.id == case, regression_cases.c.active)
            .values(active=False, withdrawn_by=who, withdrawn_at=now())
        )
    if not changed.rowcount:
        raise LookupError(f"There is no active regression case {case}.")


def _check(country: str, query: str, expect: Mapping[str, Any]) -> None:
    if country not in COUNTRY_CODES:
        raise RegressionCaseError(f"The country must be one of {', '.join(COUNTRY_CODES)}.")
    if not query.strip():
        raise RegressionCaseError("The question is empty.")
    strange = sorted(set(expect) - set(EXPECTATIONS))
    if strange:
        raise RegressionCaseError(f"{strange[0]} is not something a case can expect; use {', '.join(EXPECTATIONS)}.")
    if not any(expect.get(name) is not None for name in DECISIVE):
        raise RegressionCaseError(f"Say what must become of the question: one of {', '.join(DECISIVE)}.")
    if expect.get("outcome") not in (None, *OUTCOMES):
        raise RegressionCaseError(f"The outcome must be one of {', '.join(OUTCOMES)}.")
    figures = expect.get("figure")
    for figure in figures if isinstance(figures, list) else [figures, expect.get("tolerance")]:
        if figure is not None and (isinstance(figure, bool) or not isinstance(figure, int | float)):
            raise RegressionCaseError("The figure and the tolerance must be numbers.")
