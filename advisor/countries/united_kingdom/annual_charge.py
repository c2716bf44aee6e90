"""The tax charge on payments above the annual allowance."""

from __future__ import annotations

from typing import Annotated

from ...rules import Input, InputError, Outcome, Rules, calculator, cents, slices
from .tax import bands_of, personal_allowance_for
from .withdrawals import NationInput
from .wording import percent


@calculator("UK", title="Annual allowance charge")
def annual_allowance_charge(
    rules: Rules,
    *,
    excess: Annotated[
        float | None,
        Input(
            "what was paid in above your annual allowance",
            "GBP",
            low=0,
            high=1e7,
            words=("over", "excess", "exceed", "exceeded", "above", "too much", "breached", "breach", "by", "beyond"),
        ),
    ] = None,
    taxable_income: Annotated[
        float,
        Input(
            "your taxable income in the tax year",
            "GBP per year",
            low=0,
            high=1e8,
            profile="taxable_income",
            words=("income", "salary", "earn", "earning", "wage", "earnings", "pay", "make", "on"),
        ),
    ],
    paid_in: Annotated[
        float | None,
        Input(
            "all that was paid in during the tax year",
            "GBP",
            low=0,
            high=1e7,
            words=(
                "put",
                "put in",
                "paid in",
                "went in",
                "went into",
                "contributed",
                "contributions",
                "in all",
                "total",
            ),
        ),
    ] = None,
    nation: NationInput = "England",
) -> Outcome:
    """Annual allowance charge in GBP: the excess taxed as the top slice of the year's income.

    The excess is given, or found as what was paid in above the annual allowance; a named excess counts first. It does
    not shrink the personal allowance. Raises InputError without either. Source: Finance Act 2004 s 227.
    """
    money, bands = rules.money, bands_of(rules, nation)
    found: tuple[str, ...] = ()
    lower: tuple[str, ...] = ()
    if excess is None:
        excess, found = _excess(rules, paid_in)
        lower = ("With a high income, or after taking taxable money flexibly, the allowance is lower than this.",)
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
            *found,
            f"Your income after the personal allowance is {money(taxable)}; the excess counts on top of it.",
            f"{sums}." if sums else "There is no excess.",
            f"Together: {money(charge)}.",
        ),
        notes=(
            "Unused allowance of earlier tax years can lower or end the excess first.",
            *lower,
            "You declare it on a tax return. Your scheme may pay the charge from your pension if you ask.",
        ),
        figures={"left of the excess": (cents(excess - charge), "GBP")},
    )


def _excess(rules: Rules, paid_in: float | None) -> tuple[float, tuple[str, ...]]:
    """What was paid in above the year's annual allowance, in GBP, and the step that says so."""
    if paid_in is None:
        raise InputError(
            "excess",
            "This needs what was paid in above your annual allowance, or all that was paid in during the year.",
        )
    money, allowance = rules.money, rules["contributions.annual_allowance"]
    excess = max(paid_in - allowance, 0.0)
    return excess, (f"{money(paid_in)} paid in less the annual allowance of {money(allowance)} is {money(excess)}.",)
