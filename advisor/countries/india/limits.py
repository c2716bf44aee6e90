"""One named limit or rate, as of a day or year."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ...rules import Input, Outcome, Rules, calculator
from .wording import percent

PARAMETERS = {
    "EPF wage ceiling": ("epf.wage_ceiling", None, "a month"),
    "EPF employee rate": ("epf.employee_rate", None, "of basic pay plus DA"),
    "EPF employer rate": ("epf.employer_rate", None, "of basic pay plus DA, the EPS part included"),
    "EPF interest rate": ("epf.interest_rate", None, "a year"),
    "EPS rate": ("eps.contribution_rate", None, "of wages up to the ceiling"),
    "EPS minimum pension": ("eps.minimum_pension", None, "a month"),
    "EDLI rate": ("epf.edli_rate", None, "of wages up to the ceiling, paid by the employer"),
    "EPF TDS threshold": ("epf.tds_threshold", None, "in all"),
    "taxable PF interest threshold": ("epf.taxable_interest_threshold", None, "of own contributions a year"),
    "gratuity ceiling": ("gratuity.ceiling", None, "in all"),
    "gratuity tax exemption": ("gratuity.tax_exemption", None, "in a lifetime"),
    "80C limit": ("deductions.limit_80c", None, "a year, old regime only"),
    "80CCD(1B) limit": ("deductions.limit_80ccd_1b", None, "a year, old regime only"),
    "80TTB limit": ("deductions.limit_80ttb", None, "a year, old regime only"),
    "employer contribution cap": ("deductions.employer_cap", None, "a year for PF, NPS and superannuation together"),
    "standard deduction, new regime": ("income_tax.standard_deduction_new", None, "a year"),
    "standard deduction, old regime": ("income_tax.standard_deduction_old", None, "a year"),
    "rebate limit, new regime": ("income_tax.rebate_new", "income", "of total income a year"),
    "rebate limit, old regime": ("income_tax.rebate_old", "income", "of total income a year"),
    "NPS tax-free lump sum": ("nps.tax_exempt_share", None, "of the corpus"),
    "NPS full withdrawal limit": ("nps.normal_private", "all_up_to", "of corpus at a normal exit"),
    "NPS partial withdrawal share": ("nps.partial_share", None, "of your own contributions"),
    "UPS minimum payout": ("ups.minimum_payout", None, "a month"),
}

Limit = Literal[
    "EPF wage ceiling",
    "EPF employee rate",
    "EPF employer rate",
    "EPF interest rate",
    "EPS rate",
    "EPS minimum pension",
    "EDLI rate",
    "EPF TDS threshold",
    "taxable PF interest threshold",
    "gratuity ceiling",
    "gratuity tax exemption",
    "80C limit",
    "80CCD(1B) limit",
    "80TTB limit",
    "employer contribution cap",
    "standard deduction, new regime",
    "standard deduction, old regime",
    "rebate limit, new regime",
    "rebate limit, old regime",
    "NPS tax-free lump sum",
    "NPS full withdrawal limit",
    "NPS partial withdrawal share",
    "UPS minimum payout",
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
    value = float(found if part is None else found[part])
    is_rate = parameter.unit.startswith("ratio")
    text = percent(value) if is_rate else rules.money(value)
    since = parameter.on(rules.date).start
    return Outcome(
        value,
        "ratio 0–1" if is_rate else "INR",
        f"{text} {scope} is the {limit}.",
        (f"It holds since {since:%-d %B %Y}. Source: {parameter.authority}, {parameter.reference}.",),
    )
