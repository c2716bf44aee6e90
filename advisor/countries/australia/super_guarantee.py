"""What an employer must pay into super."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import FORTNIGHTS, MONTHS, WEEKS, Input, Outcome, Rules, calculator, cents
from .words import percent

A_YEAR = {"year": 1, "month": MONTHS, "fortnight": FORTNIGHTS, "week": WEEKS}


def yearly_guarantee(rules: Rules, earnings: float) -> float:
    """What an employer must pay on even yearly earnings, AUD a year."""
    base = rules["super_guarantee.maximum_base"]
    return cents(min(earnings, base["amount"] * base["a_year"]) * rules["super_guarantee.rate"])


@calculator("AU", title="Super guarantee")
def super_guarantee(
    rules: Rules,
    earnings: Annotated[
        float | None,
        Input(
            "your ordinary time earnings before tax",
            "AUD per year",
            low=0,
            high=1e8,
            profile="salary",
            words=("earn", "salary", "wage", "pay", "paid", "earnings", "income", "super salary", "ote"),
        ),
    ] = None,
    quarter_earnings: Annotated[
        float | None,
        Input(
            "your ordinary time earnings in one quarter",
            "AUD per quarter",
            low=0,
            high=1e8,
            words=("last quarter", "this quarter", "quarter wages", "september quarter", "december quarter"),
        ),
    ] = None,
    period: Annotated[
        Literal["year", "quarter", "month", "fortnight", "week"],
        Input("the period you want it for", words=("year", "annual", "quarter", "month", "fortnight", "week")),
    ] = "year",
    rate: Annotated[
        float | None,
        Input(
            "the super guarantee rate you name",
            "ratio 0–1",
            low=0,
            high=1,
            words=("guarantee", "sg"),
        ),
    ] = None,
) -> Outcome:
    """Super guarantee for the period, in AUD, to the cent; for the quarter where its earnings are given.

    Superannuation Guarantee (Administration) Act 1992 s 15 and 19: rate × earnings up to the maximum
    contribution base, which is quarterly to 2025-26 and yearly from 2026-27. Without earnings: the rate, as a ratio.
    A `rate` that is named is used in place of the law's, which is then told beside it.
    """
    if quarter_earnings is None and earnings is None:
        return _rate_alone(rules)
    span = period if quarter_earnings is None else "quarter"
    parts = rules["super_guarantee.quarters"] if span == "quarter" else A_YEAR[span]
    paid = (earnings or 0) / parts if quarter_earnings is None else quarter_earnings
    legal, base = rules["super_guarantee.rate"], rules["super_guarantee.maximum_base"]
    rate = legal if rate is None else rate
    # a yearly base is used up as the year goes on, so a shorter period is capped by its even share
    limit = base["amount"] * base["a_year"] / parts
    counted = min(paid, limit)
    due = cents(counted * rate)
    own = "quarter" if base["a_year"] > 1 else "year"
    return Outcome(
        value=due,
        unit=f"AUD per {span}",
        headline=f"Your employer must pay {rules.money(due)} a {span} into your super, in {rules.year}."
        if rate == legal
        else f"At {percent(rate)} super comes to {rules.money(due)} a {span}. "
        f"The law asks for {percent(legal)} in {rules.year}: {rules.money(cents(counted * legal))}.",
        steps=(
            f"The super guarantee rate in {rules.year} is {percent(legal)}.",
            f"Earnings count up to {rules.money(base['amount'])} a {own}"
            + (f", which is {rules.money(limit)} a {span}." if own != span else "."),
            f"{rules.money(counted)} × {percent(rate)} = {rules.money(due)}.",
        ),
        notes=(
            "Only ordinary time earnings count, not most overtime. An award or contract can promise more.",
            *(("I spread the limit evenly over the year.",) if paid > limit and own != span else ()),
        ),
        figures={"rate": (rate, "ratio"), "earnings that count": (cents(counted), f"AUD per {span}")},
    )


def _rate_alone(rules: Rules) -> Outcome:
    rate, base = rules["super_guarantee.rate"], rules["super_guarantee.maximum_base"]
    own = "quarter" if base["a_year"] > 1 else "year"
    return Outcome(
        value=rate,
        unit="ratio",
        headline=f"Your employer must pay {percent(rate)} of your ordinary time earnings into your super, "
        f"in {rules.year}.",
        steps=(
            f"The super guarantee rate in {rules.year} is {percent(rate)}.",
            f"Earnings count up to {rules.money(base['amount'])} a {own}.",
        ),
        notes=("Tell me what you earn and I will work out the amount. Most overtime does not count.",),
    )
