"""The law as data: dated, sourced parameters, read as of one day.

A country's `parameters/*.yaml` files hold every rate, age, cap and table. A calculator
asks a `Rules` view for them by name and the view remembers what was read, so that an
answer's sources are what it really used.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from .money import Currency
from .years import YearStyle

# The C loader reads the countries' files several times faster; it comes with PyYAML's wheels.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

CONFIDENCE = ("verified", "one-source", "derived", "from-memory")


class NoRule(LookupError):
    """No figure is known for this parameter on this day (or it is not in force then).

    `known_from` is the first day it is known for; None where that is no help.
    """

    def __init__(self, text: str, known_from: date | None = None) -> None:
        super().__init__(text)
        self.known_from = known_from


@dataclass(frozen=True, slots=True)
class Dated:
    """One value of a parameter. `end` is the last day it is known to hold; None means until changed."""

    start: date
    end: date | None
    value: Any
    confidence: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """A figure of the law through time, with the authority and the legal basis behind it."""

    name: str
    label: str
    unit: str
    authority: str
    reference: str
    url: str
    values: tuple[Dated, ...]

    def on(self, day: date) -> Dated:
        """The value in force on `day`, or the last one known before it. Raises NoRule if there is none."""
        known = [v for v in self.values if v.start <= day]
        if not known:
            first = self.values[0].start
            raise NoRule(f"The {self.label} is known from {first:%-d %B %Y}, not for {day:%-d %B %Y}.", first)
        if known[-1].value is None:
            raise NoRule(f"The {self.label} is not in force on {day:%-d %B %Y}.")
        return known[-1]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure of an answer comes from: what was read, and the days it holds."""

    id: str
    label: str
    unit: str
    authority: str
    reference: str
    url: str
    start: date
    end: date | None
    value: Any
    confidence: str


@dataclass(frozen=True)
class Law:
    """All parameters of one country, with its money and its tax year."""

    country: str
    currency: Currency
    years: YearStyle
    parameters: dict[str, Parameter]

    def at(self, day: date) -> Rules:
        """A view of the law as of `day` that remembers what is read from it."""
        return Rules(self, day)


@dataclass
class Rules:
    """The law of one country on one day. `rules["contributions.concessional_cap"]` is the value in force."""

    law: Law
    date: datetime.date
    used: dict[tuple[str, datetime.date], Source] = field(default_factory=dict)
    gaps: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> Any:
        parameter = self.law.parameters[name]
        found = parameter.on(self.date)
        self.used[name, found.start] = Source(
            name,
            parameter.label,
            parameter.unit,
            parameter.authority,
            parameter.reference,
            parameter.url,
            found.start,
            found.end,
            found.value,
            found.confidence,
        )
        if found.end and found.end < self.date:
            gap = (
                f"The {parameter.label} after {found.end:%-d %B %Y} is not known here yet; "
                f"the last known figure, from {found.start:%-d %B %Y}, was used."
            )
            if gap not in self.gaps:
                self.gaps.append(gap)
        return found.value

    def on(self, day: datetime.date) -> Rules:
        """The same law on another day; what is read there counts as read here."""
        return Rules(self.law, day, self.used, self.gaps)

    @property
    def year(self) -> str:
        """The tax year of the view's day, as the country writes it (`2026-27`, `2026/27`, `2026`)."""
        return self.law.years.label(self.date)

    def money(self, amount: float) -> str:
        """`amount` in the country's currency and grouping; cents only where there are any."""
        return self.law.currency.format(amount)


def _dated(rows: list[dict[str, Any]]) -> Iterator[Dated]:
    for row in sorted(rows, key=lambda r: r["from"]):
        yield Dated(row["from"], row.get("to"), row["value"], row["confidence"])


def read_parameters(folder: Traversable) -> dict[str, Parameter]:
    """Every parameter under `folder` as `<file>.<name>`. Raises KeyError when a row lacks its source or start."""
    found = {}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if not file.name.endswith(".yaml"):
            continue
        for key, row in yaml.load(file.read_text("utf-8"), Loader=LOADER).items():
            name = f"{file.name.removesuffix('.yaml')}.{key}"
            found[name] = Parameter(
                name,
                row["label"],
                row["unit"],
                row["authority"],
                row["reference"],
                row["url"],
                tuple(_dated(row["values"])),
            )
    return found
