"""Atal Pension Yojana (APY): what a guaranteed pension costs."""

from __future__ import annotations

from typing import Annotated

from ...rules import MONTHS, Input, InputError, Outcome, Rules, calculator
from .wording import count

JoiningAge = Annotated[
    float,
    Input("your age when you join", "years", low=0, high=120, profile="age", words=("age", "aged", "old", "join")),
]
WantedPension = Annotated[
    float | None,
    Input(
        "the monthly pension you want",
        "INR per month",
        low=0,
        high=1e6,
        words=("pension", "want", "guaranteed", "slab"),
        assume="you want the largest pension of the scheme",
    ),
]


@calculator("IN", title="Atal Pension Yojana contribution")
def atal_pension(rules: Rules, age: JoiningAge, monthly_pension: WantedPension = None) -> Outcome:
    """The monthly contribution up to the pension age, INR, from the official chart of Atal Pension Yojana.

    Raises InputError for a pension the scheme does not offer and an age at which nobody can join.
    """
    pensions, money = rules["apy.pensions"], rules.money
    wanted = pensions[-1] if monthly_pension is None else monthly_pension
    if wanted not in pensions:
        offered = ", ".join(money(each) for each in pensions)
        raise InputError("monthly_pension", f"The monthly pension must be one of {offered}.")
    if not rules["apy.youngest"] <= age < rules["apy.oldest"] + 1:
        raise InputError("age", f"You can join from age {rules['apy.youngest']} to {rules['apy.oldest']}.")
    joined, place = int(age), pensions.index(wanted)
    monthly = float(rules["apy.contributions"][joined][place])
    last, years = rules["apy.pension_age"], rules["apy.pension_age"] - joined
    paid, left = monthly * MONTHS * years, float(rules["apy.nominee_corpus"][place])
    return Outcome(
        monthly,
        "INR per month",
        f"{money(monthly)} a month would be your contribution for a pension of {money(wanted)} a month.",
        (
            f"The official chart gives {money(monthly)} a month for joining at {joined}.",
            f"You pay for {count(years, 'year')}, until {last}: {money(monthly)} × {MONTHS} × {years} = {money(paid)}.",
            f"After you the spouse gets the same pension; after both, the nominee gets {money(left)}.",
        ),
        ("People who pay or have paid income tax cannot join.",),
        {"paid in all": (paid, "INR"), "to the nominee": (left, "INR")},
    )
