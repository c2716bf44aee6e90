"""Income tax on pensions, and the personal allowance."""

from __future__ import annotations

from typing import Annotated

from ...rules import MONTHS, WEEKS, Input, Outcome, Rules, calculator, cents
from .tax import allowance_steps, bill, bill_steps, personal_allowance_for
from .wording import Nation, percent

FullAllowance = Annotated[
    float | None,
    Input(
        "the full personal allowance, where you name another than today's",
        "GBP per year",
        low=0,
        high=20000,
        words=("personal allowance", "full personal allowance", "tax-free allowance", "allowance"),
    ),
]


@calculator("UK", title="Income tax on pensions")
def pension_income_tax(
    rules: Rules,
    taxable_income: Annotated[
        float,
        Input(
            "your total taxable income in the year, pensions included",
            "GBP per year",
            low=0,
            high=1e8,
            profile="taxable_income",
            words=("income", "pension", "taxable", "earn", "total"),
        ),
    ],
    nation: Annotated[
        Nation,
        Input("the nation you live in", profile="region", assume="you live in England, Wales or Northern Ireland"),
    ] = "England",
    more_income: Annotated[
        float,
        Input(
            "more taxable income on top of it, such as your State Pension",
            "GBP per year",
            low=0,
            high=1e8,
            words=("state pension", "plus", "on top", "another", "also", "as well"),
        ),
    ] = 0,
    full_state_pension: Annotated[
        bool,
        Input("whether the full new State Pension comes on top of it", words=("full state pension",)),
    ] = False,
    full_allowance: FullAllowance = None,
) -> Outcome:
    """Income tax in GBP for the rules' tax year on pension and other non-savings income, to the penny.

    Source: Income Tax Act 2007 s 6, 10, 35; Scottish Rate Resolutions for Scotland.
    """
    money = rules.money
    state = cents(rules["state_pension.full_new"] * WEEKS) if full_state_pension else 0.0
    income = cents(taxable_income + more_income + state)
    due = bill(rules, income, nation, full_allowance=full_allowance)
    parts = [money(part) for part in (taxable_income, more_income, state) if part]
    added = (f"{' + '.join(parts)} = {money(income)} a year.",) if len(parts) > 1 else ()
    if state:
        weekly = rules["state_pension.full_new"]
        added = (f"The full new State Pension of {money(weekly)} a week is {money(state)} a year.", *added)
    if due.tax:
        headline = f"You would pay {money(due.tax)} income tax for {rules.year} on {money(income)} a year."
    else:
        headline = f"You would pay no income tax ({money(0)}) for {rules.year} on {money(income)} a year."
    return Outcome(
        value=due.tax,
        unit="GBP per year",
        headline=headline,
        steps=added + allowance_steps(rules, income, full_allowance) + bill_steps(rules, due),
        notes=(
            "Pensions carry no National Insurance. The State Pension is taxable but is paid without tax taken off.",
            "This counts all income as pension or wages; savings interest and dividends have rates of their own.",
        ),
        figures={
            "personal allowance": (due.allowance, "GBP per year"),
            "taxable income": (due.taxable, "GBP per year"),
            "income after tax": (income - due.tax, "GBP per year"),
            "tax a month": (cents(due.tax / MONTHS), "GBP per month"),
        },
    )


@calculator("UK", title="Personal allowance")
def personal_allowance(
    rules: Rules,
    adjusted_net_income: Annotated[
        float,
        Input(
            "your adjusted net income in the year",
            "GBP per year",
            low=0,
            high=1e8,
            words=("adjusted net income", "income", "salary", "earn"),
            assume="your income is below the point where the allowance begins to shrink",
        ),
    ] = 0,
) -> Outcome:
    """Personal allowance in GBP for the rules' tax year, whole pounds rounded up (ITA 2007 s 35)."""
    money = rules.money
    allowance = personal_allowance_for(rules, adjusted_net_income)
    threshold = rules["income_tax.taper_threshold"]
    full = rules["income_tax.personal_allowance"]
    rate = rules["income_tax.taper_rate"]
    if not allowance:
        headline = f"You get no personal allowance ({money(0)}) for {rules.year}: your income is too high."
    else:
        headline = f"Your personal allowance is {money(allowance)} for {rules.year}."
    over = max(adjusted_net_income - threshold, 0)
    steps = [f"The full personal allowance is {money(full)} for income up to {money(threshold)}."]
    if over:
        steps += [
            f"Your income is {money(over)} above {money(threshold)}.",
            f"The allowance falls by {percent(rate)} of that, {money(over * rate)}, and never below {money(0)}.",
        ]
    else:
        steps.append(f"Your income of {money(adjusted_net_income)} does not go over it, so nothing is taken off.")
    return Outcome(
        value=allowance,
        unit="GBP per year",
        headline=headline,
        steps=tuple(steps),
        notes=("Pension contributions and Gift Aid lower your adjusted net income.",),
        figures={
            "allowance lost": (full - allowance, "GBP per year"),
            "income at which the allowance is gone": (threshold + full / rate, "GBP per year"),
        },
    )
