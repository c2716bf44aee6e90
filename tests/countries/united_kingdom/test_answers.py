"""How the United Kingdom's answers read: the figure first, and honest notes at the edges."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from advisor.countries import COUNTRIES
from advisor.rules import NoRule, Outcome

DAY = date(2026, 11, 24)


def ask(name: str, day: date = DAY, /, **inputs: Any) -> Outcome:
    return COUNTRIES["UK"].calculate(f"uk_{name}", day, **inputs).outcome


FIRST = [
    ("pension_income_tax", {"taxable_income": 31000}, "£3,686"),
    ("personal_allowance", {"adjusted_net_income": 104000}, "£10,570"),
    ("state_pension", {"qualifying_years": 28}, "£193.04"),
    ("state_pension_yearly", {"qualifying_years": 28}, "£10,038.08"),
    ("state_pension_age", {"date_of_birth": date(1960, 9, 20)}, "66 years and 6 months"),
    ("state_pension_deferral", {"weeks_deferred": 45}, "£253.37"),
    ("voluntary_contributions", {"qualifying_years": 30, "years_to_fill": 2}, "£1,913.60"),
    ("withdrawal_tax", {"withdrawal": 10000, "other_taxable_income": 20000}, "£1,500"),
    ("small_pot", {"pot": 6000, "other_taxable_income": 20000}, "£900"),
    ("emergency_tax", {"withdrawal": 4000}, "£390.50"),
    ("tax_free_lump_sum", {"pot": 66000}, "£16,500"),
    ("unauthorised_payment", {"payment": 10000, "pot": 10000}, "£5,500"),
    ("annual_allowance", {"adjusted_income": 300000}, "£40,000"),
    ("annual_allowance_room", {"paid_this_year": 12000}, "£48,000"),
    ("annual_allowance_charge", {"excess": 10000, "taxable_income": 80000}, "£4,000"),
    ("tax_relief", {"contribution": 4000, "earnings": 30000}, "£800"),
    ("minimum_pension_age", {"date_of_birth": date(1980, 1, 1)}, "57"),
    ("auto_enrolment", {"salary": 30000}, "£1,900.80"),
    ("pension_credit", {"weekly_income": 200}, "£38"),
    ("savings_credit", {"weekly_income": 238}, "£17.96"),
    ("savings_income", {"savings": 11200}, "£3"),
    ("overseas_transfer_charge", {"transfer_value": 40000}, "£10,000"),
    ("retirement_living_standard", {"level": "minimum"}, "£13,900"),
    ("allowances", {"allowance": "small pot limit"}, "£10,000"),
]


@pytest.mark.parametrize(("name", "inputs", "figure"), FIRST, ids=[name for name, _, _ in FIRST])
def test_the_headline_leads_with_the_figure(name: str, inputs: dict[str, Any], figure: str) -> None:
    headline = ask(name, **inputs).headline
    first_number = re.search(r"£?\d", headline)
    assert first_number is not None
    assert headline[first_number.start() :].startswith(figure)


def test_every_calculator_of_the_country_is_in_that_table() -> None:
    own = {name for name, each in COUNTRIES["UK"].calculators.items() if "everywhere" not in each.function.__module__}
    assert own == {f"uk_{name}" for name, _, _ in FIRST}


@pytest.mark.parametrize(
    ("name", "inputs"),
    [
        ("pension_income_tax", {"taxable_income": 9000}),
        ("personal_allowance", {"adjusted_net_income": 130000}),
        ("state_pension", {"qualifying_years": 5}),
        ("withdrawal_tax", {"withdrawal": 4000, "other_taxable_income": 0}),
        ("tax_free_lump_sum", {"pot": 100, "allowance_used": 268275}),
        ("annual_allowance_room", {"paid_this_year": 60000}),
        ("pension_credit", {"weekly_income": 500}),
        ("overseas_transfer_charge", {"transfer_value": 9, "exclusion": "public service scheme"}),
    ],
)
def test_a_zero_is_said_in_words_and_figures(name: str, inputs: dict[str, Any]) -> None:
    outcome = ask(name, **inputs)
    assert outcome.value == 0
    assert re.search(r"\b(no|not|nothing)\b.*£0", outcome.headline)


def test_taking_money_too_young_is_said_in_the_headline() -> None:
    young, old = (ask("withdrawal_tax", withdrawal=100, other_taxable_income=0, age=age) for age in (54, 55))
    assert "under the minimum pension age" in young.headline
    assert "minimum" not in old.headline


def test_pension_credit_before_pension_age_names_the_day() -> None:
    early = ask("pension_credit", weekly_income=100, date_of_birth=date(1970, 5, 2))
    assert "2 May 2037" in early.headline


def test_someone_who_can_take_a_pension_at_55_is_told_of_the_rise() -> None:
    outcome = ask("minimum_pension_age", date_of_birth=date(1972, 5, 2))
    assert outcome.figures["first day"][0] == date(2027, 5, 2)
    assert "6 April 2028" in outcome.notes[0]
    assert "2 May 2029" in outcome.notes[0]


@pytest.mark.parametrize(
    ("born", "reached"),
    [
        (date(1960, 7, 31), date(2026, 11, 30)),
        (date(1960, 12, 31), date(2027, 9, 30)),
        (date(1960, 9, 15), date(2027, 3, 15)),
        (date(1964, 2, 29), date(2031, 3, 1)),
        (date(1977, 4, 6), date(2044, 5, 6)),
        (date(1978, 3, 29), date(2046, 3, 6)),
        (date(1978, 4, 6), date(2046, 4, 6)),
        (date(1954, 9, 6), date(2020, 9, 6)),
    ],
)
def test_state_pension_age_falls_on_the_legislated_day(born: date, reached: date) -> None:
    assert ask("state_pension_age", date_of_birth=born).figures["State Pension date"][0] == reached


def test_a_rate_past_its_year_says_so() -> None:
    result = COUNTRIES["UK"].calculate("uk_state_pension", date(2028, 1, 1), qualifying_years=35)
    assert any("is not known here yet" in text for text in result.assumptions)


def test_a_year_before_the_figures_is_refused() -> None:
    with pytest.raises(NoRule):
        ask("state_pension", date(2015, 1, 1), qualifying_years=35)


@pytest.mark.parametrize("when", ["2024/25", "2025/26", "2026/27"])
@pytest.mark.parametrize(("name", "inputs", "figure"), FIRST, ids=[name for name, _, _ in FIRST])
def test_every_calculator_knows_the_last_three_years(name: str, inputs: dict[str, Any], figure: str, when: str) -> None:
    if name == "retirement_living_standard" and when == "2024/25":
        pytest.skip("the benchmark is known from its 2025 edition")
    assert COUNTRIES["UK"].calculate(f"uk_{name}", tax_year=when, **inputs).sources
