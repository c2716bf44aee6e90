"""EPS besides the member's pension: the withdrawal benefit and the family's pensions."""

from __future__ import annotations

from typing import Annotated

from ...rules import Input, Outcome, Rules, calculator, cents
from .eps_pension import rounded_service
from .inputs import Service
from .wording import count, percent


@calculator("IN", title="EPS withdrawal benefit")
def eps_withdrawal_benefit(
    rules: Rules,
    service_years: Service,
    months_without_work: Annotated[
        float,
        Input(
            "the months you have been out of work",
            "months",
            low=0,
            high=600,
            words=("unemployed", "jobless", "without work", "left"),
            assume="you have just left work",
        ),
    ] = 0.0,
) -> Outcome:
    """Months until the withdrawal benefit can be claimed (0: now); None where a pension is due instead.

    Law: EPS 2026 (36 months without work, 2 before 29 June 2026); EPS 1995 para 14.
    """
    service, needed, wait = (
        rounded_service(rules, service_years),
        rules["eps.minimum_service"],
        rules["eps.withdrawal_wait"],
    )
    if service >= needed:
        return Outcome(
            None,
            "months",
            f"With {count(service, 'year')} of service there is no withdrawal benefit: you get a monthly EPS pension.",
            (f"Your service counts as {count(service, 'year')}; from {count(needed, 'year')} a pension is due.",),
        )
    left = max(wait - months_without_work, 0)
    headline = f"{count(left, 'month')} more without work, and you can claim the EPS withdrawal benefit."
    if not left:
        headline = f"You can claim the EPS withdrawal benefit now ({count(0, 'month')} left to wait)."
    return Outcome(
        left,
        "months",
        headline,
        (
            f"Your service counts as {count(service, 'year')}, under the {count(needed, 'year')} for a pension.",
            f"It is paid after {count(wait, 'month')} without work; you have {count(months_without_work, 'month')}.",
            "The amount is your last wage up to the ceiling, times the factor for your service in Table D.",
        ),
        (
            "The factors of Table D are not known here, so no amount is given; ask EPFO.",
            "A scheme certificate instead keeps your service for a later pension.",
        ),
    )


@calculator("IN", title="EPS family pension")
def eps_family_pension(
    rules: Rules,
    member_pension: Annotated[
        float,
        Input(
            "the member's monthly EPS pension",
            "INR per month",
            low=0,
            high=1e7,
            words=("pension", "getting", "received", "drew", "drawing"),
        ),
    ],
    spouse: Annotated[
        bool,
        Input("whether a widow or widower is alive", words=("widow", "wife", "husband"), assume="a spouse is alive"),
    ] = True,
    children: Annotated[
        int, Input("children under 25", "children", low=0, high=20, words=("children", "kids", "child"))
    ] = 0,
) -> Outcome:
    """The family's monthly pensions after a pensioner's death, INR; `value` is the spouse's, or without one the
    orphans' together (EPS 1995 para 16, carried into EPS 2026)."""
    money = rules.money
    base = cents(max(member_pension * rules["eps.spouse_share"], rules["eps.spouse_minimum"]))
    paid = min(children, rules["eps.children_paid"])
    kind = "child" if spouse else "orphan"
    each = cents(max(base * rules[f"eps.{kind}_share"], rules[f"eps.{kind}_minimum"]))
    value = base if spouse else each * paid
    who = f"{money(value)} a month would be paid to the orphans together"
    if spouse:
        who = f"{money(base)} a month would be the widow's or widower's pension"
    elif not paid:
        who = f"{money(0)} a month is paid without a widow or widower and without children; tell me how many there are"
    also = (
        f"; each of {count(paid, 'child') if paid == 1 else f'{paid} children'} gets {money(each)}"
        if paid and spouse
        else ""
    )
    steps = [
        f"The widow's or widower's pension is {percent(rules['eps.spouse_share'])} of {money(member_pension)}, "
        f"at least {money(rules['eps.spouse_minimum'])}: {money(base)}."
    ]
    if paid:
        steps.append(
            f"Each {kind} gets {percent(rules[f'eps.{kind}_share'])} of that, at least "
            f"{money(rules[f'eps.{kind}_minimum'])}: {money(each)}; {rules['eps.children_paid']} are paid at a time."
        )
    return Outcome(
        value,
        "INR per month",
        f"{who}{also}.",
        tuple(steps),
        ("After a death in service the spouse's pension comes from a table of the scheme and can be higher.",),
        {
            "each child": (each if paid else 0.0, "INR per month"),
            "together": (_together(spouse, base, each, paid), "INR per month"),
        },
    )


def _together(spouse: bool, base: float, each: float, paid: int) -> float:
    return cents((base if spouse else 0.0) + each * paid)
