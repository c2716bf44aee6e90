"""All personal data of one text: every spotter on every view of it, overlaps settled, spans in the original text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass, replace

from ..folding import View
from . import (
    australia,
    bank_accounts,
    cards,
    contact,
    everywhere,
    identity,
    india,
    spelling,
    united_kingdom,
    united_states,
)
from .identifier import Candidate, Spotter, longest_row

_TABLES = (australia, united_states, united_kingdom, india, everywhere)


@dataclass(frozen=True)
class Detector:
    """Finds personal data. Immutable; safe to share between threads.

    Each spotter stands with the number of digits in a row without which it has nothing to find.
    """

    spotters: tuple[tuple[int, Spotter], ...]

    @classmethod
    def build(cls) -> Detector:
        """The detector with every identifier of every country."""
        tables = [(entry.least, entry.spotter()) for table in _TABLES for entry in table.IDENTIFIERS]
        others: tuple[tuple[int, Spotter], ...] = (
            (0, contact.spot_emails),
            (0, contact.spot_phones),
            (0, contact.spot_network_addresses),
            (cards.LEAST_DIGITS, cards.spot_cards),
            (0, cards.spot_ibans),
            (0, bank_accounts.spot_accounts),
            (0, identity.spot_identity),
        )
        return cls((*tables, *others))

    def find(self, view: View, country: str, threshold: float, allowed: Collection[str] = ()) -> list[Candidate]:
        """Personal data in the order of the text, spans in the original. `allowed` values (compact) are left out."""
        views = (view, *spelling.views(view))
        found = [candidate for each in views for candidate in self._find_in(each, country, allowed)]
        return settle([candidate for candidate in found if candidate.score >= threshold])

    def _find_in(self, view: View, country: str, allowed: Collection[str]) -> list[Candidate]:
        # a name beside an address needs no more than a house's number
        spotters = self.spotters if worth_a_look(view.text) else ((0, identity.spot_identity),)
        found = []
        longest = longest_row(view.text)
        for least, spot in spotters:
            if longest < least:
                continue
            for candidate in spot(view.text, country):
                compact = re.sub(r"[^A-Za-z0-9@.]", "", view.text[candidate.start : candidate.end]).casefold()
                if compact in allowed or compact.replace(".", "") in allowed:
                    continue
                start, end = view.span(candidate.start, candidate.end)
                found.append(replace(candidate, start=start, end=end))
        return found


def worth_a_look(text: str) -> bool:
    """Whether a text can hold a number or an address that identifies: four digits, or an at sign in some spelling."""
    return "@" in text or bool(re.search(r"(?:\d\D{0,40}){4}|\bat\b", text, re.I))


def settle(candidates: list[Candidate]) -> list[Candidate]:
    """Overlapping candidates reduced to the surest of each stretch, in the order of the text."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.score, c.distance, c.start - c.end, c.start)):
        at = bisect_left(kept, candidate.start, key=lambda other: other.start)
        clear_before = at == 0 or kept[at - 1].end <= candidate.start
        if clear_before and (at == len(kept) or kept[at].start >= candidate.end):
            kept.insert(at, candidate)
    return kept
