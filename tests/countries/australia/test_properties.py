"""What must hold for every amount, age and day: no tax above the amount, no jumps, no gain from having less."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.countries import COUNTRIES

AU = COUNTRIES["AU"]
TODAY = date(2026, 11, 23)
money = st.floats(0, 3e6).map(lambda x: round(x, 2))
incomes = st.floats(0, 5e5).map(lambda x: round(x, 2))
ages = st.integers(18, 105)
rate_days = st.dates(date(2024, 9, 20), date(2027, 3, 19))
years = st.sampled_from(["2024-25", "2025-26", "2026-27", "2027-28"])
homes = st.fixed_dictionaries(
    {"partnered": st.booleans(), "homeowner": st.booleans(), "separated_by_illness": st.booleans()}
)
CENT = 0.011


def value(name: str, *, day: date | None = TODAY, tax_year: str | None = None, **inputs: Any) -> Any:
    return AU.calculate(f"au_{name}", None if tax_year else day, tax_year, **inputs).value


def full_pension(day: date, home: dict[str, bool]) -> float:
    return float(value("age_pension_limits", day=day, what="full rate", **home))


@settings(max_examples=60, deadline=None)
@given(money, ages, st.sampled_from(["taxed", "untaxed"]), st.floats(0, 1))
def test_a_lump_sum_is_never_taxed_beyond_half_of_it(amount: float, age: int, element: str, share: float) -> None:
    inputs = {"amount": amount, "age": age, "element": element, "tax_free_share": share}
    tax = value("lump_sum_tax", **inputs)
    assert 0 <= tax <= amount / 2 + CENT
    assert value("lump_sum_tax", medicare_levy=False, **inputs) <= tax
    assert value("lump_sum_tax", **{**inputs, "tax_free_share": 1}) == 0


@settings(max_examples=60, deadline=None)
@given(money, st.floats(0, 1e4), ages, st.sampled_from(["taxed", "untaxed"]))
def test_a_larger_lump_sum_bears_more_tax_without_jumps(amount: float, more: float, age: int, element: str) -> None:
    less, larger = (value("lump_sum_tax", amount=a, age=age, element=element) for a in (amount, amount + more))
    assert -CENT <= larger - less <= more / 2 + CENT


@settings(max_examples=40, deadline=None)
@given(money, st.sampled_from(["adult child", "someone else"]), st.sampled_from(["taxed", "untaxed"]), st.booleans())
def test_the_estate_never_pays_more_than_the_person(amount: float, who: str, element: str, levy: bool) -> None:
    inputs = {"amount": amount, "beneficiary": who, "element": element, "medicare_levy": levy}
    direct, through = (value("death_benefit_tax", through_estate=estate, **inputs) for estate in (False, True))
    assert 0 <= through <= direct <= amount


@settings(max_examples=60, deadline=None)
@given(incomes, st.floats(0, 5e3), years)
def test_income_tax_rises_with_income_but_by_less(income: float, more: float, year: str) -> None:
    less, larger = (value("income_tax", tax_year=year, taxable_income=x) for x in (income, income + more))
    # the steepest step is 30 % tax + 1.5 % offset lost + 10 % levy shaded in, or 45 % + 2 %
    assert -CENT <= larger - less <= more / 2 + CENT
    assert 0 <= less <= income


@settings(max_examples=40, deadline=None)
@given(incomes, years.filter(lambda year: year != "2027-28"), st.booleans())
def test_seniors_never_pay_more(income: float, year: str, partnered: bool) -> None:
    young = value("income_tax", tax_year=year, taxable_income=income, age=50, partnered=partnered)
    assert value("income_tax", tax_year=year, taxable_income=income, age=70, partnered=partnered) <= young


@settings(max_examples=60, deadline=None)
@given(money, ages, st.sampled_from(["taxed", "untaxed"]), incomes)
def test_a_super_pension_keeps_most_of_itself(pension: float, age: int, element: str, other: float) -> None:
    tax = value("income_stream_tax", pension=pension, age=age, element=element, other_income=other)
    assert 0 <= tax <= pension
    assert value("income_stream_tax", pension=pension, age=60, other_income=other) == 0


@settings(max_examples=60, deadline=None)
@given(money, st.floats(0, 1e5), rate_days, homes)
def test_more_assets_never_mean_more_pension(assets: float, more: float, day: date, home: dict[str, bool]) -> None:
    full = full_pension(day, home)
    less, larger = (value("age_pension_assets_test", day=day, assets=a, **home) for a in (assets, assets + more))
    assert 0 <= larger <= less <= full
    # $3 a fortnight per $1,000, plus one step of rounding for each person
    assert less - larger <= more * 0.003 + 1.5 + CENT


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 6e3), st.floats(0, 1e3), rate_days, homes)
def test_more_income_never_means_more_pension(income: float, more: float, day: date, home: dict[str, bool]) -> None:
    home = {key: flag for key, flag in home.items() if key != "homeowner"}
    less, larger = (value("age_pension_income_test", day=day, income=x, **home) for x in (income, income + more))
    assert 0 <= larger <= less <= full_pension(day, home)
    assert less - larger <= more / 2 + 2 * CENT


@settings(max_examples=60, deadline=None)
@given(money, money, st.floats(0, 3e3), rate_days, homes)
def test_the_test_that_gives_less_decides(
    super_balance: float, other: float, earnings: float, day: date, home: dict[str, bool]
) -> None:
    found = value(
        "age_pension", day=day, age=70, super_balance=super_balance, other_assets=other, earnings=earnings, **home
    )
    by_assets = value("age_pension_assets_test", day=day, assets=super_balance + other, **home)
    rest = {key: flag for key, flag in home.items() if key != "homeowner"}
    by_income = value("age_pension_income_test", day=day, financial_assets=super_balance, earnings=earnings, **rest)
    assert found == pytest.approx(min(by_assets, by_income), abs=0.001)


@settings(max_examples=40, deadline=None)
@given(rate_days, homes)
def test_the_pension_ends_exactly_at_the_cut_off(day: date, home: dict[str, bool]) -> None:
    end = value("age_pension_limits", day=day, what="assets cut-off", **home)
    assert value("age_pension_assets_test", day=day, assets=end, **home) == 0
    assert value("age_pension_assets_test", day=day, assets=end - 500, **home) > 0


@settings(max_examples=40, deadline=None)
@given(money, money, rate_days, st.booleans())
def test_deeming_rises_and_has_no_jump(assets: float, more: float, day: date, partnered: bool) -> None:
    less, larger = (value("deeming", day=day, financial_assets=a, partnered=partnered) for a in (assets, assets + more))
    assert -CENT <= larger - less <= more * 0.0375 + CENT
    assert value("deeming", day=day, financial_assets=assets, partnered=True) <= less + CENT


@settings(max_examples=60, deadline=None)
@given(st.integers(55, 105), st.floats(0, 3e6), st.dates(date(2026, 7, 1), date(2027, 5, 31)))
def test_a_minimum_is_a_multiple_of_ten_and_shrinks_with_a_late_start(age: int, balance: float, start: date) -> None:
    whole, part = (value("minimum_drawdown", age=age, balance=balance, start_date=day) for day in (None, start))
    assert whole % 10 == 0
    assert part % 10 == 0
    assert 0 <= part <= whole <= balance * 0.14 + 5


@settings(max_examples=40, deadline=None)
@given(st.integers(64, 104), st.floats(0, 3e6))
def test_the_minimum_never_falls_with_age(age: int, balance: float) -> None:
    assert value("minimum_drawdown", age=age, balance=balance) <= value(
        "minimum_drawdown", age=age + 1, balance=balance
    )


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 5e5), st.floats(0, 1e4), st.integers(2013, 2026))
def test_super_guarantee_rises_to_its_ceiling(earnings: float, more: float, first: int) -> None:
    year = f"{first}-{(first + 1) % 100:02d}"
    less, larger = (value("super_guarantee", tax_year=year, earnings=x) for x in (earnings, earnings + more))
    assert -CENT <= larger - less <= more * 0.12 + CENT
    assert larger <= value("super_guarantee", tax_year=year, earnings=1e7)


@settings(max_examples=60, deadline=None)
@given(incomes, st.floats(0, 4e4), st.floats(0, 1e4))
def test_division_293_is_continuous_and_at_most_fifteen_per_cent(income: float, put_in: float, more: float) -> None:
    less, larger = (value("division_293", income=x, contributions=put_in) for x in (income, income + more))
    assert 0 <= less <= put_in * 0.15 + CENT
    assert -CENT <= larger - less <= more * 0.15 + CENT


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 3e7), st.floats(0, 5e6))
def test_division_296_stays_under_a_quarter_of_the_earnings(balance: float, earnings: float) -> None:
    tax = value("division_296", total_balance=balance, earnings=earnings)
    assert 0 <= tax <= earnings * 0.25 + CENT
    assert tax == 0 or balance > 3_000_000


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 9e4), st.floats(0, 3e3), st.floats(0, 5e3))
def test_the_co_contribution_never_grows_with_income(income: float, put_in: float, more: float) -> None:
    less, larger = (value("co_contribution", income=x, contribution=put_in) for x in (income, income + more))
    assert 0 <= larger <= less <= 500


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 3e6), st.floats(0, 1e6))
def test_a_larger_balance_never_leaves_more_room(balance: float, more: float) -> None:
    for name, inputs in (("non_concessional_room", {"age": 60}), ("concessional_cap_room", {"unused": 20_000})):
        less, larger = (value(name, total_balance=b, **inputs) for b in (balance, balance + more))
        assert 0 <= larger <= less


@settings(max_examples=60, deadline=None)
@given(st.floats(1, 2e6), st.dates(date(2017, 7, 1), date(2026, 11, 1)))
def test_a_personal_cap_lies_between_the_first_and_the_general_cap(used: float, first: date) -> None:
    start, general = value("transfer_balance_cap", day=first), value("transfer_balance_cap")
    assert start <= value("transfer_balance_cap", used=used, first_pension=first) <= general


@settings(max_examples=80, deadline=None)
@given(st.dates(date(1930, 1, 1), date(2005, 12, 31)), st.integers(1, 2000))
def test_younger_people_never_reach_an_age_earlier(born: date, later: int) -> None:
    younger = born + timedelta(days=later)
    for name, figure in (("age_pension_age", "reached on"), ("access_age", "preservation age reached on")):
        earlier, after = (AU.calculate(f"au_{name}", TODAY, birth_date=day) for day in (born, younger))
        assert earlier.value <= after.value
        assert earlier.outcome.figures[figure][0] <= after.outcome.figures[figure][0]


@settings(max_examples=60, deadline=None)
@given(money, st.booleans(), st.sampled_from(["taxed", "untaxed"]), st.floats(0, 1))
def test_leaving_for_good_keeps_something(amount: float, holiday: bool, element: str, share: float) -> None:
    tax = value(
        "departing_temporary_resident",
        amount=amount,
        working_holiday=holiday,
        element=element,
        tax_free_share=share,
    )
    assert 0 <= tax <= amount * 0.65 + CENT


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 2e5), st.floats(0, 2e5), st.integers(1, 10), incomes)
def test_a_first_home_release_keeps_to_its_limits(before: float, after: float, over: int, income: float) -> None:
    inputs = {"concessional": before, "non_concessional": after, "years": over, "taxable_income": income}
    found = AU.calculate("au_first_home_super_saver", TODAY, **inputs)
    assert 0 <= found.value <= min(50_000, 15_000 * over)
    assert 0 <= found.outcome.figures["tax"][0] <= found.value


def test_a_first_home_release_of_nothing_tells_the_limits() -> None:
    headline = AU.calculate("au_first_home_super_saver", TODAY).outcome.headline
    assert "$0" in headline
    assert "$50,000" in headline


@pytest.mark.parametrize("name", sorted(AU.calculators))
def test_every_calculator_declares_a_plain_title_and_inputs(name: str) -> None:
    calculator = AU.calculators[name]
    assert calculator.title
    for field, (_, described, _default) in calculator.inputs.items():
        assert described.text[0].islower(), field
        assert not described.text.endswith("."), field
