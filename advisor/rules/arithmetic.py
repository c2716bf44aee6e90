"""Arithmetic that the law of several countries shares: bands, and rounding to a step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

MONTHS = 12  # in a year
WEEKS = 52  # in a year, as benefit rates count them
FORTNIGHTS = 26  # in a year
DAYS = 365  # in a common year


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of an amount that falls in one band: from `low` to `high`, taxed at `rate` (ratio 0–1)."""

    low: float
    high: float
    rate: float

    @property
    def tax(self) -> float:
        return (self.high - self.low) * self.rate


def slices(amount: float, bands: Sequence[dict[str, Any]]) -> list[Slice]:
    """`amount` cut by `bands` ([{over: 0, rate: 0.1}, {over: 12400, rate: 0.12}], rising). Empty for amounts <= 0."""
    tops = [band["over"] for band in bands[1:]] + [float("inf")]
    return [
        Slice(band["over"], min(amount, top), band["rate"])
        for band, top in zip(bands, tops, strict=True)
        if amount > band["over"]
    ]


def banded(amount: float, bands: Sequence[dict[str, Any]]) -> float:
    """Sum of the slices' tax, not rounded."""
    return sum(part.tax for part in slices(amount, bands))


def banded_value(amount: float | date, bands: Sequence[dict[str, Any]], key: str = "value") -> Any:
    """`key` of the last band whose `from` is at or below `amount`: a number or a day, as the bands are.

    Raises LookupError below the first band.
    """
    found = [band for band in bands if band["from"] <= amount]
    if not found:
        raise LookupError(f"{amount} lies below the first band, {bands[0]['from']}.")
    return found[-1][key]


def _to_step(amount: float, step: float, how: str) -> float:
    size = Decimal(str(step))
    # ten decimals first: binary noise (0.1 + 0.2) must not tip an exact tie or an exact multiple
    exact = Decimal(repr(amount)).quantize(Decimal("1e-10"))
    return float((exact / size).quantize(Decimal(1), rounding=how) * size)


def nearest(amount: float, step: float = 1) -> float:
    """`amount` to the nearest multiple of `step`, half up."""
    return _to_step(amount, step, ROUND_HALF_UP)


def down(amount: float, step: float = 1) -> float:
    """`amount` down to a multiple of `step`."""
    return _to_step(amount, step, ROUND_FLOOR)


def up(amount: float, step: float = 1) -> float:
    """`amount` up to a multiple of `step`."""
    return _to_step(amount, step, ROUND_CEILING)


def cents(amount: float) -> float:
    """`amount` to the hundredth, half up."""
    return nearest(amount, 0.01)
