"""How much new State Pension a National Insurance record gives."""

from __future__ import annotations

from typing import Annotated

from ...rules import WEEKS, Input, Outcome, Rules, calculator, cents
from .wording import count

QualifyingYears = Annotated[
    int,
    Input(
        "your qualifying years of National Insurance",
        "years",
        low=0,
        high=60,
        profile="qualifying_years",
        words=("qualifying", "years", "national insurance", "NI", "contributions"),
    ),
]

RECORD_NOTE = (
    "With National Insurance years from before the new State Pension began, your starting amount can differ, above all "
    "if you were contracted out. Your forecast at gov.uk/check-state-pension shows it."
)


def weekly_pension(rules: Rules, years: float) -> float:
    """New State Pension in GBP a week, to the penny: nothing under the minimum, the full rate at the full years.

    Source: Pensions Act 2014 s 2 to 4.
    """
    if years < rules["state_pension.minimum_years"]:
        return 0.0
    full_years = rules["state_pension.full_years"]
    return cents(rules["state_pension.full_new"] * min(years, full_years) / full_years)


def weekly_steps(rules: Rules, years: float) -> tuple[str, ...]:
    """How the weekly amount comes about."""
    full, full_years = rules["state_pension.full_new"], rules["state_pension.full_years"]
    least, money = rules["state_pension.minimum_years"], rules.money
    first = f"The full new State Pension is {money(full)} a week for {count(full_years, 'qualifying year')}."
    if years < least:
        return (first, f"With fewer than {count(least, 'qualifying year')} nothing is paid; you have {years:g}.")
    if years >= full_years:
        return (first, f"You have {years:g}, so you get the full amount.")
    return (
        first,
        f"You have {years:g}: {money(full)} × {years:g} ÷ {full_years} = {money(weekly_pension(rules, years))}.",
    )


@calculator("UK", title="State Pension a week")
def state_pension(rules: Rules, qualifying_years: QualifyingYears) -> Outcome:
    """New State Pension in GBP a week for a record wholly under the new rules, to the penny (Pensions Act 2014 s 2)."""
    weekly = weekly_pension(rules, qualifying_years)
    money = rules.money
    yearly = cents(weekly * WEEKS)
    if weekly:
        headline = f"You would get {money(weekly)} a week, which is {money(yearly)} a year, at {rules.year} rates."
    else:
        headline = (
            f"You would get no State Pension ({money(0)} a week) with {count(qualifying_years, 'qualifying year')}."
        )
    return Outcome(
        value=weekly,
        unit="GBP per week",
        headline=headline,
        steps=weekly_steps(rules, qualifying_years),
        notes=(RECORD_NOTE,),
        figures={
            "a year": (yearly, "GBP per year"),
            "years missing for the full amount": (
                max(rules["state_pension.full_years"] - qualifying_years, 0),
                "years",
            ),
        },
    )


@calculator("UK", title="State Pension a year")
def state_pension_yearly(rules: Rules, qualifying_years: QualifyingYears) -> Outcome:
    """New State Pension in GBP for a year of 52 weeks, for a record wholly under the new rules."""
    weekly = weekly_pension(rules, qualifying_years)
    money = rules.money
    yearly = cents(weekly * WEEKS)
    if weekly:
        headline = f"You would get {money(yearly)} a year, which is {money(weekly)} a week, at {rules.year} rates."
    else:
        headline = (
            f"You would get no State Pension ({money(0)} a year) with {count(qualifying_years, 'qualifying year')}."
        )
    steps = weekly_steps(rules, qualifying_years)
    return Outcome(
        value=yearly,
        unit="GBP per year",
        headline=headline,
        steps=(*steps, f"A year of {WEEKS} weeks: {money(weekly)} × {WEEKS} = {money(yearly)}."),
        notes=(RECORD_NOTE,),
        figures={"a week": (weekly, "GBP per week")},
    )
