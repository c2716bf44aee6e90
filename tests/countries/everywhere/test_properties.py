"""What must hold for any balance, rate and span."""

from __future__ import annotations

import itertools
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

import advisor.countries.everywhere  # noqa: F401  registers the sums
from advisor.countries import COUNTRIES
from advisor.countries.everywhere.ledger import hundredths, in_units, saving, spending
from advisor.rules import Result

DAY = date(2026, 11, 24)
money = st.floats(0, 5e6).map(lambda x: round(x, 2))
rate = st.floats(-0.15, 0.15)
rise = st.floats(0, 0.12)
span = st.integers(1, 60)
code = st.sampled_from(sorted(COUNTRIES))


def run(country: str, name: str, **inputs: object) -> Result:
    return COUNTRIES[country].calculate(f"{country.lower()}_{name}", DAY, **inputs)


@given(money, money, rate, rise, span)
def test_saving_loses_and_makes_nothing(balance: float, paid: float, growth: float, up: float, years: int) -> None:
    rows = list(saving(balance, paid, growth, up, years))
    assert len(rows) == years
    assert rows[0].start == hundredths(balance)
    assert all(after.start == before.end for before, after in itertools.pairwise(rows))
    total = hundredths(balance) + sum(row.paid_in + row.growth - row.paid_out for row in rows)
    assert rows[-1].end == total


@given(money, money, rate, rise, span)
def test_spending_loses_and_makes_nothing(balance: float, paid: float, growth: float, up: float, years: int) -> None:
    rows = list(spending(balance, paid, growth, up, years))
    total = hundredths(balance) + sum(row.growth - row.paid_out for row in rows)
    assert rows[-1].end == total
    assert all(row.end >= 0 for row in rows)
    assert all(row.end > 0 for row in rows[:-1])


@settings(max_examples=40)
@given(code, money, money, span)
def test_the_figures_of_a_projection_add_up(country: str, balance: float, paid: float, years: int) -> None:
    result = run(country, "projection", balance=balance, yearly_contribution=paid, years=years)
    figures = result.outcome.figures
    parts = hundredths(balance) + hundredths(figures["paid in"][0]) + hundredths(figures["growth"][0])
    assert parts == hundredths(float(result.value))  # type: ignore[arg-type]
    table = result.outcome.table
    assert table is not None
    assert table.rows[-1][4] == result.value
    assert figures["low"][0] <= float(result.value) <= figures["high"][0]  # type: ignore[arg-type]


@settings(max_examples=40)
@given(code, money, money, span, st.floats(0, 0.1))
def test_more_growth_never_ends_lower(country: str, balance: float, paid: float, years: int, growth: float) -> None:
    less, more = (
        run(country, "projection", balance=balance, yearly_contribution=paid, years=years, growth=g)
        for g in (growth, growth + 0.01)
    )
    assert float(more.value) >= float(less.value)  # type: ignore[arg-type]


@settings(max_examples=40)
@given(code, st.integers(1000, 3_000_000), st.integers(2, 40))
def test_an_income_for_some_years_lasts_them(country: str, balance: int, years: int) -> None:
    income = float(run(country, "drawdown_income", balance=balance, years=years).value)  # type: ignore[arg-type]
    lasts = float(run(country, "money_lasts", balance=balance, yearly_spending=income).value)  # type: ignore[arg-type]
    assert abs(lasts - years) <= 0.1


@settings(max_examples=40)
@given(code, st.integers(0, 500_000), st.integers(1000, 3_000_000), st.integers(1, 40))
def test_the_needed_contribution_reaches_the_goal(country: str, balance: int, goal: int, years: int) -> None:
    needed = run(country, "contribution_needed", balance=balance, target_balance=goal, years=years)
    reached = run(country, "projection", balance=balance, yearly_contribution=needed.value, years=years)
    assert reached.outcome.figures["in today's money"][0] >= goal - 0.02 * years


@given(money)
def test_hundredths_are_exact(balance: float) -> None:
    assert in_units(hundredths(balance)) == balance
