"""What a projection assumes, from the member or from the country's sourced parameters, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from ...rules import Input, InputError, Rules, nearest

Balance = Annotated[
    float,
    Input(
        "what you have saved",
        "money",
        low=0,
        high=1e10,
        profile="retirement_balance",
        words=("balance", "saved", "have", "pot", "fund", "corpus", "super"),
    ),
]
Age = Annotated[
    int | None,
    Input(
        "your age",
        "years",
        low=0,
        high=120,
        profile="age",
        words=("age", "aged", "old", "am", "im", "at", "now", "from"),
    ),
]
Growth = Annotated[
    float | None,
    Input(
        "the yearly growth after charges",
        "ratio 0–1",
        low=-0.2,
        high=0.2,
        words=("growth", "return", "interest", "grows", "earning"),
        assume="growth stays at the rate named in the steps",
    ),
]
Inflation = Annotated[
    float | None,
    Input(
        "the yearly rise in prices",
        "ratio 0–1",
        low=0,
        high=0.2,
        words=("inflation", "prices"),
        assume="prices rise at the rate named in the steps",
    ),
]
Years = Annotated[
    int | None,
    Input(
        "the number of years", "years", low=1, high=80, words=("years", "year", "time", "in", "over", "after", "leave")
    ),
]
ToAge = Annotated[
    int | None,
    Input(
        "the age to reach",
        "years",
        low=1,
        high=120,
        words=("until", "till", "by", "at", "to", "retire", "to age", "reach", "before"),
    ),
]


@dataclass(frozen=True, slots=True)
class Rates:
    """Yearly growth (with a low and a high case around it) and price rise, as ratios."""

    low: float
    growth: float
    high: float
    inflation: float


def rates(rules: Rules, growth: float | None, inflation: float | None, saving: bool) -> Rates:
    """The member's own rates, or the country's sourced ones for the years of saving or of spending."""
    margin = rules["assumptions.growth_margin"]
    mid = rules["assumptions.growth"] if growth is None else growth
    prices = inflation
    if prices is None:
        prices = rules["assumptions.inflation_saving" if saving else "assumptions.inflation_spending"]
    return Rates(mid - margin, mid, mid + margin, prices)


def years_ahead(rules: Rules, years: int | None, age: int | None, to_age: int | None) -> tuple[int, str]:
    """How many years to look ahead, and a sentence on why. Raises InputError without years or an age."""
    if years is not None:
        return years, f"The sum runs over {counted(years)}."
    if age is None:
        raise InputError("years", "This needs the number of years, or your age and the age to reach.")
    usual = to_age is None
    target = rules["assumptions.retirement_age"] if to_age is None else to_age
    if target <= age:
        raise InputError("to_age", f"The age to reach must be above your age, {age}.")
    why = ", the usual age to retire," if usual else ""
    return target - age, f"From age {age} to {target}{why} is {counted(target - age)}."


def counted(years: float) -> str:
    """`1 year`, `20 years`."""
    return f"{years:g} year" + ("" if years == 1 else "s")


def percent(rate: float) -> str:
    """A ratio as a percentage: 0.05 → `5%`."""
    return f"{rate * 100:.3g}%"


def about(rules: Rules, amount: float) -> str:
    """`amount` to a whole unit of the currency, since a forecast of cents would be false precision."""
    return rules.money(nearest(amount))


def per_year(rules: Rules) -> str:
    """The unit of a yearly amount: `GBP per year`."""
    return f"{rules.law.currency.code} per year"
