"""What reviewers do with a case. Two at once never overwrite each other, and nothing that was said is lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import OperationalError

from .record import now
from .review_schema import review_cases, reviews
from .standing import DECISIONS, DONE, append
from .store import engine_for, writing
from .triage import pick

PATIENCE_SECONDS = 3.0
LONGEST_COMMENT = 2000
BUSY = "The store is busy and nothing was saved. What you typed is still here: please try again in a moment."


@dataclass(frozen=True)
class Review:
    """One step of a case's history. `comment` is masked; `expires_at` is when a claim lapses (UTC)."""

    id: int
    at: datetime
    who: str
    reference: str
    action: str
    decision: str | None
    comment: str
    expires_at: datetime | None


class NotSaved(RuntimeError):
    """Nothing was written; the text is for the reviewer and says why."""


class Meanwhile(NotSaved):
    """Somebody else was faster. `review` is what they did."""

    def __init__(self, text: str, review: Review) -> None:
        super().__init__(text)
        self.review = review


def history(url: str, reference: str) -> list[Review]:
    """Every step of the case, oldest first."""
    with engine_for(url).connect() as connection:
        return _history(connection, reference)


def decide(url: str, reference: str, who: str, decision: str, comment: str, seen: int) -> int:
    """Decides the case and returns the review's id. `seen` is the id of the last step the reviewer saw (0: none).

    Raises Meanwhile when it was decided, undone or reopened after that or is claimed by somebody else, else NotSaved.
    """
    if decision not in DECISIONS:
        raise NotSaved(f"The decision must be one of {', '.join(DECISIONS)}.")
    with _saving(url, reference) as (connection, case, steps):
        _unless_overtaken(steps, seen)
        _unless_held(case, steps, who)
        if case["state"] == DONE:
            raise NotSaved("This case is decided. Undo the decision or reopen the case first.")
        return append(connection, reference, who, "decide", comment[:LONGEST_COMMENT], decision)


def claim(url: str, reference: str, who: str, minutes: float) -> datetime:
    """Claims the case, or claims it anew, and returns when the claim lapses (UTC). Raises Meanwhile, NotSaved."""
    with _saving(url, reference) as (connection, case, steps):
        _unless_held(case, steps, who)
        if case["state"] == DONE:
            raise NotSaved("This case is decided already, so there is nothing to claim.")
        until = now() + timedelta(minutes=minutes)
        append(connection, reference, who, "claim", expires_at=until)
        return until


def release(url: str, reference: str, who: str) -> None:
    """Gives one's own claim back; nothing happens when there is none. Raises NotSaved."""
    with _saving(url, reference) as (connection, case, _):
        if _holder(case) == who:
            append(connection, reference, who, "release")


def undo(url: str, reference: str, who: str, seen: int) -> None:
    """Takes one's own last decision back. Raises Meanwhile, also while somebody else has claimed the case; NotSaved."""
    with _saving(url, reference) as (connection, case, steps):
        _unless_overtaken(steps, seen)
        _unless_held(case, steps, who)
        if case["decided_by"] != who:
            raise NotSaved("There is no decision of yours to undo here. A decided case can be reopened.")
        append(connection, reference, who, "undo")


def reopen(url: str, reference: str, who: str, comment: str, seen: int) -> None:
    """Puts a decided case back into the queue. Raises Meanwhile, NotSaved."""
    with _saving(url, reference) as (connection, case, steps):
        _unless_overtaken(steps, seen)
        if case["state"] != DONE:
            raise NotSaved("This case is not decided, so there is nothing to reopen.")
        append(connection, reference, who, "reopen", comment[:LONGEST_COMMENT])


def remark(url: str, reference: str, who: str, comment: str) -> None:
    """Adds a comment and changes nothing else. Raises NotSaved."""
    if not comment.strip():
        raise NotSaved("The comment is empty.")
    with _saving(url, reference) as (connection, _, _):
        append(connection, reference, who, "comment", comment[:LONGEST_COMMENT])


@contextmanager
def _saving(url: str, reference: str) -> Iterator[tuple[Connection, Mapping[str, Any], list[Review]]]:
    """A transaction alone on the case, which is queued first when it was not: any event may be looked at."""
    chosen = select(review_cases).where(review_cases.c.reference == reference).with_for_update()
    try:
        with writing(url, PATIENCE_SECONDS) as connection:
            case = connection.execute(chosen).mappings().one_or_none()
            if case is None and pick(connection, reference):
                case = connection.execute(chosen).mappings().one()
            if case is None:
                raise NotSaved(f"There is no question {reference} in the record.")
            yield connection, dict(case), _history(connection, reference)
    except OperationalError:
        raise NotSaved(BUSY) from None


def _unless_overtaken(steps: list[Review], seen: int) -> None:
    newer = [step for step in steps if step.id > seen and step.action in ("decide", "undo", "reopen")]
    if newer:
        last = newer[-1]
        did = {"decide": "decided this", "undo": "took a decision back", "reopen": "reopened this"}[last.action]
        raise Meanwhile(f"{last.who} {did} {_ago(last.at)}. Nothing of yours was saved yet.", last)


def _unless_held(case: Mapping[str, Any], steps: list[Review], who: str) -> None:
    holder = _holder(case)
    if holder and holder != who:
        last = next(step for step in reversed(steps) if step.action == "claim")
        text = f"{holder} claimed this {_ago(last.at)}; the claim lapses at {case['claimed_until']:%H:%M} UTC."
        raise Meanwhile(text, last)


def _holder(case: Mapping[str, Any]) -> str | None:
    """Who holds the case now; a claim lapses by itself."""
    lapsed = case["claimed_until"] is None or case["claimed_until"] <= now()
    return None if lapsed else case["assignee"]


def _history(connection: Connection, reference: str) -> list[Review]:
    chosen = select(reviews).where(reviews.c.reference == reference).order_by(reviews.c.id)
    return [Review(**row) for row in connection.execute(chosen).mappings()]


def _ago(at: datetime) -> str:
    seconds = max(0, (now() - at).total_seconds())
    if seconds < 60:
        return "a moment ago"
    return f"{seconds // 60:.0f} minutes ago" if seconds < 7200 else f"on {at:%d %b %Y at %H:%M} UTC"
