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


@cache
def own(country: str) -> frozenset[str]:
    """The concepts that are the country's own: its products and its laws."""
    read = yaml.load((files(__package__) / "concepts.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return frozenset(read[country])


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
    return frozenset(name for name, pattern in _patterns(country).items() if pattern.search(text))
