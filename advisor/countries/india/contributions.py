"""What a member and the employer pay into EPF and EPS each month."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from dataclasses import dataclass
from typing import Annotated, Literal

from ...rules import Input, Outcome, Rules, calculator, nearest
from .inputs import Age, EpsMember, Wage
from .wording import count, percent

Ceiling = Annotated[
    float | None,
    Input(
        "the wage ceiling, if not the one in force",
        "INR per month",
        low=1,
        high=1e8,
        words=("ceiling", "limit", "cap", "statutory"),
    ),
]


def wage_up_to_ceiling(rules: Rules, wage: float, ceiling: float | None) -> tuple[float, str]:
    """The part of a month's wage that counts, INR, and a sentence on it.

    In a month in which the ceiling changes, each part of the month has its own ceiling
    (EPFO FAQ of 24 September 2026, questions 7 and 9).
    """
    if ceiling is not None:
        return min(wage, ceiling), f"With the ceiling of {rules.money(ceiling)} that you gave, " + _counts(
            rules, min(wage, ceiling)
        )
    days = monthrange(rules.date.year, rules.date.month)[1]
    periods = Counter(rules.on(rules.date.replace(day=day + 1))["epf.wage_ceiling"] for day in range(days))
    counted = sum(min(wage, each) * length for each, length in periods.items()) / days
    if len(periods) == 1:
        return counted, f"The wage ceiling is {rules.money(*periods)} a month, so " + _counts(rules, counted)
    parts = " and ".join(f"{count(length, 'day')} at {rules.money(each)}" for each, length in periods.items())
    return counted, f"The ceiling changed in this month ({parts}), so " + _counts(rules, counted)


def _counts(rules: Rules, wage: float) -> str:
    return f"{rules.money(wage)} of your pay counts."


def eps_share(rules: Rules, wage: float, ceiling: float | None) -> float:
    """The employer's EPS contribution for a month, whole INR (EPS 2026 para 4(1) and (3))."""
    counted, _ = wage_up_to_ceiling(rules, wage, ceiling)
    return nearest(counted * rules["eps.contribution_rate"], rules["epf.contribution_rounding"])


@calculator("IN", title="EPS contribution")
def eps_contribution(
    rules: Rules,
    monthly_wage: Wage,
    wage_ceiling: Ceiling = None,
    age: Age = None,
    eps_member: EpsMember = True,
) -> Outcome:
    """The part of the employer's monthly contribution that goes to EPS, whole INR (EPS 2026 para 4; para 7: none
    for members outside EPS and from pension age)."""
    if not eps_member or (age is not None and age >= rules["eps.normal_age"]):
        why = f"From age {rules['eps.normal_age']} nothing more goes to EPS." if eps_member else "You are not in EPS."
        return Outcome(
            0.0,
            "INR per month",
            f"{rules.money(0)} a month goes to EPS; the employer's whole contribution goes to your EPF.",
            (why,),
        )
    share = eps_share(rules, monthly_wage, wage_ceiling)
    counted, sentence = wage_up_to_ceiling(rules, monthly_wage, wage_ceiling)
    return Outcome(
        share,
        "INR per month",
        f"{rules.money(share)} a month of your employer's contribution goes to EPS.",
        (
            sentence,
            f"{percent(rules['eps.contribution_rate'])} of {rules.money(counted)} is "
            f"{rules.money(counted * rules['eps.contribution_rate'])}; it is rounded to the nearest rupee.",
            "You pay nothing into EPS yourself.",
        ),
        ("Someone who first joined with pay above the wage ceiling of that day may not be in EPS.",),
    )


@dataclass(frozen=True, slots=True)
class Split:
    """One month's contributions, whole INR: the employee's, and the employer's in all, to EPS and to EPF."""

    own: float
    employer: float
    pension: float
    fund: float


@calculator("IN", title="EPF contribution")
def epf_contribution(
    rules: Rules,
    monthly_wage: Wage,
    share: Annotated[
        Literal["employee", "employer", "employer EPF", "total"], Input("whose contribution you ask for")
    ] = "employee",
    basis: Annotated[
        Literal["full pay", "wage ceiling"],
        Input("what contributions are paid on", assume="PF is paid on your full basic pay plus dearness allowance"),
    ] = "full pay",
    wage_ceiling: Ceiling = None,
    eps_member: EpsMember = True,
    age: Age = None,
    reduced_rate: Annotated[
        bool,
        Input(
            "whether your industry has the reduced rate",
            words=(
                "10% PF",
                "10% EPF",
                "PF at 10%",
                "PF is 10%",
                "reduced rate",
                "brick",
                "beedi",
                "jute",
                "coir",
                "guar gum",
            ),
        ),
    ] = False,
) -> Outcome:
    """Monthly EPF contributions of the employee and the employer, with the EPS part, each to the whole INR.

    `value` is the share asked for (EPF Scheme 2026 para 18: the employer's EPF part is what EPS leaves).
    """
    money = rules.money
    counted, sentence = wage_up_to_ceiling(rules, monthly_wage, wage_ceiling)
    base = counted if basis == "wage ceiling" else monthly_wage
    rate = rules["epf.reduced_rate" if reduced_rate else "epf.employee_rate"]
    in_eps = eps_member and not (age is not None and age >= rules["eps.normal_age"])
    paid = _split(rules, base, rate, eps_share(rules, monthly_wage, wage_ceiling) if in_eps else 0.0, reduced_rate)
    added = paid.own + paid.fund
    return Outcome(
        {"employee": paid.own, "employer": paid.employer, "employer EPF": paid.fund, "total": added}[share],
        "INR per month",
        _headline(rules, share, paid),
        (
            sentence if basis == "wage ceiling" or in_eps else f"Contributions are on {money(base)}.",
            f"You pay {percent(rate)} of {money(base)}: {money(paid.own)}.",
            f"Your employer pays {money(paid.employer)}: {money(paid.pension)} to EPS, the rest, "
            f"{money(paid.fund)}, to your EPF.",
            f"Into your EPF go {money(paid.own)} + {money(paid.fund)} = {money(added)} a month.",
        ),
        ("Your employer also pays the administration charge and the insurance (EDLI); they are not taken from you.",),
        {
            "employee's EPF": (paid.own, "INR per month"),
            "employer's EPF": (paid.fund, "INR per month"),
            "employer's EPS": (paid.pension, "INR per month"),
            "added to your EPF": (added, "INR per month"),
        },
    )


def _split(rules: Rules, base: float, rate: float, eps: float, reduced: bool) -> Split:
    step = rules["epf.contribution_rounding"]
    employer = nearest(base * (rate if reduced else rules["epf.employer_rate"]), step)
    pension = min(eps, employer)
    return Split(nearest(base * rate, step), employer, pension, employer - pension)


def _headline(rules: Rules, share: str, paid: Split) -> str:
    own, employer, pension, fund = (rules.money(each) for each in (paid.own, paid.employer, paid.pension, paid.fund))
    if share == "employee":
        return f"{own} a month is your EPF contribution; your employer adds {fund} to EPF and {pension} to EPS."
    if share == "total":
        added = rules.money(paid.own + paid.fund)
        return f"{added} a month goes into your EPF: {own} from you, {fund} from your employer."
    if share == "employer":
        return f"Your employer pays {employer} a month: {fund} to EPF and {pension} to EPS."
    return f"{fund} a month from your employer goes to your EPF; {pension} goes to EPS."
