"""Tax relief on what a member pays into a pension."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import Input, Outcome, Rules, calculator, cents
from .tax import bill
from .wording import Nation, percent


@calculator("UK", title="Tax relief on contributions")
def tax_relief(
    rules: Rules,
    contribution: Annotated[
        float,
        Input(
            "your contribution in the tax year",
            "GBP",
            low=0,
            high=1e7,
            words=("pay in", "contribute", "put in", "into"),
        ),
    ],
    earnings: Annotated[
        float,
        Input(
            "your earnings in the tax year",
            "GBP per year",
            low=0,
            high=1e8,
            profile="salary",
            words=("earn", "salary", "wage", "income", "on"),
        ),
    ],
    nation: Annotated[
        Nation,
        Input("the nation you live in", profile="region", assume="you live in England, Wales or Northern Ireland"),
    ] = "England",
    method: Annotated[
        Literal["relief at source", "net pay"],
        Input(
            "how your scheme gives the relief",
            words=("relief at source", "net pay"),
            assume="your scheme adds basic-rate relief to what you pay (relief at source)",
        ),
    ] = "relief at source",
    amount_is: Annotated[
        Literal["the whole contribution", "what leaves your pocket"],
        Input(
            "what your figure is",
            words=("gross", "net", "pocket"),
            assume="your figure is the whole contribution, with the basic-rate relief already in it",
        ),
    ] = "the whole contribution",
    other_income: Annotated[
        float,
        Input(
            "your other taxable income",
            "GBP per year",
            low=0,
            high=1e8,
            profile="other_income",
            words=("other income",),
        ),
    ] = 0,
) -> Outcome:
    """Income tax relief in GBP on a member's own contribution for the year, to the penny.

    Relief at source adds the basic rate whatever tax is paid, and the rest is claimed; net pay takes the
    contribution off taxable pay. Relief stops at the year's earnings, or the small gross amount if that is more and
    the scheme works at source. Source: Finance Act 2004 s 188 to 193.
    """
    basic, floor = rules["income_tax.basic_rate"], rules["contributions.relief_floor"]
    at_source = method == "relief at source"
    gross = contribution
    if at_source and amount_is == "what leaves your pocket":
        gross = cents(contribution / (1 - basic))
    ceiling = max(earnings, floor) if at_source else earnings
    relieved = min(gross, ceiling)
    income = earnings + other_income
    before = bill(rules, income, nation).tax
    if at_source:
        added = cents(relieved * basic)
        claimed = cents(max(before - bill(rules, income, nation, relieved).tax, 0))
    else:
        added, claimed = 0.0, cents(before - bill(rules, income - relieved, nation).tax)
    relief = cents(added + claimed)
    money = rules.money
    steps = [f"Relief counts on up to {money(ceiling)}; your whole contribution is {money(gross)}."]
    if at_source:
        steps += [
            f"The scheme adds {percent(basic)} of {money(relieved)}: {money(added)}.",
            f"Your own tax falls by another {money(claimed)}, which you claim from HMRC."
            if claimed
            else "You pay no tax above the basic rate on this money, so there is nothing more to claim.",
        ]
    else:
        steps.append(
            f"Tax on {money(income)} is {money(before)}; without the contribution it falls by {money(claimed)}."
        )
    steps.append(f"{money(gross)} in your pension costs you {money(cents(gross - relief))}.")
    notes = ["Payments through salary sacrifice also save National Insurance, which is not counted here."]
    if gross > relieved:
        notes.append(f"{money(gross - relieved)} of the contribution is over the limit and gets no relief.")
    return Outcome(
        value=relief,
        unit="GBP",
        headline=f"You would get {money(relief)} tax relief for {rules.year} on a contribution of {money(gross)}.",
        steps=tuple(steps),
        notes=tuple(notes),
        figures={
            "added by the scheme": (added, "GBP"),
            "claimed from HMRC or through pay": (claimed, "GBP"),
            "cost to you": (cents(gross - relief), "GBP"),
        },
    )
