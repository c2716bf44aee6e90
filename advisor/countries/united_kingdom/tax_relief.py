"""Tax relief on what a member pays into a pension."""

from __future__ import annotations

from dataclasses import dataclass
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
            "your contribution in the year",
            "GBP per year",
            low=0,
            high=1e7,
            words=("pay in", "pay", "pays", "paying", "contribute", "contribution", "put", "into"),
        ),
    ],
    earnings: Annotated[
        float | None,
        Input(
            "your earnings in the year",
            "GBP per year",
            low=0,
            high=1e8,
            profile="salary",
            words=("earn", "earning", "earnings", "salary", "wage", "income", "job", "on", "taxpayer"),
        ),
    ] = None,
    taxpayer: Annotated[
        Literal["basic rate", "higher rate", "additional rate"] | None,
        Input("the highest rate of tax you pay", words=("basic rate", "higher rate", "additional rate")),
    ] = None,
    tax_rate: Annotated[
        float | None,
        Input(
            "the highest rate of tax you pay, as a percentage",
            "ratio 0–1",
            low=0.01,
            high=0.6,
            words=("taxpayer", "tax payer", "rate", "taxed", "tax"),
        ),
    ] = None,
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
    contribution off taxable pay. Without earnings, the whole contribution gets the rate named, or the basic rate, and
    the result says so. Relief stops at the year's earnings, or the small gross amount if that is more and
    the scheme works at source. Source: Finance Act 2004 s 188 to 193.
    """
    at_source = method == "relief at source"
    gross = contribution
    if at_source and amount_is == "what leaves your pocket":
        gross = cents(contribution / (1 - rules["income_tax.basic_rate"]))
    if earnings is None:
        return _at_one_rate(rules, gross, taxpayer, tax_rate, at_source)
    given = relief_on(rules, gross, earnings, other_income, nation, at_source)
    money = rules.money
    notes = [
        "Payments through salary sacrifice also save National Insurance, which is not counted here.",
        f"Tax relief on your own payments ends at age {rules['contributions.relief_age']}.",
    ]
    if gross > given.ceiling:
        notes.append(f"{money(gross - given.ceiling)} of the contribution is over the limit and gets no relief.")
    return Outcome(
        value=given.total,
        unit="GBP",
        headline=f"You would get {money(given.total)} tax relief for {rules.year} on a contribution of {money(gross)}.",
        steps=_steps(rules, gross, earnings + other_income, given, at_source),
        notes=tuple(notes),
        figures={
            "added by the scheme": (given.added, "GBP"),
            "claimed from HMRC or through pay": (given.claimed, "GBP"),
            "cost to you": (cents(gross - given.total), "GBP"),
        },
    )


def _at_one_rate(rules: Rules, gross: float, taxpayer: str | None, tax_rate: float | None, at_source: bool) -> Outcome:
    """The relief when the whole contribution is taxed at one rate: that named, else the basic rate."""
    basic, money = rules["income_tax.basic_rate"], rules.money
    rate = basic
    if tax_rate is not None:
        rate = tax_rate
    elif taxpayer in ("higher rate", "additional rate"):
        rate = rules["income_tax.bands"][1 if taxpayer == "higher rate" else 2]["rate"]
    total = cents(gross * max(rate, basic)) if at_source else cents(gross * rate)
    added = cents(gross * basic) if at_source else 0.0
    steps = [
        f"I have not been told your earnings, so I count {percent(rate)} tax on all of {money(gross)}: {money(total)}."
    ]
    if at_source:
        steps.append(
            f"The scheme adds {percent(basic)}, {money(added)}; you claim {money(cents(total - added))} from HMRC."
        )
    return Outcome(
        value=total,
        unit="GBP",
        headline=f"You would get {money(total)} tax relief for {rules.year} on a contribution of {money(gross)}.",
        steps=(*steps, f"{money(gross)} in your pension costs you {money(cents(gross - total))}."),
        notes=(
            f"Relief stops at your year's earnings, or {money(rules['contributions.relief_floor'])} if that is more.",
            "Only the part of your income that is taxed at a higher rate gets relief at that rate.",
        ),
        figures={
            "added by the scheme": (added, "GBP"),
            "claimed from HMRC or through pay": (cents(total - added), "GBP"),
            "cost to you": (cents(gross - total), "GBP"),
        },
    )


@dataclass(frozen=True, slots=True)
class Relief:
    """Relief on a contribution in GBP: the most that counts, what the scheme adds, and what lowers the member's tax."""

    ceiling: float
    added: float
    claimed: float

    @property
    def total(self) -> float:
        return cents(self.added + self.claimed)


def relief_on(rules: Rules, gross: float, earnings: float, other: float, nation: Nation, at_source: bool) -> Relief:
    """Relief on `gross` up to the year's earnings; at source at least the small gross amount counts (FA 2004 s 190)."""
    ceiling = max(earnings, rules["contributions.relief_floor"]) if at_source else earnings
    relieved, income = min(gross, ceiling), earnings + other
    before = bill(rules, income, nation).tax
    if at_source:
        added = cents(relieved * rules["income_tax.basic_rate"])
        return Relief(ceiling, added, cents(max(before - bill(rules, income, nation, relieved).tax, 0)))
    return Relief(ceiling, 0.0, cents(before - bill(rules, income - relieved, nation).tax))


def _steps(rules: Rules, gross: float, income: float, given: Relief, at_source: bool) -> tuple[str, ...]:
    money = rules.money
    steps = [f"Relief counts on up to {money(given.ceiling)}; your whole contribution is {money(gross)}."]
    if at_source:
        basic = percent(rules["income_tax.basic_rate"])
        steps.append(f"The scheme adds {basic} of {money(min(gross, given.ceiling))}: {money(given.added)}.")
    if given.claimed:
        how = "you claim from HMRC" if at_source else "you get through your pay"
        steps.append(f"Tax on your income of {money(income)} falls by {money(given.claimed)}, which {how}.")
    elif at_source:
        steps.append("You pay no tax above the basic rate on this money, so there is nothing more to claim.")
    else:
        steps.append(f"You pay no tax on your income of {money(income)}, so there is nothing to relieve.")
    return (*steps, f"{money(gross)} in your pension costs you {money(cents(gross - given.total))}.")
