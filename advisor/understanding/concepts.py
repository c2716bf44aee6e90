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


def concepts(text: str, country: str) -> frozenset[str]:
    """The concepts that a plain text speaks of."""
    return frozenset(name for name, pattern in _patterns(country).items() if pattern.search(text))
