"""Quality scores of recorded answers: which are still to be given, and keeping them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from .record import now
from .review_schema import scores
from .rollups import count_scores
from .schema import events
from .store import engine_for, writing

PART = 500


@dataclass(frozen=True)
class Kept:
    """A score of one answer: ratio 0–1, or None when the scorer has nothing to judge in it."""

    reference: str
    scorer: str
    value: float | None
    rationale: str


def unscored(url: str, since: datetime, scorers: Sequence[str]) -> Iterator[str]:
    """References of answers since `since` (UTC) that lack a score of some of `scorers`, oldest first."""
    given = (
        select(func.count())
        .where(scores.c.reference == events.c.reference, scores.c.scorer.in_(scorers))
        .scalar_subquery()
    )
    chosen = (
        select(events.c.reference)
        .where(events.c.at >= since, events.c.outcome == "answered", given < len(scorers))
        .order_by(events.c.at)
    )
    with engine_for(url).connect() as connection:
        found = list(connection.execute(chosen).scalars())
    yield from found


def answers(url: str, references: Sequence[str]) -> Iterator[dict[str, Any]]:
    """What scorers read of the events of `references`: reference, country, query, answer, evidence."""
    columns = (events.c.reference, events.c.country, events.c.query, events.c.answer, events.c.evidence)
    for start in range(0, len(references), PART):
        chosen = select(*columns).where(events.c.reference.in_(references[start : start + PART]))
        with engine_for(url).connect() as connection:
            found = [dict(row) for row in connection.execute(chosen).mappings()]
        yield from found


def keep(url: str, made: Iterable[Kept]) -> int:
    """Writes the scores that are not there yet, in one transaction; returns how many were new."""
    rows = [{**vars(each), "at": now()} for each in made]
    if not rows:
        return 0
    wanted = list({row["reference"] for row in rows})
    with writing(url) as connection:
        known: set[tuple[str, str]] = set()
        for start in range(0, len(wanted), PART):
            part = select(scores.c.reference, scores.c.scorer).where(
                scores.c.reference.in_(wanted[start : start + PART])
            )
            known |= {(row.reference, row.scorer) for row in connection.execute(part)}
        new = [row for row in rows if (row["reference"], row["scorer"]) not in known]
        if new:
            connection.execute(scores.insert(), new)
            count_scores(connection, new)
    return len(new)
