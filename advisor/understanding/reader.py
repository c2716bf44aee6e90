"""From one message, with the talk before it, to its reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from . import conversation
from .candidates import Candidate, calculated, ranked
from .desk import Desk
from .mentions import Mention
from .people import merged
from .reading import Reading, Task
from .segments import alternatives, questions
from .shapes import foreign
from .topic import topic_of
from .turn import Turn

_SURE = 0.34  # a task below this score is not taken for the question's meaning
_CLOSE = 0.06  # two tasks nearer than this are told to the member as two readings
_PART = 0.42  # each part of a double question must reach this by its words
_OWN = 0.6  # a follow-up-like message with words as clear as this is a question of its own


@dataclass(frozen=True)
class Talk:
    """What the turns before left: the last reading that had tasks, and the facts said so far."""

    last: Reading | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Reader:
    """Reads one message in its talk."""

    desk: Desk
    turn: Turn
    talk: Talk
    profile: Mapping[str, Any]
    today: date

    def reading(self) -> Reading:
        """The reading; its topic is "unknown" when the subject is right and nothing fits."""
        found = self._ranked(self.turn)
        follow = self._follow_up(found)
        if follow:
            return follow
        scores = self.desk.scores(self.turn)
        topic = topic_of(self.desk, self.turn, scores, found[0].score if found else 0.0)
        if topic != "pension":
            return self._made((), topic, max(scores.values()))
        tasks = self._several() or self._compared(found[0]) if found else ()
        if not tasks and found and found[0].score >= _SURE:
            tasks = (found[0].task,)
        if not tasks:
            return self._made((), "unknown", found[0].score if found else 0.0)
        return self._made(tasks, topic, found[0].score, self._other(found, tasks))

    def after(self, reading: Reading) -> Talk:
        """The talk once this message has been read."""
        facts = dict(self.talk.facts)
        if not conversation.about_another(self.turn.text):
            facts = merged(facts, self.turn.facts)
        return Talk(reading if reading.tasks else self.talk.last, facts)

    def _ranked(self, turn: Turn) -> list[Candidate]:
        return ranked(self.desk, turn, self.talk.facts, self.profile, self.today)

    def _made(
        self, tasks: Sequence[Task], topic: str, confidence: float, other: Task | None = None, follow_up: bool = False,
        notes: Sequence[str] = (),
    ) -> Reading:  # fmt: skip
        strangers = [m.text for m in self.turn.mentions if foreign(m, self.desk.currency)]
        said = [f"foreign:{text}" for text in strangers]
        sure = max(0.0, min(1.0, confidence))
        return Reading(
            self.desk.country.code, topic, tuple(tasks), other, sure, follow_up, (*notes, *said), self.turn.text
        )

    def _other(self, found: Sequence[Candidate], tasks: Sequence[Task]) -> Task | None:
        rivals = [each for each in found[1:] if each.task.name != tasks[0].name]
        if len(tasks) == 1 and rivals and found[0].score - rivals[0].score < _CLOSE:
            return rivals[0].task
        return None

    def _several(self) -> tuple[Task, ...]:
        tasks: list[Task] = []
        for part in questions(self.turn.text):
            if part == self.turn.text:
                return ()
            best = self._ranked(self.desk.turn(part, self.today))[0]
            if best.words < _PART:
                return ()
            tasks += [best.task] if best.task.name not in {task.name for task in tasks} else []
        return tuple(tasks) if len(tasks) > 1 else ()

    def _compared(self, best: Candidate) -> tuple[Task, ...]:
        sides = alternatives(self.turn.mentions, self.turn.text)
        if not sides or best.task.kind != "calculate" or best.score < _SURE:
            return ()
        return self._sides(best.task.name, sides, best.words, None)

    def _sides(
        self, name: str, sides: Sequence[Mention], words: float, before: Mapping[str, Any] | None
    ) -> tuple[Task, ...]:
        tasks = []
        for side in sides:
            mentions = [m for m in self.turn.mentions if m not in sides or m is side]
            made = self._calculated(name, mentions, words, before)
            if not made.filled or side not in made.filled.used.values():
                return ()
            tasks.append(made.task)
        return tuple(tasks)

    def _calculated(
        self, name: str, mentions: Sequence[Mention], words: float, before: Mapping[str, Any] | None
    ) -> Candidate:
        facts = self.talk.facts
        return calculated(self.desk, name, mentions, self.turn, facts, self.profile, self.today, words, before)

    # ---- follow-ups

    def _follow_up(self, found: Sequence[Candidate]) -> Reading | None:
        last = self.talk.last
        if not last:
            return None
        text = self.turn.text
        if conversation.asks_why(text):
            return replace(last, follow_up=True, notes=(*last.notes, "why"), question=text)
        best = found[0] if found else None
        clear = bool(best) and best.words >= _OWN and best.task.name not in {task.name for task in last.tasks}
        leans = conversation.is_cue(text) or conversation.points_back(text) or conversation.bare_fact(text)
        short = len(text.split()) <= conversation.SHORT
        if clear or not (leans or short):
            return None
        tasks = self._changed(last)
        if not tasks:
            return None
        return self._made(tasks, "pension", max(task.confidence for task in tasks), follow_up=True)

    def _changed(self, last: Reading) -> tuple[Task, ...]:
        task = next((task for task in last.tasks if task.kind == "calculate"), None)
        if not task:
            return ()
        turn = self._about_other() if conversation.about_another(self.turn.text) else self.turn
        mentions = self._scaled(task, turn.mentions)
        sides = alternatives(mentions, turn.text)
        before = dict(task.given)
        if sides:
            return self._sides(task.name, sides, 1.0, before)
        made = calculated(
            self.desk, task.name, mentions, turn, self.talk.facts, self.profile, self.today, 1.0, before
        )
        changed = made.filled and (made.filled.used or made.filled.given)
        if not changed and not turn.facts and not self._new_day(made.task):
            return ()
        if not made.task.day and not made.task.tax_year:
            made = replace(made, task=replace(made.task, day=task.day, tax_year=task.tax_year))
        return (made.task,)

    def _new_day(self, task: Task) -> bool:
        return bool(task.day or task.tax_year)

    def _about_other(self) -> Turn:
        """The message with the other person's age read as the age asked about."""
        mentions = tuple(replace(m, role="current") if m.role == "partner" else m for m in self.turn.mentions)
        facts = {name: value for name, value in self.turn.facts.items() if name not in ("partner_age", "partnered")}
        return replace(self.turn, mentions=mentions, facts=facts)

    def _scaled(self, task: Task, mentions: Sequence[Mention]) -> list[Mention]:
        """ "Half", "double", "10% less" of the amount before become that amount."""
        money = [slot.name for slot in self.desk.slots[task.name] if slot.shape == "money" and slot.name in task.inputs]
        ratio = any(slot.shape in ("ratio", "percent") for slot in self.desk.slots[task.name])
        base = task.inputs[money[0]] if money else None
        scaled = []
        for mention in mentions:
            if mention.kind == "fraction" and base is not None and not ratio:
                mention = replace(mention, kind="money", value=base * float(str(mention.value)))
            scaled.append(mention)
        return scaled
