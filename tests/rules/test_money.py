from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.rules import Currency

DOLLARS = Currency("AUD", "$")
RUPEES = Currency("INR", "₹", "indian")


@pytest.mark.parametrize(
    ("currency", "amount", "written"),
    [
        (DOLLARS, 0, "$0"),
        (DOLLARS, 1234.5, "$1,234.50"),
        (DOLLARS, 1234, "$1,234"),
        (DOLLARS, -20, "-$20"),
        (DOLLARS, -0.001, "$0"),
        (DOLLARS, 0.005, "$0.01"),
        (DOLLARS, 1.005, "$1.01"),
        (RUPEES, 999, "₹999"),
        (RUPEES, 1000, "₹1,000"),
        (RUPEES, 100000, "₹1,00,000"),
        (RUPEES, 12345678.9, "₹1,23,45,678.90"),
    ],
)
def test_an_amount_is_written_as_its_country_writes_it(currency: Currency, amount: float, written: str) -> None:
    assert currency.format(amount) == written


@given(st.integers(0, 10**12))
def test_grouping_never_changes_the_digits(amount: int) -> None:
    for currency in (DOLLARS, RUPEES):
        assert currency.format(amount)[1:].replace(",", "") == str(amount)
