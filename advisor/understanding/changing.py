"""A follow-up that changes the question before it: another figure, half of it, another person, another year."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from . import conversation
from .candidates import calculated
from .desk import Desk
from .mentions import Mention
from .reading import Reading, Task
from .segments import alternatives
from .shapes import Slot
from .turn import Turn

_FURTHER = re.compile(r"\b(?:another|further|additional|extra) $")
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
    mentions = [_meant(mention, task, slots, turn.text[: mention.start]) for mention in turn.mentions]
    sides = alternatives(mentions, turn.text)
    made = []
    for side in sides or (None,):
        kept = [m for m in mentions if side is None or m not in sides or m is side]
        found = calculated(desk, task.name, kept, turn, facts, profile, today, 1.0, task.given)
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
    same = all((t.inputs, t.day, t.tax_year) == (task.inputs, task.day, task.tax_year) for t in made)
    return () if same else tuple(made)


def _other_year(desk: Desk, task: Task, found: Task, turn: Turn, today: date) -> tuple[Task, ...]:
    if found.day or found.tax_year:
        return (replace(task, day=found.day, tax_year=found.tax_year),)
    shift = conversation.year_shift(turn.text)
    if not shift:
        return ()
    years = desk.country.law.years
    now = years.parse(task.tax_year) if task.tax_year else task.day or today
    moved = years.start(now).replace(year=years.start(now).year + shift)
    aged = {s.name: task.inputs[s.name] + shift for s in desk.slots[task.name] if _grows(s) and s.name in task.given}
    return (
        replace(
            task, day=None, tax_year=years.label(moved), inputs={**task.inputs, **aged}, given={**task.given, **aged}
        ),
    )


def _grows(slot: Slot) -> bool:
    """True for an age of today, which a year later is a year more."""
    return slot.shape == "age" and not slot.ahead


def _about_other(turn: Turn) -> Turn:
    """The message with the other person's age read as the age asked about."""
    mentions = tuple(replace(m, role="current") if m.role == "partner" else m for m in turn.mentions)
    facts = {name: value for name, value in turn.facts.items() if name not in ("partner_age", "partnered")}
    return replace(turn, mentions=mentions, facts=facts)


def _meant(mention: Mention, task: Task, slots: Sequence[Slot], before: str) -> Mention:
    """A fraction of the amount before, or a bare number as the kind of figure the last question had."""
    money = [slot.name for slot in slots if slot.shape == "money" and slot.name in task.inputs]
    if mention.kind == "fraction" and money:
        return replace(mention, kind="money", value=task.inputs[money[0]] * float(str(mention.value)))
    if mention.kind == "years" and (_FURTHER.search(before) or "more" in mention.text or "extra" in mention.text):
        counts = [s.name for s in slots if s.shape == "years" and s.name in task.given]
        if len(counts) == 1:
            return replace(mention, value=task.given[counts[0]] + float(str(mention.value)))
    if mention.kind != "number":
        return mention
    value, open_slots = (
        float(str(mention.value)),
        [s for s in slots if s.name in task.given or s.input.text in task.missing],
    )
    ages = [slot for slot in open_slots if slot.shape == "age" and not slot.partner]
    if ages and 14 < value <= _OLDEST:
        ahead = any(slot.ahead for slot in ages)
        return replace(mention, kind="age", role="future" if ahead else "current")
    if value <= _LONGEST and any(slot.shape == "years" for slot in open_slots):
        return replace(mention, kind="years")
    return mention
