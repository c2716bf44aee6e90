"""What a minimum, moderate or comfortable retirement costs, against a member's income."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import MONTHS, Input, Outcome, Rules, calculator, cents


@calculator("UK", title="Retirement living standards")
def retirement_living_standard(
    rules: Rules,
    level: Annotated[
        Literal["minimum", "moderate", "comfortable"],
        Input("the standard", words=("minimum", "moderate", "comfortable"), assume="you aim for the moderate standard"),
    ] = "moderate",
    partnered: Annotated[
        bool,
        Input(
            "whether you live as a couple",
            profile="partnered",
            words=("couple", "partner", "two", "married"),
            assume="you live alone",
        ),
    ] = False,
    income_after_tax: Annotated[
        float | None,
        Input(
            "your yearly income after tax, your partner's included",
            "GBP per year",
            low=0,
            high=1e7,
            words=("income", "have", "get", "after tax"),
        ),
    ] = None,
) -> Outcome:
    """Yearly cost in GBP of a Retirement Living Standard, or what the member's income lacks to reach it.

    Source: Pensions UK, Retirement Living Standards; an industry benchmark, not law.
    """
    cost = float(rules["living_standards.couple" if partnered else "living_standards.single"][level])
    money = rules.money
    who = "two people" if partnered else "one person"
    steps = [f"The {level} standard for {who} is {money(cost)} a year after tax."]
    figures = {"standard": (cost, "GBP per year"), "standard a month": (cents(cost / MONTHS), "GBP per month")}
    value = cost
    headline = f"You would need {money(cost)} a year after tax for a {level} retirement for {who}."
    if income_after_tax is not None:
        value = cents(max(cost - income_after_tax, 0))
        spare = cents(max(income_after_tax - cost, 0))
        figures["spare"] = (spare, "GBP per year")
        steps.append(f"Your income is {money(income_after_tax)} a year.")
        if value:
            headline = f"You would be {money(value)} a year short of a {level} retirement for {who}."
            steps.append(f"{money(cost)} less {money(income_after_tax)} is {money(value)}.")
        else:
            headline = f"You would lack nothing ({money(0)}) for a {level} retirement for {who}."
            steps.append(f"That is {money(spare)} a year above the standard.")
    return Outcome(
        value=value,
        unit="GBP per year",
        headline=headline,
        steps=tuple(steps),
        notes=("This is an industry benchmark outside London, without rent or mortgage. Your own budget counts more.",),
        figures=figures,
    )
