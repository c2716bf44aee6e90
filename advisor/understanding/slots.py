"""Filling a calculator's inputs: mentions to inputs by kind, unit and the words around, then profile, then default."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from ..rules import MONTHS
from .mentions import Mention
from .nearby import Nearby
from .shapes import Slot, convert
from .vocabulary import said
from .words import stem


@dataclass
class Filled:
    """The inputs found for one calculator, and the figures that found no input."""

    given: dict[str, Any] = field(default_factory=dict)
    used: dict[str, Mention] = field(default_factory=dict)
    unused: list[Mention] = field(default_factory=list)
    added: list[Mention] = field(default_factory=list)


@dataclass(frozen=True)
class Ground:
    """What figures are judged by: the words around them, the country's money, and the inputs given before."""

    nearby: Nearby
    currency: str
    before: Mapping[str, Any] = field(default_factory=dict)


def assign(slots: Sequence[Slot], mentions: Sequence[Mention], ground: Ground) -> Filled:
    """The best pairing of mentions and inputs; choices and yes-or-no facts from the words alone."""
    filled = Filled()
    for slot in slots:
        value = said(slot, ground.nearby)
        if value is not None:
            filled.given[slot.name] = value
    open_slots = [slot for slot in slots if slot.shape not in ("choice", "bool", "text")]
    usable = [m for m in mentions if m.kind not in ("tax_year", "day") and m.role != "rules"]
    figures = _as_self([m for m in usable if m.role != "zero"], open_slots)
    _pair(filled, open_slots, figures, ground)
    # a zero says nothing where leaving the input out already means "none"
    empty = [s for s in open_slots if s.name not in filled.given and (s.required or s.default is not None)]
    _pair(filled, empty, [m for m in usable if m.role == "zero"], ground)
    for shape, kinds in _ALONE.items():
        _leftover(filled, [s for s in open_slots if s.shape in shape], [m for m in figures if m.kind in kinds], ground)
    _counted(filled, open_slots, figures, ground)
    _sums(filled, open_slots, figures, ground)
    _each(filled, open_slots, ground)
    taken = [m.start for m in filled.used.values()] + [m.start for m in filled.added]
    filled.unused = [m for m in figures if m.start not in taken and m.role != "birth"]
    _months_apart(filled, slots)
    _ranges(filled, open_slots, figures, ground)
    return filled


_RATES = ("growth", "rate", "interest_rate", "annuity_rate")  # what a bare "at 6%" means
_ALONE = {("money",): ("money",), ("ratio", "percent"): ("percent",)}


def _as_self(figures: Sequence[Mention], slots: Sequence[Slot]) -> list[Mention]:
    """ "My wife is 63, can she…": where a calculator knows one person only, her age is the age."""
    only_other = not any(m.kind == "age" and m.role != "partner" for m in figures)
    if only_other and not any(slot.partner for slot in slots):
        return [replace(m, role="current") if m.role == "partner" else m for m in figures]
    return list(figures)


def _pair(filled: Filled, slots: Sequence[Slot], usable: Sequence[Mention], ground: Ground) -> None:
    gains, values = _gains(slots, usable, ground)
    if not gains.size:
        return
    for row, column in zip(*linear_sum_assignment(-gains), strict=True):
        if gains[row, column] > 0:
            filled.given[slots[column].name] = values[row, column]
            filled.used[slots[column].name] = usable[row]


def _leftover(filled: Filled, slots: Sequence[Slot], figures: Sequence[Mention], ground: Ground) -> None:
    """The one amount or percentage left over goes to the likeliest input of its kind, even without a word for it."""
    taken = [m.start for m in filled.used.values()]
    free = [m for m in figures if m.start not in taken]
    open_slots = [s for s in slots if s.name not in filled.given]
    money = bool(slots) and slots[0].shape == "money"
    if len(free) != 1 or not open_slots or (money and len(open_slots) < len(slots)):
        return
    near = ground.nearby.words(free[0])
    fits = {s.name: sum(weight * near.get(term, 0.0) for term, weight in s.terms.items()) for s in open_slots}
    best = max(open_slots, key=lambda s: fits[s.name])
    if not money and len(open_slots) > 1 and not fits[best.name]:
        rates = [s for s in open_slots if s.name in _RATES]
        if not rates:
            return
        best = rates[0]
    if _unnamed_law(best, near):
        return
    value = convert(free[0], best, ground.currency)
    if value is not None:
        filled.given[best.name], filled.used[best.name] = value, free[0]


_LAW = re.compile(r"^(?!.*used).*(allowance|threshold|ceiling)")


