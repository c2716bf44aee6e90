"""What must hold for every input, not only for the worked cases."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.countries import COUNTRIES
from advisor.countries.india.eps_pension import service_by_ceiling
from advisor.countries.india.tax import Regime, tax_on
from advisor.rules import Result

INDIA = COUNTRIES["IN"]
DAY = date(2026, 11, 24)
PAISA = 0.011

rupees = st.integers(0, 500_000_000).map(float)
wages = st.integers(0, 500_000).map(float)
years = st.integers(0, 45)
regimes = st.sampled_from(["new", "old"])
ages = st.sampled_from([None, 30.0, 59.0, 60.0, 79.0, 80.0])
sectors = st.sampled_from(["government", "private"])


def ask(name: str, **inputs: Any) -> Result:
    return INDIA.calculate(f"in_{name}", DAY, **inputs)


def figure(result: Result, name: str) -> float:
    return float(result.outcome.figures[name][0])


@given(rupees, regimes, ages)
def test_tax_is_never_below_zero_nor_above_the_income(income: float, regime: Regime, age: float | None) -> None:
    assert 0 <= tax_on(INDIA.rules(DAY), income, regime, age).total <= income


@given(rupees, st.integers(10, 5_000_000), ages)
def test_earning_more_never_leaves_less_before_cess_in_the_new_regime(
    income: float, more: int, age: float | None
) -> None:
    rules = INDIA.rules(DAY)

    def left(amount: float) -> float:
        tax = tax_on(rules, amount, "new", age)
        return tax.income - (tax.bands - tax.rebate + tax.surcharge)

    assert left(income + more) >= left(income) - PAISA


@given(st.integers(500_100, 500_000_000).map(float), st.integers(10, 5_000_000), ages)
def test_earning_more_never_leaves_less_before_cess_in_the_old_regime_above_the_rebate(
    income: float, more: int, age: float | None
) -> None:
    rules = INDIA.rules(DAY)

    def left(amount: float) -> float:
        tax = tax_on(rules, amount, "old", age)
        return tax.income - (tax.bands - tax.rebate + tax.surcharge)

    assert left(income + more) >= left(income) - PAISA


@given(rupees, regimes)
def test_age_never_raises_the_tax(income: float, regime: Regime) -> None:
    rules = INDIA.rules(DAY)
    young, senior, oldest = (tax_on(rules, income, regime, age).total for age in (59, 60, 80))
    assert young >= senior >= oldest


@given(rupees, st.integers(0, 3_000_000).map(float), ages)
def test_the_comparison_agrees_with_both_regimes(gross: float, deductions: float, age: float | None) -> None:
    compared = ask("regime_comparison", gross_income=gross, deductions=deductions, age=age)
    each = {
        regime: ask("income_tax", gross_income=gross, deductions=deductions, age=age, regime=regime).value
        for regime in ("new", "old")
    }
    assert figure(compared, "tax in the new regime") == each["new"]
    assert figure(compared, "tax in the old regime") == each["old"]
    assert compared.value == abs(each["new"] - each["old"])


@given(st.integers(0, 100_000_000).map(float), ages)
def test_the_break_even_is_the_least_deduction_at_which_the_old_regime_is_no_dearer(
    gross: float, age: float | None
) -> None:
    compared = ask("regime_comparison", gross_income=gross, age=age)
    new, least = figure(compared, "tax in the new regime"), figure(compared, "deductions at which both are equal")
    assert ask("income_tax", gross_income=gross, deductions=least, age=age, regime="old").value <= new
    if least:
        assert ask("income_tax", gross_income=gross, deductions=least - 10, age=age, regime="old").value > new


@given(wages, years, st.integers(50, 60), st.sampled_from([None, 6500, 15000, 25000]))
def test_a_longer_service_never_lowers_the_eps_pension_under_one_ceiling(
    wage: float, service: int, age: int, ceiling: int | None
) -> None:
    given_ = {"pensionable_salary": wage, "age": age, "wage_ceiling": ceiling or 15000}
    shorter = ask("eps_pension", service_years=service, **given_).value
    assert ask("eps_pension", service_years=service + 1, **given_).value >= shorter


@given(wages, st.integers(10, 45), st.integers(50, 59))
def test_a_later_start_never_lowers_the_eps_pension(wage: float, service: int, age: int) -> None:
    given_ = {"pensionable_salary": wage, "service_years": service}
    assert ask("eps_pension", age=age + 1, **given_).value >= ask("eps_pension", age=age, **given_).value


@given(wages, st.integers(10, 45))
def test_ceilings_of_their_time_lie_between_the_lowest_and_the_highest_ceiling(wage: float, service: int) -> None:
    given_ = {"pensionable_salary": wage, "service_years": service, "age": 58}
    found = ask("eps_pension", **given_).value
    lowest = ask("eps_pension", wage_ceiling=6500, **given_).value
    highest = ask("eps_pension", wage_ceiling=25000, **given_).value
    assert lowest - PAISA <= found <= highest + PAISA


@given(st.integers(1, 45), st.dates(date(2015, 1, 1), date(2035, 12, 31)))
def test_the_parts_of_a_service_add_up(service: int, ends: date) -> None:
    parts = service_by_ceiling(INDIA.rules(DAY), float(service), ends)
    assert sum(each for _, each in parts) == pytest.approx(service)


@given(wages, st.dates(date(2001, 6, 1), date(2027, 3, 31)))
def test_what_the_employer_pays_is_split_without_loss(wage: float, day: date) -> None:
    result = INDIA.calculate("in_epf_contribution", day, monthly_wage=wage, share="employer")
    fund, pension = figure(result, "employer's EPF"), figure(result, "employer's EPS")
    assert fund >= 0
    assert pension >= 0
    assert fund + pension == result.value


@given(wages, st.dates(date(2001, 6, 1), date(2027, 3, 31)))
def test_the_eps_part_in_both_calculators_is_the_same(wage: float, day: date) -> None:
    both = INDIA.calculate("in_epf_contribution", day, monthly_wage=wage)
    assert figure(both, "employer's EPS") == INDIA.calculate("in_eps_contribution", day, monthly_wage=wage).value


def test_growth_is_told_in_todays_money_where_the_inflation_target_is_law() -> None:
    result = ask("epf_growth", balance=500_000, years=20, rate=0.0825)
    assert figure(result, "in today's money") == pytest.approx(500_000 * (1.0825 / 1.04) ** 20, abs=0.02)
    early = INDIA.calculate("in_epf_growth", date(2015, 6, 1), balance=500_000, years=20, rate=0.0825)
    assert "in today's money" not in early.outcome.figures


@given(rupees, st.integers(0, 480), st.integers(0, 100_000), st.floats(0, 0.2), st.floats(0, 0.2))
def test_growth_loses_no_money(balance: float, months: int, monthly: int, rate: float, rise: float) -> None:
    result = ask(
        "epf_growth",
        balance=balance,
        years=months / 12,
        rate=rate,
        monthly_contribution=float(monthly),
        yearly_rise=rise,
    )
    total = balance + figure(result, "paid in") + figure(result, "interest")
    assert result.value == pytest.approx(total, rel=1e-9, abs=0.02)
    assert figure(result, "interest") >= 0


@given(rupees, sectors, st.sampled_from(["normal", "premature", "death"]), st.booleans())
def test_an_nps_exit_pays_out_the_whole_corpus(corpus: float, sector: str, reason: str, late: bool) -> None:
    result = ask("nps_exit", corpus=corpus, sector=sector, exit_reason=reason, joined_late=late)
    lump, rest = figure(result, "largest lump sum"), figure(result, "smallest annuity purchase")
    assert 0 <= lump <= corpus
    assert lump + rest == pytest.approx(corpus, abs=PAISA)
    free, taxed = figure(result, "tax-free lump sum"), figure(result, "taxable lump sum")
    assert free + taxed == pytest.approx(lump, abs=PAISA)


@given(rupees)
def test_a_premature_exit_agrees_with_the_exit_for_that_reason(corpus: float) -> None:
    exit_ = ask("nps_exit", corpus=corpus, exit_reason="premature", ask="annuity")
    assert ask("nps_premature_exit", corpus=corpus).value == exit_.value


@given(wages, years, sectors)
def test_more_service_never_lowers_gratuity(wage: float, service: int, sector: str) -> None:
    given_ = {"last_wage": wage, "sector": sector}
    assert (
        ask("gratuity", service_years=service + 1, **given_).value
        >= ask("gratuity", service_years=service, **given_).value
    )


@given(st.integers(0, 10_000_000).map(float), wages, years, sectors)
def test_gratuity_splits_into_a_taxable_and_a_tax_free_part(
    received: float, wage: float, service: int, sector: str
) -> None:
    result = ask("gratuity_tax", gratuity_received=received, last_wage=wage, service_years=service, sector=sector)
    assert result.value >= 0
    assert result.value + figure(result, "tax-free part") == pytest.approx(received, abs=PAISA)


@given(rupees, st.floats(0, 45), st.booleans(), st.booleans())
def test_no_more_tax_is_deducted_than_is_paid_out(amount: float, service: float, pan: bool, form: bool) -> None:
    result = ask("epf_tds", amount=amount, service_years=service, pan_given=pan, no_tax_form=form)
    assert 0 <= result.value <= amount


@given(st.integers(0, 45), st.integers(0, 300_000).map(float))
def test_more_service_never_lowers_the_ups_payout(service: int, pay: float) -> None:
    shorter = ask("unified_pension_scheme", average_basic_pay=pay, service_years=service).value
    assert ask("unified_pension_scheme", average_basic_pay=pay, service_years=service + 1).value >= shorter


@given(st.integers(18, 39), st.sampled_from([1000, 2000, 3000, 4000, 5000]))
def test_joining_atal_pension_yojana_later_costs_more(age: int, wanted: int) -> None:
    now = ask("atal_pension", age=age, monthly_pension=wanted).value
    assert ask("atal_pension", age=age + 1, monthly_pension=wanted).value > now


@given(wages, rupees, rupees, rupees, regimes, sectors)
def test_nps_deductions_never_exceed_what_was_paid_in(
    wage: float, own: float, employer: float, other: float, regime: str, sector: str
) -> None:
    result = ask(
        "nps_deductions",
        monthly_wage=wage,
        own_contribution=own,
        employer_contribution=employer,
        other_80c=other,
        regime=regime,
        sector=sector,
    )
    assert result.value <= own + employer + PAISA
    assert figure(result, "80CCD(1)") + figure(result, "80CCD(1B)") <= 200_000


@given(wages, st.integers(0, 30), st.integers(30, 57))
def test_staying_in_eps_is_the_pension_of_the_longer_service(wage: float, service: int, age: int) -> None:
    now = ask("eps_pension", pensionable_salary=wage, service_years=service, age=age, start_age=58, wage_ceiling=15000)
    then = ask("eps_pension", pensionable_salary=wage, service_years=service + 58 - age, age=58, wage_ceiling=15000)
    assert figure(now, "if you stay in EPS until then") == then.value
