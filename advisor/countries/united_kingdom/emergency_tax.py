"""The tax a provider first takes from a flexible withdrawal when it has no tax code for the member."""

from __future__ import annotations

from typing import Annotated

from ...rules import MONTHS, Input, Outcome, Rules, banded, calculator, cents
from .tax import bands_of


@calculator("UK", title="Emergency tax on a first withdrawal")
def emergency_tax(
    rules: Rules,
    withdrawal: Annotated[
        float,
        Input(
            "the amount you take out first",
            "GBP",
            low=0,
            high=1e8,
            words=("take", "taking", "withdraw", "withdrawal", "first", "lump sum", "draw", "drawdown", "out"),
        ),
    ],
    untouched: Annotated[
        bool,
        Input(
            "whether the money comes from an untouched pot, so that part of it is tax-free",
            words=("untouched", "uncrystallised", "UFPLS"),
            assume="the money comes from an untouched pot, so that part of it is tax-free",
        ),
    ] = True,
) -> Outcome:
    """Tax in GBP the provider takes under the emergency code on a month-1 basis: one month's allowance and bands.

    Source: Income Tax (PAYE) Regulations 2003. The bands outside Scotland are used, as HMRC's emergency code does.
    """
    tax_free = cents(withdrawal * rules["access.tax_free_share"]) if untouched else 0.0
    taxable = cents(withdrawal - tax_free)
    allowance = rules["income_tax.personal_allowance"] / MONTHS
    bands = [{**band, "over": band["over"] / MONTHS} for band in bands_of(rules, "England")]
    over = max(taxable - allowance, 0)
    tax = cents(banded(over, bands))
    money = rules.money
    if tax:
        headline = f"About {money(tax)} emergency tax would come off a first withdrawal of {money(withdrawal)}."
    else:
        headline = f"You would pay no emergency tax ({money(0)}) on a first withdrawal of {money(withdrawal)}."
    return Outcome(
        value=tax,
        unit="GBP",
        headline=headline,
        steps=(
            f"{money(tax_free)} is tax-free and {money(taxable)} is taxable.",
            f"The emergency code gives one month of the personal allowance: {money(allowance)}.",
            f"The {money(over)} above it is taxed with one month of each band, as if you took as much every month.",
            f"That comes to {money(tax)}, so you would first receive {money(cents(withdrawal - tax))}.",
        ),
        notes=(
            "This is a first deduction, not your tax for the year. HMRC pays back what was too much: claim with form "
            "P55, P53Z or P50Z, or wait until after the tax year.",
            "The deduction can differ by a few pounds because payroll rounds the monthly allowance.",
        ),
        figures={"tax-free part": (tax_free, "GBP"), "you first receive": (cents(withdrawal - tax), "GBP")},
    )
