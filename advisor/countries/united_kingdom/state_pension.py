"""How much new State Pension a National Insurance record gives."""

from __future__ import annotations

from typing import Annotated

from ...rules import WEEKS, Input, Outcome, Rules, calculator, cents
from .wording import count

QualifyingYears = Annotated[
    int | None,
    Input(
        "your qualifying years of National Insurance",
        "years",
        low=0,
        high=60,
        profile="qualifying_years",
        words=(
            "qualifying",
            "years",
            "national insurance",
            "NI",
            "contributions",
            "stamps",
            "record",
            "paid",
            "worked",
            "with",
            "have",
            "got",
            "on",
        ),
        assume="you have all the qualifying years for the full amount",
    ),
]
FullRate = Annotated[
    float | None,
    Input(
        "the full new State Pension, where you name another rate than today's",
        "GBP per week",
        low=50,
        high=1000,
        words=("full new State Pension", "full State Pension", "full rate", "full", "rate"),
    ),
]

RECORD_NOTE = (
    "With National Insurance years from before the new State Pension began, your starting amount can differ, above all "
    "if you were contracted out. Your forecast at gov.uk/check-state-pension shows it."
)


def weekly_pension(rules: Rules, years: float, full_rate: float | None = None) -> float:
    """New State Pension in GBP a week, to the penny: nothing under the minimum, the full rate at the full years.

    `full_rate` stands in for the rate of the rules' day. Source: Pensions Act 2014 s 2 to 4.
    """
    if years < rules["state_pension.minimum_years"]:
        return 0.0
    full_years = rules["state_pension.full_years"]
    full = rules["state_pension.full_new"] if full_rate is None else full_rate
    return cents(full * min(years, full_years) / full_years)


def weekly_steps(rules: Rules, years: float, full_rate: float | None = None) -> tuple[str, ...]:
    """How the weekly amount comes about."""
    full = rules["state_pension.full_new"] if full_rate is None else full_rate
    full_years = rules["state_pension.full_years"]
    least, money = rules["state_pension.minimum_years"], rules.money
    first = f"The full new State Pension is {money(full)} a week for {count(full_years, 'qualifying year')}."
    if years < least:
        return (first, f"With fewer than {count(least, 'qualifying year')} nothing is paid; you have {years:g}.")
    if years >= full_years:
        return (first, f"You have {years:g}, so you get the full amount.")
    return (
        first,
        f"You have {years:g}: {money(full)} × {years:g} ÷ {full_years} = {money(weekly_pension(rules, years, full))}.",
    )


def _rates(rules: Rules, full_rate: float | None) -> str:
    return f"{rules.year} rates" if full_rate is None else f"a full rate of {rules.money(full_rate)}"


@calculator("UK", title="State Pension a week")
def state_pension(rules: Rules, qualifying_years: QualifyingYears = None, full_rate: FullRate = None) -> Outcome:
    """New State Pension in GBP a week for a record wholly under the new rules, to the penny (Pensions Act 2014 s 2)."""
    record = rules["state_pension.full_years"] if qualifying_years is None else qualifying_years
    weekly = weekly_pension(rules, record, full_rate)
    money = rules.money
    yearly = cents(weekly * WEEKS)
    if weekly:
        headline = (
            f"You would get {money(weekly)} a week, which is {money(yearly)} a year, at {_rates(rules, full_rate)}."
        )
    else:
        headline = f"You would get no State Pension ({money(0)} a week) with {count(record, 'qualifying year')}."
    return Outcome(
        value=weekly,
        unit="GBP per week",
        headline=headline,
        steps=weekly_steps(rules, record, full_rate),
        notes=(RECORD_NOTE,),
        figures={
            "a year": (yearly, "GBP per year"),
            "years missing for the full amount": (
                max(rules["state_pension.full_years"] - record, 0),
                "years",
            ),
        },
    )


@calculator("UK", title="State Pension a year")
def state_pension_yearly(rules: Rules, qualifying_years: QualifyingYears = None, full_rate: FullRate = None) -> Outcome:
    """New State Pension in GBP for a year of 52 weeks, for a record wholly under the new rules."""
    record = rules["state_pension.full_years"] if qualifying_years is None else qualifying_years
    weekly = weekly_pension(rules, record, full_rate)
    money = rules.money
    yearly = cents(weekly * WEEKS)
    if weekly:
        headline = (
            f"You would get {money(yearly)} a year, which is {money(weekly)} a week, at {_rates(rules, full_rate)}."
        )
    else:
        headline = f"You would get no State Pension ({money(0)} a year) with {count(record, 'qualifying year')}."
    steps = weekly_steps(rules, record, full_rate)
    return Outcome(
        value=yearly,
        unit="GBP per year",
        headline=headline,
        steps=(*steps, f"A year of {WEEKS} weeks: {money(weekly)} × {WEEKS} = {money(yearly)}."),
        notes=(RECORD_NOTE,),
        figures={"a week": (weekly, "GBP per week")},
    )
