"""One named limit or rate, as of a day or year."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ...rules import Input, Outcome, Rules, calculator
from .wording import percent

# name → parameter, the part of it where it has several, and what the figure is counted in
PARAMETERS: dict[str, tuple[str, str | None, str]] = {
    "wage ceiling": ("epf.wage_ceiling", None, "a month"),
    "employee rate": ("epf.employee_rate", None, "of basic pay plus DA"),
    "employer rate": ("epf.employer_rate", None, "of basic pay plus DA, the EPS part included,"),
    "interest rate": ("epf.interest_rate", None, "a year"),
    "eps rate": ("eps.contribution_rate", None, "of wages up to the ceiling"),
    "eps minimum pension": ("eps.minimum_pension", None, "a month"),
    "edli rate": ("epf.edli_rate", None, "of wages up to the ceiling"),
    "tds threshold": ("epf.tds_threshold", None, "in all"),
    "taxable interest threshold": ("epf.taxable_interest_threshold", None, "a year"),
    "gratuity limit": ("gratuity.ceiling", None, "in all"),
    "gratuity exemption": ("gratuity.tax_exemption", None, "in all"),
    "80c": ("deductions.limit_80c", None, "a year, in the old regime only,"),
    "80ccd": ("deductions.limit_80ccd_1b", None, "a year, in the old regime only,"),
    "80ttb": ("deductions.limit_80ttb", None, "a year, in the old regime only,"),
    "employer contribution cap": ("deductions.employer_cap", None, "a year"),
    "standard deduction": ("income_tax.standard_deduction_new", None, "a year"),
    "old regime standard deduction": ("income_tax.standard_deduction_old", None, "a year"),
    "rebate limit": ("income_tax.rebate_new", "income", "of total income a year"),
    "old regime rebate limit": ("income_tax.rebate_old", "income", "of total income a year"),
    "tax-free nps lump sum": ("nps.tax_exempt_share", None, "of the corpus"),
    "nps full withdrawal": ("nps.normal_private", "all_up_to", "of corpus"),
    "nps partial withdrawal": ("nps.partial_share", None, "of your own contributions"),
    "ups minimum payout": ("ups.minimum_payout", None, "a month"),
}
NAMES = {
    ("nps.normal_private", "all_up_to"): "largest NPS corpus that may be taken whole at a normal exit",
    ("income_tax.rebate_new", "income"): "limit of the new-regime rebate",
    ("income_tax.rebate_old", "income"): "limit of the old-regime rebate",
}

# written in small letters, as people type them
Limit = Literal[
    "wage ceiling",
    "employee rate",
    "employer rate",
    "interest rate",
    "eps rate",
    "eps minimum pension",
    "edli rate",
    "tds threshold",
    "taxable interest threshold",
    "gratuity limit",
    "gratuity exemption",
    "80c",
    "80ccd",
    "80ttb",
    "employer contribution cap",
    "standard deduction",
    "old regime standard deduction",
    "rebate limit",
    "old regime rebate limit",
    "tax-free nps lump sum",
    "nps full withdrawal",
    "nps partial withdrawal",
    "ups minimum payout",
]


@calculator("IN", title="Limit or rate")
def limits(
    rules: Rules,
    limit: Annotated[
        Limit, Input("the limit or rate you ask for", words=("limit", "ceiling", "rate", "maximum", "minimum"))
    ],
) -> Outcome:
    """The figure in force on the view's day: INR, or a ratio for rates."""
    name, part, scope = PARAMETERS[limit]
    found: Any = rules[name]
    parameter = rules.law.parameters[name]
    value = float(found[part] if part else found)
    is_rate = parameter.unit.startswith("ratio")
    text = percent(value) if is_rate else rules.money(value)
    label = NAMES[name, part] if part else parameter.label
    since = parameter.on(rules.date).start
    return Outcome(
        value,
        "ratio 0–1" if is_rate else "INR",
        f"{text} {scope} is the {label}.",
        (f"It holds since {since:%-d %B %Y}. Source: {parameter.authority}, {parameter.reference}.",),
    )
