"""A follow-up that changes the question before it: another figure, half of it, another person, another year."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ..rules import MONTHS
from . import conversation
from .candidates import Candidate, calculated
from .desk import Desk
from .mentions import Mention
from .reading import Reading, Task
from .segments import alternatives
from .shapes import Slot
from .turn import Turn

_FURTHER = re.compile(r"\b(?:another|further|additional|extra) $")
_FURTHER_AFTER = re.compile(r"^ (?:more|extra|further|additional)\b")
_YOUNGEST = 18  # nobody younger asks
_WAITS = re.compile(r"\b(?:wait|delay|defer|hold off|put it off|postpone)(?: (?:for|it|by|another))* $")
_HIGHEST_RATE = 14  # a bare number up to this can be a rate in percent
_OLDEST, _LONGEST = 120, 60  # a bare number up to these can be an age, or a count of years


def change(
    desk: Desk, turn: Turn, last: Reading, facts: Mapping[str, Any], profile: Mapping[str, Any], today: date
) -> tuple[Task, ...]:
    """The last question's calculation with what the message changes; empty when it changes nothing."""
    task = next((task for task in last.tasks if task.kind == "calculate"), None)
    if not task:
        return ()
    if conversation.about_another(turn.text):
        turn = _about_other(turn)
    slots = desk.slots[task.name]
    said = [m for m in turn.mentions if not _taken_back(m, task, turn.text)]
    asked = desk.turn(last.question, today).mentions if any(m.kind == "fraction" for m in said) else ()
    mentions = [_meant(mention, task, slots, turn.text, asked) for mention in said]
    sides = alternatives(mentions, turn.text)
    made = []
    for side in sides or (None,):
        kept = [m for m in mentions if side is None or m not in sides or m is side]
        found = calculated(desk, task.name, kept, turn, facts, profile, today, 1.0, task.given)
        if added := _on_top(found, task, slots, turn.text) or _spent(found, task, slots, turn.text):
            found = calculated(desk, task.name, added, turn, facts, profile, today, 1.0, task.given)
        if not side and found.filled and _beside(found.filled.unused, slots):
            return ()
        if side and found.filled and side not in found.filled.used.values():
            return ()
        if not side and not (found.filled and (found.filled.used or found.filled.given)) and not turn.facts:
            return _other_year(desk, task, found.task, turn, today)
        dated = (
            found.task
            if found.task.day or found.task.tax_year
            else replace(found.task, day=task.day, tax_year=task.tax_year)
        )
        made.append(dated)
    made = [_a_year_on(desk, each, turn, today) for each in made]
    usual = {slot.name: slot.default for slot in slots if slot.shape == "choice" and not slot.required}
    same = all(
        ({**usual, **t.inputs}, t.day, t.tax_year) == ({**usual, **task.inputs}, task.day, task.tax_year) for t in made
    )
    return () if same else tuple(made)


def _beside(unused: Sequence[Mention], slots: Sequence[Slot]) -> bool:
    """True for an amount of money in a message after a calculation that takes none: something else is asked."""
    return any(m.kind == "money" and m.role != "zero" for m in unused) and not any(s.shape == "money" for s in slots)


def _other_year(desk: Desk, task: Task, found: Task, turn: Turn, today: date) -> tuple[Task, ...]:
    if found.day or found.tax_year:
        return (replace(task, day=found.day, tax_year=found.tax_year),)
    moved = _a_year_on(desk, task, turn, today)
    return () if moved is task else (moved,)


def _a_year_on(desk: Desk, task: Task, turn: Turn, today: date) -> Task:
    """The task for "next year" or "the year before", with today's ages a year further; else the task itself."""
    shift = conversation.year_shift(turn.text)
    if not shift or any(m.kind in ("year", "tax_year", "age") for m in turn.mentions):
        return task
    years = desk.country.law.years
    now = years.parse(task.tax_year) if task.tax_year else task.day or today
    moved = years.start(now).replace(year=years.start(now).year + shift)
    aged = {s.name: task.inputs[s.name] + shift for s in desk.slots[task.name] if _grows(s) and s.name in task.given}
    return replace(
        task, day=None, tax_year=years.label(moved), inputs={**task.inputs, **aged}, given={**task.given, **aged}
    )


def _grows(slot: Slot) -> bool:
    """True for an age of today, which a year later is a year more."""
    return slot.shape == "age" and not slot.ahead


def _about_other(turn: Turn) -> Turn:
    """The message with the other person's age read as the age asked about."""
    mentions = tuple(replace(m, role="current") if m.role == "partner" else m for m in turn.mentions)
    facts = {name: value for name, value in turn.facts.items() if name not in ("partner_age", "partnered")}
    return replace(turn, mentions=mentions, facts=facts)


_ON_TOP = re.compile(r"\b(?:on top|as well|also|plus|in addition|additionally|besides|upar se|aur bhi)\b")


