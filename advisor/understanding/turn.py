"""One message, read once: its plain text, figures, and the facts it states."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ..rules import YearStyle
from .meant import meant, stated_law, without_law
from .mentions import Mention, find, plain
from .nearby import Nearby
from .people import said_facts
from .roles import by_person
from .vocabulary import named_choices
from .words import Speller
from .zeros import zeros

_MASKS = (
    (re.compile(r"\b(?:19|20)\d\d[-/](?:19|20)?\d\d\b"), " <taxyear> "),
    (re.compile(r"\b\d+(?:\.\d+)? ?(?:%|per ?cent\b|percent\b|pct\b)"), " <percent> "),
    (
        re.compile(r"(?:au?\$|us\$|[$£₹€]|\brs\.?|\binr) ?\d[\d,.]* ?(?:k|m|mn|million|lakhs?|lacs?|crores?|cr|l)?\b"),
        " <money> ",
    ),
    (
        re.compile(
            r"\b(?!40[13]k\b)\d[\d,]*(?:\.\d+)? ?(?:k|mn|million|lakhs?|lacs?|crores?|cr|l|grand|thousand|thou)\b"
        ),
        " <money> ",
    ),
    (re.compile(r"\b(?:\d{1,3}(?:,\d{2,3})+|\d{5,})(?:\.\d+)?\b"), " <money> "),
    (re.compile(r"\b(?:19|20)\d\d\b"), " <year> "),
    (re.compile(r"\b\d+(?:\.\d+)?(?= ?(?:years?|yrs?|saal|sal)\b(?! old))"), " <count> "),
    (re.compile(r"(?<![\w(])\d+(?:\.\d+)?(?![\w(])"), " <n> "),
)


@dataclass(frozen=True)
class Turn:
    """A message as the understanding uses it: plain text, figures, what stands around them, and stated facts.

    `law` holds where figures of law stand that the question states; `asked` is the text without those clauses.
    """

    text: str
    mentions: tuple[Mention, ...]
    nearby: Nearby
    facts: Mapping[str, Any]
    choices: frozenset[str]
    law: frozenset[int] = frozenset()
    asked: str = ""
    # the labels' scores by the question it leans on: asked for more than once while it is read
    scored: dict[str, dict[str, float]] = field(default_factory=dict, compare=False, repr=False)


def masked(text: str) -> str:
    """Plain text with each figure replaced by its kind: the question is the same whatever the amount."""
    for pattern, kind in _MASKS:
        text = pattern.sub(kind, text)
    return text


def read_turn(query: str, years: YearStyle, today: date, month_first: bool, speller: Speller) -> Turn:
    """Reads one message of at most a few thousand characters."""
    text = _mended(re.sub(r"\b(?:shud|shld)\b", "should", plain(query)), speller)
    text = re.sub(r"\b(?:make|call) (?:it|that)\b", "instead", text)
    mentions = by_person(meant(find(text, years, today, month_first), text), text)
    law = stated_law(mentions, text)
    everything = sorted([*mentions, *_both(mentions, text), *zeros(text)], key=lambda m: m.start)
    return Turn(
        text,
        tuple(everything),
        Nearby(text, everything),
        said_facts(mentions, text),
        named_choices(text),
        frozenset(law),
        without_law(text, list(law.values())),
    )


_BOTH = re.compile(r"\bboth(?: (?:are|aged?|over|about|turning|of us(?: are)?|is|at))*(?: age)? ?$")
_WE = re.compile(
    r"\b(?:my (?:wife|husband|spouse|partner) and i|(?:wife|husband|spouse|partner|hubby) (?:and|n|&) (?:i|me)"
    r"|we) (?:are|re|turn)(?: both)? ?$"
)


def _both(mentions: list[Mention], text: str) -> list[Mention]:
    """ "We are both 68" is the partner's age too."""
    found = []
    for mention in mentions:
        left = text[: mention.start]
        if mention.kind == "age" and mention.role != "partner" and (_BOTH.search(left) or _WE.search(left)):
            found.append(replace(mention, role="partner"))
    return found


def _mended(text: str, speller: Speller) -> str:
    return re.sub(r"[a-z]{5,}", lambda m: speller.mend(m[0]), text)
