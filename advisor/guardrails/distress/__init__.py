"""Distress: self-harm, hardship, danger at home, pressure and scams. It is never blocked; it brings help."""

from __future__ import annotations

from dataclasses import dataclass

from ..disguises import plain
from ..folding import View
from ..phrases import Hit, RuleBook


@dataclass(frozen=True)
class Distress:
    """Finds signs of distress by scored rules. Immutable."""

    book: RuleBook

    @classmethod
    def build(cls) -> Distress:
        """The rules that ship with the package."""
        return cls(RuleBook.load(__package__ or "", "rules.yaml"))

    def find(self, view: View) -> list[Hit]:
        """The signs of distress in a text, the surest first; each score is a ratio 0-1."""
        hits = [self.book.hits([match])[0] for match in self.book.matches(plain(view))]
        best: dict[str, Hit] = {}
        for hit in sorted(hits, key=lambda hit: -hit.score):
            best.setdefault(hit.code, hit)
        return list(best.values())
