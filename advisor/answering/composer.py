"""From a reading to an answer: runs the calculators, and writes what they say in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from inspect import Parameter
from typing import Any, Literal, get_origin

from ..countries import Country
from ..rules import InputError, NoRule, Result
from ..understanding import EACH, FOREIGN, Reading, Task
from ..understanding.shapes import slots
from ..understanding.words import stems
from . import citing, comparison, evidence, forms, notes, outside, sections, wording
from .answer import ANSWERED, NEEDS_FACTS, UNKNOWN, Answer, Evidence
from .sensitivity import Change, changes

_UNSURE = 0.8  # under this an answer says how the question was read


@dataclass(frozen=True)
class Worked:
    """A task that has been run: its result, or the sentence that says why there is none."""

    task: Task
    result: Result | None = None
    changes: tuple[Change, ...] = ()
    fault: str = ""
    asks: str = ""


class Composer:
    """Writes answers without any network or model. Stateless."""

    def compose(self, reading: Reading, country: Country, profile: Mapping[str, Any]) -> Answer:
        """The answer to a reading, in Markdown, with its evidence. `profile` is the member's, already in the tasks."""
        if not reading.tasks:
            return outside.answer(reading, country)
        if reading.tasks[0].kind == "note" and len(reading.tasks) == 1:
            return _with_other(
                notes.answer(reading.tasks[0], country, reading.notes, reading.question), reading, country
            )
        compared = _compared(reading.tasks, country)
        worked = [_run(task, country, quick=compared) for task in reading.tasks if task.kind == "calculate"]
        if compared and all(each.result for each in worked):
            return comparison.answer(reading, [each.result for each in worked if each.result], country)
        parts = [_part(each, reading, country, len(reading.tasks) > 1) for each in worked]
        parts += [
            notes.answer(task, country, question=reading.question) for task in reading.tasks if task.kind == "note"
        ]
        return _with_other(_joined(parts, reading), reading, country)


def _compared(tasks: Sequence[Task], country: Country) -> bool:
    """True for one calculation with several choices; two limits looked up in one message are two answers."""
    if len(tasks) < 2 or len({task.name for task in tasks}) > 1 or tasks[0].kind == "note":
        return False
    looked_up = [
        name
        for name, (kind, _, default) in country.calculators[tasks[0].name].inputs.items()
        if default is Parameter.empty and get_origin(kind) is Literal
    ]
    return not any(len({task.inputs.get(name) for task in tasks}) > 1 for name in looked_up)


def _run(task: Task, country: Country, quick: bool = False) -> Worked:
    if task.missing:
        return Worked(task, asks=sections.asked(task))
    try:
        result = country.calculate(task.name, task.day, task.tax_year, **task.inputs)
    except InputError as fault:
        return Worked(task, fault=wording.sentence(str(fault)), asks=str(fault))
    except NoRule as fault:
        return Worked(task, fault=_unknown_year(fault, country))
    except LookupError:  # outside every table of the law
        return Worked(task, fault="The law's tables do not reach that far.")
    except ValueError as fault:  # a tax year that is none
        return Worked(task, fault=wording.sentence(str(fault)))
    others = () if quick else tuple(changes(country, result, task.inputs, task.day, task.tax_year))
    return Worked(task, result, others)


def _unknown_year(fault: NoRule, country: Country) -> str:
    """Why there is no rule for the year asked for, and the first one there is."""
    said = wording.sentence(str(fault))
    if not fault.known_from:
        return said
    return f"{said} Ask for {country.law.years.label(fault.known_from)} or a later year, and I will work it out."


def _part(worked: Worked, reading: Reading, country: Country, short: bool) -> Answer:
    if worked.result:
        return _answered(worked, worked.result, reading, country, short)
    if worked.asks:
        asked = sections.needs(worked.task, country, worked.fault, worked.asks)
        return (
            asked if worked.fault and worked.task.given else _with_rule(asked, worked.task, country, reading.question)
        )
    text = f"**I have no rule for that.** {worked.fault}\n\n{sections.place_lines(country, reading.question)}"
    limit = Evidence("calculation", worked.task.name, "Limits of the rules", worked.fault, None, "", "", "", "", "")
    rows = (limit, *sections.place_evidence(country, reading.question))
    return Answer(text, rows, outcome=UNKNOWN, confidence=reading.confidence)


def _with_rule(asked: Answer, task: Task, country: Country, question: str) -> Answer:
    """The request for facts with the rule itself: first where the message brought no amount, else after."""
    rule = notes.rule_of(task, country, question)
    if not rule:
        return asked
    amounts = any(slot.shape == "money" for slot in slots(country.calculator(task.name)) if slot.name in task.given)
    texts = [asked.text, rule.text.replace("**", "")] if amounts else [rule.text, asked.text.replace("**", "")]
    return replace(asked, text="\n\n".join(texts), evidence=(*asked.evidence, *rule.evidence))


