"""Which calculators and notes a message could mean, best first: its words and how well its figures fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from .desk import NOTE, OUTSIDE, Desk
from .mentions import Mention
from .people import known, merged
from .reading import Task
from .slots import Filled, assign
from .turn import Turn
from .when import asked_day

_CONSIDERED = 6  # labels whose figures are tried, by their words' score
_FIT, _COVERED, _MISSING, _UNUSED, _NOTE_FIGURES = 0.15, 0.2, 0.05, 0.05, 0.1
_TIMES = ("year", "tax_year", "day")


@dataclass(frozen=True)
class Candidate:
    """A possible task, the score of its words alone, and the score with its figures."""

    task: Task
    words: float
    score: float
    filled: Filled | None = None


def ranked(desk: Desk, turn: Turn, facts: Mapping[str, Any], profile: Mapping[str, Any], today: date) -> list[Candidate]:
    """Candidates for a message that stands alone, best first. `facts` were said earlier in the talk."""
    scores = desk.scores(turn)
    labels = sorted((label for label in scores if label not in OUTSIDE), key=lambda label: -scores[label])
    found = []
    for label in labels[:_CONSIDERED]:
        if label.startswith(NOTE):
            figures = sum(1 for m in turn.mentions if m.kind in ("money", "percent") and m.role != "zero")
            day, tax_year = asked_day(turn.mentions, Filled(), desk.country.law.years, today, turn.text)
            task = Task("note", label.removeprefix(NOTE), day=day, tax_year=tax_year, confidence=scores[label])
            found.append(Candidate(task, scores[label], scores[label] - _NOTE_FIGURES * figures))
            continue
        found.append(calculated(desk, label, turn.mentions, turn, facts, profile, today, scores[label]))
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
    filled = assign(slots, mentions, turn.nearby, desk.currency)
    day, tax_year = asked_day(mentions, filled, desk.country.law.years, today, turn.text)
    on = day or today
    said = merged({}, {**facts, **turn.facts})
    people = merged(profile, {**facts, **turn.facts})
    given, own, assumed, missing = dict(filled.given), {}, [], []
    for slot in slots:
        if slot.name in given:
            continue
        if before and slot.name in before:
            given[slot.name] = before[slot.name]
            continue
        value, key, guess = known(slot, people, on)
        if value is not None:
            (given if key in said else own)[slot.name] = value
            if guess:
                assumed.append(guess)
        elif slot.required:
            missing.append(slot.input.text)
    needed = [slot for slot in slots if slot.required]
    share = sum(slot.name in filled.given for slot in needed) / len(needed) if needed else 0.5
    told = len(filled.used) + sum(slot.shape in ("choice", "bool") for slot in slots if slot.name in filled.given)
    could = max(told, sum(m.role not in ("rules", "zero") and m.kind not in _TIMES for m in mentions) + len(turn.choices))
    stray = sum(1 for m in filled.unused if m.kind in ("money", "percent", "years", "weeks"))
    score = words + _FIT * share - _MISSING * len(missing) - _UNUSED * stray + (_COVERED * told / could if could else 0.0)
    task = Task(
        "calculate", name, {**own, **given}, given, own, day, tax_year, tuple(missing), _confidence(score), assumed=tuple(assumed)
    )
    return Candidate(task, words, score, filled)


def _confidence(score: float) -> float:
    return max(0.0, min(1.0, score))
