"""Claiming the State Pension later."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ...rules import MONTHS, WEEKS, Input, InputError, Outcome, Rules, calculator, cents, nearest
from .state_pension_age import pension_age_for
from .wording import count, percent


def _new_pension(rules: Rules) -> bool:
    return rules.date >= rules.law.parameters["state_pension.deferral_weeks"].values[0].start


def _first_age(rules: Rules, age: int | None, born: date | None) -> float:
    """The age in years from which deferring counts: State Pension age, or the age named where it is not known."""
    if born is not None:
        first = pension_age_for(rules, born)
        return first.years + first.months / MONTHS
    if age is None:
        raise InputError(
            "date_of_birth", "This needs your date of birth, since deferring counts from State Pension age."
        )
    return float(age)


@calculator("UK", title="Deferring the State Pension")
def state_pension_deferral(
    rules: Rules,
    weeks_deferred: Annotated[
        int | None,
        Input(
            "the weeks you defer",
            "weeks",
            low=0,
            high=2600,
            words=("defer", "deferred", "delay", "put off", "wait", "claim", "late", "later", "leave", "postpone"),
        ),
    ] = None,
    years_deferred: Annotated[
        float | None,
        Input(
            "the years you defer",
            "years",
            low=0,
            high=50,
            words=("defer", "deferred", "delay", "put off", "wait", "claim", "late", "later", "leave", "postpone"),
        ),
    ] = None,
    months_deferred: Annotated[
        float | None,
        Input("the months you defer", "months", low=0, high=600, words=("defer", "deferred", "delay", "wait", "leave")),
    ] = None,
    claim_age: Annotated[
        float | None,
        Input(
            "the age at which you claim instead",
            "years",
            low=60,
            high=100,
            words=("claim", "until", "take", "start", "wait", "later"),
        ),
    ] = None,
    age: Annotated[
        int | None,
        Input(
            "the age at which you could start", "years", low=60, high=100, profile="age", words=("age", "aged", "now")
        ),
    ] = None,
    date_of_birth: Annotated[
        date | None, Input("your date of birth", "date", profile="birth_date", words=("born",))
    ] = None,
    weekly_pension: Annotated[
        float | None,
        Input(
            "your weekly State Pension without deferring",
            "GBP per week",
            low=0,
            high=1000,
            words=(
                "State Pension",
                "a week",
                "per week",
                "weekly",
                "due",
                "entitled",
                "worth",
                "its",
                "mine",
                "get",
                "at",
            ),
            assume="you would get the full State Pension",
        ),
    ] = None,
    reached_before_2016: Annotated[
        bool,
        Input(
            "whether you reached State Pension age before the new State Pension began",
            words=("old rules", "old system", "old state pension", "before 2016", "before april 2016"),
            assume="you come under the new State Pension",
        ),
    ] = False,
) -> Outcome:
    """State Pension in GBP a week after deferring, to the penny, before yearly rises; a year counts as 52 weeks.

    The length is given in weeks, months or years, or as the age of claiming, counted from State Pension age. Raises
    InputError without exactly one of them. Source: Pensions Act 2014 s 16 to 18; for State Pension age before
    6 April 2016, SSCBA 1992 Sch 5.
    """
    lengths = (weeks_deferred, months_deferred, years_deferred, claim_age)
    if sum(length is not None for length in lengths) != 1:
        raise InputError("weeks_deferred", "This needs how long you defer, in weeks, months or years.")
    # a day before the new State Pension can only mean the rules before it
    reached_before_2016 = reached_before_2016 or not _new_pension(rules)
    weeks = weeks_deferred
    if weeks is None:
        years = (years_deferred or 0) + (months_deferred or 0) / MONTHS
        if claim_age is not None:
            years = claim_age - _first_age(rules, age, date_of_birth)
        weeks = int(nearest(max(years, 0) * WEEKS))
    base = weekly_pension
    if base is None:
        base = rules["state_pension.full_basic" if reached_before_2016 else "state_pension.full_new"]
    every = rules["state_pension.deferral_weeks_old" if reached_before_2016 else "state_pension.deferral_weeks"]
    step = rules["state_pension.deferral_step"]
    counted = weeks if weeks >= every else 0
    rate = step * counted / every
    extra = cents(base * rate)
    after = cents(base + extra)
    money = rules.money
    if counted:
        headline = f"You would get {money(after)} a week after deferring {count(weeks, 'week')}: {money(extra)} more."
        sums = f"{weeks} weeks ÷ {every} × {percent(step)} = {percent(rate)}."
    else:
        headline = f"You would get {money(after)} a week, with no increase: you defer less than {count(every, 'week')}."
        sums = f"{count(weeks, 'week')} is less than {every}, so there is no increase."
    given_up = cents(base * weeks)
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
