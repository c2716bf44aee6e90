"""The published caps and thresholds of an income year."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import Input, Outcome, Rules, Table, calculator
from .words import percent

Cap = Literal[
    "concessional",
    "non-concessional",
    "bring-forward",
    "transfer balance",
    "low rate",
    "untaxed plan",
    "maximum contribution base",
    "super guarantee",
    "defined benefit income",
    "carry-forward",
    "division 293",
    "division 296",
    "division 296 upper",
    "co-contribution lower",
    "co-contribution higher",
    "co-contribution",
    "low income offset",
    "downsizer",
    "first home yearly",
    "first home total",
]
PARAMETERS: dict[Cap, str] = {
    "concessional": "contributions.concessional_cap",
    "non-concessional": "contributions.non_concessional_cap",
    "bring-forward": "contributions.non_concessional_cap",
    "transfer balance": "contributions.transfer_balance_cap",
    "low rate": "benefits_tax.low_rate_cap",
    "untaxed plan": "benefits_tax.untaxed_plan_cap",
    "maximum contribution base": "super_guarantee.maximum_base",
    "super guarantee": "super_guarantee.rate",
    "defined benefit income": "benefits_tax.defined_benefit_income_cap",
    "carry-forward": "contributions.carry_forward_balance",
    "division 293": "contributions.division_293_threshold",
    "division 296": "contributions.division_296_threshold",
    "division 296 upper": "contributions.division_296_upper_threshold",
    "co-contribution lower": "contributions.co_contribution_lower",
    "co-contribution higher": "contributions.co_contribution_higher",
    "co-contribution": "contributions.co_contribution_maximum",
    "low income offset": "contributions.low_income_offset_income",
    "downsizer": "contributions.downsizer_maximum",
    "first home yearly": "contributions.first_home_yearly",
    "first home total": "contributions.first_home_total",
}

MAIN: tuple[Cap, ...] = (
    "concessional",
    "non-concessional",
    "carry-forward",
    "transfer balance",
    "low rate",
    "untaxed plan",
    "defined benefit income",
    "division 293",
)


@calculator("AU", title="Caps and thresholds of a year")
def caps(
    rules: Rules,
    what: Annotated[
        Cap | None,
        Input("the cap or threshold you ask for", words=("cap", "limit", "threshold", "maximum", "rate")),
    ] = None,
) -> Outcome:
    """The named cap or threshold in the view's income year: AUD, or a ratio for a rate.

    Without a name, the two contribution caps (the before-tax one as the value) and a table of the main figures.
    """
    if what is None:
        return _overview(rules)
    found, unit = rules[PARAMETERS[what]], "AUD"
    label, step = rules.law.parameters[PARAMETERS[what]].label, f"It is set for {rules.year}."
    if what == "bring-forward":
        years = rules["contributions.bring_forward_years"]
        step = f"{years} years × {rules.money(found)} = {rules.money(found * years)}."
        found, label = found * years, "bring-forward cap"
    elif what == "maximum contribution base":
        span = "quarter" if found["a_year"] > 1 else "year"
        step = f"It is the most earnings a {span} on which an employer must pay super in {rules.year}."
        found, unit = found["amount"], f"AUD per {span}"
    elif what == "super guarantee":
        unit = "ratio"
    text = percent(found) if unit == "ratio" else rules.money(found)
    ending = f" a {unit.removeprefix('AUD per ')}" if unit.startswith("AUD per ") else ""
    return Outcome(
        value=float(found),
        unit=unit,
        headline=f"The {label} is {text}{ending} in {rules.year}.",
        steps=(step,),
    )


def _overview(rules: Rules) -> Outcome:
    rows = [(rules.law.parameters[PARAMETERS[cap]].label, rules.money(rules[PARAMETERS[cap]])) for cap in MAIN]
    before, after = (rules[PARAMETERS[cap]] for cap in MAIN[:2])
    return Outcome(
        value=float(before),
        unit="AUD",
        headline=f"The cap is {rules.money(before)} before tax and {rules.money(after)} after tax in {rules.year}.",
        steps=("Employer contributions and salary sacrifice count to the first, your own taxed money to the second.",),
        notes=("Name one cap or threshold, and a year if you like, to see just that one.",),
        table=Table(("cap or threshold", rules.year), tuple(rows)),
    )
