"""Several questions in one message, and one question for several choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from . import conversation
from .candidates import Candidate, ranked
from .carried import carried
from .mentions import Mention
from .message import Message
from .reading import Task
from .segments import alternatives, questions
from .weighing import SURE

# each part of a double question must reach the first by its words, and one of the others with its figures
_PART, _PART_FITS, _PART_LACKS = 0.2, 0.4, 0.55


@dataclass(frozen=True)
class Parts(Message):
    """Reads a message that asks several things, or for a comparison."""

    def _several(self) -> tuple[Task, ...]:
        tasks: list[Task] = []
        for part in questions(self.turn.text):
            if part == self.turn.text:
                return ()
            best = self._part(part, tasks)
            if best is None:
                return ()
            tasks += [best.task] if all(self._asks_apart(best.task, task) for task in tasks) else []
        return tuple(tasks) if len(tasks) > 1 else ()

    def _part(self, part: str, before: Sequence[Task]) -> Candidate | None:
        """The reading of one part; one that points back ("how much of it is taxed?") goes on from the parts before."""
        turn = self.desk.turn(part, self.today)
        if before and conversation.points_back(part):
            last = self._made(before, "pension", 1.0)
            facts = {**self.talk.facts, **self._told(last), **carried(self.desk, last)}
            earlier = self.turn.text[: self.turn.text.find(part)]
            best = ranked(self.desk, turn, facts, self.profile, self.today, earlier)[0]
        else:
            best = self._ranked(turn)[0]
        enough = _PART_LACKS if best.task.missing else _PART_FITS
        return best if best.words >= _PART and best.score >= enough else None

    def _asks_apart(self, one: Task, other: Task) -> bool:
        """True for two calculations, or for two limits of the one that looks limits up."""
        if one.name != other.name:
            return True
        named = [s.name for s in self.desk.slots.get(one.name, ()) if s.required and s.shape == "choice"]
        return any(one.inputs.get(name) != other.inputs.get(name) for name in named)

    def _compared(self, best: Candidate) -> tuple[Task, ...]:
        sides = alternatives(self.turn.mentions, self.turn.text)
        if not sides or best.task.kind != "calculate" or best.score < SURE:
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
