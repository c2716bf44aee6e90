"""A message in its talk, for everything that reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..rules import InputError
from . import conversation
from .candidates import Candidate, calculated, ranked
from .concepts import concepts, own
from .desk import Desk
from .going_on import explaining
from .mentions import Mention
from .reading import FOREIGN, Reading, Task
from .shapes import foreign
from .talk import Talk
from .turn import Turn
from .vocabulary import said
from .weighing import less_if_known, nearer

_ASKS_ANEW = re.compile(r"\b(?:how|what|whats|which|who|why|where|when|can|could|should)\b")
_CARRIED = (
    "monthly_wage", "service_years", "salary", "sector", "qualifying_years", "benefit_at_full_age", "region",
    "retirement_balance", "balance_super", "balance_401k", "balance_ira", "balance_roth", "balance_pension",
    "balance_epf", "balance_nps", "financial_assets", "other_assets",
)  # fmt: skip
NAMELESS = 12  # words: a longer message names what it is about


@dataclass(frozen=True)
class Message:
    """One message in its talk: what it leans on, and its readings."""

    desk: Desk
    turn: Turn
    talk: Talk
    profile: Mapping[str, Any]
    today: date

    def _refused(self, task: Task) -> bool:
        if task.missing:
            return False
        try:
            self.desk.country.calculate(task.name, task.day, task.tax_year, **task.inputs)
        except InputError:
            return True
        except (LookupError, ValueError):
            return False
        return False

    def _earlier(self) -> str:
        """The question this message leans on; empty for one that stands alone."""
        last = self.talk.last
        if not last or not (self._leans() or self._nameless()):
            return ""
        return f"{self.talk.root} {last.question}" if last.follow_up else last.question

    def _nameless(self) -> bool:
        """True for a message that names no product of the country: it speaks of the one before."""
        code = self.desk.country.code
        short = len(self.turn.text.split()) <= NAMELESS
        return short and not concepts(self.turn.text, code) & own(code)

    def _ranked(self, turn: Turn) -> list[Candidate]:
        last = self.talk.last
        if not last or not (self._leans() or self._nameless()):
            return ranked(self.desk, turn, self.talk.facts, self.profile, self.today, self._earlier())
        before = {name: value for task in last.tasks for name, value in task.given.items()}
        found = ranked(self.desk, turn, self.talk.facts, self.profile, self.today, self._earlier(), before)
        found = [self._with_note_figures(less_if_known(each, before), last, turn) for each in found]
        near = explaining(self.desk, last)
        return sorted((nearer(each) if each.task.name in near else each for each in found), key=lambda c: -c.score)

    def _with_note_figures(self, candidate: Candidate, last: Reading, turn: Turn) -> Candidate:
        """The calculation behind the rule just told, with the figures of the question that the rule answered."""
        note = self.desk.country.notes.get(last.tasks[0].name, {})
        task = candidate.task
        if not task.missing or task.name not in note.get("explains", ()):
            return candidate
        old = self.desk.turn(last.question, self.today)
        filled = calculated(self.desk, task.name, old.mentions, old, {}, {}, self.today).task.given
        facts, words = self.talk.facts, candidate.words
        return (
            calculated(self.desk, task.name, turn.mentions, turn, facts, self.profile, self.today, words, filled)
            if filled
            else candidate
        )

    def _made(
        self, tasks: Sequence[Task], topic: str, confidence: float, other: Task | None = None, follow_up: bool = False,
        notes: Sequence[str] = (),
    ) -> Reading:  # fmt: skip
        strangers = [m.text for m in self.turn.mentions if foreign(m, self.desk.currency)]
        said = [FOREIGN + text for text in strangers]
        sure = max(0.0, min(1.0, confidence))
        return Reading(
            self.desk.country.code, topic, tuple(tasks), other, sure, follow_up, (*notes, *said), self.turn.text
        )

    def _calculated(
        self, name: str, mentions: Sequence[Mention], words: float, before: Mapping[str, Any] | None
    ) -> Candidate:
        facts = self.talk.facts
        return calculated(self.desk, name, mentions, self.turn, facts, self.profile, self.today, words, before)

    def _leans(self) -> bool:
        text = self.turn.text
        short = len(text.split()) <= conversation.SHORT or self._on_the_note()
        last = self.talk.last
        short = short or bool(last and self.turn.mentions and self._only_states(text) and self._answers_choice(last))
        return short or conversation.is_cue(text) or conversation.points_back(text) or conversation.bare_fact(text)

    def _on_the_note(self) -> bool:
        """True for figures that come after a rule was told and name no product: "what would 100k buy at 7%?"."""
        last, text = self.talk.last, self.turn.text
        after_note = bool(last and last.tasks and last.tasks[0].kind == "note")
        return after_note and bool(self.turn.mentions) and not self.desk.subject.search(text)

    def _answers_choice(self, last: Reading) -> bool:
        """True when a few words name a choice or a yes-or-no of the last calculation: "just my employer's"."""
        slots = [s for t in last.tasks if t.kind == "calculate" for s in self.desk.slots[t.name]]
        return any(s.shape in ("choice", "bool") and said(s, self.turn.nearby) is not None for s in slots)

    def _only_states(self, text: str) -> bool:
        """True for "in the old regime? she's 64": a change told with facts, and no question word."""
        return len(text.split()) <= NAMELESS and not _ASKS_ANEW.search(text)

    def _again(self, last: Reading, form: str) -> Reading:
        """The last answer once more in the form asked for; a form that was asked for before is over."""
        kept = [note for note in last.notes if note.startswith(FOREIGN)]
        return replace(last, follow_up=True, notes=(*kept, *([form] if form else [])), question=self.turn.text)

    def _told(self, reading: Reading) -> dict[str, Any]:
        """Inputs said in the message that are facts about the member, by the fact's name."""
        named = {
            (task.name, slot.name): slot.input.profile
            for task in reading.tasks
            if task.kind == "calculate"
            for slot in self.desk.slots[task.name]
            if slot.input.profile in _CARRIED
        }
        return {
            str(key): task.given[name]
            for task in reading.tasks
            for name in task.given
            if (key := named.get((task.name, name)))
        }
