"""Figures that found no input of their own: sums, second incomes, amounts a year, what holds for both of a couple."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from .filled import Filled, Ground
from .gains import ROOM
from .mentions import Mention
from .shapes import Slot, convert
from .words import stem

_PLUS = re.compile(
    r"^(?:[^.?!;]{0,28}?(?:\+|\bplus\b|&)[^.?!;]{0,28}|,? ?(?:basic,? ?)?(?:and |aur |with )?(?:da|d\.a\.?"
    r"|dearness(?: allowance)?)"
    r"(?: of| is|:|=)? ?)$"
)


def sums(filled: Filled, slots: Sequence[Slot], figures: Sequence[Mention], ground: Ground) -> None:
    """ "Basic 8000 + DA 2500": an amount that found no input of its own is added to the one it is joined to."""
    by_name = {slot.name: slot for slot in slots}
    money = [m for m in figures if m.kind in ("money", "number")]
    for one, other in pairwise(money):
        free = {id(m) for m in money} - {id(m) for m in filled.used.values()} - {id(m) for m in filled.added}
        holder = next((n for n, m in filled.used.items() if m is one or m is other), None)
        loose = other if id(other) in free else one if id(one) in free else None
        if (
            one.period != other.period
            or not holder
            or not loose
            or not _PLUS.match(ground.nearby.text[one.end : other.start])
        ):
            continue
        if _names_another(loose, slots, filled, ground):
            continue
        slot = by_name[holder]
        value = convert(loose, slot, ground.currency)
        if slot.shape == "money" and value is not None and value >= LEAST_ADDED:
            filled.given[holder] += value
            filled.added.append(loose)


def _names_another(loose: Mention, slots: Sequence[Slot], filled: Filled, ground: Ground) -> bool:
    """Gives an amount to the open input that the words beside it name; False where they name none."""
    near = ground.nearby.words(loose)
    free = [s for s in slots if s.shape == "money" and s.name not in filled.given and not s.of_law]
    fits = {s.name: max((near.get(term, 0.0) * w for term, w in s.terms.items()), default=0.0) for s in free}
    best = max(free, key=lambda s: fits[s.name], default=None)
    value = convert(loose, best, ground.currency) if best and fits[best.name] >= _NAMED else None
    if best is None or value is None:
        return False
    filled.given[best.name], filled.used[best.name] = value, loose
    return True


_NAMED = 0.6
_BOTH_ARE = re.compile(
    r"\b(?:both(?: of us)?(?: are)?|2 of us are|we are|we're)(?: both)?(?: legally)? (?:blind)\b|\bblind,? both\b"
)
_NONE_IS = re.compile(r"\b(?:not|no|neither|nor|isn't|isnt|aren't|without|n't)\b[^.?!,;]{0,24}$")


def people(filled: Filled, slots: Sequence[Slot], ground: Ground) -> None:
    """ "Single, 70 and blind" counts one person without a number, and "both of us are blind" two."""
    for slot in slots:
        if slot.input.unit != "people" or slot.name in filled.given:
            continue
        found = re.search(rf"\b{slot.name}\b", ground.nearby.text)
        if found and not _NONE_IS.search(ground.nearby.text[: found.start()]):
            both = bool(_BOTH_ARE.search(ground.nearby.text))
            filled.given[slot.name] = 2 if both else 1


_EARNED = ("wages", "earnings")
_SPOUSE_EARNS = re.compile(
    r"\b(?:wife|husband|spouse|partner|hubby|she|he)(?:'s)?,? (?:also |only |about |still )*(?:makes?|earns?"
    r"|gets|brings in"
    r"|made|earned|has|(?:salary|income|wages?|pay)(?: is| of)?|at|is on|on)(?: about| around| a salary of"
    r"| wages of)? ?$"
)


def of_both(filled: Filled, slots: Sequence[Slot], figures: Sequence[Mention], ground: Ground) -> None:
    """ "I make 112k and my wife makes 64k": on one return their wages are one sum."""
    slot = next((s for s in slots if s.name in _EARNED and s.name in filled.used), None)
    if not slot or filled.given.get("filing_status") in ("single", "separate", "head_of_household"):
        return
    taken = [m.start for m in filled.used.values()] + [m.start for m in filled.added]
    for mention in figures:
        if mention.start in taken or mention.kind not in ("money", "number"):
            continue
        value = convert(mention, slot, ground.currency)
        if value and value >= LEAST_ADDED and _SPOUSE_EARNS.search(ground.nearby.text[: mention.start]):
            filled.given[slot.name] += value
            filled.added.append(mention)


_FOR = re.compile(r"\b(?:for|just|only) $")


_TO_GO = re.compile(r" ?(?:left|to go|away|from now)\b")


def counted(filled: Filled, slots: Sequence[Slot], figures: Sequence[Mention], ground: Ground) -> None:
    """ "For 1 year", "5 NI years": the count given before, else the first, or the one with a default."""
    taken = [m.start for m in filled.used.values()]
    free = [m for m in figures if m.kind == "years" and m.start not in taken]
    counts = [s for s in slots if s.shape == "years"]
    if len(free) != 1 or any(s.name in filled.given for s in counts):
        return
    led = bool(_TO_GO.match(ground.nearby.text, free[0].end)) or bool(_FOR.search(ground.nearby.text[: free[0].start]))
    meant = counts[0] if counts and led else next((s for s in counts if isinstance(s.default, int)), None)
    slot = next((s for s in counts if s.name in ground.before), meant)
    value = convert(free[0], slot, ground.currency) if slot else None
    if slot and value is not None:
        filled.given[slot.name], filled.used[slot.name] = value, free[0]


def periodic(filled: Filled, slots: Sequence[Slot], figures: Sequence[Mention], ground: Ground) -> None:
    """ "50k, 6k a year in": the one amount a year left over, where one input is an amount a year and none has it."""
    room = bool(ROOM.search(ground.nearby.text))
    regular = [s for s in slots if s.shape == "money" and s.period and not s.name.startswith("target")]
    regular = regular or [s for s in slots if s.shape == "money" and s.period]
    regular += [s for s in slots if s.of_year and room]
    taken = [m.start for m in filled.used.values()]
    free = [m for m in figures if m.kind in ("money", "number") and m.period and m.start not in taken]
    if len(regular) != 1 or len(free) != 1 or regular[0].name in filled.given:
        return
    value = convert(free[0], regular[0], ground.currency)
    if value is not None:
        filled.given[regular[0].name], filled.used[regular[0].name] = value, free[0]


def more(filled: Filled, slots: Sequence[Slot], figures: Sequence[Mention], ground: Ground) -> None:
    """A second income: the one amount left over where the calculator adds one income to another."""
    slot = next((s for s in slots if s.name == "more_income" and s.name not in filled.given), None)
    taken = [m.start for m in filled.used.values()]
    free = [m for m in figures if m.kind in ("money", "number") and m.start not in taken]
    value = convert(free[0], slot, ground.currency) if slot and len(free) == 1 else None
    if slot is None or value is None or value < LEAST_ADDED:
        return
    near = {word for word, nearness in ground.nearby.words(free[0]).items() if nearness >= _CLOSE_BY}
    if not near & _NO_INCOME:
        filled.given[slot.name] = value
        filled.added.append(free[0])


_CLOSE_BY = 0.4
_NO_INCOME = {
    stem(word)
    for word in (
        "pot", "sipp", "fund", "worth", "balance", "saved", "savings", "take", "taking", "want", "pull", "draw",
        "house", "home", "mortgage", "isa", "allowance",
    )
}  # fmt: skip
_EACH = re.compile(r"\b(?:each|both)\b[^.?!;\d]{0,24}$")


def each_of_two(filled: Filled, slots: Sequence[Slot], ground: Ground) -> None:
    """ "We each saved 2,500": the figure is the spouse's too."""
    for slot in slots:
        own = filled.used.get(re.sub(r"^(?:spouse|partner)_", "", slot.name))
        if slot.name in filled.given or not own or own.kind not in ("money", "number"):
            continue
        if _EACH.search(ground.nearby.text[: own.start]):
            filled.given[slot.name] = filled.given[re.sub(r"^(?:spouse|partner)_", "", slot.name)]


