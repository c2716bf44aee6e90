"""Attacks: attempts to override the assistant's instructions, to change its role, or to reach other members' data."""

from __future__ import annotations

from dataclasses import dataclass

from ..disguises import Slips, views
from ..folding import View
from ..phrases import Hit, Match, RuleBook

_REPAIRED_LISTS = ("ignore", "orders", "strong_orders", "prior", "people", "secret", "reveal", "authority")


@dataclass(frozen=True)
class Attacks:
    """Finds attacks by scored rules over every view of a text. Immutable."""

    book: RuleBook
    slips: Slips

    @classmethod
    def build(cls) -> Attacks:
        """The rules that ship with the package."""
        book = RuleBook.load(__package__ or "", "override.yaml", "personas.yaml", "abroad.yaml", "reach.yaml")
        return cls(book, Slips.of({word for name in _REPAIRED_LISTS for word in book.lists[name].words}))

    def find(self, view: View, channel: str = "input") -> list[Hit]:
        """The attacks in a text, the surest first; each score (ratio 0-1) is the joint score of all that was seen."""
        matches: list[Match] = []
        for each in views(view, self.slips):
            matches += self.book.matches(each, channel)
        return self.book.hits(matches)
