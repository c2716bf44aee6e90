"""Claiming the State Pension later, and filling gaps in the National Insurance record."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import WEEKS, Input, Outcome, Rules, calculator, cents
from .state_pension import RECORD_NOTE, QualifyingYears, weekly_pension
from .wording import count, percent


@calculator("UK", title="Deferring the State Pension")
def state_pension_deferral(
    rules: Rules,
    weeks_deferred: Annotated[
        int,
        Input("the weeks you defer", "weeks", low=0, high=2600, words=("defer", "delay", "put off", "weeks", "later")),
    ],
    weekly_pension: Annotated[
        float | None,
        Input(
            "your weekly State Pension without deferring",
            "GBP per week",
            low=0,
            high=1000,
            words=("State Pension", "a week", "per week", "weekly"),
            assume="you would get the full State Pension",
        ),
    ] = None,
    reached_before_2016: Annotated[
        bool,
        Input(
            "whether you reached State Pension age before the new State Pension began",
            assume="you come under the new State Pension",
        ),
    ] = False,
) -> Outcome:
    """State Pension in GBP a week after deferring, to the penny, before yearly rises.

    Source: Pensions Act 2014 s 16 to 18; for State Pension age before 6 April 2016, SSCBA 1992 Sch 5.
    """
    base = weekly_pension
    if base is None:
        base = rules["state_pension.full_basic" if reached_before_2016 else "state_pension.full_new"]
    every = rules["state_pension.deferral_weeks_old" if reached_before_2016 else "state_pension.deferral_weeks"]
    step = rules["state_pension.deferral_step"]
    counted = weeks_deferred if weeks_deferred >= every else 0
    rate = step * counted / every
    extra = cents(base * rate)
    after = cents(base + extra)
    money = rules.money
    if counted:
        headline = (
            f"You would get {money(after)} a week after deferring {count(weeks_deferred, 'week')}: {money(extra)} more."
        )
        sums = f"{weeks_deferred} weeks ÷ {every} × {percent(step)} = {percent(rate)}."
    else:
        headline = f"You would get {money(after)} a week, with no increase: you defer less than {count(every, 'week')}."
        sums = f"{count(weeks_deferred, 'week')} is less than {every}, so there is no increase."
    given_up = cents(base * weeks_deferred)
    figures = {"extra a week": (extra, "GBP per week"), "pension given up": (given_up, "GBP")}
    steps = [
        f"The State Pension grows by {percent(step)} for every {every} weeks you defer.",
        sums,
        f"{money(base)} + {percent(rate)} of it, {money(extra)}, is {money(after)} a week.",
    ]
    if extra:
        wait = given_up / (extra * WEEKS)
        steps.append(
            f"You give up {money(given_up)} first; {money(extra)} more a week wins that back in {wait:.1f} years."
        )
        figures["years to win it back"] = (round(wait, 1), "years")
    notes = ["This is before yearly rises and before tax. Some benefits stop the increase from building up."]
    if reached_before_2016:
        notes.append("Under the old rules you can take a lump sum instead after a full year of deferral.")
    return Outcome(after, "GBP per week", headline, tuple(steps), tuple(notes), figures)


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
