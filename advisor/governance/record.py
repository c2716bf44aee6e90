"""The one way a question is recorded: one event per question, for every outcome, masked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from .rollups import count_events, count_thumb
from .schema import events, feedback
from .store import writing
from .triage import LOW_CONFIDENCE, keep_cases, keep_thumb

OUTCOMES = ("answered", "declined", "blocked", "withheld", "failed")


@dataclass(frozen=True)
class Event:
    """What is kept of one question. `query`, `answer` and `withheld_answer` are masked already.

    `cost` is USD, None when a paid call has no known price; `latency_ms` is None when no model answered.
    """

    reference: str
    channel: str
    member_id: str
    session_id: str
    country: str
    outcome: str
    query: str
    model_name: str
    model_version: str
    model_alias: str
    urgent: bool = False
    answer: str | None = None
    withheld_answer: str | None = None
    error: str | None = None
    violations: Sequence[str] = ()
    findings: Sequence[dict[str, Any]] = ()
    evidence: Sequence[dict[str, Any]] = ()
    receipt: dict[str, Any] = field(default_factory=dict)
    confidence: float | None = None
    cost: float | None = None
    latency_ms: float | None = None
    at: datetime = field(default_factory=lambda: now())


def now() -> datetime:
    """UTC, without a zone: what the store keeps."""
    return datetime.now(UTC).replace(tzinfo=None)


def record(url: str, happened: Iterable[Event], low_confidence: float = LOW_CONFIDENCE) -> int:
    """Writes the events that are not there yet (by reference), in one transaction; returns how many were new.

    Those that need a human are queued with them: an answer does when its confidence is below `low_confidence`.
    """
    rows = [dict(vars(each)) for each in happened]
    if not rows:
        return 0
    with writing(url) as connection:
        wanted = [row["reference"] for row in rows]
        known: set[str] = set()
        for start in range(0, len(wanted), 500):
            part = select(events.c.reference).where(events.c.reference.in_(wanted[start : start + 500]))
            known |= set(connection.execute(part).scalars())
        new = [row for row in rows if row["reference"] not in known]
        if new:
            connection.execute(events.insert(), new)
            keep_cases(connection, new, low_confidence)
            count_events(connection, new)
    return len(new)


def record_feedback(url: str, reference: str, member_id: str, helpful: bool, reason: str) -> None:
    """Keeps a member's thumb and (masked) reason for one answer; a second one replaces the first."""
    row = {"at": now(), "member_id": member_id, "helpful": helpful, "reason": reason}
    with writing(url) as connection:
        kept = select(feedback.c.helpful).where(feedback.c.reference == reference).with_for_update()
        before = connection.execute(kept).scalar_one_or_none()
        changed = connection.execute(feedback.update().where(feedback.c.reference == reference).values(**row))
        if not changed.rowcount:
            connection.execute(feedback.insert().values(reference=reference, **row))
        keep_thumb(connection, reference, helpful)
        count_thumb(connection, reference, before, helpful)
