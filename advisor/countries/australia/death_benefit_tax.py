"""Tax on super paid out after a death."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import Input, Outcome, Rules, calculator, cents
from .components import taxable_part
from .inputs import Element, TaxFreeAmount, TaxFreeShare, WithLevy
from .words import percent

Beneficiary = Literal["spouse", "former spouse", "child under 18", "adult child", "financial dependant", "someone else"]
DEPENDANTS = ("spouse", "former spouse", "child under 18", "financial dependant")


@calculator("AU", title="Tax on a super death benefit")
def death_benefit_tax(
    rules: Rules,
    amount: Annotated[
        float,
        Input(
            "the super paid out after the death",
            "AUD",
            low=0,
            high=1e8,
            words=("death benefit", "super", "inherit", "lump sum"),
        ),
    ],
    beneficiary: Annotated[
        Beneficiary,
        Input(
            "who receives it",
            words=("wife", "husband", "spouse", "son", "daughter", "child", "children", "sibling", "friend"),
        ),
    ],
    element: Element = "taxed",
    tax_free_share: TaxFreeShare = 0,
    tax_free_amount: TaxFreeAmount = None,
    through_estate: Annotated[
        bool,
        Input(
            "whether the fund pays the estate rather than the person",
            words=("estate", "executor"),
            assume="the fund pays the person directly, not the estate",
        ),
    ] = False,
    medicare_levy: WithLevy = True,
) -> Outcome:
    """The most tax on a lump sum death benefit, in AUD, with the Medicare levy where it applies.

    ITAA 1997 s 302-60 (dependants: nil) and s 302-145. The levy does not apply to money paid through the estate.
    """
    money = rules.money
    if beneficiary in DEPENDANTS:
        return Outcome(
            0.0,
            "AUD",
            f"You would pay no tax ($0) on a death benefit of {money(amount)}.",
            steps=(f"For tax, a {beneficiary} is a dependant, and a lump sum paid to a dependant is tax-free.",),
            figures={"what is left": (amount, "AUD")},
        )
    taxable, rate = taxable_part(amount, tax_free_share, tax_free_amount), rules[f"benefits_tax.death_{element}"]
    levy = rules["income_tax.medicare_levy"] if medicare_levy and not through_estate else 0
    tax = cents(taxable * (rate + levy))
    rates = percent(rate + levy) + (f" ({percent(rate)} + {percent(levy)} Medicare levy)" if levy else "")
    return Outcome(
        value=tax,
        unit="AUD",
        headline=f"You would pay at most {money(tax)} tax on a death benefit of {money(amount)}."
        if tax
        else f"You would pay no tax ($0) on a death benefit of {money(amount)}.",
        steps=(
            "For tax, that person is not a dependant, so the taxable part is taxed.",
            f"Taxable part: {money(amount)} − {money(amount - taxable)} tax-free = {money(taxable)}.",
            f"{element.capitalize()} element: {money(taxable)} × {rates} = {money(tax)}.",
        ),
        notes=(
            f"Without the Medicare levy the tax would be {money(cents(taxable * rate))}.",
            "The estate pays no Medicare levy. Insurance in the payout can add an untaxed element.",
        ),
        figures={
            "tax without the Medicare levy": (cents(taxable * rate), "AUD"),
            "what is left": (cents(amount - tax), "AUD"),
        },
    )
