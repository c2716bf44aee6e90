"""Figures that say each other's meaning: ranges, parts of a whole, lower and upper, what one has and wants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..rules import MONTHS
from .filled import Filled, Ground
from .mentions import Mention
from .shapes import Slot, convert

_ENDS = (("start", "end"), ("lower", "upper"), ("lower", "higher"), ("first", "second"))


def ranges(filled: Filled, slots: Sequence[Slot], figures: Sequence[Mention], ground: Ground) -> None:
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


_OF_MY = re.compile(r"^ (?:out of|from|of) (?:my|the|a|an|our|his|her) $")
_WHOLE = ("pot", "balance", "total_balance")


def part_of(filled: Filled, slots: Sequence[Slot], figures: Sequence[Mention], ground: Ground) -> None:
    """ "15k of my 40k": the second amount is what the first comes out of."""
    taken = [m.start for m in filled.used.values()]
    whole = next((s for s in slots if s.name in _WHOLE and s.name not in filled.given), None)
    for one, other in pairwise(figures):
        if whole and other.start not in taken and _OF_MY.match(ground.nearby.text[one.end : other.start]):
            value = convert(other, whole, ground.currency)
            if value is not None:
                filled.given[whole.name], filled.used[whole.name] = value, other


def two_rates(filled: Filled, slots: Sequence[Slot], figures: Sequence[Mention], ground: Ground) -> None:
    """ "Rates of 1% and 3%": the lower and the upper rate."""
    open_slots = {s.name: s for s in slots if s.shape in ("ratio", "percent") and s.name not in filled.given}
    taken = [m.start for m in filled.used.values()]
    free = sorted(
        (m for m in figures if m.kind == "percent" and m.start not in taken), key=lambda m: float(str(m.value))
    )
    for low, high in _ENDS:
        pair = [s for s in open_slots if low in s.split("_") and s.replace(low, high) in open_slots]
        if len(free) == len(open_slots) == 2 and pair:
            for name, mention in zip((pair[0], pair[0].replace(low, high)), free, strict=True):
                filled.given[name] = convert(mention, open_slots[name], ground.currency)
                filled.used[name] = mention
            return


def goal(filled: Filled, slots: Sequence[Slot], figures: Sequence[Mention], ground: Ground) -> None:
    """ "600k at 60, 40 now with 100k": of two amounts without a period one is what one has, the other the goal."""
    names = {s.name: s for s in slots}
    taken = [m.start for m in filled.used.values()]
    free = [m for m in figures if m.kind == "money" and not m.period and m.start not in taken]
    if "target_balance" not in names or len(free) != 1 or {"target_balance", "target_income"} & set(filled.given):
        return
    value = convert(free[0], names["target_balance"], ground.currency)
    if value is not None and "balance" in filled.used:
        filled.given["target_balance"], filled.used["target_balance"] = value, free[0]


_RISING = (("balance", "target_balance"), ("age", "to_age"), ("lower_threshold", "higher_threshold"),
           ("lower_limit", "upper_limit"), ("lower_rate", "upper_rate"))  # fmt: skip


def ordered(filled: Filled) -> None:
    """Two figures that can only stand the other way round are exchanged: a goal below what one has is none."""
    income = filled.used.get("target_income")
    if income and not income.period and "target_balance" not in filled.given and "balance" in filled.used:
        for kept in (filled.given, filled.used):
            kept["target_balance"] = kept.pop("target_income")
    for low, high in _RISING:
        if low in filled.used and high in filled.used and filled.given[low] > filled.given[high]:
            for kept in (filled.given, filled.used):
                kept[low], kept[high] = kept[high], kept[low]


def over_years(filled: Filled, slots: Sequence[Slot]) -> None:
    """ "5k a year for 4 years" where the input is the total of all the years."""
    counts = [filled.given[s.name] for s in slots if s.shape == "years" and s.name in filled.given]
    for slot in slots:
        mention = filled.used.get(slot.name)
        if mention and counts and mention.period == "year" and slot.input.unit.endswith("in total"):
            filled.given[slot.name] *= counts[0]


def months_apart(filled: Filled, slots: Sequence[Slot]) -> None:
    """ "62 and 1 month" where the years and the months are two inputs."""
    months = [s for s in slots if s.shape == "months" and s.name not in filled.given]
    for slot in slots:
        mention = filled.used.get(slot.name)
        part = float(mention.value) % 1 if mention and mention.kind == "age" else 0.0  # type: ignore[arg-type]
        if part and slot.kind is int and months:
            filled.given[months[0].name] = round(part * MONTHS)


_THIS_YEAR = re.compile(r"\b(?:this (?:tax )?(?:year|yr)|so far|now)\b")
_EARLIER = re.compile(r"\b(?:before|previous|prior|earlier|last|past|preceding)\b")
_ONE_BY_ONE = re.compile(r"\b(?:two|three|2|3) (?:tax )?(?:years|yrs) ago\b")


def years_before(filled: Filled, slots: Sequence[Slot], figures: Sequence[Mention], ground: Ground) -> None:
    """ "20k this year and 30k, 40k, 50k the years before": this year's amount, then the years back one by one."""
    years = [s for s in slots if s.name == "paid_this_year" or (s.name.startswith("paid_") and s.name.endswith("_ago"))]
    money = [m for m in figures if m.kind in ("money", "number") and m.role != "zero"]
    text = ground.nearby.text
    if len(years) < 2 or not 2 < len(money) <= len(years) or _ONE_BY_ONE.search(text):
        return
    first = text[: money[1].start]
    if not _THIS_YEAR.search(first) or not _EARLIER.search(text[money[1].start :]):
        return
    for slot, mention in zip(years, money, strict=False):
        value = convert(mention, slot, ground.currency)
        if value is not None:
            filled.given[slot.name], filled.used[slot.name] = value, mention
    filled.unused = [m for m in filled.unused if m not in money]
