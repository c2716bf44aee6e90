"""Tax on commuting a pension from an employer."""

from __future__ import annotations

from typing import Annotated

from ...rules import Input, Outcome, Rules, calculator, cents
from .inputs import Sector
from .wording import percent

LumpSum = Annotated[
    float,
    Input(
        "the lump sum for which you give up part of the pension",
        "INR",
        low=0,
        high=1e11,
        words=("commuted", "commutation", "lump sum"),
    ),
]
Share = Annotated[
    float,
    Input(
        "the share of the pension you give up",
        "ratio 0–1",
        low=0.01,
        high=1,
        words=("share", "per cent", "commute", "third", "half", "%"),
    ),
]
Gratuity = Annotated[bool, Input("whether you also get gratuity", words=("gratuity",), assume="you also get gratuity")]


@calculator("IN", title="Tax-free part of a commuted pension")
def commuted_pension(
    rules: Rules, commuted_amount: LumpSum, commuted_share: Share, gratuity: Gratuity = True, sector: Sector = "private"
) -> Outcome:
    """The tax-free part of the commuted amount, INR (Income-tax Act 1961 section 10(10A))."""
    money = rules.money
    if sector == "government":
        free, why = commuted_amount, "A pension commuted from the government is tax-free in full."
    else:
        parts = rules["commutation.parts_with_gratuity" if gratuity else "commutation.parts_without_gratuity"]
        whole = cents(commuted_amount / commuted_share)
        free = min(commuted_amount, cents(whole / parts))
        why = (
            f"{money(commuted_amount)} for {percent(commuted_share)} means {money(whole)} for the whole pension; "
            f"1/{parts} of that, {money(cents(whole / parts))}, is tax-free."
        )
    taxed = cents(commuted_amount - free)
    return Outcome(
        free,
        "INR",
        f"{money(free)} of the commuted pension is tax-free and {money(taxed)} is taxed as salary.",
        (why, f"{money(commuted_amount)} − {money(free)} = {money(taxed)} is taxable."),
        ("The monthly pension that remains is taxed as salary.",),
        {"taxable part": (taxed, "INR")},
    )
