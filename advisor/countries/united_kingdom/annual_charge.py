"""The tax charge on payments above the annual allowance."""

from __future__ import annotations

from typing import Annotated

from ...rules import Input, Outcome, Rules, calculator, cents, slices
from .tax import bands_of, personal_allowance_for
from .withdrawals import NationInput
from .wording import percent


@calculator("UK", title="Annual allowance charge")
def annual_allowance_charge(
    rules: Rules,
    excess: Annotated[
        float | None,
        Input(
            "what was paid in above your annual allowance",
            "GBP",
            low=0,
            high=1e7,
            words=("over", "excess", "exceed", "exceeded", "above", "too much"),
        ),
    ] = None,
    taxable_income: Annotated[
        float | None,
        Input(
            "your taxable income in the tax year",
            "GBP per year",
            low=0,
            high=1e8,
            profile="taxable_income",
            words=("income", "salary", "earn", "earning", "wage", "earnings"),
        ),
    ] = None,
    paid_in: Annotated[
        float | None,
        Input(
            "all that was paid in during the tax year",
            "GBP",
            low=0,
            high=1e7,
            words=("put", "put in", "paid in", "went in", "went into", "contributed", "contributions", "in all", "total"),
        ),
    ] = None,
    nation: NationInput = "England",
) -> Outcome:
    """Annual allowance charge in GBP: the excess taxed as the top slice of the year's income.

    The excess does not shrink the personal allowance. Source: Finance Act 2004 s 227.
    """
    money, bands = rules.money, bands_of(rules, nation)
    taxable = max(taxable_income - personal_allowance_for(rules, taxable_income), 0)
    parts = slices(taxable + excess, bands)
    own = [(part.rate, min(part.high - max(part.low, taxable), excess)) for part in parts if part.high > taxable]
    charge = cents(sum(rate * amount for rate, amount in own))
    sums = "; ".join(
        f"{percent(rate)} of {money(cents(amount))} is {money(cents(rate * amount))}" for rate, amount in own
    )
    if charge:
        headline = (
            f"Your annual allowance charge would be {money(charge)} for {rules.year} on {money(excess)} too much."
        )
    else:
        headline = f"You would pay no annual allowance charge ({money(0)}) for {rules.year}."
    return Outcome(
        value=charge,
        unit="GBP",
        headline=headline,
        steps=(
            f"Your income after the personal allowance is {money(taxable)}; the excess counts on top of it.",
            f"{sums}." if sums else "There is no excess.",
            f"Together: {money(charge)}.",
        ),
        notes=(
            "Unused allowance of earlier tax years can lower or end the excess first.",
            "You declare it on a tax return. Your scheme may pay the charge from your pension if you ask.",
        ),
        figures={"left of the excess": (cents(excess - charge), "GBP")},
    )
