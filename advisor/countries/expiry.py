"""Which figures run out soon: the to-do list of a yearly update."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ..rules import Parameter
from .country import Country


@dataclass(frozen=True)
class Expiring:
    """A parameter whose last known figure ends on `end`."""

    country: str
    parameter: Parameter
    end: date


def expiring(country: Country, today: date, days: int) -> list[Expiring]:
    """The parameters whose last known figure has ended by `today` plus `days`, soonest first."""
    horizon = today + timedelta(days=days)
    found = [
        Expiring(country.code, parameter, last.end)
        for parameter in country.law.parameters.values()
        if (last := parameter.values[-1]).end and last.end <= horizon
    ]
    return sorted(found, key=lambda each: (each.end, each.parameter.name))
