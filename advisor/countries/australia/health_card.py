"""Commonwealth Seniors Health Card."""

from __future__ import annotations

from typing import Annotated

from ...rules import Input, Outcome, Rules, calculator
from .inputs import Partnered


@calculator("AU", title="Commonwealth Seniors Health Card income limit")
def seniors_health_card(
    rules: Rules,
    partnered: Partnered = False,
    income: Annotated[
        float | None,
        Input(
            "your income for the card (with your partner's and deemed income from super pensions)",
            "AUD per year",
            low=0,
            high=1e8,
            words=("income", "earn"),
        ),
    ] = None,
) -> Outcome:
    """The income limit of the card, in AUD a year. Social Security Act 1991 s 1071. There is no assets test."""
    limit, money = float(rules[f"age_pension.health_card_{'couple' if partnered else 'single'}"]), rules.money
    who = "a couple together" if partnered else "a single person"
    answer = ""
    if income is not None:
        answer = f" Your {money(income)} is {'within' if income < limit else 'over'} it."
    return Outcome(
        value=limit,
        unit="AUD a year",
        headline=f"The income limit of the card is {money(limit)} a year for {who}.{answer}",
        steps=(f"The limit for {who} is {money(limit)} of adjusted taxable income and deemed income a year.",),
        notes=("You must be of Age Pension age, live in Australia and not get a pension. There is no assets test.",),
    )
