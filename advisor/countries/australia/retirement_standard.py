"""The ASFA Retirement Standard: what retirement costs, and how far super goes. A benchmark, not law."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import Input, Outcome, Rules, calculator
from .inputs import Partnered

NOTE = "The ASFA standard is a benchmark of the super industry, not law."


@calculator("AU", title="Cost of a retirement (ASFA standard)")
def retirement_standard(
    rules: Rules,
    style: Annotated[
        Literal["comfortable", "modest"],
        Input(
            "the kind of retirement",
            words=("comfortable", "modest", "basic"),
            assume="you want a comfortable retirement",
        ),
    ] = "comfortable",
    partnered: Partnered = False,
    renting: Annotated[
        bool,
        Input(
            "whether you rent (known for the modest style only)", words=("rent", "renting"), assume="you own your home"
        ),
    ] = False,
    yearly_income: Annotated[
        float | None,
        Input(
            "the income you expect in retirement",
            "AUD per year",
            low=0,
            high=1e7,
            words=("income", "expect", "live on"),
        ),
    ] = None,
) -> Outcome:
    """The yearly budget in AUD; with `yearly_income`, the gap to it is in the figures. ASFA Retirement Standard."""
    kind, money = "couple" if partnered else "single", rules.money
    who = "a couple" if partnered else "a single person"
    rented = renting and style == "modest"
    budget = float(rules[f"retirement_standard.{style}_{'renting_' if rented else ''}{kind}"])
    gap = max(budget - yearly_income, 0) if yearly_income is not None else None
    more = (
        f" With {money(yearly_income)} you would be {money(gap)} a year short."
        if yearly_income is not None and gap
        else ""
    )
    enough = " Your income would cover that." if gap == 0 else ""
    return Outcome(
        value=budget,
        unit="AUD a year",
        headline=f"A {style} retirement costs {who} about {money(budget)} a year.{more}{enough}",
        steps=(f"ASFA's {style} budget for {who} {'renting' if rented else 'with a home'} is {money(budget)} a year.",),
        notes=(NOTE, *(("There is no comfortable budget for renters.",) if renting and not rented else ())),
        figures={"gap a year": (gap, "AUD a year")} if gap is not None else {},
    )


@calculator("AU", title="Gap to a comfortable retirement (ASFA standard)")
def retirement_standard_gap(
    rules: Rules,
    balance: Annotated[
        float,
        Input(
            "your super (with your partner's)",
            "AUD",
            low=0,
            high=1e9,
            profile="retirement_balance",
            words=("super", "saved", "balance", "have"),
        ),
    ],
    partnered: Partnered = False,
) -> Outcome:
    """What is missing to the super that ASFA says a comfortable retirement needs, in AUD."""
    kind, money = "couple" if partnered else "single", rules.money
    target, budget = (float(rules[f"retirement_standard.{name}_{kind}"]) for name in ("lump_sum", "comfortable"))
    gap = max(target - balance, 0)
    return Outcome(
        value=gap,
        unit="AUD",
        headline=f"You are {money(gap)} short of the super that a comfortable retirement needs."
        if gap
        else f"You are not short ($0): your super covers the {money(target)} that a comfortable retirement needs.",
        steps=(
            f"ASFA puts the super needed at Age Pension age by a {kind} with a home at {money(target)}.",
            f"{money(target)} − {money(balance)} = {money(target - balance)}.",
            f"That goes with a budget of {money(budget)} a year, part of it from the Age Pension.",
        ),
        notes=(NOTE, "If you are still working, growth and contributions until you retire come on top."),
        figures={"target": (target, "AUD")},
    )