def _on_top(found: Candidate, task: Task, slots: Sequence[Slot], text: str) -> list[Mention]:
    """The figures with "9k on top" as the sum with the one amount that it would replace; empty where it is none."""
    money = [slot for slot in slots if slot.shape == "money" and slot.name in task.given]
    used = found.filled.used if found.filled else {}
    if len(money) != 1 or len(used) != 1 or money[0].name not in used or not _ON_TOP.search(text):
        return []
    mention, before = used[money[0].name], float(task.given[money[0].name])
    if mention.kind not in ("money", "number") or not found.filled:
        return []
    whole = before + float(found.filled.given[money[0].name])
    return [replace(mention, kind="money", value=whole, period=money[0].period, role=f"for:{money[0].name}")]


_SPENDS = re.compile(
    r"\b(?:spend|spent|blow|blew|splash(?:ed)?|splurge|use(?:d)?(?: up)?|shell(?:ed)? out|fork(?:ed)? out"
    r"|pay off|paid off|sacrific\w*|salary sac\w*|sal sac\w*)\b"
)
_A_YEARS_SPENDING = re.compile(r"\b(?:a|per|each|every) (?:year|month|week|fortnight)\b")
_STOCK_OR_PAY = ("assets", "financial_assets", "taxable_income", "salary")


def _spent(found: Candidate, task: Task, slots: Sequence[Slot], text: str) -> list[Mention]:
    """ "Say we blow 50k on a trip": what is left of the assets or the pay, where the amount would take its place."""
    used = found.filled.used if found.filled else {}
    names = [
        slot.name for slot in slots if slot.name in used and slot.name in _STOCK_OR_PAY and slot.name in task.given
    ]
    if (
        len(used) != 1
        or len(names) != 1
        or not found.filled
        or not _SPENDS.search(text)
        or _A_YEARS_SPENDING.search(text)
    ):
        return []
    mention, before, spent = used[names[0]], float(task.given[names[0]]), float(found.filled.given[names[0]])
    if mention.kind not in ("money", "number") or spent >= before:
        return []
    period = next(slot.period for slot in slots if slot.name == names[0])
    return [replace(mention, kind="money", value=before - spent, period=period, role=f"for:{names[0]}")]


_INSTEAD = re.compile(r"\b(?:instead of|rather than|not|no longer) $")


def _taken_back(mention: Mention, task: Task, text: str) -> bool:
    """ "60k instead of 50k": the figure that the last question had is only named to be replaced."""
    return bool(_INSTEAD.search(text[: mention.start])) and mention.value in task.given.values()


def _asked_last(money: Sequence[str], task: Task, last: Sequence[Mention]) -> str:
    """The amount that the last message named, where it named one only; "half that" is half of it."""
    named = [m.value for m in last if m.kind in ("money", "number")]
    found = [name for name in money if task.inputs[name] in named]
    return found[0] if len(found) == 1 else ""


def _meant(mention: Mention, task: Task, slots: Sequence[Slot], text: str, last: Sequence[Mention]) -> Mention:
    """A fraction of the amount before, or a bare number as the kind of figure the last question had."""
    before, after = text[: mention.start], text[mention.end :]
    money = [slot.name for slot in slots if slot.shape == "money" and slot.name in task.inputs]
    if mention.kind == "fraction" and money:
        whole = _asked_last(money, task, last) or money[0]
        return replace(mention, kind="money", value=task.inputs[whole] * float(str(mention.value)), role=f"for:{whole}")
    idle = [slot for slot in slots if slot.shape == "months" and _IDLE.search(slot.input.text)]
    if idle and mention.kind in ("years", "months") and (_LATER.match(after) or _AFTER.search(before)):
        months = float(str(mention.value)) * (MONTHS if mention.kind == "years" else 1)
        return replace(mention, kind="months", value=months, role=f"for:{idle[0].name}")
    further = (
        _FURTHER.search(before) or _FURTHER_AFTER.match(after) or "more" in mention.text or "extra" in mention.text
    )
    ahead_ages = [s.name for s in slots if s.shape == "age" and s.ahead and s.name in task.given]
    if mention.kind in ("years", "number") and (further or _WAITS.search(before)) and len(ahead_ages) == 1:
        return replace(
            mention, kind="age", role="future", value=float(task.given[ahead_ages[0]]) + float(str(mention.value))
        )
    if mention.kind in ("years", "number") and further:
        counts = [s.name for s in slots if s.shape == "years" and s.name in task.given]
        if len(counts) == 1:
            return replace(mention, kind="years", value=task.given[counts[0]] + float(str(mention.value)))
    if mention.kind == "age" and mention.role == "future" and not any(s.shape == "age" for s in slots):
        mention = replace(mention, kind="number")  # "what if I get to 33", of qualifying years
    if mention.kind != "number":
        return mention
    value, open_slots = (
        float(str(mention.value)),
        [s for s in slots if s.name in task.given or s.input.text in task.missing],
    )
    if _DAYS.match(after):
        return replace(mention, kind="days")  # "3 days a week" is neither a rate nor a count of years
    told_rate = any(s.shape in ("ratio", "percent") and s.name in task.given for s in slots)
    if told_rate and value <= _HIGHEST_RATE and not mention.currency and not mention.period and not after.strip(" ?."):
        return replace(mention, kind="percent")
    thousands = _thousands(value, mention, open_slots, task, before, after)
    if thousands:
        return replace(mention, kind="money", value=thousands)
    if _monthly(value, mention, open_slots, task, text):
        return replace(mention, kind="money", period="month")
    if _TAKEN_AT.match(after) and _YOUNGEST < value <= _OLDEST and any(s.shape == "age" and s.ahead for s in slots):
        return replace(mention, kind="age", role="future")
    rates = any(slot.shape in ("ratio", "percent") for slot in open_slots)
    if rates and value <= _HIGHEST_RATE and not any(slot.shape == "years" for slot in open_slots):
        return replace(mention, kind="percent")
    ages = [slot for slot in open_slots if slot.shape == "age" and not slot.partner]
    if ages and 14 < value <= _OLDEST:
        ahead = any(slot.ahead for slot in ages)
        return replace(mention, kind="age", role="future" if ahead else "current")
    if value <= _LONGEST and any(slot.shape == "years" for slot in open_slots):
        return replace(mention, kind="years")
    return mention


