"""Tax offset for paying into a spouse's super."""

from __future__ import annotations

from typing import Annotated

from ...rules import Input, Outcome, Rules, calculator, cents
from .words import percent


@calculator("AU", title="Tax offset for spouse contributions")
def spouse_offset(
    rules: Rules,
    contribution: Annotated[
        float,
        Input(
            "what you put into your spouse's super after tax",
            "AUD per year",
            low=0,
            high=1e7,
            words=("put", "contribute", "pay", "into"),
        ),
    ],
    spouse_income: Annotated[
        float,
        Input(
            "your spouse's income",
            "AUD per year",
            low=0,
            high=1e9,
            words=("spouse earns", "wife earns", "husband earns", "partner earns", "income", "earns"),
        ),
    ],
) -> Outcome:
    """The tax offset, in AUD. ITAA 1997 Subdiv 290-D: a share of the contribution up to an income-tested limit."""
    rate, most = rules["accounts.spouse_offset_rate"], rules["accounts.spouse_offset_contribution"]
    income, ends, money = rules["accounts.spouse_offset_income"], rules["accounts.spouse_offset_ends"], rules.money
    limit = 0 if spouse_income >= ends else max(most - max(spouse_income - income, 0), 0)
    counted = min(contribution, limit)
    offset = cents(counted * rate)
    return Outcome(
        value=offset,
        unit="AUD",
        headline=f"You would get a tax offset of {money(offset)} for {rules.year}."
        if offset
        else f"You would get no tax offset ($0) for {rules.year}.",
        steps=(
            f"Up to {money(most)} counts, less your spouse's income over {money(income)}: {money(limit)}.",
            f"{money(counted)} × {percent(rate)} = {money(offset)}.",
        ),
        notes=(
            f"There is no offset once your spouse's income reaches {money(ends)}.",
            "Your spouse must still be allowed to contribute, and it counts to your spouse's after-tax cap.",
        ),
    )
