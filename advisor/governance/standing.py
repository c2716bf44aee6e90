"""Where a case stands: what its reviews add up to. They are only ever added to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal, Protocol

from sqlalchemy import Connection, select

from .review_schema import review_cases, reviews

Action = Literal["claim", "release", "decide", "undo", "reopen", "comment"]
OPEN, REOPENED, CLAIMED, DONE = "open", "reopened", "claimed", "done"
STATES = (OPEN, CLAIMED, REOPENED, DONE)
# A case that needs an expert was looked at, but somebody still has to decide it.
UNDECIDED = "needs_expert"
DECISIONS = ("right_block", "false_alarm", "missed_risk", "wrong_answer", UNDECIDED)


@dataclass(frozen=True)
class Standing:
    """A case's state, its last decision, and who holds it until when (UTC)."""

    state: str = OPEN
    assignee: str | None = None
    claimed_until: datetime | None = None
    decision: str | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    comment: str | None = None


class Step(Protocol):
    """A row of `reviews`."""

    at: Any
    who: Any
    action: Any
    decision: Any
    comment: Any
    expires_at: Any


def fold(steps: Iterable[Step]) -> Standing:
    """The standing after these steps, oldest first."""
    now, before = Standing(), []
    for step in steps:
        if step.action == "claim":
            now = replace(now, assignee=step.who, claimed_until=step.expires_at)
        elif step.action == "release":
            now = replace(now, assignee=None, claimed_until=None)
        elif step.action == "decide":
            before.append(replace(now, assignee=None, claimed_until=None))
            state = now.state if step.decision == UNDECIDED else DONE
            now = Standing(state, None, None, step.decision, step.who, step.at, step.comment)
        elif step.action == "undo" and before:
            now = before.pop()
        elif step.action == "reopen":
            now = Standing(REOPENED)
    return now


def append(
    connection: Connection,
    reference: str,
    who: str,
    action: Action,
    comment: str = "",
    decision: str | None = None,
    expires_at: datetime | None = None,
) -> int:
    """Adds a review, brings the case to where it then stands, and returns the review's id."""
    row = {
        "at": datetime.now(UTC).replace(tzinfo=None),
        "who": who,
        "reference": reference,
        "action": action,
        "decision": decision,
        "comment": comment,
        "expires_at": expires_at,
    }
    made = connection.execute(reviews.insert().values(row)).inserted_primary_key
    assert made is not None
    steps = connection.execute(select(reviews).where(reviews.c.reference == reference).order_by(reviews.c.id))
    changed = asdict(fold(steps)) | {"revision": made[0]}
    connection.execute(review_cases.update().where(review_cases.c.reference == reference).values(changed))
    return int(made[0])
