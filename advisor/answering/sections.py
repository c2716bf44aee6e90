"""The parts of an answer, each a small block of Markdown; empty where there is nothing to say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import takewhile
from typing import Any

from ..countries import Country
from ..rules import InputError, NoRule, Result, Table, cents
from ..understanding import Task
from ..understanding.shapes import PER_YEAR, Slot, slots
from . import citing, evidence, phrasing, wording
from .answer import NEEDS_FACTS, Answer, Evidence
from .sensitivity import Change

_RULES, _ROWS, _LIMITS = 3, 12, 3  # sources where a fact is missing, rows of a table, limits that are told
_REASONS, _CHOICES = 3, 5  # sentences of "why", choices that are offered
_SUM = re.compile(r"[=×÷]|\d [+−-] ")  # a step that works something out
_ASK = {"partnered": "Are you single or do you have a partner?", "homeowner": "Do you own your home?"}


def why(items: Sequence[str]) -> str:
    """What explains the figure: the steps before the first sum, in short sentences."""
    told = _reasons(items)
    return "Why: " + " ".join(told) if told else ""


def _reasons(items: Sequence[str]) -> list[str]:
    told = list(takewhile(lambda step: not _SUM.search(step), items))
    return told[:_REASONS]


def todays_money(result: Result, country: Country) -> str:
    """The headline with its figure in today's money first, where the calculation gives one."""
    found = [(name, figure) for name, figure in result.outcome.figures.items() if "today" in name]
    if not found:
        return f"**{result.outcome.headline}** No inflation goes into this figure: it is in today's money."
    amount, unit = found[0][1]
    return f"**{wording.value(amount, unit, country)} in today's money.** {result.outcome.headline}"


_KEPT = ("left", "what you keep", "what is left", "what you receive")


def by_period(result: Result, wanted: str, country: Country, question: str) -> str:
    """The headline with its figure by the month, say, first, where it is one by another stretch of time."""
    outcome, code = result.outcome, country.law.currency.code
    value, unit = outcome.value, outcome.unit
    kept = next((figure for name, figure in outcome.figures.items() if name.startswith(_KEPT)), None)
    if kept and "left" in question:
        value, unit = kept[0], f"{kept[1]} per year"
    told = next((each for each in PER_YEAR if re.search(rf" (?:per|a) (?:\w+ )?{each}$", unit)), "")
    if isinstance(value, bool) or not isinstance(value, int | float) or told == wanted or unit[:3] != code:
        return f"**{outcome.headline}**"
    if not told and wanted == "year":
        return f"**{outcome.headline}**"
    said = country.law.currency.format(cents(value * PER_YEAR[told or "year"] / PER_YEAR[wanted]))
    if not told:
        return f"**Spread over a year, that is {said} a {wanted}.** {outcome.headline}"
    about = "" if {told, wanted} == {"year", "month"} else "about "
    return f"**That is {about}{said} a {wanted}.** {outcome.headline}"


def steps(items: Sequence[str]) -> str:
    """The steps that "why" does not tell already, numbered."""
    left = list(items)[len(_reasons(items)) :]
    return "How it is worked out:\n\n" + wording.numbered(left) if left else ""


