"""What must hold in the United Kingdom for any amount, age or date."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.countries import COUNTRIES
from advisor.rules import Result

UK = COUNTRIES["UK"]
NATIONS = ("England", "Wales", "Northern Ireland", "Scotland")
income = st.integers(0, 400_000)
pounds = st.integers(0, 300_000)
nation = st.sampled_from(NATIONS)
year = st.sampled_from(("2024/25", "2025/26", "2026/27"))
quick = settings(max_examples=60)


def run(name: str, when: str | date = "2026/27", **inputs: Any) -> Result:
    if isinstance(when, date):
        return UK.calculate(f"uk_{name}", when, **inputs)
    return UK.calculate(f"uk_{name}", tax_year=when, **inputs)


def number(name: str, when: str | date = "2026/27", **inputs: Any) -> float:
    value = run(name, when, **inputs).value
    assert isinstance(value, int | float)
    return float(value)


@quick
@given(income, nation, year)
def test_tax_lies_between_nothing_and_the_income(total: int, where: str, when: str) -> None:
    tax = number("pension_income_tax", when, taxable_income=total, nation=where)
    assert 0 <= tax <= total


@quick
@given(income, st.integers(1, 20_000), nation, year)
def test_more_income_never_means_less_tax_nor_less_left(total: int, more: int, where: str, when: str) -> None:
    before, after = (number("pension_income_tax", when, taxable_income=t, nation=where) for t in (total, total + more))
    assert before <= after
    assert after - before <= more


@quick
@given(income, year)
def test_england_wales_and_northern_ireland_tax_alike(total: int, when: str) -> None:
    taxes = {number("pension_income_tax", when, taxable_income=total, nation=where) for where in NATIONS[:-1]}
    assert len(taxes) == 1


@quick
@given(income)
def test_the_allowance_only_falls(total: int) -> None:
    here, above = (number("personal_allowance", adjusted_net_income=t) for t in (total, total + 2))
    assert here - 1 <= above <= here
    assert here == int(here)


@quick
@given(pounds, income, nation, st.booleans())
def test_a_withdrawal_costs_what_it_adds_to_the_year(taken: int, other: int, where: str, untouched: bool) -> None:
    result = run("withdrawal_tax", withdrawal=taken, other_taxable_income=other, nation=where, untouched=untouched)
    figures = result.outcome.figures
    free, taxable = figures["tax-free part"][0], figures["taxable part"][0]
    assert free + taxable == pytest.approx(taken)
    difference = number("pension_income_tax", taxable_income=other + taxable, nation=where) - number(
        "pension_income_tax", taxable_income=other, nation=where
    )
    assert result.value == pytest.approx(difference, abs=0.011)
    assert figures["left after tax"][0] == pytest.approx(taken - difference, abs=0.011)


@quick
@given(st.integers(0, 3_000_000), st.integers(0, 400_000))
def test_tax_free_cash_stays_within_share_and_allowance(pot: int, used: int) -> None:
    free = number("tax_free_lump_sum", pot=pot, allowance_used=used)
    assert free <= pot / 4 + 0.005
    assert free + used <= max(268_275, used)


@quick
@given(st.integers(0, 59))
def test_each_qualifying_year_adds_or_keeps(years: int) -> None:
    assert number("state_pension", qualifying_years=years) <= number("state_pension", qualifying_years=years + 1)


@quick
@given(st.integers(0, 60))
def test_a_year_is_fifty_two_weeks(years: int) -> None:
    weekly = number("state_pension", qualifying_years=years)
    assert number("state_pension_yearly", qualifying_years=years) == pytest.approx(weekly * 52, abs=0.005)


@quick
@given(st.integers(9, 1000), st.integers(10, 300))
def test_deferral_is_worth_more_with_every_week(weeks: int, weekly: int) -> None:
    here, later = (
        number("state_pension_deferral", weeks_deferred=w, weekly_pension=weekly) for w in (weeks, weeks + 1)
    )
    assert weekly < here <= later


@quick
@given(st.dates(date(1953, 12, 6), date(2010, 1, 1)))
def test_later_births_never_reach_pension_age_earlier(born: date) -> None:
    today = date(2026, 11, 24)
    here, next_day = (
        run("state_pension_age", today, date_of_birth=b).outcome.figures["State Pension date"][0]
        for b in (born, born + timedelta(days=1))
    )
    assert here <= next_day
    age = number("state_pension_age", today, date_of_birth=born)
    assert 65 <= age <= 68
    assert age == pytest.approx((here - born).days / 365.2425, abs=0.02)


@quick
@given(st.dates(date(1940, 1, 1), date(2020, 1, 1)))
def test_the_first_day_of_a_private_pension_is_a_birthday(born: date) -> None:
    result = run("minimum_pension_age", date(2026, 11, 24), date_of_birth=born)
    first, age = result.outcome.figures["first day"][0], result.value
    assert age in (55, 57)
    assert first.year - born.year == age
    assert (first >= date(2028, 4, 6)) == (age == 57)


@quick
@given(st.integers(0, 600_000), st.integers(0, 600_000))
def test_the_annual_allowance_stays_between_floor_and_full(adjusted: int, threshold: int) -> None:
    allowance = number("annual_allowance", adjusted_income=adjusted, threshold_income=threshold)
    assert 10_000 <= allowance <= 60_000


paid = st.one_of(st.none(), st.integers(0, 100_000))


@quick
@given(st.integers(0, 100_000), paid, paid, paid)
def test_room_and_excess_are_two_sides_of_one_limit(now: int, last: int, second: int, third: int) -> None:
    result = run(
        "annual_allowance_room",
        paid_this_year=now,
        paid_one_year_ago=last,
        paid_two_years_ago=second,
        paid_three_years_ago=third,
    )
    figures = result.outcome.figures
    limit, over = figures["total limit"][0], figures["over the limit"][0]
    assert 60_000 <= limit <= 240_000
    assert result.value - over == limit - now  # type: ignore[operator]


@quick
@given(st.integers(0, 60_000), st.integers(0, 250_000), nation, st.sampled_from(("relief at source", "net pay")))
def test_relief_never_exceeds_the_contribution(amount: int, earned: int, where: str, method: str) -> None:
    relief = number("tax_relief", contribution=amount, earnings=earned, nation=where, method=method)
    assert 0 <= relief <= amount


@quick
@given(st.integers(0, 40_000), st.integers(0, 250_000))
def test_both_methods_give_english_taxpayers_the_same(amount: int, above: int) -> None:
    earned = 12_570 + amount + above
    source, net = (
        number("tax_relief", contribution=amount, earnings=earned, method=m) for m in ("relief at source", "net pay")
    )
    assert source == pytest.approx(net, abs=0.02)


@quick
@given(st.integers(0, 100_000))
def test_the_shares_of_a_workplace_pension_add_up(salary: int) -> None:
    both, own, employer = (number("auto_enrolment", salary=salary, whose=w) for w in ("both", "yours", "employer's"))
    assert both == pytest.approx(own + employer, abs=0.001)


@quick
@given(st.integers(0, 500), st.integers(0, 60_000), st.booleans())
def test_pension_credit_lifts_to_the_guarantee_and_no_further(weekly: int, savings: int, partnered: bool) -> None:
    result = run("pension_credit", weekly_income=weekly, savings=savings, partnered=partnered)
    figures = result.outcome.figures
    counted = weekly + figures["income from savings"][0]
    guarantee = figures["minimum guarantee"][0]
    assert result.value == pytest.approx(max(guarantee - counted, 0))


@quick
@given(st.integers(0, 2_000_000), st.integers(0, 2_000_000))
def test_an_exclusion_never_costs_more(value: int, used: int) -> None:
    charged = number("overseas_transfer_charge", transfer_value=value, allowance_used=used)
    excluded = number(
        "overseas_transfer_charge", transfer_value=value, allowance_used=used, exclusion="public service scheme"
    )
    assert 0 <= excluded <= charged <= value / 4 + 0.005


@quick
@given(st.integers(0, 100_000))
def test_emergency_tax_is_a_twelfth_of_a_year_of_such_payments(taken: int) -> None:
    monthly = number("emergency_tax", withdrawal=taken, untouched=False)
    if taken * 12 <= 100_000:
        assert monthly * 12 == pytest.approx(number("pension_income_tax", taxable_income=taken * 12), abs=0.1)
    assert 0 <= monthly <= taken
