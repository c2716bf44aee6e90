"""Filling a calculator's inputs: mentions to inputs by kind, unit and the words around, then profile, then default."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from scipy.optimize import linear_sum_assignment

from .filled import Filled, Ground
from .gains import gains_of, no_stock, unnamed_law
from .joining import (
    born,
    counted,
    each_of_two,
    from_me,
    more,
    of_both,
    only_age,
    only_date,
    people,
    periodic,
    sums,
)
from .mentions import Mention
from .ordering import goal, months_apart, ordered, over_years, part_of, ranges, two_rates, years_before
from .shapes import Slot, convert
from .vocabulary import said


def assign(slots: Sequence[Slot], mentions: Sequence[Mention], ground: Ground) -> Filled:
    """The best pairing of mentions and inputs; choices and yes-or-no facts from the words alone."""
    filled = Filled()
    for slot in slots:
        value = said(slot, ground.nearby)
        if value is not None:
            filled.given[slot.name] = value
    open_slots = [slot for slot in slots if slot.shape not in ("choice", "bool", "text")]
    usable = [m for m in mentions if m.kind not in ("tax_year", "day") and m.role not in ("rules", "child")]
    figures = _as_self([m for m in usable if m.role != "zero"], open_slots, ground.nearby.text)
    _pair(filled, open_slots, figures, ground)
    # a zero says nothing where leaving the input out already means "none"
    empty = [s for s in open_slots if s.name not in filled.given and (s.required or s.default is not None)]
    _pair(filled, empty, [m for m in usable if m.role == "zero"], ground)
    for shape, kinds in _ALONE.items():
        _leftover(filled, [s for s in open_slots if s.shape in shape], [m for m in figures if m.kind in kinds], ground)
    periodic(filled, open_slots, figures, ground)
    counted(filled, open_slots, figures, ground)
    more(filled, open_slots, figures, ground)
    sums(filled, open_slots, figures, ground)
    people(filled, open_slots, ground)
    born(filled, slots, figures, ground)
    only_age(filled, open_slots, figures, ground)
    only_date(filled, open_slots, figures, ground)
    from_me(filled, open_slots, figures, ground)
    of_both(filled, open_slots, figures, ground)
    each_of_two(filled, open_slots, ground)
    taken = [m.start for m in filled.used.values()] + [m.start for m in filled.added]
    filled.unused = [m for m in figures if m.start not in taken and m.role != "birth"]
    part_of(filled, open_slots, figures, ground)
    two_rates(filled, open_slots, figures, ground)
    goal(filled, open_slots, figures, ground)
    ordered(filled)
    months_apart(filled, slots)
    over_years(filled, slots)
    ranges(filled, open_slots, figures, ground)
    years_before(filled, open_slots, figures, ground)
    return filled


_RATES = ("growth", "rate", "interest_rate", "annuity_rate")  # what a bare "at 6%" means
_ALONE = {("money",): ("money", "number"), ("ratio", "percent"): ("percent",)}
_LAST_YEAR = 2100  # a bare number above it, and a round one above a thousand, may be an amount
_LEAST_AMOUNT = 1000


_TO_AGE = re.compile(r"\b(?:to|till|until|at|by|wait(?:s|ing)?|claim(?:s|ing)?|start(?:s|ing)?)(?: age)? $")


def _as_self(figures: Sequence[Mention], slots: Sequence[Slot], text: str) -> list[Mention]:
    """ "My wife is 63, can she…": where a calculator knows one person only, her age is the age."""
    only_other = not any(m.kind == "age" and m.role not in ("partner", "full") for m in figures)
    if only_other and not any(slot.partner for slot in slots):
        return [_own_age(m, text) if m.role == "partner" else m for m in figures]
    return list(figures)


def _own_age(mention: Mention, text: str) -> Mention:
    """An age said of the other one, as the age today or, after "she waits to", the one ahead."""
    return replace(mention, role="future" if _TO_AGE.search(text[: mention.start]) else "current")


def _pair(filled: Filled, slots: Sequence[Slot], usable: Sequence[Mention], ground: Ground) -> None:
    if not slots or not usable:
        return
    gained, values = gains_of(slots, usable, ground)
    for row, column in zip(*linear_sum_assignment(-gained), strict=True):
        if gained[row, column] > 0:
            filled.given[slots[column].name] = values[row, column]
            filled.used[slots[column].name] = usable[row]


def _may_be_amount(mention: Mention) -> bool:
    value = float(str(mention.value))
    return value > _LAST_YEAR or (value >= _LEAST_AMOUNT and value % _LEAST_AMOUNT == 0)


def _leftover(filled: Filled, slots: Sequence[Slot], figures: Sequence[Mention], ground: Ground) -> None:
    """The one amount or percentage left over goes to the likeliest input of its kind, even without a word for it."""
    taken = [m.start for m in filled.used.values()]
    free = [m for m in figures if m.start not in taken and (m.kind != "number" or _may_be_amount(m))]
    open_slots = [s for s in slots if s.name not in filled.given]
    money = bool(slots) and slots[0].shape == "money"
    if len(free) != 1 or not open_slots or (money and len(open_slots) < len(slots)):
        return
    near = ground.nearby.words(free[0])
    open_slots = [s for s in open_slots if not unnamed_law(s, near) and not no_stock(s, free[0], ground)]
    if not open_slots:
        return
    fits = {s.name: sum(weight * near.get(term, 0.0) for term, weight in s.terms.items()) for s in open_slots}
    best = max(open_slots, key=lambda s: fits[s.name])
    if not money and len(open_slots) > 1 and not fits[best.name]:
        rates = [s for s in open_slots if s.name in _RATES]
        if not rates:
            return
        best = rates[0]
    value = convert(free[0], best, ground.currency)
    if value is not None:
        filled.given[best.name], filled.used[best.name] = value, free[0]