_IDLE = re.compile(r"\b(?:out of|without) work\b")  # "1 saal baad?" after the loss of a job counts the time without one
_LATER = re.compile(r"^ (?:baad|bad|later|afterwards|ke baad)\b")
_AFTER = re.compile(r"\bafter(?: the)? $")
_DAYS = re.compile(r"^ ?(?:days?|nights?|shifts?|hours?|hrs?)\b")
_TAKEN_AT = re.compile(r"^ (?:me|mein|pe|par) (?:hi )?(?:le|lu|loon|lelu|nikal|shuru|start|retire|claim)")  # at 50
_SAME, _OTHER = 0.4, 0.7  # orders of magnitude


_BESIDES = re.compile(r"\b(?:byaj|interest|rent|kiraya|fds?|dividends?|bonus|deductions?|80c)\b")  # another sum


def _monthly(value: float, mention: Mention, slots: Sequence[Slot], task: Task, text: str) -> bool:
    """True for "60,000?" after 70,000 a month that is kept as 8,40,000 a year: again an amount a month."""
    yearly = [
        float(task.given[s.name]) for s in slots if s.shape == "money" and s.period == "year" and s.name in task.given
    ]
    others = [
        float(task.given[s.name]) for s in slots if s.shape == "money" and s.period != "year" and s.name in task.given
    ]
    if (
        mention.period
        or value <= 0
        or _BESIDES.search(text)
        or any(a > 0 and abs(math.log10(value / a)) < _SAME for a in others)
    ):
        return False
    return any(
        a > 0 and abs(math.log10(value * MONTHS / a)) < _SAME and abs(math.log10(value / a)) > _OTHER for a in yearly
    )


_AMOUNT_WORD = re.compile(
    r"\b(?:earn\w*|spend\w*|draw\w*|took|tak(?:e|ing)|put\w*|pay\w*|paid|add\w*|sav(?:e|ing)|make|made|makes"
    r"|withdr\w+|contribut\w+|income|salary|balance|pot|super)(?: (?:only|just|in|out|about|was|were|is|of))* $"
)
_COUNTS = re.compile(
    r"^ (?!instead|a\b|each|per|more|then|now|please|from|in|into|not|for|at|and|or|out|with|but)[a-z]"
)
_AGED = 100  # a bare "120" after 85,000 is 120,000, not an age
_SCALED = 10.0  # a bare "60" stands for 60,000 where the amount before was within ten times of it


def _thousands(value: float, mention: Mention, slots: Sequence[Slot], task: Task, before: str, after: str) -> float:
    """A bare "60" after 50,000 as thousands; 0 where the number may as well be an age or a count."""
    money = [float(task.given[s.name]) for s in slots if s.shape == "money" and s.name in task.given]
    near = any(amount >= 1000 and 1 / _SCALED <= value * 1000 / amount <= _SCALED for amount in money)
    if mention.currency or mention.period in ("week", "fortnight") or not near or value >= 1000:
        return 0.0
    if _COUNTS.match(after):
        return 0.0  # "1 child"
    given = [s.shape for s in slots if s.name in task.given]
    counted = any(shape in ("years", "months", "weeks", "number") for shape in given)
    counted = counted or ("age" in given and value >= _YOUNGEST)
    fits = counted and not _AMOUNT_WORD.search(before)
    return 0.0 if fits and value <= _AGED else value * 1000
