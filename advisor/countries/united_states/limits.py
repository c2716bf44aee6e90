"""Named limits and amounts of a year."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ...rules import Input, Outcome, Rules, calculator
from .wording import listed, percent

Name = Literal[
    "401k_deferral",
    "401k_catch_up",
    "all_sources",
    "ira",
    "ira_catch_up",
    "simple_ira",
    "simple_ira_catch_up",
    "roth_catch_up_wages",
    "charitable_distribution",
    "social_security_wage_base",
    "social_security_credit",
    "cost_of_living_increase",
    "earnings_test",
    "earnings_test_last_year",
    "supplemental_security_income",
    "maximum_social_security",
    "part_b_premium",
    "part_a_deductible",
    "senior_deduction",
]

PARAMETERS = {
    "401k_deferral": "contributions.elective_deferral",
    "401k_catch_up": "contributions.catch_up",
    "all_sources": "contributions.annual_additions",
    "ira": "contributions.ira",
    "ira_catch_up": "contributions.ira_catch_up",
    "simple_ira": "contributions.simple_deferral",
    "simple_ira_catch_up": "contributions.simple_catch_up",
    "roth_catch_up_wages": "contributions.roth_catch_up_wages",
    "charitable_distribution": "minimum_distributions.charitable_limit",
    "social_security_wage_base": "social_security.wage_base",
    "social_security_credit": "social_security.credit_earnings",
    "cost_of_living_increase": "social_security.cost_of_living",
    "earnings_test": "social_security.earnings_limit",
    "earnings_test_last_year": "social_security.earnings_limit_last_year",
    "supplemental_security_income": "social_security.supplemental_income",
    "maximum_social_security": "social_security.maximum_benefit",
    "part_b_premium": "medicare.part_b_premium",
    "part_a_deductible": "medicare.part_a_deductible",
    "senior_deduction": "income_tax.senior_deduction",
}


@calculator("US", title="Limits and amounts of a year")
def limits(
    rules: Rules,
    name: Annotated[
        Name,
        Input(
            "the limit or amount you ask about",
            words=(
                "limit",
                "maximum",
                "wage base",
                "COLA",
                "premium",
                "deductible",
                "credit",
                "catch-up",
                "SSI",
                "QCD",
            ),
        ),
    ],
) -> Outcome:
    """The named figure in force in the year, USD or ratio. With several by age, the value is the first above zero."""
    if name == "cost_of_living_increase":
        return _increase(rules)
    parameter = rules.law.parameters[PARAMETERS[name]]
    value, detail = _plain(rules, rules[parameter.name])
    shown = rules.money(value)
    by_age = detail if isinstance(rules[parameter.name], list) else ""
    return Outcome(
        value,
        parameter.unit,
        f"It is {by_age or shown}: the {parameter.label} in {rules.year}.",
        (f"The {parameter.label} is {detail or shown} ({parameter.unit}).",),
    )


def _increase(rules: Rules) -> Outcome:
    """The cost-of-living increase paid from January of the year, a ratio, and the next one once it is known.

    It is decided for December: the year people ask for is the year it is first paid in.
    """
    name = PARAMETERS["cost_of_living_increase"]
    parameter, years = rules.law.parameters[name], rules.law.years
    start, last = years.start(rules.date), years.parse(str(rules.date.year))
    value = rules.on(start)[name]
    coming = parameter.on(last)
    known = coming.start > start and (coming.end is None or coming.end >= last)
    following = last.year + 1
    ahead = f", and {percent(rules.on(last)[name])} comes from January {following}" if known else ""
    return Outcome(
        value,
        parameter.unit,
        f"It is {percent(value)} in {rules.year}{ahead}: the {parameter.label}.",
        (f"The {parameter.label} paid from January {rules.year} is {percent(value)}{ahead}.",),
    )


def _plain(rules: Rules, found: Any) -> tuple[float, str]:
    """A figure and, for tables, the table in words."""
    money = rules.money
    if isinstance(found, list):
        rows = [band for band in found if band["amount"]]
        return rows[0]["amount"], listed([f"{money(band['amount'])} from age {band['from']}" for band in rows])
    if isinstance(found, dict):
        rows = [f"{money(amount)} {key.replace('_', ' ')}" for key, amount in found.items()]
        return found["at_full_age"], listed(rows)
    return found, ""
