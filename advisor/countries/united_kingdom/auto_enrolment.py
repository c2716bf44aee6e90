"""The least that goes into a workplace pension under automatic enrolment."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import MONTHS, Input, Outcome, Rules, calculator, cents
from .wording import percent


def enrolment_note(rules: Rules, salary: float, age: int | None) -> str:
    """Whether a worker is enrolled without asking, in a sentence."""
    trigger, lowest = rules["auto_enrolment.trigger"], rules["auto_enrolment.lowest_age"]
    if salary < trigger:
        return f"Under {rules.money(trigger)} a year you are not enrolled automatically, but you can ask to join."
    if age is not None and age < lowest:
        return f"Under age {lowest} you are not enrolled automatically, but you can ask to join."
    return f"You are enrolled automatically from age {lowest} until State Pension age, and you may opt out."


@calculator("UK", title="Workplace pension contributions")
def auto_enrolment(
    rules: Rules,
    salary: Annotated[
        float,
        Input(
            "your yearly pay",
            "GBP per year",
            low=0,
            high=1e8,
            profile="salary",
            words=("salary", "earn", "pay", "wage", "income"),
        ),
    ],
    whose: Annotated[
        Literal["both", "yours", "employer's"],
        Input(
            "whose share you want", words=("employer", "me", "I", "total"), assume="you ask for both shares together"
        ),
    ] = "both",
    age: Annotated[
        int | None, Input("your age", "years", low=0, high=120, profile="age", words=("age", "aged"))
    ] = None,
) -> Outcome:
    """Least yearly contribution in GBP on qualifying earnings: both shares, the member's or the employer's.

    Source: Pensions Act 2008 s 3, 13 and 20.
    """
    low, high = rules["auto_enrolment.lower_limit"], rules["auto_enrolment.upper_limit"]
    total_rate, employer_rate = rules["auto_enrolment.total_rate"], rules["auto_enrolment.employer_rate"]
    qualifying = max(min(salary, high) - low, 0)
    total, employer = cents(qualifying * total_rate), cents(qualifying * employer_rate)
    own = cents(total - employer)
    money = rules.money
    value = {"both": total, "yours": own, "employer's": employer}[whose]
    shares = f"{money(own)} from you, tax relief included, and {money(employer)} from your employer"
    headline = {
        "both": f"At least {money(total)} a year would go into your workplace pension: {shares}.",
        "yours": f"You would pay {money(own)} a year at least, with tax relief, and your employer {money(employer)}.",
        "employer's": f"Your employer would pay at least {money(employer)} a year, and you {money(own)}.",
    }[whose]
    return Outcome(
        value=value,
        unit="GBP per year",
        headline=headline,
        steps=(
            f"Qualifying earnings are pay between {money(low)} and {money(high)}: here {money(qualifying)}.",
            f"At least {percent(total_rate)} of that goes in: {money(total)} a year.",
            f"Of it the employer pays at least {percent(employer_rate)}, {money(employer)}; {money(own)} is yours.",
        ),
        notes=(
            enrolment_note(rules, salary, age),
            "Each pay period counts by itself, and many employers pay more than the least.",
        ),
        figures={
            "your share": (own, "GBP per year"),
            "employer's share": (employer, "GBP per year"),
            "both together": (total, "GBP per year"),
            "both together a month": (cents(total / MONTHS), "GBP per month"),
        },
    )
