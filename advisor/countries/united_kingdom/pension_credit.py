"""Pension Credit: the guarantee that tops up a low income, and the older savings credit."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ...rules import Input, Outcome, Rules, calculator, cents, up
from .state_pension_age import pension_age_for
from .wording import day, percent

Partnered = Annotated[
    bool,
    Input(
        "whether you live with a partner",
        profile="partnered",
        words=("couple", "partner", "married", "wife", "husband"),
        assume="you live without a partner",
    ),
]
WeeklyIncome = Annotated[
    float,
    Input(
        "your weekly income, your partner's included",
        "GBP per week",
        low=0,
        high=5000,
        words=("income", "week", "State Pension", "pension", "get", "live on", "lives on"),
    ),
]
Savings = Annotated[
    float,
    Input(
        "your savings and investments, your partner's included",
        "GBP",
        low=0,
        high=1e8,
        profile="financial_assets",
        words=(
            "savings",
            "saved",
            "saving",
            "capital",
            "investments",
            "bank",
            "ISA",
            "put by",
            "in the bank",
            "building society",
            "nest egg",
            "post office",
            "premium bonds",
            "stashed",
            "tucked away",
        ),
        assume="you have no savings that count",
    ),
]


def tariff_income(rules: Rules, savings: float) -> float:
    """Weekly income in GBP that `savings` count as: a pound for each step or part of one (SPC Regs 2002 reg 15(6))."""
    over = max(savings - rules["pension_credit.capital_ignored"], 0)
    return up(over / rules["pension_credit.capital_step"]) if over else 0.0


def income_steps(rules: Rules, weekly_income: float, savings: float) -> tuple[str, ...]:
    """How the income that counts comes about."""
    money, counted = rules.money, tariff_income(rules, savings)
    ignored, step = rules["pension_credit.capital_ignored"], rules["pension_credit.capital_step"]
    first = (
        f"Of savings of {money(savings)}, the first {money(ignored)} is ignored; each {money(step)} above it, or part "
    )
    return (
        f"{first}of it, counts as {money(1)} a week: {money(counted)}.",
        f"Income: {money(weekly_income)} + {money(counted)} = {money(cents(weekly_income + counted))} a week.",
    )


def guarantee_parts(
    rules: Rules, partnered: bool, severe_disability: bool, carer: bool, standard: float | None = None
) -> dict[str, float]:
    """What the weekly guarantee is made of, in GBP a week (State Pension Credit Regulations 2002 reg 6).

    `standard` stands in for the standard minimum of the rules' day.
    """
    if standard is None:
        standard = rules[f"pension_credit.guarantee_{'couple' if partnered else 'single'}"]
    parts = {"the standard minimum": float(standard)}
    if severe_disability:
        parts["the severe disability addition"] = rules["pension_credit.severe_disability"]
    if carer:
        parts["the carer addition"] = rules["pension_credit.carer"]
    return parts


@calculator("UK", title="Pension Credit")
def pension_credit(
    rules: Rules,
    weekly_income: WeeklyIncome,
    partnered: Partnered = False,
    savings: Savings = 0,
    severe_disability: Annotated[
        bool, Input("whether you get the severe disability addition", words=("disability",))
    ] = False,
    carer: Annotated[bool, Input("whether you get the carer addition", words=("carer", "caring"))] = False,
    date_of_birth: Annotated[
        date | None, Input("your date of birth", "date", profile="birth_date", words=("born",))
    ] = None,
    minimum_guarantee: Annotated[
        float | None,
        Input(
            "the standard minimum guarantee, where you name another than today's",
            "GBP per week",
            low=50,
            high=1000,
            words=("guarantee", "minimum guarantee", "standard minimum guarantee", "standard minimum", "minimum"),
        ),
    ] = None,
) -> Outcome:
    """Guarantee credit in GBP a week: what lifts the income to the minimum guarantee.

    Source: State Pension Credit Act 2002 s 2; State Pension Credit Regulations 2002 reg 6 and 15.
    """
    money = rules.money
    parts = guarantee_parts(rules, partnered, severe_disability, carer, minimum_guarantee)
    guarantee = cents(sum(parts.values()))
    counted = cents(weekly_income + tariff_income(rules, savings))
    credit = cents(max(guarantee - counted, 0))
    if credit:
        headline = f"You could get {money(credit)} a week in Pension Credit."
    else:
        headline = f"You would not be entitled to guarantee credit ({money(0)} a week): your income is high enough."
    notes = [
        "Both of you normally must have reached State Pension age."
        if partnered
        else "You must have reached State Pension age."
    ]
    if date_of_birth and (reached := pension_age_for(rules, date_of_birth).reached) > rules.date:
        notes.append(f"You reach State Pension age on {day(reached)}, so you cannot get it before then.")
        headline += f" It starts no earlier than {day(reached)}, when you reach State Pension age." if credit else ""
    notes.append(
        "Pension Credit can bring other help: Housing Benefit, Council Tax and Winter Fuel Payment, a free TV licence."
    )
    return Outcome(
        value=credit,
        unit="GBP per week",
        headline=headline,
        steps=(
            "Your guarantee: "
            + " + ".join(f"{name} {money(amount)}" for name, amount in parts.items())
            + f" = {money(guarantee)}.",
            *income_steps(rules, weekly_income, savings),
            f"{money(guarantee)} less {money(counted)} is {money(credit)} a week."
            if credit
            else "That is not below it.",
        ),
        notes=tuple(notes),
        figures={
            "minimum guarantee": (guarantee, "GBP per week"),
            "income from savings": (counted - weekly_income, "GBP per week"),
        },
    )


@calculator("UK", title="Savings credit")
def savings_credit(
    rules: Rules,
    weekly_income: WeeklyIncome,
    partnered: Partnered = False,
    savings: Savings = 0,
) -> Outcome:
    """Savings credit in GBP a week, for people who reached State Pension age before 6 April 2016.

    All income is taken as qualifying income. Source: State Pension Credit Act 2002 s 3; SPC Regs 2002 reg 7.
    """
    money = rules.money
    kind = "couple" if partnered else "single"
    threshold, most = rules[f"pension_credit.savings_threshold_{kind}"], rules[f"pension_credit.savings_maximum_{kind}"]
    gain, loss = rules["pension_credit.savings_accrual"], rules["pension_credit.savings_withdrawal"]
    guarantee = rules[f"pension_credit.guarantee_{kind}"]
    counted = cents(weekly_income + tariff_income(rules, savings))
    earned = cents(min(max(counted - threshold, 0) * gain, most))
    lost = cents(max(counted - guarantee, 0) * loss)
    credit = cents(max(earned - lost, 0))
    if credit:
        headline = f"You could get {money(credit)} a week in savings credit."
    else:
        headline = f"You would not be entitled to savings credit ({money(0)} a week) on this income."
    last = rules["pension_credit.savings_last_day"]
    return Outcome(
        value=credit,
        unit="GBP per week",
        headline=headline,
        steps=(
            *income_steps(rules, weekly_income, savings),
            f"{percent(gain)} of the part over {money(threshold)} counts, at most {money(most)}: {money(earned)}.",
            f"{percent(loss)} of the part over {money(guarantee)} comes off: {money(lost)}.",
        ),
        notes=(
            f"Savings credit is only for people who reached State Pension age before {day(last)}.",
            "Some income, such as certain benefits, does not count towards it.",
        ),
        figures={"earned": (earned, "GBP per week"), "taken off": (lost, "GBP per week")},
    )


@calculator("UK", title="Income that savings count as")
def savings_income(
    rules: Rules,
    savings: Annotated[
        float,
        Input(
            "your savings and investments, your partner's included",
            "GBP",
            low=0,
            high=1e8,
            profile="financial_assets",
            words=("savings", "saved", "saving", "capital", "investments", "bank", "building society", "post office"),
        ),
    ],
) -> Outcome:
    """Weekly income in GBP that savings count as for Pension Credit (SPC Regs 2002 reg 15(6))."""
    counted, money = tariff_income(rules, savings), rules.money
    ignored, step = rules["pension_credit.capital_ignored"], rules["pension_credit.capital_step"]
    if counted:
        headline = f"Your savings would count as {money(counted)} a week of income for Pension Credit."
    else:
        headline = f"Your savings would count as no income ({money(0)} a week) for Pension Credit."
    return Outcome(
        value=counted,
        unit="GBP per week",
        headline=headline,
        steps=(
            f"The first {money(ignored)} of savings is ignored.",
            f"{money(max(savings - ignored, 0))} is above it. Each {money(step)}, or part of it, counts as {money(1)}.",
            f"That makes {money(counted)} a week.",
        ),
        notes=(
            "The home you live in does not count as savings. There is no upper limit on savings for Pension Credit.",
        ),
        figures={"above the part that is ignored": (max(savings - ignored, 0), "GBP")},
    )