LEAST_ADDED = 100  # a smaller bare number is no amount


def only_age(filled: Filled, slots: Sequence[Slot], figures: Sequence[Mention], ground: Ground) -> None:
    """ "I'm 30, closing my NPS": today's age is the age of leaving where a calculator asks for no other."""
    ages = [s for s in slots if s.shape == "age" and not s.partner]
    said = [m for m in figures if m.kind == "age" and m.role == "current"]
    if len(ages) != 1 or not ages[0].ahead or ages[0].name in filled.given or len(said) != 1:
        return
    value = convert(said[0], ages[0], ground.currency)
    if value is not None:
        filled.given[ages[0].name], filled.used[ages[0].name] = value, said[0]


_BORN = frozenset(("birth_year", "birth_date", "age"))


def born(filled: Filled, slots: Sequence[Slot], figures: Sequence[Mention], ground: Ground) -> None:
    """ "My full retirement age, 1959?": the one year said, where a calculator asks for nothing but a birth."""
    slot = next((s for s in slots if s.name == "birth_year"), None)
    years = [m for m in figures if m.kind == "year"]
    if slot is None or {s.name for s in slots} - _BORN or filled.used or len(figures) != 1 or len(years) != 1:
        return
    value = convert(years[0], slot, ground.currency)
    if value is not None and value <= _LATEST_BIRTH:
        filled.given[slot.name], filled.used[slot.name] = value, years[0]


_LATEST_BIRTH = 2000  # a later year is the year of the rules


_ME = re.compile(r"\b(?:me|myself|mine)(?: (?:another|about|only|just))?:? ?$")


def from_me(filled: Filled, slots: Sequence[Slot], figures: Sequence[Mention], ground: Ground) -> None:
    """ "Boss 9,600, me 8,000": the amount that "me" stands before is one's own."""
    slot = next((s for s in slots if s.name == "own" and s.name not in filled.given), None)
    taken = [m.start for m in filled.used.values()]
    for mention in figures if slot else ():
        if mention.kind not in ("money", "number") or mention.start in taken:
            continue
        value = convert(mention, slot, ground.currency) if slot else None
        if slot and value is not None and _ME.search(ground.nearby.text[: mention.start]):
            filled.given[slot.name], filled.used[slot.name] = value, mention
            return


_BEGUN = re.compile(r"\b(?:used|start\w*|began|begun|opened|moved|took)\b[^.?!]{0,40}$")


def only_date(filled: Filled, slots: Sequence[Slot], figures: Sequence[Mention], ground: Ground) -> None:
    """ "If I used 800k on 1 July 2018": the one day of the member's story, where one input is a day."""
    days = [s for s in slots if s.shape == "date" and "birth" not in s.name]
    said = [m for m in figures if m.kind == "date" and m.role == ""]
    if len(days) != 1 or len(said) != 1 or days[0].name in filled.given or said[0] in filled.used.values():
        return
    if _BEGUN.search(ground.nearby.text[: said[0].start]):
        filled.given[days[0].name], filled.used[days[0].name] = said[0].value, said[0]
