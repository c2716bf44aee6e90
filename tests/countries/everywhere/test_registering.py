"""Each sum is a calculator in each country, in that country's money."""

from __future__ import annotations

from datetime import date

import pytest

import advisor.countries.everywhere as everywhere
from advisor.countries import COUNTRIES
from advisor.rules import CALCULATORS

DAY = date(2026, 11, 24)
NAMES = ("projection", "money_lasts", "drawdown_income", "contribution_needed", "annuity_income")


def test_the_package_brings_its_four_families() -> None:
    assert set(everywhere.__all__) == {"annuity", "projection", "saving", "spending"}


@pytest.mark.parametrize("code", list(COUNTRIES))
@pytest.mark.parametrize("name", NAMES)
def test_inputs_are_in_the_money_of_the_country(code: str, name: str) -> None:
    calculator = CALCULATORS[f"{code.lower()}_{name}"]
    units = {described.unit for _, described, _ in calculator.inputs.values()}
    assert calculator.country == code
    assert COUNTRIES[code].law.currency.code in units
    assert not any("money" in unit for unit in units)


@pytest.mark.parametrize(("code", "symbol"), [("AU", "$"), ("US", "$"), ("UK", "£"), ("IN", "₹")])
def test_texts_use_the_symbol_of_the_country(code: str, symbol: str) -> None:
    result = COUNTRIES[code].calculate(f"{code.lower()}_projection", DAY, balance=100000, years=10)
    assert symbol in result.outcome.headline
    assert result.outcome.unit == COUNTRIES[code].law.currency.code


@pytest.mark.parametrize("code", list(COUNTRIES))
def test_the_official_assumptions_are_cited(code: str) -> None:
    result = COUNTRIES[code].calculate(f"{code.lower()}_projection", DAY, balance=100000, age=50)
    cited = {source.id for source in result.sources}
    names = ("growth", "growth_margin", "inflation_saving", "retirement_age")
    assert cited == {f"assumptions.{name}" for name in names}
    assert all(source.authority and source.url for source in result.sources)
