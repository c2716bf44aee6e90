"""The published caps and thresholds of an income year."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import Input, Outcome, Rules, calculator
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


@calculator("AU", title="Caps and thresholds of a year")
def caps(
    rules: Rules,
    what: Annotated[
        Cap,
        Input("the cap or threshold you ask for", words=("cap", "limit", "threshold", "maximum", "rate")),
    ],
) -> Outcome:
    """The named cap or threshold in the view's income year: AUD, or a ratio for a rate."""
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
