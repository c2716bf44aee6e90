"""Identifiers in disguise: digits written as words, and characters spaced out one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..folding import View

_DIGITS = {
    **dict(
        zip(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], "0123456789", strict=True)
    ),
    **dict(
        zip(["shunya", "ek", "do", "teen", "char", "paanch", "chhe", "saat", "aath", "nau"], "0123456789", strict=True)
    ),
    "oh": "0",
    "o": "0",
    "nought": "0",
    "naught": "0",
    "nil": "0",
    "panch": "5",
    "chah": "6",
    "che": "6",
    "sat": "7",
    "ath": "8",
}
_WORD = "|".join(sorted(_DIGITS, key=len, reverse=True))
_RUN = re.compile(
    (
        rf"\b(?:(?:double|triple)\s+)?(?:{_WORD}|\d)(?:[\s,\-]{{1,3}}(?:(?:double|triple)\s+)?(?:{_WORD}|"
        rf"\d{{1,4}})\b){{4,30}}"
    ),
    re.I,
)
_UNIT = re.compile(rf"(?:(double|triple)\s+)?({_WORD}|\d+)", re.I)
_SPACED = re.compile(r"(?<!\S)[A-Za-z0-9@.+_\-](?:[ ]{1,3}[A-Za-z0-9@.+_\-](?![^\s,;:?!)])){5,}")


def views(view: View) -> Iterator[View]:
    """The text again with digit words turned into digits, and again with spaced-out characters closed up."""
    spoken = not _DIGITS.keys().isdisjoint(view.plain.words)
    words = [
        (m.start(), m.end(), _figures(m.group()))
        for m in (_RUN.finditer(view.text) if spoken else ())
        if re.search("[a-z]", m.group(), re.I)
    ]
    if words:
        yield view.rewrite(words, "digits spelled out")
    spaced = [(m.start(), m.end(), re.sub(r"\s", "", m.group())) for m in _SPACED.finditer(view.text)]
    if spaced:
        yield view.rewrite(spaced, "characters spaced out")


def _figures(run: str) -> str:
    times = {"double": 2, "triple": 3}
    return "".join(
        (_DIGITS.get(unit.lower(), unit)) * times.get((repeat or "").lower(), 1) for repeat, unit in _UNIT.findall(run)
    )
