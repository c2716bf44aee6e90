"""What super becomes while an employer pays in: the balance, the pay, and what the fund keeps back in tax."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from ...rules import Input, Outcome, Rules, calculator, cents
from ..everywhere.assumed import Age, Growth, Inflation, ToAge, Years
from ..everywhere.projection import projection
from .super_guarantee import yearly_guarantee
from .words import percent


@calculator("AU", title="Super at a later age, with your employer's contributions")
def projection_from_pay(
    rules: Rules,
    balance: Annotated[
        float,
        Input(
            "your super balance today",
            "AUD",
            low=0,
            high=1e10,
            profile="balance_super",
            words=("super", "balance", "have", "got", "in super", "pot", "saved"),
        ),
    ],
    salary: Annotated[
        float,
        Input(
            "your pay before tax, from which your employer pays super",
            "AUD per year",
            low=0,
            high=1e8,
            profile="salary",
            words=("salary", "earn", "earning", "wage", "pay", "on", "make", "income", "a year"),
        ),
    ],
    years: Years = None,
    age: Age = None,
    to_age: ToAge = None,
    salary_sacrifice: Annotated[
        float,
        Input(
            "what you add from your pay before tax each year",
            "AUD per year",
            low=0,
            high=1e7,
            words=("salary sacrifice", "sacrifice", "sal sac", "add", "extra", "on top", "put in"),
        ),
    ] = 0,
    employer_rate: Annotated[
        float | None,
        Input(
            "the share of your pay that your employer pays in",
            "ratio 0–1",
            low=0,
            high=0.5,
            words=("employer", "boss", "company", "pays", "pays in", "sg", "guarantee", "super on top", "contribution"),
        ),
    ] = None,
    growth: Growth = None,
    inflation: Inflation = None,
) -> Outcome:
    """The super balance after some years, AUD of that day, with its worth in today's money.

    The employer pays the super guarantee of the rules' year on pay that rises with prices; the fund keeps the
    contributions tax. An `employer_rate` that is named takes the place of the law.
    Superannuation Guarantee (Administration) Act 1992 s 19.
    Raises InputError without years or an age.
    """
    guarantee = yearly_guarantee(rules, salary) if employer_rate is None else cents(salary * employer_rate)
    share = rules["super_guarantee.rate"] if employer_rate is None else employer_rate
    tax = rules["contributions.fund_tax_rate"]
    paid = cents((guarantee + salary_sacrifice) * (1 - tax))
    found = projection(rules, balance, years, age, to_age, paid, None, growth, inflation)
    money = rules.money
    added = f" and {money(salary_sacrifice)} of your own" if salary_sacrifice else ""
    steps = (
        found.steps[0],
        f"Your employer pays {percent(share)} of {money(salary)}, {money(guarantee)} a year"
        f"{added}; after {percent(tax)} tax in the fund {money(paid)} stays.",
        *found.steps[1:],
    )
    figures = {**found.figures, "employer's contribution": (guarantee, "AUD per year")}
    return replace(found, steps=steps, figures=figures)
