"""Filling gaps in the National Insurance record."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import WEEKS, Input, Outcome, Rules, calculator, cents
from .state_pension import RECORD_NOTE, FullRate, weekly_pension
from .wording import count


@calculator("UK", title="Voluntary National Insurance")
def voluntary_contributions(
    rules: Rules,
    years_to_fill: Annotated[
        int,
        Input(
            "the years you fill",
            "years",
            low=1,
            high=50,
            words=(
                "buy",
                "buying",
                "fill",
                "filling",
                "missing",
                "gap",
                "gaps",
                "plug",
                "top up",
                "topping",
                "extra",
                "pay",
                "class",
                "full",
                "whole",
                "another",
            ),
        ),
    ] = 1,
    qualifying_years: Annotated[
        int | None,
        Input(
            "your qualifying years of National Insurance",
            "years",
            low=0,
            high=60,
            profile="qualifying_years",
            words=(
                "qualifying",
                "record",
                "already",
                "paid",
                "currently",
                "have",
                "got",
                "on",
            ),
            assume="each year you fill adds to your State Pension",
        ),
    ] = None,
    contribution: Annotated[
        Literal["Class 3", "Class 2"],
        Input("the class of contribution", words=("class",), assume="you pay Class 3 contributions"),
    ] = "Class 3",
    weekly_rate: Annotated[
        float | None,
        Input(
            "the weekly contribution, where you name another rate than today's",
            "GBP per week",
            low=0.5,
            high=100,
            words=("class", "cost", "costs", "rate", "price", "contribution", "voluntary", "at"),
        ),
    ] = None,
    full_rate: FullRate = None,
) -> Outcome:
    """Cost in GBP of filling gaps at the weekly rate, with the weekly pension gained and the payback time.

    Without a record, each year counts in full. Source: SSCBA 1992 s 11 and 13; Pensions Act 2014 s 2 to 4.
    """
    weekly = weekly_rate
    if weekly is None:
        weekly = rules["national_insurance.class_3" if contribution == "Class 3" else "national_insurance.class_2"]
    cost = cents(weekly * WEEKS * years_to_fill)
    gain, gained = _gain(rules, years_to_fill, qualifying_years, full_rate)
    money = rules.money
    years = count(years_to_fill, "year")
    adds = f"and add {money(gain)} a week" if gain else "but add nothing"
    steps = [f"{contribution}: {money(weekly)} a week × {WEEKS} weeks × {years} = {money(cost)}.", gained]
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
    headline = f"It would cost {money(cost)} to fill {years} {adds} to your State Pension."
    return Outcome(cost, "GBP", headline, tuple(steps), notes, figures)


def _gain(rules: Rules, filled: int, record: int | None, full_rate: float | None) -> tuple[float, str]:
    """Weekly pension in GBP that the filled years add, and how it comes about."""
    money = rules.money
    if record is None:
        full_years = rules["state_pension.full_years"]
        full = rules["state_pension.full_new"] if full_rate is None else full_rate
        gain = cents(full * min(filled, full_years) / full_years)
        return gain, f"A year adds one part in {full_years} of {money(full)} a week: {money(gain)} here."
    before = weekly_pension(rules, record, full_rate)
    after = weekly_pension(rules, record + filled, full_rate)
    return cents(after - before), (
        f"With {count(record, 'year')} you would get {money(before)} a week, "
        f"with {record + filled} it would be {money(after)}."
    )
