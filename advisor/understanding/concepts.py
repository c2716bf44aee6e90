"""Domain concepts in a question: the many words of members brought to one name ("cash out", "pull" → withdraw)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml


@cache
def _patterns(country: str) -> Mapping[str, re.Pattern[str]]:
    read = yaml.load((files(__package__) / "concepts.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {
        name: re.compile(r"(?<!\w)(?:" + "|".join(patterns) + r")(?!\w)")
        for name, patterns in {**read["all"], **read[country]}.items()
    }


# the three characters that a piece of a pattern begins with, where they are plain ones
_BEGINNING = re.compile(r"(?:\\b)?(?P<start>[a-z0-9][a-z0-9 ']{2})(?![?*{])")
_SHORT_WORD = re.compile(r"(?:\\b)?(?P<start>[a-z0-9]{1,2})(?:\\b)?")
_STARTS = re.compile(r"(?<!\w)(?=(\w.{0,2}))", re.DOTALL)
_SHORT_WORDS = re.compile(r"\b\w{1,2}\b")


@cache
def _beginnings(country: str) -> tuple[Mapping[str, frozenset[str]], frozenset[str]]:
    """Which concepts may begin with three characters or a shorter word; and those that are looked for anyway."""
    read = yaml.load((files(__package__) / "concepts.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    by_start: dict[str, set[str]] = {}
    others = set()
    for name, patterns in {**read["all"], **read[country]}.items():
        for pattern in patterns:
            found = _SHORT_WORD.fullmatch(pattern) or _BEGINNING.match(pattern)
            if found and not _has_choice(pattern):
                by_start.setdefault(found["start"], set()).add(name)
            else:
                others.add(name)
    return {start: frozenset(names) for start, names in by_start.items()}, frozenset(others)


def _has_choice(pattern: str) -> bool:
    """True where a pattern is a choice at its top: its other side begins differently."""
    inner = re.sub(r"\\.|\[[^\]]*\]", "", pattern)
    while inner != (inner := re.sub(r"\([^()]*\)", "", inner)):
        pass
    return "|" in inner


@cache
def own(country: str) -> frozenset[str]:
    """The concepts that are the country's own, its products and its laws, but not plain facts such as a basic pay."""
    read = yaml.load((files(__package__) / "concepts.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return frozenset(read[country]) - frozenset(read["facts"])


def with_earlier(now: frozenset[str], earlier: frozenset[str], country: str, points_back: bool) -> frozenset[str]:
    """A follow-up's concepts with what it leaves out: the product ("and what age?") or the matter ("and for NPS?")."""
    products = own(country)
    carried: frozenset[str] = frozenset()
    if points_back or not now & products:
        carried |= earlier & products
    if not now - products:
        carried |= earlier - products
    return now | carried


def concepts(text: str, country: str) -> frozenset[str]:
    """The concepts that a plain text speaks of."""
    patterns, (by_start, others) = _patterns(country), _beginnings(country)
    starts = by_start.keys() & {*_STARTS.findall(text), *_SHORT_WORDS.findall(text)}
    possible = others.union(*(by_start[start] for start in starts))
    return frozenset(name for name in possible if patterns[name].search(text))
