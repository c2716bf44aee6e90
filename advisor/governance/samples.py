"""The latest questions, masked, with what was found in them and what people decided: to be judged again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from .review_schema import review_cases
from .schema import events
from .store import engine_for


@dataclass(frozen=True)
class Sample:
    """A recorded question. `findings` are those of its day, with scores; `decision` is None while undecided."""

    reference: str
    at: datetime
    country: str
    outcome: str
    query: str
    findings: Sequence[Mapping[str, Any]]
    decision: str | None


def samples(url: str, limit: int) -> list[Sample]:
    """The latest `limit` questions and the latest `limit` blocked ones, each once, newest first."""
    row, case = events.c, review_cases.c
    shown = (row.reference, row.at, row.country, row.outcome, row.query, row.findings, case.decision)
    latest = select(*shown).outerjoin(review_cases, case.reference == row.reference)
    blocked = select(case.reference).where(case.outcome == "blocked").order_by(case.at.desc()).limit(limit)
    with engine_for(url).connect() as connection:
        found = connection.execute(latest.order_by(row.at.desc()).limit(limit)).all()
        found = [*found, *connection.execute(latest.where(row.reference.in_(blocked))).all()]
    once = {each.reference: Sample(*each) for each in found}
    return sorted(once.values(), key=lambda each: each.at, reverse=True)
