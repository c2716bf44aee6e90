from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.rules import banded, banded_value, cents, down, nearest, slices, up

BANDS = [{"over": 0, "rate": 0.0}, {"over": 1000, "rate": 0.1}, {"over": 5000, "rate": 0.3}]
AGES = [{"from": 0, "value": 0.04}, {"from": 65, "value": 0.05}]


@pytest.mark.parametrize(("amount", "tax"), [(-5, 0), (0, 0), (1000, 0), (1001, 0.1), (5000, 400), (6000, 700)])
def test_each_band_is_taxed_at_its_own_rate(amount: float, tax: float) -> None:
    assert banded(amount, BANDS) == pytest.approx(tax)


@given(st.floats(0, 1e7))
def test_slices_add_up_to_the_amount(amount: float) -> None:
    assert sum(part.high - part.low for part in slices(amount, BANDS)) == pytest.approx(amount)


@given(st.floats(0, 1e7), st.floats(0, 1e6))
def test_more_is_never_taxed_less(amount: float, more: float) -> None:
    assert banded(amount + more, BANDS) >= banded(amount, BANDS)


@pytest.mark.parametrize(("age", "factor"), [(0, 0.04), (64, 0.04), (65, 0.05), (99, 0.05)])
def test_a_band_starts_at_its_from(age: int, factor: float) -> None:
    assert banded_value(age, AGES) == factor


def test_below_the_first_band_there_is_nothing() -> None:
    with pytest.raises(LookupError):
        banded_value(-1, AGES)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (nearest(25, 10), 30),
        (nearest(24.99, 10), 20),
        (nearest(0.1 + 0.2, 0.1), 0.3),
        (cents(1.005), 1.01),
        (cents(2.675), 2.68),
        (down(999, 250), 750),
        (down(0.3, 0.1), 0.3),
        (up(1001, 250), 1250),
        (up(1000, 250), 1000),
    ],
)
def test_rounding_is_that_of_the_law_not_of_binary_numbers(found: float, expected: float) -> None:
    assert found == pytest.approx(expected, abs=1e-9)
