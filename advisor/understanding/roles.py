"""Whose figures they are, where the message names two people: in the order named, or asked for the other one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .mentions import Mention

_OTHER = r"(?:wife|husband|spouse|partner|hubby|missus)"
_OTHER_FIRST = re.compile(rf"\b{_OTHER} (?:and|n|&) (?:i|me),? (?:are|r|aged?)(?: now| both)? ?$")
_ME_FIRST = re.compile(
    rf"\b(?:(?:me|i) (?:and|n|&) (?:my |the )?{_OTHER}(?: (?:are|r|aged?))?|we are|we're|we r|were|ages|aged"
    rf"|couple,?|(?:filing |married )?joint(?:ly)?,?|mfj,?)(?: now)? ?$"
)
_COUPLE = re.compile(r"\b(?:both|joint(?:ly)?|couple|married|mfj|wife|husband|spouse|us)\b")
_JOINED = re.compile(r"^ ?(?:and|n|&|,|/) ?$")
_SENTENCE = re.compile(r"[^.!?;]+")
_ASKS = re.compile(
    r"\b(?:what(?:'s|s)?|how|when|whats|hows|is|does|do|must|can|will|would|calculate|find|kitn[aei]|rmd|take|withdraw)\b"
)
_HIS = re.compile(rf"\b(?:he|his|him|she|her|{_OTHER}'?s?)\b")
_MINE = re.compile(r"\b(?:i|i'm|im|my own|mine|me|we|our|us)\b")
_HIS_MONEY = re.compile(
    rf"\b(?:his|her|{_OTHER}'?s) (?:[a-z0-9]+ )?(?:ira|401k|403b|account|tsp|rmd|balance|pension|pf|epf|nps)\b"
)


def by_person(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """The mentions with ages given to the person they are said of.

    "Wife and I are 69 and 67": hers is the first. "He is 80 and has 400k in his IRA, I'm 58. What is his RMD?" asks
    about him: his age is the one the calculation turns on, and the asker is the partner.
    """
    found = _at_full_age(_now_and_then(_in_order(_others(list(mentions), text), text), text), text)
    return _asked_for_other(found, text)


_HER = re.compile(rf"\b(?:her|him|she|he|{_OTHER})(?:'s|'?s age| is)?,? ?(?:is )?$")
_UNIT = re.compile(r" ?(?:%|years?|yrs?|months?|k\b|lakh|lac|cr)")


def _others(mentions: list[Mention], text: str) -> list[Mention]:
    """ "Me 65, her 64": a bare number after "her" is her age."""
    me = any(m.kind == "age" and m.role == "current" for m in mentions)
    for place, mention in enumerate(mentions):
        bare = mention.kind == "number" and not mention.currency and not mention.period
        if (
            me
            and bare
            and _likely(mention)
            and _HER.search(text[: mention.start])
            and not _UNIT.match(text[mention.end :])
        ):
            mentions[place] = replace(mention, kind="age", role="partner")
    return mentions


_HELD_AT = re.compile(r"^ ?(?:saved |so far |now |in it |today )?at (?:age )?$")
_UNTIL = re.compile(r"\b(?:until|till|til|to|by|when i(?:'m| am)?|retire at|retiring at)(?: age)? ?$")


def _now_and_then(mentions: list[Mention], text: str) -> list[Mention]:
    """ "415k at 58 … till 67": the first of two ages is today's."""
    ages = [(i, m) for i, m in enumerate(mentions) if m.kind == "age"]
    if len(ages) != 2 or any(m.role != "future" for _, m in ages) or not _UNTIL.search(text[: ages[1][1].start]):
        return mentions
    place, first = ages[0]
    before = mentions[place - 1] if place else None
    if before and before.kind == "money" and _HELD_AT.match(text[before.end : first.start]):
        mentions[place] = replace(first, role="current")
    return mentions


_BENEFIT_AT = re.compile(r"\b(?:benefit|amount|check|ss|social security) (?:at|for) (?:age )?$")
_IS_SO = re.compile(r"^ (?:is|was|would be|will be|=) [$]?\d")
_MONTHLY, _FULL_AGES = 10_000, (66, 67)  # "2200 at 67" is a month's benefit at the full age
_FULL_BENEFIT = re.compile(r"\b(?:full|fra|pia)\b")


def _at_full_age(mentions: list[Mention], text: str) -> list[Mention]:
    """ "Full benefit 2100 at 67, what at 62": the first of two ages is the one of the full benefit."""
    ages = [(i, m) for i, m in enumerate(mentions) if m.kind == "age"]
    if ages and _BENEFIT_AT.search(text[: ages[0][1].start]) and _IS_SO.match(text[ages[0][1].end :]):
        place, first = ages[0]
        ends = [(i, m) for i, m in enumerate(mentions) if i > place and m.kind in ("age", "number") and _likely(m)]
        if ends and not text[ends[-1][1].end :].strip(" ?."):
            other, second = ends[-1]
            mentions[place], mentions[other] = replace(first, role="full"), replace(second, kind="age", role="future")
            return mentions
    if len(ages) != 2 or any(m.role != "future" for _, m in ages) or not ages[0][0]:
        return mentions
    place, first = ages[0]
    before = mentions[place - 1]
    held = before.kind in ("money", "number") and _HELD_AT.match(text[before.end : first.start])
    monthly = float(str(before.value)) < _MONTHLY and float(str(first.value)) in _FULL_AGES
    if held and (monthly or _FULL_BENEFIT.search(text[: first.start])):
        mentions[place] = replace(first, role="full")
    return mentions


def _in_order(mentions: list[Mention], text: str) -> list[Mention]:
    ages = [(i, m) for i, m in enumerate(mentions) if m.kind in ("age", "number")]
    for (i, one), (j, other) in pairwise(ages):
        if j != i + 1 or not _JOINED.match(text[one.end : other.start]) or not _likely(one) or not _likely(other):
            continue
        left = text[: one.start]
        first = "partner" if _OTHER_FIRST.search(left) else "current" if _ME_FIRST.search(left) else ""
        if not first and one.kind == "age" and one.role in ("current", "") and not other.role and _COUPLE.search(text):
            first = "current"
        if first:
            second = "current" if first == "partner" else "partner"
            mentions[i] = replace(one, kind="age", role=first)
            mentions[j] = replace(other, kind="age", role=second)
            return mentions
    return mentions


_YOUNGEST, _OLDEST = 18, 110


def _likely(mention: Mention) -> bool:
    return _YOUNGEST <= float(str(mention.value)) <= _OLDEST


def _asked_for_other(mentions: list[Mention], text: str) -> list[Mention]:
    roles = {m.role for m in mentions if m.kind == "age"}
    if not {"partner", "current"} <= roles or not asks_for_other(text):
        return mentions
    swap = {"partner": "current", "current": "partner"}
    return [replace(m, role=swap.get(m.role, m.role)) if m.kind == "age" else m for m in mentions]


def asks_for_other(text: str) -> bool:
    """True when what is asked is about the husband or wife and their account, and not about the asker."""
    asking = [part for part in _SENTENCE.findall(text) if _ASKS.search(part)]
    if not asking:
        return False
    last = asking[-1]
    return bool(_HIS.search(last) and not _MINE.search(last) and _HIS_MONEY.search(text))
