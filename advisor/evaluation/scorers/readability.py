"""Readability: the Flesch–Kincaid grade of an answer's prose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..cases import Case
from .score import NOT_APPLICABLE, Score, answered

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|https?://\S+")
_MARKS = re.compile(r"[*_`#>]+")
_TABLE = re.compile(r"(?m)^\s*\|.*$")
_BULLET = re.compile(r"(?m)^\s*(?:[-•]|\d{1,2}[.)])\s+")
_SENTENCE = re.compile(r"[.!?:;]+(?=\s|$)|\n+")
_WORD = re.compile(r"[a-z][a-z'’]*", re.I)
# a last e that is not heard: "wage", "taxed", "rules"; it is heard in "table", "added", "wages"
_SILENT = re.compile(r"[^aeiouyl]e$|[aeiou]le$|[^aeioutd]ed$|[^aeiouyscgxz]es$")
_VOWELS = re.compile(r"[aeiouy]+")


def readability(case: Case, row: Mapping[str, Any]) -> Score:
    """The school grade (USA) that the answer's words and sentences ask for; figures and tables are left out."""
    if not answered(row):
        return Score(NOT_APPLICABLE)
    level = grade(row["answer"])
    return Score(NOT_APPLICABLE) if level is None else Score(level)


def grade(text: str) -> float | None:
    """Flesch–Kincaid grade: 0.39 words/sentences + 11.8 syllables/words − 15.59 (Kincaid and others, 1975).

    None for a text without words.
    """
    prose = _MARKS.sub("", _BULLET.sub("", _TABLE.sub("", _LINK.sub(r"\1", text))))
    sentences = [found for part in _SENTENCE.split(prose) if (found := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return None
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(_syllables, words)) / len(words) - 15.59


def _syllables(word: str) -> int:
    """Groups of vowels, without a silent last e ("wage", but not "table")."""
    plain = word.lower()
    count = len(_VOWELS.findall(plain))
    return max(1, count - bool(_SILENT.search(plain)))
