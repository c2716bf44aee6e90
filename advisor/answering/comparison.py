"""The same calculation for two or more choices, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..countries import Country
from ..rules import Result
from ..understanding import Reading
from . import citing, evidence, phrasing, sections, wording
from .answer import ANSWERED, Answer, Evidence


def answer(reading: Reading, results: Sequence[Result], country: Country) -> Answer:
    """A headline with every result, a table, and the steps of the first."""
    field = _differs(results)
    described = country.calculator(results[0].calculator).inputs[field][1] if field else None
    unit = described.unit if described else ""
    labels = [
        _label(result.inputs[field], unit, field, country) if field else f"in {result.rules_year}" for result in results
    ]
    shown = [wording.value(result.value, result.outcome.unit, country) for result in results]
    head = f"{_name(described.text) if described else 'Year'} | Result"
    rows = [f"| {label} | {value} |" for label, value in zip(labels, shown, strict=True)]
    gap = _gap(results, country)
    task = reading.tasks[0]
    shared = {name: each for name, each in task.given.items() if name != field}
    leads = [f"{value} {label}" for label, value in zip(labels, shown, strict=True)]
    blocks = [
        f"**{wording.sentence(wording.listed(leads))}**",
        f"The difference is {gap.title}." if gap else "",
        "\n".join([f"| {head} |", "| --- | --- |", *rows]),
        f"How the first is worked out "
        f"({results[0].outcome.headline.rstrip('.')}):\n\n{wording.numbered(list(results[0].outcome.steps))}",
        sections.used(type(task)(**{**task.__dict__, "given": shared}), country),
        sections.assumed([*task.assumed, *results[0].assumptions]),
        sections.limits(results[0].outcome.notes),
        citing.sources(results, country),
    ]
    found = [row for result in results for row in evidence.of_result(result, country)]
    found += evidence.of_profile(task.from_profile, sections.names(task, country))
    return Answer(
        "\n\n".join(block for block in blocks if block),
        tuple(dict.fromkeys([*found, *([gap] if gap else [])])),
        tuple(results),
        (*task.assumed, *results[0].assumptions),
        None,
        ANSWERED,
        reading.confidence,
    )


def _label(amount: Any, unit: str, field: str, country: Country) -> str:
    if "age" in field.split("_"):
        return f"at {wording.years(amount).removesuffix(' years')}"
    shown = phrasing.named(amount) if isinstance(amount, str) else wording.value(amount, unit, country)
    return f"with {shown}"


def _differs(results: Sequence[Result]) -> str:
    first, second = results[0].inputs, results[1].inputs
    return next((name for name in first if first[name] != second[name]), "")


def _name(text: str) -> str:
    return wording.sentence(text.removeprefix("your ").removeprefix("the ")).rstrip(".")


def _gap(results: Sequence[Result], country: Country) -> Evidence | None:
    values: list[Any] = [result.value for result in results]
    if len(values) != 2 or not all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in values):
        return None
    amount, unit = abs(values[0] - values[1]), results[0].outcome.unit
    text = wording.value(amount, unit, country)
    day = results[0].rules_date.isoformat()
    return Evidence(
        "calculation", "difference", text, f"the larger less the smaller: {text}", amount, unit, "", "", "", day
    )
