"""Results, notes and facts as evidence rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ..countries import Country
from ..rules import Result, Source
from . import wording
from .answer import Evidence


def of_result(result: Result, country: Country) -> tuple[Evidence, ...]:
    """The calculation, then every parameter it read."""
    outcome = result.outcome
    figures = [f"{name}: {wording.value(amount, unit, country)}" for name, (amount, unit) in outcome.figures.items()]
    rows = [" | ".join(map(str, row)) for row in outcome.table.rows] if outcome.table else []
    known = country.calculator(result.calculator).inputs
    inputs = [
        f"{known[name][1].text}: {wording.value(amount, known[name][1].unit, country)} ({amount})"
        for name, amount in result.inputs.items()
        if amount is not None
    ]
    detail = "\n".join(
        [outcome.headline, *outcome.steps, *outcome.notes, *figures, *rows, *result.assumptions, *inputs]
    )
    figure = _number(outcome.value)
    made = Evidence(
        "calculation", result.calculator, result.title, detail, figure, outcome.unit, "",
        f"rules of {result.rules_year}",
        "", result.rules_date.isoformat(),
    )  # fmt: skip
    return (made, *(_parameter(source, country) for source in result.sources))


def _parameter(source: Source, country: Country) -> Evidence:
    holds = f"from {wording.day(source.start)}" + (f" to {wording.day(source.end)}" if source.end else "")
    shown = shown_value(source, country)
    detail = f"{shown or source.value}; {holds}; {source.confidence}"
    return Evidence(
        "parameter", source.id, source.label, detail, _number(source.value), source.unit, source.authority,
        source.reference, source.url, source.start.isoformat(),
    )  # fmt: skip


def shown_value(source: Source, country: Country) -> str:
    """A single-figure parameter's value for reading; empty for bands and tables."""
    if isinstance(source.value, bool) or not isinstance(source.value, (int, float)):
        return ""
    return wording.value(source.value, source.unit, country)


def of_profile(facts: Mapping[str, Any], names: Mapping[str, str]) -> tuple[Evidence, ...]:
    """Facts taken from the member's profile; `names` holds the plain words of each input."""
    return tuple(
        Evidence(
            "profile", name, names.get(name, name), f"from your profile: {fact}", _number(fact), "", "", "", "", ""
        )
        for name, fact in facts.items()
    )


def of_note(note: Mapping[str, Any], text: str, used: Iterable[Source], country: Country) -> tuple[Evidence, ...]:
    """A curated note with its text as written, then the parameters that stand in it."""
    checked = note["checked"].isoformat() if isinstance(note.get("checked"), date) else ""
    written = Evidence(
        "note", str(note["id"]), str(note["title"]), text, None, "", str(note["authority"]), str(note["reference"]),
        str(note.get("url") or ""), checked,
    )  # fmt: skip
    return (written, *(_parameter(source, country) for source in used))


def of_place(place: Mapping[str, str]) -> Evidence:
    """An official place to ask."""
    detail = f"{place['for']} {place.get('phone', '')}".strip()
    return Evidence(
        "note", f"place:{place['name']}", place["name"], detail, None, "", place["name"], "", place["url"], ""
    )


def _number(amount: Any) -> float | None:
    if isinstance(amount, bool) or not isinstance(amount, (int, float)):
        return None
    return float(amount)