def _answered(worked: Worked, result: Result, reading: Reading, country: Country, short: bool) -> Answer:
    task, outcome = worked.task, result.outcome
    if "table" in reading.notes or "simply" in reading.notes:
        return _in_other_form(worked, result, reading, country)
    blocks = [f"**{outcome.headline}**"]
    if "why" in reading.notes:
        blocks = [f"**Here is how that comes about.** {outcome.headline}"]
    if each := next((note.removeprefix(EACH) for note in reading.notes if note.startswith(EACH)), ""):
        blocks = [sections.by_period(result, each, country, reading.question)]
    if "today" in reading.notes:
        blocks = [sections.todays_money(result, country)]
    blocks += [
        sections.why(outcome.steps),
        sections.steps(outcome.steps),
        sections.table(outcome.table, country) if outcome.table else "",
        sections.used(task, country),
        sections.assumed([*task.assumed, *result.assumptions]),
        "" if short else sections.what_changes(worked.changes),
        sections.limits(outcome.notes),
        citing.sources([result], country),
    ]
    rows = [
        *evidence.of_result(result, country),
        *evidence.of_profile(task.from_profile, sections.names(task, country)),
    ]
    rows += [_changed(change) for change in worked.changes]
    return Answer(
        "\n\n".join(block for block in blocks if block),
        tuple(rows),
        (result,),
        (*task.assumed, *result.assumptions),
        sections.question_back(task, result, country),
        ANSWERED,
        reading.confidence,
    )


def _in_other_form(worked: Worked, result: Result, reading: Reading, country: Country) -> Answer:
    """The answer again, as asked for: its steps as a table, or shorter with the hard words explained."""
    task, outcome = worked.task, result.outcome
    simply = "simply" in reading.notes
    said = forms.in_short(outcome.steps) if simply else forms.steps_table(outcome.steps)
    series = "" if simply or not outcome.table else sections.table(outcome.table, country)
    blocks = [
        f"**{outcome.headline}**",
        said,
        series,
        forms.hard_words(f"{outcome.headline} {said}") if simply else "",
        sections.used(task, country),
        sections.assumed([*task.assumed, *result.assumptions]),
        citing.sources([result], country),
    ]
    rows = [
        *evidence.of_result(result, country),
        *evidence.of_profile(task.from_profile, sections.names(task, country)),
    ]
    text = "\n\n".join(block for block in blocks if block)
    assumptions = (*task.assumed, *result.assumptions)
    return Answer(text, tuple(rows), (result,), assumptions, None, ANSWERED, reading.confidence)


def _changed(change: Change) -> Evidence:
    result = change.result
    figure = result.value if isinstance(result.value, (int, float)) and not isinstance(result.value, bool) else None
    return Evidence(
        "calculation", f"{result.calculator}?{change.field}", f"{result.title}, changed", f"{change.text} "
        f"{result.outcome.headline}",
        figure, result.outcome.unit, "", f"rules of {result.rules_year}", "", result.rules_date.isoformat(),
    )  # fmt: skip


def _joined(parts: Sequence[Answer], reading: Reading) -> Answer:
    if len(parts) == 1:
        return parts[0]
    leads = [part.text.split("\n\n", 1) for part in parts]
    text = "\n\n".join([lead[0] for lead in leads] + ["---"])
    text += "\n\n" + "\n\n---\n\n".join(lead[1] for lead in leads if len(lead) > 1)
    outcomes = {part.outcome for part in parts}
    return Answer(
        text,
        tuple(dict.fromkeys(row for part in parts for row in part.evidence)),
        tuple(result for part in parts for result in part.results),
        tuple(dict.fromkeys(text for part in parts for text in part.assumptions)),
        next((part.question_back for part in parts if part.question_back), None),
        ANSWERED if ANSWERED in outcomes else NEEDS_FACTS if NEEDS_FACTS in outcomes else UNKNOWN,
        reading.confidence,
    )


def _with_other(answer: Answer, reading: Reading, country: Country) -> Answer:
    """States the reading when another one was close, and what a foreign amount means."""
    text = answer.text
    strangers = [note.removeprefix(FOREIGN) for note in reading.notes if note.startswith(FOREIGN)]
    if strangers:
        code = country.law.currency.code
        text += f"\n\n*{wording.listed(strangers)} is in another currency. I work in {code} only: tell me the "
        f"amount in {code}.*"
    if reading.alternative and not _differ(reading.tasks[0], reading.alternative, country):
        return replace(answer, text=text)
    if reading.confidence < _UNSURE and not reading.alternative:
        read = sections.title(reading.tasks[0], country)
        text += f"\n\n*I read this as a question about: {read}. If that is not what you meant, ask it in other words.*"
    if reading.alternative:
        read, other = sections.title(reading.tasks[0], country), sections.title(reading.alternative, country)
        text += f"\n\n*I read this as a question about: {read}. If you meant “{other}”, say so and I will answer that.*"
    return replace(answer, text=text)


def _differ(one: Task, other: Task, country: Country) -> bool:
    """True when two readings mean different things: their titles share less than half of their words."""
    first, second = (set(stems(sections.title(task, country).lower())) for task in (one, other))
    return len(first & second) * 2 < min(len(first), len(second))
