"""One member's conversation as the page holds it: turns, what of them the model is told, and reading it back."""

from __future__ import annotations

import json
import secrets
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ..governance import turns as recorded_turns
from ..governance.opinions import Opinion, opinions
from ..settings import Settings


@dataclass
class Turn:
    """A question and what became of it. `row` is the model's output row, None while it is being answered.

    `query` is what was typed, or its masked form when the conversation was read back from the record.
    """

    query: str
    country: str
    at: datetime
    row: dict[str, Any] | None = None
    version: str = ""
    alias: str = ""
    opinion: Opinion | None = None
    asked_again: bool = False

    @property
    def receipt(self) -> dict[str, Any]:
        """What the model noted of its own work; empty where there is nothing."""
        held = (self.row or {}).get("receipt")
        return json.loads(held) if isinstance(held, str) else dict(held or {})

    @property
    def outcome(self) -> str:
        return str((self.row or {}).get("outcome", ""))


@dataclass
class Conversation:
    """The turns of one session id, of one member."""

    member_id: str
    session_id: str
    turns: list[Turn] = field(default_factory=list)

    @property
    def history(self) -> list[dict[str, str]]:
        """The turns that a follow-up may lean on: no blocked or failed ones, and the member's words masked."""
        told = []
        for turn in self.turns:
            if turn.row and turn.outcome in ("answered", "declined") and turn.row["answer"]:
                told.append({"role": "user", "content": turn.row["masked_query"] or ""})
                told.append({"role": "assistant", "content": turn.row["answer"]})
        return told

    def ask(self, query: str, country: str) -> Turn:
        """Adds a question that is still to be answered."""
        turn = Turn(query, country, datetime.now(UTC).replace(tzinfo=None))
        self.turns.append(turn)
        return turn


def new_conversation(member_id: str) -> Conversation:
    """An empty conversation. Its id has no digits, so that no masking can take it for a number of somebody's."""
    letters = "".join(secrets.choice(string.ascii_lowercase) for _ in range(20))
    return Conversation(member_id, f"chat-{letters}")


def reopen(settings: Settings, member_id: str, session_id: str) -> Conversation | None:
    """The member's conversation as it was recorded (masked), or None when they have none of that id."""
    found = recorded_turns(settings.database_url, member_id, session_id)
    events = [event for event in found if event["channel"] == "chat"]
    if not events:
        return None
    said = opinions(settings.database_url, member_id, session_id)
    return Conversation(member_id, session_id, [_turn(each, said.get(each["reference"])) for each in events])


def _turn(event: Mapping[str, Any], opinion: Opinion | None) -> Turn:
    row = dict(event) | {"masked_query": event["query"], "blocked": event["outcome"] == "blocked"}
    version, alias = event["model_version"], event["model_alias"]
    return Turn(event["query"], event["country"], event["at"], row, version, alias, opinion)


def unrecorded() -> dict[str, Any]:
    """The row of a question whose event could not be written: what is not recorded is not answered."""
    said = "The record can't be written right now, so I may not answer. Please try again in a moment."
    return {"outcome": "failed", "reference": "", "masked_query": None, "answer": None, "evidence": [], "error": said}
