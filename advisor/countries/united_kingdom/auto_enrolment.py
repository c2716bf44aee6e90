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
            words=("salary", "earn", "pay", "wage", "income", "employee", "worker", "on", "paid"),
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
    lower_limit: Annotated[
        float | None,
        Input(
            "the lower limit of qualifying earnings, where you name another than today's",
            "GBP per year",
            low=1000,
            high=10000,
            words=("lower limit", "lower", "qualifying earnings", "between", "band", "ran"),
        ),
    ] = None,
    upper_limit: Annotated[
        float | None,
        Input(
            "the upper limit of qualifying earnings, where you name another than today's",
            "GBP per year",
            low=30000,
            high=100000,
            words=("upper limit", "upper", "qualifying earnings", "between", "band", "ran"),
        ),
    ] = None,
    total_rate: Annotated[
        float | None,
        Input(
            "the rate both pay together, where it is not the legal least",
            "ratio 0–1",
            low=0,
            high=1,
            words=("total", "altogether", "together", "combined"),
        ),
    ] = None,
    employer_rate: Annotated[
        float | None,
        Input(
            "the rate your employer pays, where it is not the legal least",
            "ratio 0–1",
            low=0,
            high=1,
            words=("employer", "boss", "company", "firm", "they"),
        ),
    ] = None,
    own_rate: Annotated[
        float | None,
        Input(
            "the rate you pay, where it is not the legal least",
            "ratio 0–1",
            low=0,
            high=1,
            words=(
                "I pay",
                "me",
                "my",
                "mine",
                "employee",
                "you",
                "contributes",
                "contribute",
                "worker",
                "own",
                "put",
                "him",
                "her",
            ),
        ),
    ] = None,
    all_pay: Annotated[
        bool,
        Input(
            "whether contributions count on all of your pay",
            words=(
                "full salary",
                "full pay",
                "whole salary",
                "all of my pay",
                "all of his pay",
                "all of her pay",
                "total pay",
                "whole pay",
                "every pound",
            ),
            assume="contributions count on qualifying earnings only",
        ),
    ] = False,
) -> Outcome:
    """Least yearly contribution in GBP on qualifying earnings: both shares, the member's or the employer's.

    Source: Pensions Act 2008 s 3, 13 and 20.
    """
    low = rules["auto_enrolment.lower_limit"] if lower_limit is None else lower_limit
    high = rules["auto_enrolment.upper_limit"] if upper_limit is None else upper_limit
    whole, theirs = _rates(rules, total_rate, employer_rate, own_rate)
    qualifying = salary if all_pay else max(min(salary, high) - low, 0)
    total, employer = cents(qualifying * whole), cents(qualifying * theirs)
    own = cents(total - employer)
    money = rules.money
    basis = f"Qualifying earnings are pay between {money(low)} and {money(high)}: here {money(qualifying)}."
    if all_pay:
        basis = f"Contributions count on all of your pay: {money(qualifying)}."
    value = {"both": total, "yours": own, "employer's": employer}[whose]
    shares = f"{money(own)} from you, tax relief included, and {money(employer)} from your employer"
    headline = {
        "both": f"At least {money(total)} a year would go into your workplace pension: {shares}.",
        "yours": f"You would pay {money(own)} a year at least, with tax relief, and your employer {money(employer)}: "
        f"{money(total)} together.",
        "employer's": f"Your employer would pay at least {money(employer)} a year, and you {money(own)}: "
        f"{money(total)} together.",
    }[whose]
    return Outcome(
        value=value,
        unit="GBP per year",
        headline=headline,
        steps=(
            basis,
            f"At least {percent(whole)} of that goes in: {money(total)} a year.",
            f"Of it the employer pays at least {percent(theirs)}, {money(employer)}; {money(own)} is yours.",
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


def _rates(rules: Rules, total: float | None, employer: float | None, own: float | None) -> tuple[float, float]:
    """The rate both pay together and the employer's part of it, as ratios; the legal least where none is named."""
    least, theirs = rules["auto_enrolment.total_rate"], rules["auto_enrolment.employer_rate"]
    if employer is not None:
        theirs = employer
    if own is not None:
        return own + theirs, theirs
    whole = max(least, theirs) if total is None else total
    return whole, min(theirs, whole)
