"""What an employer must pay into super."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import FORTNIGHTS, MONTHS, WEEKS, Input, Outcome, Rules, calculator, cents
from .words import percent

A_YEAR = {"year": 1, "month": MONTHS, "fortnight": FORTNIGHTS, "week": WEEKS}


@calculator("AU", title="Super guarantee")
def super_guarantee(
    rules: Rules,
    earnings: Annotated[
        float,
        Input(
            "your ordinary time earnings before tax",
            "AUD per year",
            low=0,
            high=1e8,
            profile="salary",
            words=("earn", "salary", "wage", "pay", "earnings", "income"),
        ),
    ],
    period: Annotated[
        Literal["year", "quarter", "month", "fortnight", "week"],
        Input("the period of those earnings", words=("year", "annual", "quarter", "month", "fortnight", "week")),
    ] = "year",
) -> Outcome:
    """Super guarantee for the period, in AUD, to the cent.

    Superannuation Guarantee (Administration) Act 1992 s 15 and 19: rate × earnings up to the maximum
    contribution base, which is quarterly to 2025-26 and yearly from 2026-27.
    """
    rate, base = rules["super_guarantee.rate"], rules["super_guarantee.maximum_base"]
    # a yearly base is used up as the year goes on, so a shorter period is capped by its even share
    parts = rules["super_guarantee.quarters"] if period == "quarter" else A_YEAR[period]
    limit = base["amount"] * base["a_year"] / parts
    counted = min(earnings, limit)
    due = cents(counted * rate)
    span = "quarter" if base["a_year"] > 1 else "year"
    return Outcome(
        value=due,
        unit=f"AUD per {period}",
        headline=f"Your employer must pay {rules.money(due)} a {period} into your super, in {rules.year}.",
        steps=(
            f"The super guarantee rate in {rules.year} is {percent(rate)}.",
            f"Earnings count up to {rules.money(base['amount'])} a {span}"
            + (f", which is {rules.money(limit)} a {period}." if span != period else "."),
            f"{rules.money(counted)} × {percent(rate)} = {rules.money(due)}.",
        ),
        notes=(
            "Only ordinary time earnings count, not most overtime. An award or contract can promise more.",
            *(("I spread the limit evenly over the year.",) if earnings > limit and span != period else ()),
        ),
        figures={"rate": (rate, "ratio"), "earnings that count": (cents(counted), f"AUD per {period}")},
    )
