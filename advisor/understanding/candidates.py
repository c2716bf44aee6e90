"""Which calculators and notes a message could mean, best first: its words and how well its figures fit."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from .desk import NOTE, OUTSIDE, Desk
from .mentions import Mention
from .people import known, merged
from .reading import Task
from .shapes import Slot
from .slots import Filled, Ground, assign
from .turn import Turn
from .when import asked_day

_CONSIDERED = 6  # labels whose figures are tried, by their words' score
_FIT, _COVERED, _MISSING, _UNUSED, _NOTE_FIGURES = 0.15, 0.2, 0.05, 0.08, 0.1
_TIMES = ("year", "tax_year", "day")


_RULE = 0.1  # what the form of a question ("can I…", "how much…") adds for or against a note
_NO_FACTS = 0.25  # taken from a calculator that lacks facts when the question sounds like one about a rule
_ASKS_FIGURE = re.compile(
    r"\b(?:how (?:much|many|big|long)|calculat\w+|work out|what (?:would|will|do|does) (?:i|we|he|she|it) (?:get"
    r"|pay|owe|cost|lose|be)|kitn[aei])\b"
)
_ASKS_RULE = re.compile(
    r"\b(?:can (?:i|we|my|he|she|you|someone|they)|what happens|how do(?:es)?(?: i| my| we)?|do i (?:have|need)"
    r"|is it|are (?:there|my)|who|why|what (?:is|are|counts|does)"
    r"|which|where|should|allowed|is my|explain|difference|rules?|process|steps|form|kaise|options|milega|possible)\b"
)


@dataclass(frozen=True)
class Candidate:
    """A possible task, the score of its words alone, and the score with its figures."""

    task: Task
    words: float
    score: float
    filled: Filled | None = None


def ranked(
    desk: Desk, turn: Turn, facts: Mapping[str, Any], profile: Mapping[str, Any], today: date, earlier: str = "",
    before: Mapping[str, Any] | None = None,
) -> list[Candidate]:  # fmt: skip
    """Candidates for a message, best first. `facts` were said earlier in the talk.

    `earlier` is the question that the message leans on, and `before` the inputs given for it.
    """
    scores = desk.scores(turn, earlier)
    labels = sorted((label for label in scores if label not in OUTSIDE), key=lambda label: -scores[label])
    found = []
    figure = bool(_ASKS_FIGURE.search(turn.text))
    counted = any(m.kind in ("money", "percent", "number") for m in turn.mentions)
    rule = not figure and not counted and bool(_ASKS_RULE.search(turn.text))
    for label in labels[:_CONSIDERED]:
        if label.startswith(NOTE):
            figures = sum(1 for m in turn.mentions if m.kind in ("money", "percent") and m.role != "zero")
            day, tax_year = asked_day(turn.mentions, Filled(), desk.country.law.years, today, turn.text)
            task = Task(
                "note", label.removeprefix(NOTE), day=day, tax_year=tax_year, confidence=confidence(scores[label])
            )
            score = scores[label] - _NOTE_FIGURES * figures + (_RULE if rule else 0.0) - (_RULE if figure else 0.0)
            found.append(Candidate(task, scores[label], score))
            continue
        made = calculated(desk, label, turn.mentions, turn, facts, profile, today, scores[label], before)
        found.append(replace(made, score=made.score - _NO_FACTS) if rule and made.task.missing else made)
    return sorted(found, key=lambda each: -each.score)


def calculated(
    desk: Desk,
    name: str,
    mentions: Sequence[Mention],
    turn: Turn,
    facts: Mapping[str, Any],
    profile: Mapping[str, Any],
    today: date,
    words: float = 1.0,
    before: Mapping[str, Any] | None = None,
) -> Candidate:
    """The calculator `name` filled from the message, the facts said before, and the profile.

    `before` are the inputs given in the turn this one follows; they hold unless the message changes them.
    """
    slots = desk.slots[name]
    filled = assign(slots, mentions, Ground(turn.nearby, desk.currency, before or {}))
    day, tax_year = asked_day(mentions, filled, desk.country.law.years, today, turn.text)
    on = day or today
    said = merged({}, {**facts, **turn.facts})
    people = merged(profile, {**facts, **turn.facts})
    given, own, assumed, missing = dict(filled.given), dict[str, Any](), list[str](), list[str]()
    guessed: set[str] = set()
    for slot in slots:
        if slot.name in given:
            continue
        if before and slot.name in before and not _replaced(slot, filled.given):
            given[slot.name] = before[slot.name]
            continue
        value, key, guess = known(slot, people, on)
        if value is not None:
            (given if key in said else own)[slot.name] = value
            if guess:
                assumed.append(guess)
        elif slot.required and slot.shape == "money" and slot.name.startswith("other_"):
            own[slot.name] = 0.0
            guessed.add(slot.name)
            assumed.append(f"nothing for {slot.input.text}")
        elif slot.required:
            missing.append(slot.input.text)
    _drop_too_early(slots, given, {**own, **given}, turn.text)
    assumed += _bounds(filled)
    needed = [slot for slot in slots if slot.required]
    share = sum(slot.name in filled.given for slot in needed) / len(needed) if needed else 0.5
    told = len(filled.used) + sum(slot.shape in ("choice", "bool") for slot in slots if slot.name in filled.given)
    could = max(
        told, sum(m.role not in ("rules", "zero") and m.kind not in _TIMES for m in mentions) + len(turn.choices)
    )
    stray = sum(1 for m in filled.unused if m.kind in ("money", "percent", "years", "weeks"))
    score = (
        words + _FIT * share - _MISSING * len(missing) - _UNUSED * stray + (_COVERED * told / could if could else 0.0)
    )
    task = Task(
        "calculate",
        name,
        {**own, **given},
        given,
        {n: v for n, v in own.items() if n not in guessed},
        day,
        tax_year,
        tuple(missing),
        confidence(score),
        assumed=tuple(assumed),
    )
    return Candidate(task, words, score, filled)


_AT_AGE = re.compile(r"_at_(?P<age>\d+)$")


def _drop_too_early(slots: Sequence[Slot], given: dict[str, Any], inputs: Mapping[str, Any], text: str) -> None:
    """Takes back a choice such as "left_job_at_55" from a younger member who does not name that age."""
    for slot in slots:
        named = _AT_AGE.search(str(given.get(slot.name, "")))
        age = inputs.get("age")
        if named and age is not None and age < int(named["age"]) and not re.search(rf"\b{named['age']}\b", text):
            del given[slot.name]


def _bounds(filled: Filled) -> list[str]:
    """What a bound in the question was taken as: "less than 5 years" as 4."""
    said = []
    for mention in filled.used.values():
        if mention.bound and mention.kind in ("age", "years", "months", "weeks"):
            unit = "" if mention.kind == "age" else f" {mention.kind}"
            value = float(str(mention.value))
            more = "less" if mention.bound == "below" else "more"
            limit = re.sub(r"[^\d.].*", "", mention.text) + unit
            said.append(f"You said only that it is {more} than {limit}, so I took {value:g}{unit}.")
    return said


_TIME_UNITS = frozenset(("years", "months", "weeks", "days", "age", "date", "year", "birth", "of", "claim"))


def _replaced(slot: Slot, given: Mapping[str, Any]) -> bool:
    """True when a newly given input says the same in another unit: an age for a birth date, years for weeks."""
    parts = set(slot.name.split("_"))
    if "birth" in parts and "age" in given:
        return True
    if slot.name == "age" and any("birth" in name for name in given):
        return True
    matter = parts - _TIME_UNITS
    return bool(parts & _TIME_UNITS) and any(
        matter and matter == set(name.split("_")) - _TIME_UNITS and name != slot.name for name in given
    )


_CERTAINTY = 6.3  # fitted to how often readings of each score were right on members' questions


def confidence(score: float) -> float:
    """The chance that a reading of this score is right, 0–1: about 0.85 at 0.3, 0.96 at 0.5, 0.99 at 0.7."""
    return 1.0 - math.exp(-_CERTAINTY * max(0.0, score))