def _unnamed_law(slot: Slot, near: Mapping[str, float]) -> bool:
    """True for an input that stands for a figure of law, such as an allowance, that the words do not name."""
    named = _LAW.search(slot.name)
    if not named or slot.required:
        return False
    return not any(word in near for word, weight in slot.terms.items() if weight >= _NAMES_IT or word == stem(named[1]))


_NAMES_IT = 2.0  # the weight of words that a calculator lists for an input by themselves


_PLUS = re.compile(r"^[^.?!;]{0,28}?(?:\+|\bplus\b|&)[^.?!;]{0,28}$")


def _sums(filled: Filled, slots: Sequence[Slot], figures: Sequence[Mention], ground: Ground) -> None:
    """ "Basic 8000 + DA 2500": an amount that found no input of its own is added to the one it is joined to."""
    by_name = {slot.name: slot for slot in slots}
    money = [m for m in figures if m.kind in ("money", "number")]
    for one, other in pairwise(money):
        free = {id(m) for m in money} - {id(m) for m in filled.used.values()} - {id(m) for m in filled.added}
        holder = next((n for n, m in filled.used.items() if m is one or m is other), None)
        loose = other if id(other) in free else one if id(one) in free else None
        if not holder or not loose or not _PLUS.match(ground.nearby.text[one.end : other.start]):
            continue
        slot = by_name[holder]
        value = convert(loose, slot, ground.currency)
        if slot.shape == "money" and value is not None and value >= _LEAST_ADDED:
            filled.given[holder] += value
            filled.added.append(loose)


_FOR = re.compile(r"\b(?:for|just|only) $")


def _counted(filled: Filled, slots: Sequence[Slot], figures: Sequence[Mention], ground: Ground) -> None:
    """ "For 1 year", "just 1 year?": the first count of years that is open, or was given before."""
    taken = [m.start for m in filled.used.values()]
    free = [m for m in figures if m.kind == "years" and m.start not in taken]
    counts = [s for s in slots if s.shape == "years"]
    if len(free) != 1 or any(s.name in filled.given for s in counts):
        return
    led = bool(_FOR.search(ground.nearby.text[: free[0].start]))
    slot = next((s for s in counts if s.name in ground.before), counts[0] if counts and led else None)
    value = convert(free[0], slot, ground.currency) if slot else None
    if slot and value is not None:
        filled.given[slot.name], filled.used[slot.name] = value, free[0]


_EACH = re.compile(r"\b(?:each|both)\b[^.?!;\d]{0,24}$")


def _each(filled: Filled, slots: Sequence[Slot], ground: Ground) -> None:
    """ "We each saved 2,500": the figure is the spouse's too."""
    for slot in slots:
        own = filled.used.get(re.sub(r"^(?:spouse|partner)_", "", slot.name))
        if slot.name in filled.given or not own or own.kind not in ("money", "number"):
            continue
        if _EACH.search(ground.nearby.text[: own.start]):
            filled.given[slot.name] = filled.given[re.sub(r"^(?:spouse|partner)_", "", slot.name)]


_LEAST_ADDED = 100  # a smaller bare number is no amount
_ENDS = (("start", "end"), ("lower", "upper"), ("lower", "higher"), ("first", "second"))


def _ranges(filled: Filled, slots: Sequence[Slot], figures: Sequence[Mention], ground: Ground) -> None:
    """ "From $218,000 to $228,000": the second figure ends what the first one starts."""
    text = ground.nearby.text
    for name, one in list(filled.used.items()):
        for start, end in _ENDS:
            other = next((s for s in slots if start in name and s.name == name.replace(start, end)), None)
            near = next((m for m in figures if text[one.end : m.start].strip() in ("to", "and", "-")), None)
            if other and near and other.name not in filled.given:
                value = convert(near, other, ground.currency)
                if value is not None:
                    filled.given[other.name], filled.used[other.name] = value, near


def _months_apart(filled: Filled, slots: Sequence[Slot]) -> None:
    """ "62 and 1 month" where the years and the months are two inputs."""
    months = [s for s in slots if s.shape == "months" and s.name not in filled.given]
    for slot in slots:
        mention = filled.used.get(slot.name)
        part = float(mention.value) % 1 if mention and mention.kind == "age" else 0.0  # type: ignore[arg-type]
        if part and slot.kind is int and months:
            filled.given[months[0].name] = round(part * MONTHS)


