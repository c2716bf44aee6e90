"""How well each figure of a message fits each input: kind, unit, role and the words around."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from .filled import Ground
from .mentions import Mention
from .shapes import Slot, convert
from .words import stem

_LAW = re.compile(r"^(?!.*used).*(allowance|threshold|ceiling|contribution_growth|inflation)")


def unnamed_law(slot: Slot, near: Mapping[str, float]) -> bool:
    """True for an input that stands for a figure of law, such as an allowance, that the words do not name."""
    named = _LAW.search(slot.name)
    if not named or slot.required:
        return False
    return not any(word in near for word, weight in slot.terms.items() if weight >= _NAMES_IT or word == stem(named[1]))


def no_stock(slot: Slot, mention: Mention, ground: Ground) -> bool:
    """True for "30k a year", which is no balance."""
    return slot.name in _HELD and bool(mention.period) and bool(PAID.match(ground.nearby.text, mention.end))


def _no_cap(slot: Slot, mention: Mention, ground: Ground) -> bool:
    """True for "on 120k, am i over the cap": only a figure that is said to be the cap is one, and none the excess."""
    named = mention.start in ground.law or _CAP_IS.search(ground.nearby.text[: mention.start])
    return (slot.name == "cap" and not named) or (slot.name == "excess" and bool(_IF_OVER.search(ground.nearby.text)))


_CAP_IS = re.compile(r"\b(?:cap|limit|ceiling)\b(?: (?:of|is|was|at|being|in|for|[\d/-]+))*[ :=]*$")
_IF_OVER = re.compile(
    r"\b(?:am|are|will|would|do|did|have|is|if) (?:i|we|he|she|that|it)\b[^.?!]{0,24}"
    r"\b(?:over|above|past|exceed(?:ed)?)\b(?! by)"
)
_PAY_IS = re.compile(r"\b(?:on|i (?:get|make|earn)|paid|(?:salary|wage)(?: of| is)?)(?: about| around)? ?$")
_GOES_IN = re.compile(
    r"\b(?:put(?:s|ting)?|pay(?:s|ing)?|add(?:s|ing)?|contribut\w+|chip\w*|kick\w*)(?: in)?(?: about)? $"
)
_IN_GOES = re.compile(
    r"^ ?(?:(?:a|per|each|every) (?:year|month|week|fortnight) )?(?:is |are )?(?:go(?:es|ing)?|paid|put) in"
)
_NAMES_IT = 2.0  # the weight of words that a calculator lists for an input by themselves


def _paid_in(mention: Mention, text: str) -> bool:
    """True for "18k a year goes in", which is no pay."""
    return bool(_GOES_IN.search(text[: mention.start]) or _IN_GOES.match(text[mention.end :]))


def gains_of(
    slots: Sequence[Slot], usable: Sequence[Mention], ground: Ground
) -> tuple[np.ndarray, dict[tuple[int, int], Any]]:
    gains = np.zeros((len(usable), len(slots)))
    values: dict[tuple[int, int], Any] = {}
    shared, shapes = _shared(slots), Counter(slot.shape for slot in slots)
    first = next((slot.name for slot in slots if slot.shape == "money"), "")
    for row, mention in enumerate(usable):
        around = ground.nearby.words(mention)
        for column, slot in enumerate(slots):
            value = convert(mention, slot, ground.currency)
            if value is None or (slot.of_year and mention.period and not ROOM.search(ground.nearby.text)):
                continue
            words = sum(
                w * around[term] * math.sqrt(w / shared[term, slot.shape])
                for term, w in slot.terms.items()
                if term in around
            )
            gain = _gain(mention, slot, words, alone=shapes[slot.shape] == 1)
            if slot.name == "years" and mention.kind == "years" and _YEARS_ON.match(ground.nearby.text, mention.end):
                gain += _YEARS_OLD
            if slot.shape == "age" and slot.required and mention.kind == "years" and not shapes["years"]:
                gain += _YEARS_OLD
            if slot.shape == "years" and mention.kind == "months" and _months_rather(slots, around, words):
                gain -= _OWN_UNIT
            if mention.kind in ("money", "number"):
                gain += _from_or_into(mention, slot, ground.nearby.text)
            if no_stock(slot, mention, ground) or _no_cap(slot, mention, ground):
                continue
            if slot.name == "salary" and mention.kind in ("money", "number"):
                if _paid_in(mention, ground.nearby.text):
                    continue
                gain += _MEANT * bool(_PAY_IS.search(ground.nearby.text[: mention.start]))
            if unnamed_law(slot, around):
                continue
            if slot.name in ground.before:
                gain += _FIRST * (slot.name == first)
                # both are as likely to be said anew; a date always is
                gain += (0.0 if mention.kind == "date" else -_KNOWN) if slot.required else _GIVEN
            if slot.name == "factor" and _FACTOR_IS.search(ground.nearby.text[: mention.start]):
                gain += _MEANT
            if slot.name in ground.handed:
                gain -= _SETTLED
            if mention.role.startswith("for:"):
                gain += _MEANT if mention.role == f"for:{slot.name}" else -_MEANT
            if mention.start in ground.law:
                gain += _LAWS if slot.of_law else -_LAWS
            if mention.kind in ("money", "number"):
                gain += _same_size(value, ground.before.get(slot.name))
            gain -= _ORDER * abs(row - column)
            if gain > 0:
                gains[row, column], values[row, column] = gain, value
    return gains, values


def _months_rather(slots: Sequence[Slot], around: Mapping[str, float], words: float) -> bool:
    """True where an input in months has at least as much said for it as the one in years, which got `words`."""
    return any(
        sum(weight * around[term] for term, weight in slot.terms.items() if term in around) >= max(words, 1.0)
        for slot in slots
        if slot.shape == "months"
    )


_ACCOUNT = (
    r"(?:(?:my|the|an?|his|her|our|their) )?(?:[a-z]+ )?(?:ira|401k|403b|457b?|tsp|roth|pf|epf|nps|super"
    r"|sipp|pension|pot)\b"
)
_FROM = re.compile(rf" (?:out ?of|outta|from|off) {_ACCOUNT}")
_INTO = re.compile(rf" (?:into|in to|to) {_ACCOUNT}")
_IN = re.compile(rf" in {_ACCOUNT}")
_TAKEN, _PUT = ("amount", "withdrawals", "withdrawal"), ("contributions", "contributed", "own_contribution")
_SAYS_WHERE = 1.3  # what "from my 403b" and "into a roth" say of an amount


def _from_or_into(mention: Mention, slot: Slot, text: str) -> float:
    if slot.name in _TAKEN and _FROM.match(text, mention.end):
        return _SAYS_WHERE
    return (
        _SAYS_WHERE if slot.name in _PUT and (_INTO.match(text, mention.end) or _IN.match(text, mention.end)) else 0.0
    )


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


_FIRST = 0.2  # "25k?" most likely changes the amount that the question is about
ROOM = re.compile(r"\b(?:more|left|room|still(?! (?:\w+ing|employed|at|in|on)\b)|remaining|further|extra)\b")
_OWN_UNIT = 2.0  # months are for an input in months, where there is one
_KNOWN, _GIVEN = 0.6, 1.1
_SETTLED = 1.0  # "and the tax? single, 60k income" after an amount was named: the 60k is another one
_YEARS_OLD = 0.7  # "apy 22 saal 2000": years are an age where a calculation counts no years
_YEARS_ON = re.compile(r" (?:me|mein|tak|baad|ke liye)\b")  # "18 saal me": in 18 years
_FACTOR_IS = re.compile(r"\b(?:period|expectancy|factor|divisor) (?:for|at|of) [^.?!]{0,24}(?:is|was|=) $")
_MEANT = 2.0  # a figure that was worked out from an input is that input's
_LAWS = 1.2  # what makes a stated figure of law go to an input that stands for one
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
        gain += (
            _QUARTERLY if slot.period == mention.period == "quarter" else 0.4 if slot.period == mention.period else 0.1
        )
    if slot.shape == "money" and mention.period and slot.name in _HELD:
        gain -= _HELD_NOT_PAID
    return gain - 0.4 if mention.kind == "fraction" else gain


_QUARTERLY = 3.0  # a figure of a quarter is said as one only where it is asked for
_HELD = ("balance", "target_balance", "corpus", "pot", "total_balance")
_HELD_NOT_PAID = 1.2  # "30k a year" is no balance, unless "annual" stands before it and means something else
PAID = re.compile(r"\s?(?:in )?(?:an?|per|each|every|/|p\.?[amw]\b|monthly|yearly|annually|mahin|har |sa?al\b)")
_YOUNG = 14  # nobody younger asks


def _too_young(mention: Mention) -> bool:
    year = mention.value.year if isinstance(mention.value, date) else int(mention.value)
    return year > date.today().year - _YOUNG


def _age_gain(mention: Mention, slot: Slot, gain: float, words: float) -> float:
    if "full" in slot.name.split("_"):
        return gain + 2.0 if mention.role == "full" else -1.0  # only an age that is called so
    if mention.role == "full":
        return -1.0
    if mention.kind == "number":  # "59, already paid in 50k": a bare number that can be an age
        likely = _YOUNGEST <= float(mention.value) <= _OLDEST and not slot.partner  # type: ignore[arg-type]
        return 0.4 if likely and "." not in mention.text else -1.0  # nobody is "22.0"
    if mention.kind != "age":
        return gain - 1.2
    if slot.partner:
        return gain + 2.0
    gain += 0.9  # an age needs no word: only ages are said like that
    if slot.ahead:
        return gain + {"future": 0.8, "current": -0.7}.get(mention.role, 0.3)
    in_the_year = str(slot.input.profile).endswith("age_at_year_end")  # "in 2026, at 52" is that age as well
    return gain + {"current": 0.8, "future": 0.3 if in_the_year else -0.2}.get(mention.role, 0.0)
