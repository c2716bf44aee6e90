"""What a member said about the answers of one conversation."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from .schema import events, feedback
from .store import engine_for


@dataclass(frozen=True)
class Opinion:
    """A thumb and its (masked, possibly empty) reason."""

    helpful: bool
    reason: str


def opinions(url: str, member_id: str, session_id: str) -> dict[str, Opinion]:
    """reference → Opinion, for this member's answers in this conversation."""
    chosen = (
        select(feedback.c.reference, feedback.c.helpful, feedback.c.reason)
        .join(events, events.c.reference == feedback.c.reference)
        .where(events.c.member_id == member_id, events.c.session_id == session_id)
    )
    with engine_for(url).connect() as connection:
        return {row.reference: Opinion(row.helpful, row.reason) for row in connection.execute(chosen)}
