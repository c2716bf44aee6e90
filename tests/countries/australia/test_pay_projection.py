"""Super that grows with an employer's contributions is the plain projection of what stays of them after tax."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.countries import COUNTRIES
from advisor.rules import InputError

AU = COUNTRIES["AU"]


def test_the_guarantee_less_contributions_tax_is_paid_in_each_year() -> None:
    found = AU.calculate(
        "au_projection_from_pay", tax_year="2026-27", balance=160_000, salary=90_000, age=42, to_age=67
    )
    assert found.outcome.figures["employer's contribution"] == (10_800, "AUD per year")
    plain = AU.calculate(
        "au_projection", tax_year="2026-27", balance=160_000, yearly_contribution=9_180, age=42, to_age=67
    )
    assert found.value == plain.value


@pytest.mark.parametrize(("rate", "paid"), [(None, 9_180), (0.12, 9_180), (0.15, 11_475), (0, 0)])
def test_a_named_rate_of_the_employer_takes_the_laws_place(rate: float | None, paid: float) -> None:
    found = AU.calculate("au_projection_from_pay", balance=1_000, salary=90_000, years=1, employer_rate=rate, growth=0)
    assert found.value == 1_000 + paid


def test_pay_above_the_maximum_base_earns_no_more() -> None:
    def after_a_year(salary: float) -> object:
        return AU.calculate("au_projection_from_pay", tax_year="2026-27", balance=0, salary=salary, years=1).value

    assert after_a_year(400_000) == after_a_year(300_000)


def test_without_a_time_to_look_ahead_it_asks() -> None:
    with pytest.raises(InputError):
        AU.calculate("au_projection_from_pay", balance=160_000, salary=90_000)


@given(st.integers(0, 250_000), st.integers(0, 20_000), st.integers(1, 40))
def test_more_pay_or_more_of_ones_own_is_never_less(salary: int, extra: int, years: int) -> None:
    def worth(pay: float, own: float) -> float:
        inputs = {"balance": 50_000, "salary": pay, "salary_sacrifice": own, "years": years}
        value = AU.calculate("au_projection_from_pay", **inputs).value
        assert isinstance(value, int | float)
        return value

    assert worth(salary, extra) <= worth(salary + 1_000, extra) <= worth(salary + 1_000, extra + 1_000)
