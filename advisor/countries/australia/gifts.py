"""Gifts and the Age Pension: how much of what was given away still counts."""

from __future__ import annotations

from typing import Annotated

from ...rules import Input, Outcome, Rules, calculator


@calculator("AU", title="Gifts and the Age Pension")
def gifts(
    rules: Rules,
    gift: Annotated[
        float,
        Input(
            "what you (and your partner) give away this income year",
            "AUD",
            low=0,
            high=1e9,
            words=("give", "gift", "gave", "giving", "donate"),
        ),
    ],
    earlier: Annotated[
        float,
        Input(
            "what you gave away in the years before within the yearly limit",
            "AUD",
            low=0,
            high=1e6,
            words=("before", "earlier", "already", "last year"),
            assume="you gave nothing away in the last few years",
        ),
    ] = 0,
) -> Outcome:
    """The part of the gift that still counts as yours, in AUD. Social Security Act 1991 s 1123 to 1128."""
    yearly, total = rules["age_pension.gift_yearly"], rules["age_pension.gift_total"]
    years, money = rules["age_pension.gift_years"], rules.money
    over_year = max(gift - yearly, 0)
    over_total = max(earlier + gift - over_year - total, 0)
    counted = over_year + over_total
    return Outcome(
        value=counted,
        unit="AUD",
        headline=f"{money(counted)} of the gift would still count as yours for the Age Pension."
        if counted
        else "No part of the gift ($0) would still count as yours for the Age Pension.",
        steps=(
            f"Over the limit of {money(yearly)} in an income year: {money(over_year)}.",
            f"Over the limit of {money(total)} in {years} years: {money(over_total)}.",
            f"Together {money(counted)} counts in both tests for {years} years.",
        ),
        notes=("The limits are the same for a single person and for a couple together.",),
        figures={"counts for": (years, "years")},
    )
