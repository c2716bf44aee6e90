"""Filling gaps in the National Insurance record."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import WEEKS, Input, Outcome, Rules, calculator, cents
from .state_pension import RECORD_NOTE, QualifyingYears, weekly_pension
from .wording import count


@calculator("UK", title="Voluntary National Insurance")
def voluntary_contributions(
    rules: Rules,
    qualifying_years: QualifyingYears,
    years_to_fill: Annotated[
        int,
        Input(
            "the years you fill", "years", low=1, high=20, words=("buy", "fill", "missing", "gap", "top up", "extra")
        ),
    ] = 1,
    contribution: Annotated[
        Literal["Class 3", "Class 2"],
        Input("the class of contribution", words=("class",), assume="you pay Class 3 contributions"),
    ] = "Class 3",
) -> Outcome:
    """Cost in GBP of filling gaps at the rules' weekly rate, with the weekly pension gained and the payback time.

    Source: SSCBA 1992 s 11 and 13; Pensions Act 2014 s 2 to 4.
    """
    weekly_rate = rules["national_insurance.class_3" if contribution == "Class 3" else "national_insurance.class_2"]
    cost = cents(weekly_rate * WEEKS * years_to_fill)
    before = weekly_pension(rules, qualifying_years)
    after = weekly_pension(rules, qualifying_years + years_to_fill)
    gain = cents(after - before)
    money = rules.money
    years = count(years_to_fill, "year")
    adds = f"and add {money(gain)} a week" if gain else "but add nothing"
    headline = f"It would cost {money(cost)} to fill {years} {adds} to your State Pension."
    steps = [
        f"{contribution}: {money(weekly_rate)} a week × {WEEKS} weeks × {years} = {money(cost)}.",
        f"With {count(qualifying_years, 'year')} you would get {money(before)} a week, "
        f"with {qualifying_years + years_to_fill} it would be {money(after)}.",
    ]
    figures = {
        "pension gained a week": (gain, "GBP per week"),
        "pension gained a year": (cents(gain * WEEKS), "GBP per year"),
    }
    if gain:
        wait = cost / (gain * WEEKS)
        steps.append(
            f"{money(gain)} a week is {money(gain * WEEKS)} a year, so the cost comes back in {wait:.1f} years."
        )
        figures["years to win it back"] = (round(wait, 1), "years")
    else:
        steps.append("The extra years would add nothing, so there is no reason to pay on this record.")
    notes = (
        RECORD_NOTE,
        f"You can normally fill gaps of the last {rules['national_insurance.years_back']} tax years. "
        "The price of a recent past year can be that year's own rate.",
        "Check first whether you can get National Insurance credits for free.",
    )
    return Outcome(cost, "GBP", headline, tuple(steps), notes, figures)
