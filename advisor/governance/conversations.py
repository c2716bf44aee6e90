"""A member's past conversations, read back from the record. Only ever one member's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from .schema import events, feedback
from .store import engine_for


@dataclass(frozen=True)
class Conversation:
    """A conversation in a list: when it was last used, its first question (masked), and how many there were."""

    session_id: str
    last: datetime
    first_query: str
    questions: int


def conversations(url: str, member_id: str, limit: int = 20) -> list[Conversation]:
    """The member's latest conversations from the chat, newest first."""
    mine = (events.c.member_id == member_id) & (events.c.channel == "chat")
    grouped = (
        select(
            events.c.session_id,
            func.max(events.c.at).label("last"),
            func.min(events.c.at).label("first"),
            func.count().label("questions"),
        )
        .where(mine)
        .group_by(events.c.session_id)
        .order_by(func.max(events.c.at).desc())
        .limit(limit)
        .subquery()
    )
    chosen = (
        select(grouped, events.c.query)
        .join(events, (events.c.session_id == grouped.c.session_id) & (events.c.at == grouped.c.first) & mine)
        .order_by(grouped.c.last.desc())
    )
    with engine_for(url).connect() as connection:
        found = {
            row.session_id: Conversation(row.session_id, row.last, row.query, row.questions)
            for row in connection.execute(chosen)
        }
    return list(found.values())


def turns(url: str, member_id: str, session_id: str) -> list[dict[str, Any]]:
    """The events of one conversation of this member, oldest first, each with its `helpful` thumb (or None)."""
    chosen = (
        select(events, feedback.c.helpful)
        .outerjoin(feedback, feedback.c.reference == events.c.reference)
        .where(events.c.member_id == member_id, events.c.session_id == session_id)
        .order_by(events.c.at)
    )
    with engine_for(url).connect() as connection:
        return [dict(row) for row in connection.execute(chosen).mappings()]
