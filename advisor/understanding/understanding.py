"""Reading a member's question: topic, tasks with typed inputs, and how sure the reading is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from ..countries import COUNTRIES, Country
from . import conversation
from .desk import Desk
from .fitted import keep
from .reader import Reader
from .reading import AGAIN, Reading
from .talk import Talk

_TURNS = 6  # user turns of the history that are read


class Understanding:
    """Reads questions for every country. Built once; holds no state between questions; safe on any thread."""

    def __init__(self, countries: Mapping[str, Country] = COUNTRIES) -> None:
        self._desks = {code: Desk(country) for code, country in countries.items()}
        for desk in self._desks.values():
            desk.ready()

    def keep(self, folder: Path) -> None:
        """Writes what was trained into a staged copy of this package's folder, for a version to start with."""
        keep({code: desk.classifier for code, desk in self._desks.items()}, folder)

    def read(
        self,
        query: str,
        country: str,
        profile: Mapping[str, Any],
        history: Sequence[Mapping[str, str]] = (),
        today: date | None = None,
    ) -> Reading:
        """The reading of `query`; `history` holds the turns before it, oldest first.

        Raises KeyError for a country that is not served.
        """
        desk, today = self._desks[country], today or date.today()
        talk = Talk()
        for text in [turn["content"] for turn in history if turn.get("role") == "user"][-_TURNS:]:
            reader = Reader(desk, desk.turn(text, today), talk, profile, today)
            talk = reader.after(reader.reading())
        reading = Reader(desk, desk.turn(query, today), talk, profile, today).reading()
        return replace(reading, notes=(*reading.notes, AGAIN)) if _told_before(reading, talk) else reading


def _told_before(reading: Reading, talk: Talk) -> bool:
    """True where the rule that answers the message was told in the turn before."""
    rules = [task.name for task in reading.tasks if task.kind == "note"]
    last = [task.name for task in talk.last.tasks] if talk.last else []
    return bool(rules) and rules[0] in last and not conversation.is_other_form(reading.question)