def _gains(
    slots: Sequence[Slot], usable: Sequence[Mention], ground: Ground
) -> tuple[np.ndarray, dict[tuple[int, int], Any]]:
    gains = np.zeros((len(usable), len(slots)))
    values: dict[tuple[int, int], Any] = {}
    shared, shapes = _shared(slots), Counter(slot.shape for slot in slots)
    for row, mention in enumerate(usable):
        around = ground.nearby.words(mention)
        for column, slot in enumerate(slots):
            value = convert(mention, slot, ground.currency)
            if value is None:
                continue
            words = sum(
                w * around[term] * math.sqrt(w / shared[term, slot.shape])
                for term, w in slot.terms.items()
                if term in around
            )
            gain = _gain(mention, slot, words, alone=shapes[slot.shape] == 1)
            if _unnamed_law(slot, around):
                continue
            if slot.required and slot.name in ground.before:
                gain -= _KNOWN  # what is known already needs a figure less than what is not
            if mention.kind in ("money", "number"):
                gain += _same_size(value, ground.before.get(slot.name))
            gain -= _ORDER * abs(row - column)
            if gain > 0:
                gains[row, column], values[row, column] = gain, value
    return gains, values


def _same_size(value: Any, before: Any) -> float:
    """In a follow-up a figure most likely replaces one of its own size."""
    if not isinstance(before, (int, float)) or before <= 0 or value <= 0:
        return 0.0
    return 0.8 * (1.0 - min(1.0, abs(math.log10(value / before))))


def _shared(slots: Sequence[Slot]) -> dict[tuple[str, str], float]:
    """The weight of each word over all inputs of a shape: a word that points to all of them says little."""
    count: dict[tuple[str, str], float] = {}
    for slot in slots:
        for term, weight in slot.terms.items():
            count[term, slot.shape] = count.get((term, slot.shape), 0.0) + weight
    return count


_KNOWN = 0.6
# a required input takes a figure of its kind without words; an optional one needs words
_BASE = {True: 0.8, False: -0.9}
_ORDER = 0.01  # between equals, figures come in the order of the inputs
_YOUNGEST, _OLDEST = 18, 100  # a bare number between these can be an age


def _gain(mention: Mention, slot: Slot, words: float, alone: bool) -> float:
    gain = _BASE[slot.required] + min(words, 4.0)
    if mention.role == "zero":
        return gain - 1.0 if words >= 1.2 else 0.0
    if slot.shape == "age":
        return _age_gain(mention, slot, gain, words)
    if slot.shape in ("date", "year"):
        born = {"born", "birth"} & set(slot.terms) or "birth" in slot.name
        if mention.role == "birth":
            return gain + 2.0 + (0.4 if mention.kind == slot.shape else 0.0) if born else -1.0
        if born and _too_young(mention):
            return -1.0
        return gain - (0.3 if born and mention.kind == "date" else 0.8 if born else 0.0)
    if mention.kind == "number":
        small = float(mention.value) < 100  # type: ignore[arg-type]
        if slot.shape == "money" and small and not mention.period:
            return -1.0  # a bare "59" or "4" is no amount of money
        gain -= 0.1
    if mention.kind in ("years", "months", "weeks") and mention.kind == slot.shape:
        gain += 1.1 if alone else 0.6
    if slot.shape == "money" and slot.period and mention.period:
        gain += 0.4 if slot.period == mention.period else 0.1
    return gain - 0.4 if mention.kind == "fraction" else gain


_YOUNG = 14  # nobody younger asks


def _too_young(mention: Mention) -> bool:
    year = mention.value.year if isinstance(mention.value, date) else int(mention.value)
    return year > date.today().year - _YOUNG


def _age_gain(mention: Mention, slot: Slot, gain: float, words: float) -> float:
    if "full" in slot.name.split("_") and words < 1.0:
        return -1.0  # the age of full benefits is the law's: only an age that is called so
    if mention.kind == "number":  # "59, already paid in 50k": a bare number that can be an age
        likely = _YOUNGEST <= float(mention.value) <= _OLDEST and not slot.partner  # type: ignore[arg-type]
        return 0.4 if likely else -1.0
    if mention.kind != "age":
        return gain - 1.2
    if slot.partner:
        return gain + 2.0
    gain += 0.9  # an age needs no word: only ages are said like that
    if slot.ahead:
        return gain + {"future": 0.8, "current": -0.7}.get(mention.role, 0.3)
    in_the_year = str(slot.input.profile).endswith("age_at_year_end")  # "in 2026, at 52" is that age as well
    return gain + {"current": 0.8, "future": 0.3 if in_the_year else -0.2}.get(mention.role, 0.0)
