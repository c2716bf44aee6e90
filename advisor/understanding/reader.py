"""From one message, with the talk before it, to its reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from . import conversation
from .candidates import Candidate, calculated, confidence, ranked
from .changing import change
from .concepts import concepts, own
from .desk import Desk
from .mentions import Mention
from .people import merged
from .reading import Reading, Task
from .segments import alternatives, asked_part, questions
from .shapes import foreign
from .topic import topic_of
from .turn import Turn

_SURE, _SURE_IN_SUBJECT = (
    0.34,
    0.2,
)  # a task below this is not taken for the meaning; less is asked of a pension question
_CLOSE = 0.06  # two tasks nearer than this are told to the member as two readings
_PART, _PART_FITS = 0.2, 0.45  # each part of a double question must reach this by its words, and with its figures
_OWN, _AHEAD = 0.35, 0.2  # words as clear as this, and so much ahead of the last question's, ask something of their own
_STRANGE = 0.5  # a follow-up with more words than this from outside the subject has left it
_PLAIN = 0.45  # … when the message could also be a change of the last question
_OTHER_FIGURE = frozenset(("defer", "claimat", "working", "lumpsum", "withdraw", "contribute", "fra", "rule55"))
_GENERAL = frozenset(("howmuch", "can", "how", "whatif", "when", "spouse", "compare", "average", "early"))
_CARRIED = (
    "monthly_wage", "service_years", "salary", "sector", "qualifying_years", "benefit_at_full_age", "region",
    "balance_super", "balance_401k", "balance_ira", "balance_roth", "balance_pension", "balance_epf", "balance_nps",
)  # fmt: skip
_NEAR, _OFFERED = 0.08, 3  # readings that are offered when none is sure: their words' score, and how many
_BARE = 4  # words: a message this short with a figure in it changes the last question


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
        scores = self.desk.scores(self.turn, self._earlier())
        topic = topic_of(self.desk, self.turn, scores, found[0].score if found else 0.0)
        if topic != "pension" and conversation.speaks_of_before(self.turn.text):
            last = self.talk.last
            return (
                replace(last, follow_up=True, question=self.turn.text)
                if last
                else self._made((), "nothing_before", 1.0)
            )
        if topic == "off_topic" and self.talk.last and self._leans() and self.desk.strange(self.turn) <= _STRANGE:
            return self._made((), "unclear", 1.0, follow_up=True)
        if topic != "pension":
            return self._made((), topic, max(scores.values()))
        in_subject = self.desk.subject.search(self.turn.text) or (self.talk.last and self._leans())
        sure = _SURE_IN_SUBJECT if in_subject else _SURE
        tasks = self._several() or self._compared(found[0]) if found else ()
        if not tasks and found and found[0].score >= sure:
            tasks = (found[0].task,)
        if not tasks:
            return self._unknown(found)
        return self._made(tasks, topic, confidence(found[0].score), self._other(found, tasks))

    def _unknown(self, found: Sequence[Candidate]) -> Reading:
        """The question after the small talk around it, if that can be read; else the readings that come nearest."""
        asked = asked_part(self.turn.text)
        if asked:
            again = replace(self, turn=self.desk.turn(asked, self.today)).reading()
            if again.tasks:
                return replace(again, question=self.turn.text)
        near = [each.task for each in found if each.words >= _NEAR][:_OFFERED]
        made = self._made((), "unknown", found[0].score if found else 0.0)
        return replace(made, near=tuple(near))

    def after(self, reading: Reading) -> Talk:
        """The talk once this message has been read."""
        facts = dict(self.talk.facts)
        if not conversation.about_another(self.turn.text):
            facts = merged(merged(facts, self._told(reading)), self.turn.facts)
        return Talk(reading if reading.tasks else self.talk.last, facts)

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

    def _earlier(self) -> str:
        """The question this message leans on; empty for one that stands alone."""
        return self.talk.last.question if self.talk.last and self._leans() else ""

    def _ranked(self, turn: Turn) -> list[Candidate]:
        last = self.talk.last
        if not last or not self._leans():
            return ranked(self.desk, turn, self.talk.facts, self.profile, self.today)
        before = {name: value for task in last.tasks for name, value in task.given.items()}
        return ranked(self.desk, turn, self.talk.facts, self.profile, self.today, last.question, before)

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
            if best.words < _PART or best.score < _PART_FITS:
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

    def _leans(self) -> bool:
        text = self.turn.text
        short = len(text.split()) <= conversation.SHORT
        return short or conversation.is_cue(text) or conversation.points_back(text) or conversation.bare_fact(text)

    def _follow_up(self, found: Sequence[Candidate]) -> Reading | None:
        last = self.talk.last
        if not last or not self._leans():
            return None
        text = self.turn.text
        if conversation.asks_why(text):
            return replace(last, follow_up=True, notes=(*last.notes, "why"), question=text)
        if conversation.asks_todays_money(text):
            return replace(last, follow_up=True, notes=(*last.notes, "today"), question=text)
        best = found[0] if found else None
        tasks = change(self.desk, self.turn, last, self.talk.facts, self.profile, self.today)
        if best and self._own_question(best, last, bool(tasks)):
            return replace(self._made((best.task,), "pension", confidence(best.score)), follow_up=True)
        if tasks:
            return self._made(tasks, "pension", max(task.confidence for task in tasks), follow_up=True)
        return None

    def _own_question(self, best: Candidate, last: Reading, changes: bool) -> bool:
        """True when a leaning message asks for something else: other words, or a note."""
        names = {task.name for task in last.tasks}
        text = self.turn.text
        if best.task.name in names or (len(text.split()) <= _BARE and self.turn.mentions):
            return False
        before = max(self.desk.scores(self.turn).get(name, 0.0) for name in names)
        clear = best.words >= _OWN and best.words - before >= _AHEAD
        if not changes:
            return clear
        code = self.desk.country.code
        new = concepts(text, code) - concepts(last.question, code) - _GENERAL
        if conversation.is_cue(text) and self.turn.mentions:
            new -= _OTHER_FIGURE  # "and if I wait until 67?" changes a figure of the same question
        if new & own(code) and not conversation.is_cue(text) and not best.task.missing:
            return clear  # it names another product and brings all that is needed for it
        return clear and bool(new) and best.words >= _PLAIN
