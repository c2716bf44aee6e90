"""The registry's promises, on a law of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

import pytest

from advisor.rules import (
    CALCULATORS,
    Calculator,
    Currency,
    Dated,
    Input,
    InputError,
    Law,
    NoRule,
    Outcome,
    Parameter,
    Rules,
    YearStyle,
    calculator,
)

RATE = Parameter(
    "tax.rate",
    "flat rate",
    "ratio 0–1",
    "Treasury",
    "Act s 1",
    "https://example.org",
    (
        Dated(date(2020, 1, 1), date(2024, 12, 31), 0.1, "verified"),
        Dated(date(2025, 1, 1), date(2025, 12, 31), 0.2, "verified"),
    ),
)
LAW = Law("XX", Currency("XXX", "¤"), YearStyle(1, 1), {"tax.rate": RATE})


@pytest.fixture
def flat_tax() -> Iterator[Calculator]:
    @calculator("XX", title="Flat tax")
    def flat_tax(
        rules: Rules,
        amount: Annotated[float, Input("the amount", "XXX", low=0)],
        age: Annotated[int, Input("your age", "years", low=0, high=120, assume="you are 40")] = 40,
        status: Annotated[Literal["single", "joint"], Input("your status")] = "single",
    ) -> Outcome:
        tax = amount * rules["tax.rate"]
        return Outcome(tax, "XXX", f"You would pay {rules.money(tax)}.", ("…",))

    yield flat_tax
    del CALCULATORS["xx_flat_tax"]


def test_a_result_carries_value_sources_and_the_rules_date(flat_tax: Calculator) -> None:
    found = flat_tax(LAW.at(date(2024, 6, 1)), amount=50)
    assert (found.value, found.rules_date, found.rules_year) == (5.0, date(2024, 6, 1), "2024")
    assert [(s.id, s.start, s.value) for s in found.sources] == [("tax.rate", date(2020, 1, 1), 0.1)]


def test_a_default_that_stood_in_is_said(flat_tax: Calculator) -> None:
    assert flat_tax(LAW.at(date(2024, 6, 1)), amount=1).assumptions == ("you are 40",)
    assert flat_tax(LAW.at(date(2024, 6, 1)), amount=1, age=50).assumptions == ()


def test_a_figure_past_its_end_is_used_aloud(flat_tax: Calculator) -> None:
    found = flat_tax(LAW.at(date(2026, 6, 1)), amount=100, age=50)
    assert found.value == 20
    assert found.assumptions == (
        "The flat rate after 31 December 2025 is not known here yet; "
        "the last known figure, from 1 January 2025, was used.",
    )


def test_before_the_first_figure_there_is_no_rule(flat_tax: Calculator) -> None:
    with pytest.raises(NoRule, match="known from 1 January 2020"):
        flat_tax(LAW.at(date(2019, 12, 31)), amount=1)


@pytest.mark.parametrize(
    ("inputs", "field", "message"),
    [
        ({}, "amount", "Flat tax needs the amount."),
        ({"amount": -1}, "amount", "The amount must be a number of at least 0 XXX."),
        ({"amount": float("nan")}, "amount", "The amount must be a number of at least 0 XXX."),
        ({"amount": 1, "age": 200}, "age", "Your age must be a whole number from 0 to 120 years."),
        ({"amount": 1, "status": "other"}, "status", "Your status must be one of single, joint."),
        ({"amount": 1, "colour": "red"}, "colour", "Flat tax has no input called colour."),
    ],
)
def test_an_impossible_input_is_named_with_its_range(
    flat_tax: Calculator, inputs: dict[str, object], field: str, message: str
) -> None:
    with pytest.raises(InputError) as raised:
        flat_tax(LAW.at(date(2024, 1, 1)), **inputs)
    assert (raised.value.field, str(raised.value)) == (field, message)


def test_two_calculators_never_share_a_name(flat_tax: Calculator) -> None:
    with pytest.raises(ValueError, match="xx_flat_tax"):
        calculator("XX", title="Again")(flat_tax.function)
