"""The published caps and thresholds of an income year."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import Input, Outcome, Rules, calculator
from .words import percent

Cap = Literal[
    "concessional cap",
    "non-concessional cap",
    "bring-forward cap",
    "transfer balance cap",
    "low rate cap",
    "untaxed plan cap",
    "maximum contribution base",
    "super guarantee rate",
    "defined benefit income cap",
    "carry-forward balance limit",
    "Division 293 threshold",
    "Division 296 threshold",
    "Division 296 upper threshold",
    "co-contribution lower threshold",
    "co-contribution higher threshold",
    "co-contribution maximum",
    "low income super tax offset income limit",
    "downsizer maximum",
    "First Home Super Saver yearly limit",
    "First Home Super Saver total limit",
]
PARAMETERS: dict[Cap, str] = {
    "concessional cap": "contributions.concessional_cap",
    "non-concessional cap": "contributions.non_concessional_cap",
    "bring-forward cap": "contributions.non_concessional_cap",
    "transfer balance cap": "contributions.transfer_balance_cap",
    "low rate cap": "benefits_tax.low_rate_cap",
    "untaxed plan cap": "benefits_tax.untaxed_plan_cap",
    "maximum contribution base": "super_guarantee.maximum_base",
    "super guarantee rate": "super_guarantee.rate",
    "defined benefit income cap": "benefits_tax.defined_benefit_income_cap",
    "carry-forward balance limit": "contributions.carry_forward_balance",
    "Division 293 threshold": "contributions.division_293_threshold",
    "Division 296 threshold": "contributions.division_296_threshold",
    "Division 296 upper threshold": "contributions.division_296_upper_threshold",
    "co-contribution lower threshold": "contributions.co_contribution_lower",
    "co-contribution higher threshold": "contributions.co_contribution_higher",
    "co-contribution maximum": "contributions.co_contribution_maximum",
    "low income super tax offset income limit": "contributions.low_income_offset_income",
    "downsizer maximum": "contributions.downsizer_maximum",
    "First Home Super Saver yearly limit": "contributions.first_home_yearly",
    "First Home Super Saver total limit": "contributions.first_home_total",
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
    step = f"It is set for {rules.year}."
    if what == "bring-forward cap":
        years = rules["contributions.bring_forward_years"]
        step = f"{years} years × {rules.money(found)} = {rules.money(found * years)}."
        found = found * years
    elif what == "maximum contribution base":
        span = "quarter" if found["a_year"] > 1 else "year"
        step = f"It is the most earnings a {span} on which an employer must pay super in {rules.year}."
        found, unit = found["amount"], f"AUD per {span}"
    elif what == "super guarantee rate":
        unit = "ratio"
    text = percent(found) if unit == "ratio" else rules.money(found)
    ending = f" a {unit.removeprefix('AUD per ')}" if unit.startswith("AUD per ") else ""
    return Outcome(
        value=float(found),
        unit=unit,
        headline=f"The {what} is {text}{ending} in {rules.year}.",
        steps=(step,),
    )
