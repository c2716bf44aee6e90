"""How long money lasts, and what it can pay until a given age."""

from __future__ import annotations

from typing import Annotated

from ...rules import MONTHS, Input, InputError, Outcome, Rules, Table, cents
from .assumed import Age, Balance, Growth, Inflation, ToAge, Years, about, counted, per_year, percent, rates
from .ledger import Year, in_units, spending
from .registering import everywhere

LONGEST = 100  # years a pot is followed; nobody plans further


@everywhere("How long money lasts")
def money_lasts(
    rules: Rules,
    balance: Balance,
    yearly_spending: Annotated[
        float,
        Input(
            "what you take out in the first year",
            "money per year",
            low=1,
            high=1e9,
            words=("spend", "take", "withdraw", "draw", "need", "a year"),
        ),
    ],
    growth: Growth = None,
    inflation: Inflation = None,
    age: Age = None,
) -> Outcome:
    """Years until a balance is used up, one decimal; spending rises with prices and is taken at each year's start.

    At most the longest span that is followed. Taxes, charges and other income are not counted.
    """
    used = rates(rules, growth, inflation, saving=False)

    def run(rate: float) -> tuple[float, list[Year]]:
        rows = list(spending(balance, yearly_spending, rate, used.inflation, LONGEST))
        return _lasted(rows, yearly_spending, used.inflation), rows

    years, rows = run(used.growth)
    low, high = run(used.low)[0], run(used.high)[0]
    endless = years >= LONGEST
    until = f", until you are about {int(age + years)}" if age is not None and not endless else ""
    spent = f"{about(rules, yearly_spending)} a year"
    headline = f"Your money would last {_span(years)}{until}, spending {spent} in today's money."
    code = rules.law.currency.code
    return Outcome(
        value=years,
        unit="years",
        headline=headline + ("" if low >= LONGEST else f" With lower or higher growth: {_span(low)} to {_span(high)}."),
        steps=(
            f"You start with {about(rules, balance)} and take {spent}, rising by {percent(used.inflation)} a year.",
            f"What is left grows by {percent(used.growth)} a year.",
            f"Added up: {about(rules, balance)} + {about(rules, _sum(rows, 'growth'))} growth - "
            f"{about(rules, _sum(rows, 'paid_out'))} paid out = {about(rules, in_units(rows[-1].end))}.",
        ),
        notes=(
            f"With {percent(1 / 100)} less growth a year it would last {_span(run(used.growth - 1 / 100)[0])}.",
            "Bad years early on shorten this. Tax, charges and other income, such as a state pension, are left out.",
        ),
        figures={"with lower growth": (low, "years"), "with higher growth": (high, "years")},
        table=_table(rows, code),
    )


@everywhere("Income from a balance")
def drawdown_income(
    rules: Rules,
    balance: Balance,
    years: Years = None,
    age: Age = None,
    to_age: ToAge = None,
    growth: Growth = None,
    inflation: Inflation = None,
) -> Outcome:
    """The yearly income in today's money that uses a balance up over some years, taken at each year's start.

    It rises with prices. Raises InputError without years, or an age and the age it should last to.
    """
    span = years
    if span is None:
        if age is None or to_age is None:
            raise InputError(
                "to_age", "This needs the number of years, or your age and the age the money should last to."
            )
        span = to_age - age
        if span < 1:
            raise InputError("to_age", f"The age to reach must be above your age, {age}.")
    used = rates(rules, growth, inflation, saving=False)
    income, low, high = (
        first_payment(balance, rate, used.inflation, span) for rate in (used.growth, used.low, used.high)
    )
    rows = list(spending(balance, income, used.growth, used.inflation, span))
    code = rules.law.currency.code
    return Outcome(
        value=income,
        unit=per_year(rules),
        headline=f"You could take about {about(rules, income)} a year in today's money for {counted(span)}, "
        f"{about(rules, income / MONTHS)} a month. With lower or higher growth: {about(rules, low)} to "
        f"{about(rules, high)} a year.",
        steps=(
            f"You start with {about(rules, balance)} and take the income at the start of each year.",
            f"It rises by {percent(used.inflation)} a year with prices; what is left grows by {percent(used.growth)}.",
            f"Added up: {about(rules, balance)} + {about(rules, _sum(rows, 'growth'))} growth = "
            f"{about(rules, _sum(rows, 'paid_out'))} paid out, and nothing is left after {counted(span)}.",
        ),
        notes=(
            "You may live longer than this. Tax, charges and other income, such as a state pension, are left out.",
            "Bad years early on would lower the income.",
        ),
        figures={
            "a month": (cents(income / MONTHS), f"{code} per month"),
            "with lower growth": (low, per_year(rules)),
            "with higher growth": (high, per_year(rules)),
        },
        table=_table(rows, code),
    )


def first_payment(balance: float, rate: float, inflation: float, years: int) -> float:
    """The first yearly payment that uses `balance` up in `years`, paid at the start and rising with prices."""
    return cents(balance / worth_of_income(rate, inflation, years))


def worth_of_income(rate: float, inflation: float, years: int) -> float:
    """The balance that pays 1 a year for `years`, at each year's start and rising with prices."""
    return sum(((1 + inflation) / (1 + rate)) ** number for number in range(years))


def _lasted(rows: list[Year], payment: float, inflation: float) -> float:
    """Whole years paid in full, plus the part of the last one that was."""
    last = rows[-1]
    if last.end:
        return float(LONGEST)
    wanted = payment * (1 + inflation) ** (last.number - 1)
    return round(last.number - 1 + min(in_units(last.paid_out) / wanted, 1), 1)


def _sum(rows: list[Year], part: str) -> float:
    return in_units(sum(getattr(row, part) for row in rows))


def _span(years: float) -> str:
    return f"more than {counted(LONGEST)}" if years >= LONGEST else f"about {counted(years)}"


def _table(rows: list[Year], code: str) -> Table:
    columns = ("year", *(f"{name} ({code})" for name in ("start", "taken out", "growth", "end")))
    return Table(
        columns,
        tuple((row.number, *(in_units(x) for x in (row.start, row.paid_out, row.growth, row.end))) for row in rows),
    )
