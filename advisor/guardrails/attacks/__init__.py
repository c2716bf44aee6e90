"""Attacks: attempts to override the assistant's instructions, to change its role, or to reach other members' data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..disguises import Slips, views
from ..folding import View
from ..phrases import TELLING, Hit, Match, RuleBook, WordList

_FILES = ("override.yaml", "personas.yaml", "abroad.yaml", "reach.yaml")
_REPAIRED_LISTS = ("ignore", "orders", "strong_orders", "prior", "people", "secret", "reveal", "authority")


@dataclass(frozen=True)
class Attacks:
    """Finds attacks by scored rules over every view of a text. Immutable."""

    book: RuleBook
    slips: Slips
    pensions: WordList

    @classmethod
    def build(cls) -> Attacks:
        """The rules that ship with the package."""
        book = RuleBook.load(__package__ or "", *_FILES)
        repaired = {word for name in _REPAIRED_LISTS for word in book.lists[name].words}
        return cls(book, Slips.of(repaired), book.lists["pension"])

    def find(self, view: View, hidden: Sequence[View] = (), channel: str = "input") -> list[Hit]:
        """The attacks in a text and in what is `hidden` in it, the surest first.

        Each score (ratio 0-1) is the joint score of all that was seen.
        """
        matches: list[Match] = []
        for each in views(view, hidden, self.slips, self.slips.words):
            matches += self.book.matches(each, channel)
        return self.book.hits(matches, self._weight_of_hints(view, matches)) if matches else []

    def _weight_of_hints(self, view: View, matches: list[Match]) -> float:
        """How much faint hints count (ratio 0-1): in a text about pensions they are mostly chance.

        A long honest letter holds many words that jailbreaks use too ("act as", "from now on", "ethical").
        """
        words = set(re.findall(r"\w+", view.text.lower()))
        about_pensions = sum(word in self.pensions.words or word.startswith(self.pensions.stems) for word in words)
        if about_pensions < 2:
            return 1.0
        return 0.5 if any(match.rule.score >= TELLING for match in matches) else 0.0
