"""How US answers write percentages, ages and lists."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from ...rules import MONTHS


def percent(rate: float) -> str:
    """A ratio as a percentage: 0.1 → `10%`, 0.075 → `7.5%`, 0.2833333 → `28.3333%`."""
    return f"{rate * 100:g}%"


def age_text(months: int) -> str:
    """An age given in months: 804 → `67`, 802 → `66 years and 10 months`."""
    years, rest = divmod(months, MONTHS)
    if not rest:
        return str(years)
    return f"{years} years and {count(rest, 'month')}"


def half_age(years: float) -> str:
    """An age that may end in a half: 59.5 → `59½`, 73 → `73`."""
    return f"{int(years)}½" if years % 1 else str(int(years))


def count(number: int, noun: str) -> str:
    """`1 month`, `10 months`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def listed(items: Sequence[str]) -> str:
    """`a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def fraction_percent(share: Fraction) -> str:
    """An exact share as a percentage to at most two decimals: 7/24 → `29.17%`."""
    return f"{float(share * 100):.2f}".rstrip("0").rstrip(".") + "%"
