"""The income an annuity pays for a balance."""

from __future__ import annotations

from typing import Annotated

from ...rules import MONTHS, Input, Outcome, Rules, cents
from .assumed import Balance, per_year, percent
from .registering import everywhere


@everywhere("Annuity income")
def annuity_income(
    rules: Rules,
    balance: Balance,
    annuity_rate: Annotated[
        float,
        Input(
            "the annuity rate: the yearly income for each unit of money",
            "ratio 0–1",
            low=0.001,
            high=0.3,
            words=("rate", "annuity", "%", "percent"),
        ),
    ],
) -> Outcome:
    """Yearly annuity income before tax, in the country's currency: the balance times the annuity rate."""
    income = cents(balance * annuity_rate)
    money = rules.money
    return Outcome(
        value=income,
        unit=per_year(rules),
        headline=f"The annuity would pay {money(income)} a year, {money(cents(income / MONTHS))} a month, before tax.",
        steps=(
            f"{money(balance)} × {percent(annuity_rate)} = {money(income)} a year.",
            f"{money(income)} ÷ {MONTHS} = {money(cents(income / MONTHS))} a month.",
        ),
        notes=(
            "Rates differ by provider, age and health. An income that rises or covers a partner starts lower.",
            "An annuity usually cannot be changed once it has started, so compare offers.",
        ),
        figures={"a month": (cents(income / MONTHS), f"{rules.law.currency.code} per month")},
    )
