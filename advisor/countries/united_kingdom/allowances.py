"""A named allowance, limit or rate, as it stands for a tax year."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import WEEKS, Input, Outcome, Rules, calculator, cents
from .wording import day, percent

Name = Literal[
    "annual allowance",
    "money purchase annual allowance",
    "lump sum allowance",
    "lump sum and death benefit allowance",
    "overseas transfer allowance",
    "personal allowance",
    "marriage allowance",
    "dividend allowance",
    "personal savings allowance",
    "automatic enrolment trigger",
    "lower earnings limit",
    "small pot limit",
    "trivial commutation limit",
    "full new State Pension",
    "full basic State Pension",
    "qualifying years for a full State Pension",
    "least qualifying years",
    "State Pension rise",
    "normal minimum pension age",
    "Pension Credit minimum for a single person",
    "Pension Credit minimum for a couple",
    "Class 3 voluntary contribution",
    "Class 2 voluntary contribution",
]
PARAMETERS: dict[str, str] = {
    "annual allowance": "contributions.annual_allowance",
    "money purchase annual allowance": "contributions.mpaa",
    "lump sum allowance": "access.lump_sum_allowance",
    "lump sum and death benefit allowance": "access.lump_sum_death_benefit_allowance",
    "overseas transfer allowance": "overseas.transfer_allowance",
    "personal allowance": "income_tax.personal_allowance",
    "marriage allowance": "income_tax.marriage_allowance",
    "dividend allowance": "income_tax.dividend_allowance",
    "personal savings allowance": "income_tax.savings_allowance_basic",
    "automatic enrolment trigger": "auto_enrolment.trigger",
    "lower earnings limit": "national_insurance.lower_earnings_limit",
    "small pot limit": "access.small_pot",
    "trivial commutation limit": "access.trivial_commutation",
    "full new State Pension": "state_pension.full_new",
    "full basic State Pension": "state_pension.full_basic",
    "qualifying years for a full State Pension": "state_pension.full_years",
    "least qualifying years": "state_pension.minimum_years",
    "State Pension rise": "state_pension.uprating",
    "normal minimum pension age": "access.minimum_age",
    "Pension Credit minimum for a single person": "pension_credit.guarantee_single",
    "Pension Credit minimum for a couple": "pension_credit.guarantee_couple",
    "Class 3 voluntary contribution": "national_insurance.class_3",
    "Class 2 voluntary contribution": "national_insurance.class_2",
}


@calculator("UK", title="Allowances and limits")
def allowances(
    rules: Rules,
    allowance: Annotated[
        Name, Input("the allowance or limit", words=("allowance", "limit", "cap", "threshold", "rate"))
    ],
) -> Outcome:
    """The named allowance, limit or rate in force on the rules' day, in the unit of its parameter."""
    parameter = rules.law.parameters[PARAMETERS[allowance]]
    value = rules[parameter.name]
    known = parameter.on(rules.date)
    figures = {}
    if parameter.unit == "GBP per week":
        figures["over 52 weeks"] = (cents(value * WEEKS), "GBP per year")
    held = f"from {day(known.start)}" + (f" to {day(known.end)}" if known.end else "")
    return Outcome(
        value=value,
        unit=parameter.unit,
        headline=f"The {parameter.label} is {_written(rules, value, parameter.unit)} for {rules.year}.",
        steps=(f"This figure holds {held}.", f"It comes from {parameter.reference} ({parameter.authority})."),
        figures=figures,
    )


def _written(rules: Rules, value: float, unit: str) -> str:
    kind, _, rest = unit.partition(" ")
    if kind == "GBP":
        return rules.money(value) + {"per week": " a week", "per tax year": " a year", "per year": " a year"}.get(
            rest, ""
        )
    return percent(value) if kind == "ratio" else f"{value:g}"
