"""Further tax on the super of people with high incomes or large balances."""

from __future__ import annotations

from typing import Annotated

from ...rules import Input, Outcome, Rules, calculator, cents
from .words import percent


@calculator("AU", title="Division 293 tax")
def division_293(
    rules: Rules,
    income: Annotated[
        float,
        Input(
            "your income without super",
            "AUD per year",
            low=0,
            high=1e9,
            profile="salary",
            words=("income", "earn", "salary"),
        ),
    ],
    contributions: Annotated[
        float,
        Input(
            "your low-tax (concessional) contributions within the cap",
            "AUD per year",
            low=0,
            high=1e7,
            words=("low-tax", "low tax", "concessional", "contributions", "super", "employer", "sacrifice"),
        ),
    ],
    threshold: Annotated[
        float | None,
        Input("the threshold you name", "AUD", low=0, high=1e7, words=("threshold", "limit")),
    ] = None,
) -> Outcome:
    """Division 293 tax, in AUD. ITAA 1997 s 293-15, 293-20."""
    threshold = rules["contributions.division_293_threshold"] if threshold is None else threshold
    rate = rules["contributions.division_293_rate"]
    excess, money = max(income + contributions - threshold, 0), rules.money
    taxed = min(excess, contributions)
    tax = cents(taxed * rate)
    return Outcome(
        value=tax,
        unit="AUD per income year",
        headline=f"You would pay {money(tax)} Division 293 tax." if tax else "You would pay no Division 293 tax ($0).",
        steps=(
            f"Income and contributions: {money(income)} + {money(contributions)} = {money(income + contributions)}.",
            f"That is {money(excess)} over the threshold of {money(threshold)}.",
            f"The lower of that and your contributions is {money(taxed)}; × {percent(rate)} = {money(tax)}.",
        ),
        notes=(
            "Contributions over your concessional cap do not count here.",
            f"It comes on top of the {percent(rules['contributions.fund_tax_rate'])} the fund has paid.",
        ),
    )


@calculator("AU", title="Division 296 tax")
def division_296(
    rules: Rules,
    total_balance: Annotated[
        float,
        Input(
            "your total super balance for the year",
            "AUD",
            low=0,
            high=1e10,
            profile="retirement_balance",
            words=("balance", "super", "million"),
        ),
    ],
    earnings: Annotated[
        float,
        Input(
            "your share of the funds' earnings of the year",
            "AUD",
            low=0,
            high=1e9,
            words=("earnings", "earned", "made", "returned", "profit"),
        ),
    ],
) -> Outcome:
    """Division 296 tax, in AUD, with the shares rounded to the hundredth of a percent. ITAA 1997 Div 296."""
    money = rules.money
    parts = [
        (
            _share(total_balance, rules[f"contributions.division_296{tier}threshold"]),
            rules[f"contributions.division_296{tier}rate"],
            rules[f"contributions.division_296{tier}threshold"],
        )
        for tier in ("_", "_upper_")
    ]
    tax = cents(sum(earnings * share * rate for share, rate, _ in parts))
    return Outcome(
        value=tax,
        unit="AUD per income year",
        headline=f"You would pay {money(tax)} Division 296 tax in {rules.year}."
        if tax
        else f"You would pay no Division 296 tax ($0) in {rules.year}.",
        steps=tuple(
            f"{percent(share)} of your super lies above {money(threshold)}: {money(earnings)} × {percent(share)} × "
            f"{percent(rate)} = {money(earnings * share * rate)}."
            for share, rate, threshold in parts
        ),
        notes=("Only earnings that are realised count. You or your super can pay it.",),
        figures={
            "share above the first threshold": (parts[0][0], "ratio"),
            "share above the upper threshold": (parts[1][0], "ratio"),
        },
    )


def _share(balance: float, threshold: float) -> float:
    return cents(max(balance - threshold, 0) / balance * 100) / 100 if balance else 0
