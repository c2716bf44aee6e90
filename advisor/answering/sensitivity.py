"""What an answer depends on most, found by running the calculator again with one input changed a little."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args, get_origin

from ..countries import Country
from ..rules import Input, InputError, NoRule, Result
from . import phrasing, wording

_MOST = 2  # changes that are told
_TRIED = 6  # inputs that are tried
_NO_FACT = re.compile(
    r"\b(?:you ask|ask for|asked for|you want|which figure|whose share|what your figure is|if you know it"
    r"|threshold|ceiling|factor|number of (?:pays|months in)|cap)\b"
)


@dataclass(frozen=True)
class Change:
    """One input changed: its plain words, the new input and the new result, for reading; and the new value."""

    field: str
    text: str
    result: Result


def changes(
    country: Country, result: Result, stated: Mapping[str, Any], day: date | None, tax_year: str | None
) -> list[Change]:
    """The two inputs that move the result most,
    each with the result it would give. Empty for results without a figure."""
    base = _figure(result.value)
    if base is None:
        return []
    found: list[tuple[float, Change]] = []
    inputs = country.calculator(result.calculator).inputs
    for name in list(stated)[:_TRIED]:
        kind, described, _ = inputs[name]
        if _NO_FACT.search(described.text):
            continue  # which figure is wanted, or a figure of law; not a fact about the member
        for other in _others(stated[name], kind, described):
            try:
                again = country.calculate(result.calculator, day, tax_year, **{**stated, name: other})
            except (InputError, NoRule, LookupError):
                continue
            moved = _figure(again.value)
            if moved is None or moved == base or again.outcome.unit != result.outcome.unit:
                continue
            text = _told(name, other, described, again, country)
            found.append((abs(moved - base) / max(abs(base), 1.0), Change(name, text, again)))
            break
    found.sort(key=lambda each: -each[0])
    return [change for _, change in found[:_MOST]]


def _told(name: str, other: Any, described: Input, again: Result, country: Country) -> str:
    became = wording.value(again.value, again.outcome.unit, country)
    return f"{phrasing.otherwise(name, other, described, country)}, it would be {became}."


def _about(amount: float) -> float:
    """An amount to three figures, so that a changed input reads easily: 25,801.60 → 25,800."""
    return float(f"{amount:.3g}")


def _others(value: Any, kind: Any, described: Input) -> Iterator[Any]:
    """Nearby values to try for one input: a little more, then a little less; the other choice."""
    bare = next((k for k in get_args(kind) if k is not type(None)), kind) if type(None) in get_args(kind) else kind
    if isinstance(value, bool):
        yield not value
    elif get_origin(bare) is Literal:
        yield from (choice for choice in get_args(bare) if choice != value)
    elif isinstance(value, (int, float)):
        unit = described.unit.lower()
        if "ratio" in unit:
            steps = (value + 0.01, value - 0.01) if value < 0.2 else (value + 0.1, value - 0.1)
            yield from (round(step, 4) for step in steps)
        elif unit[:3].upper() in ("AUD", "USD", "GBP", "INR"):
            yield from (_about(value * 1.1), _about(value * 0.9)) if value else ()
        else:
            yield from (value + 1, value - 1)


def _figure(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value)
