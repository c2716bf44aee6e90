"""What has to be paid in each year to reach a goal."""

from __future__ import annotations

from typing import Annotated

from ...rules import MONTHS, Input, InputError, Outcome, Rules, Table, cents, up
from .assumed import (
    Age,
    Balance,
    Growth,
    Inflation,
    ToAge,
    Years,
    about,
    counted,
    per_year,
    percent,
    rates,
    years_ahead,
)
from .ledger import in_units, saving
from .registering import everywhere
from .spending import worth_of_income


@everywhere("Saving needed for a goal")
def contribution_needed(
    rules: Rules,
    balance: Balance,
    target_balance: Annotated[
        float | None,
        Input(
            "the balance you want, in today's money",
            "money",
            low=1,
            high=1e10,
            words=(
                "want",
                "goal",
                "target",
                "reach",
                "need",
                "to have",
                "into",
                "hit",
                "aiming",
                "aim",
                "grows to",
                "become",
                "to get",
                "to reach",
                "half",
            ),
        ),
    ] = None,
    target_income: Annotated[
        float | None,
        Input(
            "the yearly income you want, in today's money",
            "money per year",
            low=1,
            high=1e9,
            words=("income", "a year", "per year", "live on"),
        ),
    ] = None,
    years_of_income: Annotated[
        int | None, Input("the years the income should last", "years", low=1, high=80, words=("last", "for"))
    ] = None,
    years: Years = None,
    age: Age = None,
    to_age: ToAge = None,
    growth: Growth = None,
    inflation: Inflation = None,
) -> Outcome:
    """The first year's contribution, in the country's currency, that reaches a balance or a yearly income.

    The goal is in today's money; the contribution rises with prices and comes in at each year's end. Raises
    InputError without exactly one goal, and without the years an income should last.
    """
    ahead, why = years_ahead(rules, years, age, to_age)
    used = rates(rules, growth, inflation, saving=True)
    goal, meaning = _goal(rules, target_balance, target_income, years_of_income, used.growth)
    wanted = goal * (1 + used.inflation) ** ahead
    first, low, high = (
        first_contribution(balance, wanted, rate, used.inflation, ahead) for rate in (used.growth, used.low, used.high)
    )
    rows = list(saving(balance, first, used.growth, used.inflation, ahead))
    grown, code = in_units(rows[-1].end), rules.law.currency.code
    if first:
        headline = (
            f"You would need to pay in about {about(rules, first)} a year, {about(rules, first / MONTHS)} a month, "
            "rising with prices."
        )
    else:
        headline = f"You would need to pay in nothing more ({rules.money(0)} a year): what you have grows to your goal."
    return Outcome(
        value=first,
        unit=per_year(rules),
        headline=headline,
        steps=(
            why,
            *meaning,
            f"With rises of {percent(used.inflation)} a year, {about(rules, goal)} now is {about(rules, wanted)} then.",
            f"{about(rules, balance)} grows by {percent(used.growth)} a year to "
            f"{about(rules, balance * (1 + used.growth) ** ahead)}; the payments make up the rest.",
            f"Paid in each year and grown, the pot reaches {about(rules, grown)} after {counted(ahead)}.",
        ),
        notes=(
            f"With lower growth you would need {about(rules, low)} a year, with higher growth {about(rules, high)}.",
            "Caps on contributions, tax and charges are left out.",
        ),
        figures={
            "a month": (cents(first / MONTHS), f"{code} per month"),
            "with lower growth": (low, per_year(rules)),
            "with higher growth": (high, per_year(rules)),
            "goal in future money": (cents(wanted), code),
        },
        table=Table(
            ("year", f"start ({code})", f"paid in ({code})", f"growth ({code})", f"end ({code})"),
            tuple((y.number, *(in_units(x) for x in (y.start, y.paid_in, y.growth, y.end))) for y in rows),
        ),
    )


def first_contribution(balance: float, wanted: float, rate: float, rise: float, years: int) -> float:
    """The first year's payment, up to the next hundredth, with which `balance` reaches `wanted`.

    It rises by `rise` a year and comes in at each year's end.
    """
    missing = max(wanted - balance * (1 + rate) ** years, 0)
    per_unit = sum((1 + rise) ** done * (1 + rate) ** (years - 1 - done) for done in range(years))
    return up(missing / per_unit, 1 / 100)


def _goal(
    rules: Rules, target: float | None, income: float | None, lasting: int | None, growth: float
) -> tuple[float, tuple[str, ...]]:
    """The balance to reach in today's money, and what it stands for."""
    if (target is None) == (income is None):
        raise InputError("target_balance", "This needs either the balance or the yearly income you want.")
    if target is not None:
        return target, ()
    if lasting is None:
        raise InputError("years_of_income", "This needs the years your income should last.")
    prices = rules["assumptions.inflation_spending"]
    balance = cents((income or 0) * worth_of_income(growth, prices, lasting))
    return balance, (
        f"To pay {about(rules, income or 0)} a year for {counted(lasting)}, rising with prices, takes about "
        f"{about(rules, balance)}.",
    )
