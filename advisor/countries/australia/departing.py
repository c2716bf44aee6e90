"""Super of temporary residents who leave Australia for good."""

from __future__ import annotations

from typing import Annotated

from ...rules import Input, Outcome, Rules, calculator, cents
from .components import taxable_part
from .inputs import Element, TaxFreeAmount, TaxFreeShare
from .words import percent


@calculator("AU", title="Departing Australia superannuation payment")
def departing_temporary_resident(
    rules: Rules,
    amount: Annotated[
        float,
        Input("your super when you leave", "AUD", low=0, high=1e8, profile="balance_super", words=("super", "balance")),
    ],
    working_holiday: Annotated[
        bool,
        Input(
            "whether you ever had that super from work on a working holiday visa (417 or 462)",
            words=("working holiday", "backpacker", "417", "462", "whm"),
            assume="you were not on a working holiday visa (417 or 462)",
        ),
    ] = False,
    element: Element = "taxed",
    tax_free_share: TaxFreeShare = 0,
    tax_free_amount: TaxFreeAmount = None,
) -> Outcome:
    """Tax withheld from a Departing Australia superannuation payment, in AUD.

    Superannuation (Departing Australia Superannuation Payments Tax) Act 2007. No Medicare levy.
    """
    rate = rules["benefits_tax.departing_working_holiday" if working_holiday else f"benefits_tax.departing_{element}"]
    taxable, money = taxable_part(amount, tax_free_share, tax_free_amount), rules.money
    tax = cents(taxable * rate)
    return Outcome(
        value=tax,
        unit="AUD",
        headline=f"You would pay {money(tax)} tax and receive {money(amount - tax)} when you leave Australia for good."
        if tax
        else f"You would pay no tax ($0) and receive {money(amount)} when you leave Australia for good.",
        steps=(
            f"Taxable part: {money(amount)} − {money(amount - taxable)} tax-free = {money(taxable)}.",
            f"Tax: {money(taxable)} × {percent(rate)} = {money(tax)}.",
        ),
        notes=(
            "Only former temporary residents can have it, once they have left and the visa has ended.",
            "Citizens and permanent residents of Australia and citizens of New Zealand cannot.",
        ),
        figures={"what you receive": (cents(amount - tax), "AUD")},
    )
