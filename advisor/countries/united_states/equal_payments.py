"""Substantially equal periodic payments: yearly amounts free of the additional tax before the free age."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import MONTHS, Input, Outcome, Rules, calculator, cents
from .wording import half_age, percent


@calculator("US", title="Substantially equal periodic payments")
def substantially_equal_payments(
    rules: Rules,
    balance: Annotated[
        float,
        Input(
            "the balance of the account you would draw from",
            "USD",
            low=0,
            high=1e9,
            profile="balance_ira",
            words=("balance", "account", "IRA", "worth"),
        ),
    ],
    age: Annotated[
        int,
        Input(
            "your age on your birthday this year", "years", low=0, high=120, profile="age", words=("age", "aged", "old")
        ),
    ],
    method: Annotated[
        Literal["amortization", "required_distribution"],
        Input(
            "the method",
            words=("amortization", "amortisation", "RMD method", "life expectancy method"),
            assume="you use the fixed amortization method",
        ),
    ] = "amortization",
    interest_rate: Annotated[
        float | None,
        Input(
            "the interest rate for the amortization method",
            "ratio 0–1",
            low=0,
            high=0.2,
            words=("interest", "rate", "mid-term"),
            assume="you use the interest rate that is always allowed",
        ),
    ] = None,
) -> Outcome:
    """Yearly payment, USD, by the single life table (IRC 72(t)(2)(A)(iv); Notice 2022-6)."""
    table = rules["life_tables.single"]
    years = table[min(age, max(table))]
    allowed = rules["early_withdrawals.equal_payments_rate"]
    rate = allowed if interest_rate is None else interest_rate
    money = rules.money
    steps = [f"The single life table gives {years:g} years at age {age}."]
    if method == "amortization" and rate:
        payment = balance * rate / (1 - (1 + rate) ** -years)
        steps.append(f"{money(balance)} is spread over {years:g} years as a level yearly payment at {percent(rate)}.")
        steps.append(f"{money(balance)} × {percent(rate)} ÷ (1 − (1 + {percent(rate)})^−{years:g}) = {money(payment)}.")
    else:
        payment = balance / years
        steps.append(f"{money(balance)} ÷ {years:g} = {money(payment)}.")
    return Outcome(
        cents(payment),
        "USD per year",
        f"You could take {money(payment)} a year without the additional tax.",
        tuple(steps),
        _notes(rules, method, rate, allowed),
        {"life expectancy": (years, "years"), "a month": (cents(payment / MONTHS), "USD per month")},
    )


def _notes(rules: Rules, method: str, rate: float, allowed: float) -> tuple[str, ...]:
    least = rules["early_withdrawals.equal_payments_years"]
    free_age = half_age(rules["early_withdrawals.free_age"])
    notes = [
        f"You must keep to the payments for {least} years or until age {free_age}, whichever is later.",
        "Changing them early brings back the additional tax on all of them, with interest.",
        "From a workplace plan you must have left the employer first. Income tax is due on every payment.",
    ]
    if method == "required_distribution":
        notes.append("With this method the amount is worked out afresh every year.")
    elif rate > allowed:
        notes.append(
            f"A rate above {percent(allowed)} is allowed only up to the IRS limit based on the federal mid-term rate."
        )
    return tuple(notes)