def table(series: Table, country: Country) -> str:
    """A series as a Markdown table; a long one keeps evenly spaced rows and the last."""
    rows = list(series.rows)
    if len(rows) > _ROWS:
        gap = -(-len(rows) // _ROWS)
        rows = [*rows[:-1:gap], rows[-1]]
    sign = f"({country.law.currency.code})"
    money = [sign in title for title in series.columns]
    titles = [title.replace(sign, "").strip() for title in series.columns]
    lines = [" | ".join(titles), " | ".join("---" for _ in titles)]
    lines += [
        " | ".join(_cell(cell, is_money, country) for cell, is_money in zip(row, money, strict=True)) for row in rows
    ]
    return "\n".join(f"| {line} |" for line in lines)


def _cell(cell: Any, money: bool, country: Country) -> str:
    if isinstance(cell, str):
        return cell
    return country.law.currency.format(cell) if money else wording.plain(cell)


def names(task: Task, country: Country) -> dict[str, str]:
    """The plain words of a task's inputs."""
    return {name: described.text for name, (_, described, _) in country.calculator(task.name).inputs.items()}


def used(task: Task, country: Country) -> str:
    """The facts that went in, said by the member or taken from the profile."""
    inputs = country.calculator(task.name).inputs
    lines = []
    for lead, facts in (("From you", task.given), ("From your profile", task.from_profile)):
        if facts:
            said = [phrasing.used(name, each, inputs[name][1], country) for name, each in facts.items()]
            lines.append(f"{lead}: {'; '.join(said)}.")
    return f"What I used:\n\n{wording.bullets(lines)}" if lines else ""


def assumed(items: Sequence[str]) -> str:
    texts = list(dict.fromkeys(items))
    plain = [text for text in texts if not text.endswith(".")]
    whole = [text for text in texts if text.endswith(".")]
    lead = [f"I assumed {wording.listed(plain)}."] if plain else []
    return " ".join(lead + whole)


def what_changes(items: Sequence[Change]) -> str:
    return "What would change it:\n\n" + wording.bullets([item.text for item in items]) if items else ""


def limits(items: Sequence[str]) -> str:
    return "Keep in mind:\n\n" + wording.bullets(list(items[:_LIMITS])) if items else ""


def question_back(task: Task, result: Result, country: Country) -> str | None:
    """One line asking for the fact whose default stood in, when the answer hangs on one."""
    for name, (_, described, _) in country.calculator(task.name).inputs.items():
        if described.assume and task.inputs.get(name) is None and described.profile:
            return _ASK.get(described.profile, f"Tell me {described.text} and I can make this exact.")
    return None


def asked(task: Task) -> str:
    return f"To work that out I need {wording.listed(list(task.missing))}."


def needs(task: Task, country: Country, fault: str, asks: str) -> Answer:
    """The request for missing facts, with what is known so far."""
    lead = fault or asks
    blocks = [f"**{lead}**", "Tell me, and I will work it out with the steps and the sources." if not fault else ""]
    blocks.append(used(task, country))
    sample = example(task, country)
    blocks.append(_offered(task, country))
    if sample:
        blocks.append(citing.sources([sample], country, _RULES))
    rows = evidence.of_profile(task.from_profile, names(task, country))
    text = "\n\n".join(block for block in blocks if block)
    known = Evidence("calculation", task.name, title(task, country), text, None, "", "", "", "", "")
    rules_used = evidence.of_result(sample, country)[1:] if sample else ()
    return Answer(
        text, (known, *rows, *rules_used), question_back=asks, outcome=NEEDS_FACTS, confidence=task.confidence
    )


def _offered(task: Task, country: Country) -> str:
    """The choices of a fact that is asked for, when it is one of a list."""
    for slot in slots(country.calculator(task.name)):
        if slot.choices and slot.input.text in task.missing:
            return f"For example: {', '.join(phrasing.named(str(each)) for each in slot.choices[:_CHOICES])}."
    return ""


_EXAMPLES = {date: date(1965, 7, 1), bool: False}
_AGE, _SMALL = 60, 20  # example figures: an age, and a count of years, weeks or months


def example(task: Task, country: Country) -> Result | None:
    """The calculator run on made-up figures where facts are missing, only to learn which rules it reads."""
    inputs = dict(task.inputs)
    for slot in slots(country.calculator(task.name)):
        if slot.required and slot.name not in inputs:
            inputs[slot.name] = _example(slot)
    try:
        return country.calculate(task.name, task.day, task.tax_year, **inputs)
    except (InputError, NoRule, LookupError):
        return None


def _example(slot: Slot) -> Any:
    if slot.choices:
        return slot.choices[0]
    if slot.kind in _EXAMPLES:
        return _EXAMPLES[slot.kind]
    low, high = slot.input.low or 0, slot.input.high or 1e6
    wanted = {"age": _AGE, "ratio": 0.05, "year": 1965, "money": min(high, 1e5)}.get(slot.shape, _SMALL)
    return slot.kind(min(max(wanted, low), high)) if slot.kind in (int, float) else None


def title(task: Task, country: Country) -> str:
    """The plain name of what a task answers."""
    if task.kind == "note":
        return str(country.notes[task.name].get("title", task.name))
    return country.calculator(task.name).title


def places(country: Country, question: str) -> list[Mapping[str, str]]:
    """The official places that fit a question best, at most two."""
    found: list[Mapping[str, str]] = country.content["places_to_ask"]
    words = set(question.lower().split())

    def fit(place: Mapping[str, str]) -> int:
        return -len(
            words
            & set(f"{place['name']} {place['for']}".lower().replace(",", "").split()) - {"the", "a", "and", "for", "of"}
        )

    return sorted(found, key=fit)[:2]


def place_lines(country: Country, question: str) -> str:
    lines = [
        f"[{place['name']}]({place['url']}): {place['for']}"
        + (f", phone {place['phone']}" if place.get("phone") else "")
        for place in places(country, question)
    ]
    return "Ask here:\n\n" + wording.bullets(lines)


def place_evidence(country: Country, question: str) -> tuple[Evidence, ...]:
    return tuple(evidence.of_place(place) for place in places(country, question))
