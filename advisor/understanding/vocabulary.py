"""Yes-or-no facts and choices in a question: single or couple, homeowner, Scotland, government sector."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from .nearby import Nearby
from .shapes import Slot
from .words import stem, stems, tokens

_NOT = re.compile(
    r"(?:\bnot|\bno|\bn't|n't|\bnever|\bwithout|\bnon|\bneither|\bisnt|\bdont|\bhaven'?t|\bw/o|\bbina)(?:\s|-)+(?:\w+\s+){0,2}$"
)
_DENIED = re.compile(
    r"\b(?:not|no|never|without|non|neither|nor|w/o|bina|n't|none|nothing|didn't|don't|haven't|hasn't|isn't|aren't|wasn't)\b|n't\b"
)


@dataclass(frozen=True)
class _Spoken:
    facts: dict[str, dict[bool, re.Pattern[str]]]
    choices: dict[str, re.Pattern[str]]


@cache
def _spoken() -> _Spoken:
    read = yaml.load((files(__package__) / "vocabulary.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    facts = {
        name: {answer in (True, "yes"): _any(patterns) for answer, patterns in said.items()}
        for name, said in read["facts"].items()
    }
    return _Spoken(facts, {str(value): _any(patterns) for value, patterns in read["choices"].items()})


def _any(patterns: list[str]) -> re.Pattern[str]:
    longest_first = sorted(patterns, key=len, reverse=True)  # the fuller wording says more
    return re.compile(r"(?<!\w)(?:" + "|".join(longest_first) + r")(?!\w)")


def said(slot: Slot, message: Nearby) -> Any:
    """The value that a message gives a choice or a yes-or-no input; None where it says nothing."""
    if slot.shape == "choice":
        return _choice(slot, message)
    return _fact(slot, message.text) if slot.shape == "bool" else None


def spoken_facts(text: str) -> dict[str, bool]:
    """The yes-or-no profile facts that `text` states, whatever calculator they serve."""
    found = {}
    for name, answers in _spoken().facts.items():
        if False in answers and answers[False].search(text):
            found[name] = False
        elif True in answers and answers[True].search(text):
            found[name] = True
    return found


def _choice(slot: Slot, message: Nearby) -> Any:
    text = message.text
    found: list[tuple[int, int, Any]] = []
    for value in slot.choices:
        pattern = _spoken().choices.get(f"{slot.name}.{value}") or _spoken().choices.get(str(value))
        hits = pattern.finditer(text) if pattern else ()
        good = [m for m in hits if not _NOT.search(text[max(0, m.start() - 24) : m.start()])]
        if good:
            found.append((max(m.end() - m.start() for m in good), -good[0].start(), value))
        elif not pattern and _named(str(value), message):
            found.append((len(str(value)), 0, value))
    return max(found, key=lambda each: each[:2])[2] if found else None


def named_choices(text: str) -> frozenset[str]:
    """Every choice that `text` names in the shared vocabulary, whatever calculator offers it."""
    return frozenset(value for value, pattern in _spoken().choices.items() if "." not in value and pattern.search(text))


@cache
def _name(value: str) -> frozenset[str]:
    text = value.lower().replace("_", " ")
    return frozenset(stems(text) or [stem(word) for word in tokens(text)])


def _named(value: str, message: Nearby) -> bool:
    """True when every word of the choice itself stands in the message; a single word must stand as it is."""
    words = tokens(value.lower().replace("_", " "))
    if len(words) == 1:
        return words[0] in tokens(message.text)
    return bool(_name(value)) and _name(value) <= message.stems


def _fact(slot: Slot, text: str) -> bool | None:
    spoken = _spoken().facts.get(slot.name) or _spoken().facts.get(slot.input.profile or "")
    if spoken:
        if False in spoken and spoken[False].search(text):
            return False
        return True if True in spoken and spoken[True].search(text) else None
    for phrase in slot.input.words:
        found = re.search(rf"(?<!\w){re.escape(phrase.lower())}\w{{0,3}}(?!\w)", text)
        if found:
            before = re.split(r"[.;?!,](?=\s|$)", text[: found.start()])[-1]
            return not _DENIED.search(before[-28:])
    return None
