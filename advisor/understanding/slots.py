"""Filling a calculator's inputs: mentions to inputs by kind, unit and the words around, then profile, then default."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from ..rules import MONTHS
from .mentions import Mention
from .nearby import Nearby
from .shapes import Slot, convert
from .vocabulary import said



@dataclass
class Filled:
    """The inputs found for one calculator, and how well the question fits it."""

    given: dict[str, Any] = field(default_factory=dict)
    used: dict[str, Mention] = field(default_factory=dict)
    unused: list[Mention] = field(default_factory=list)
    fit: float = 0.0


def assign(slots: Sequence[Slot], mentions: Sequence[Mention], nearby: Nearby, currency: str) -> Filled:
    """The best pairing of mentions and inputs; choices and yes-or-no facts from the words alone."""
    filled = Filled()
    for slot in slots:
        value = said(slot, nearby)
        if value is not None:
            filled.given[slot.name] = value
    open_slots = [slot for slot in slots if slot.shape not in ("choice", "bool", "text")]
    usable = [m for m in mentions if m.kind not in ("tax_year", "day") and m.role != "rules"]
    figures = [m for m in usable if m.role != "zero"]
    _pair(filled, open_slots, figures, nearby, currency)
    # a zero says nothing where leaving the input out already means "none"
    empty = [s for s in open_slots if s.name not in filled.given and (s.required or s.default is not None)]
    _pair(filled, empty, [m for m in usable if m.role == "zero"], nearby, currency)
    _leftover(filled, open_slots, figures, nearby, currency)
    taken = {id(m) for m in filled.used.values()}
    filled.unused = [m for m in figures if id(m) not in taken and m.role != "birth"]
    _months_apart(filled, slots)
    return filled


def _pair(
    filled: Filled, slots: Sequence[Slot], usable: Sequence[Mention], nearby: Nearby, currency: str
) -> None:
    gains, values = _gains(slots, usable, nearby, currency)
    if not gains.size:
        return
    for row, column in zip(*linear_sum_assignment(-gains), strict=True):
        if gains[row, column] > 0:
            filled.given[slots[column].name] = values[row, column]
            filled.used[slots[column].name] = usable[row]
            filled.fit += float(gains[row, column])


def _leftover(
    filled: Filled, slots: Sequence[Slot], figures: Sequence[Mention], nearby: Nearby, currency: str
) -> None:
    """The only amount of a question goes to the likeliest amount input, even without a word for it."""
    amounts = [m for m in figures if m.kind == "money"]
    open_money = [s for s in slots if s.shape == "money" and not s.required]
    if len(amounts) != 1 or not open_money or any(m is amounts[0] for m in filled.used.values()):
        return
    if any(s.shape == "money" and s.name in filled.given for s in slots):
        return
    near = nearby.words(amounts[0])
    best = max(open_money, key=lambda s: sum(weight * near.get(term, 0.0) for term, weight in s.terms.items()))
    value = convert(amounts[0], best, currency)
    if value is not None:
        filled.given[best.name], filled.used[best.name] = value, amounts[0]


def _months_apart(filled: Filled, slots: Sequence[Slot]) -> None:
    """ "62 and 1 month" where the years and the months are two inputs."""
    months = [s for s in slots if s.shape == "months" and s.name not in filled.given]
    for slot in slots:
        mention = filled.used.get(slot.name)
        part = float(mention.value) % 1 if mention and mention.kind == "age" else 0.0  # type: ignore[arg-type]
        if part and slot.kind is int and months:
            filled.given[months[0].name] = round(part * MONTHS)


def _gains(
    slots: Sequence[Slot], usable: Sequence[Mention], nearby: Nearby, currency: str
) -> tuple[np.ndarray, dict[tuple[int, int], Any]]:
    gains = np.zeros((len(usable), len(slots)))
    values: dict[tuple[int, int], Any] = {}
    shared = _shared(slots)
    for row, mention in enumerate(usable):
        around = nearby.words(mention)
        for column, slot in enumerate(slots):
            value = convert(mention, slot, currency)
            if value is None:
                continue
            words = sum(weight * around.get(term, 0.0) / shared[term, slot.shape] for term, weight in slot.terms.items())
            gain = _gain(mention, slot, words)
            if gain > 0:
                gains[row, column], values[row, column] = gain, value
    return gains, values


def _shared(slots: Sequence[Slot]) -> dict[tuple[str, str], float]:
    """How many inputs of the same shape a word points to: a word of all of them says little."""
    count: dict[tuple[str, str], float] = {}
    for slot in slots:
        for term in slot.terms:
            count[term, slot.shape] = count.get((term, slot.shape), 0.0) + 1.0
    return count


_BASE = {True: 0.8, False: -0.9}  # a required input takes a figure of its kind without words; an optional one needs words


def _gain(mention: Mention, slot: Slot, words: float) -> float:
    gain = _BASE[slot.required] + min(words, 4.0)
    if mention.role == "zero":
        return gain - 1.0 if words >= 1.2 else 0.0  # noqa: PLR2004
    if slot.shape == "age":
        return _age_gain(mention, slot, gain)
    if slot.shape in ("date", "year"):
        born = {"born", "birth"} & set(slot.terms) or "birth" in slot.name
        if mention.role == "birth":
            return gain + 2.0 if born else -1.0
        return gain - (0.3 if born and mention.kind == "date" else 0.8 if born else 0.0)
    if mention.kind == "number":
        small = float(mention.value) < 100  # type: ignore[arg-type]  # noqa: PLR2004
        gain -= 0.5 if slot.shape == "money" and small else 0.1
    if mention.kind in ("years", "months", "weeks"):
        gain += 0.6 if mention.kind == slot.shape else 0.0
    if slot.shape == "money" and slot.period and mention.period:
        gain += 0.4 if slot.period == mention.period else 0.1
    if mention.kind == "fraction":
        gain -= 0.4
    return gain


def _age_gain(mention: Mention, slot: Slot, gain: float) -> float:
    if mention.kind != "age":
        return gain - 1.2
    if slot.partner:
        return gain + 2.0
    gain += 0.9  # an age needs no word: only ages are said like that
    if slot.ahead:
        return gain + {"future": 0.8, "current": -0.7}.get(mention.role, 0.3)
    in_the_year = str(slot.input.profile).endswith("age_at_year_end")  # "in 2026, at 52" is that age as well
    return gain + {"current": 0.8, "future": 0.3 if in_the_year else -0.2}.get(mention.role, 0.0)


_ZERO = re.compile(
    r"\b(?:no|zero|nil|negligible|without(?: any)?|(?:don't|do not|dont|doesn't) (?:have|get|earn) any) "
    r"(?P<what>(?:(?:other|further|extra|more|earlier|previous|taxable|additional) )?[a-z]+(?: [a-z]+)?)"
)
_NOTHING = re.compile(r"\b(?P<what>nothing (?:else|more|other)|nothing (?:is )?added)\b")


def zeros(text: str) -> list[Mention]:
    """ "No other income", "nothing else", "negligible income": an amount of zero, named by the words after it."""
    found = [Mention("money", 0.0, m.start(), m.end(), m["what"], role="zero") for m in _ZERO.finditer(text)]
    return found + [
        Mention("money", 0.0, m.start(), m.end(), "other income added contribution", role="zero") for m in _NOTHING.finditer(text)
    ]

