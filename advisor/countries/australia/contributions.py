"""Concessional (before-tax) contributions: the fund's tax, the room under the cap, and going over it."""

from __future__ import annotations

from typing import Annotated

from ...rules import MONTHS, Input, Outcome, Rules, Table, add_months, calculator, cents
from .inputs import TotalBalance
from .resident_tax import resident_tax
from .super_guarantee import yearly_guarantee
from .words import percent

Concessional = Annotated[
    float,
    Input(
        "the concessional contributions (employer, salary sacrifice and deducted) of the year",
        "AUD per year",
        low=0,
        high=1e7,
        words=("concessional", "contributions", "salary sacrifice", "before-tax", "employer"),
    ),
]


@calculator("AU", title="Contributions tax")
def contributions_tax(
    rules: Rules,
    contributions: Concessional,
    income: Annotated[
        float | None,
        Input("your income for the year", "AUD per year", low=0, high=1e9, profile="salary", words=("earn", "income")),
    ] = None,
) -> Outcome:
    """Tax the fund pays on concessional contributions, in AUD. ITAA 1997 s 295-160."""
    rate, money = rules["contributions.fund_tax_rate"], rules.money
    tax = cents(contributions * rate)
    notes = []
    if income is not None and income + contributions > (limit := rules["contributions.division_293_threshold"]):
        notes.append(f"With more than {money(limit)} of income and contributions you also pay Division 293 tax.")
    if income is not None and income <= (low := rules["contributions.low_income_offset_income"]):
        notes.append(f"With an income of up to {money(low)} the low income super tax offset gives tax back.")
    return Outcome(
        value=tax,
        unit="AUD",
        headline=f"Your fund pays {money(tax)} tax on {money(contributions)} of concessional contributions.",
        steps=(f"{money(contributions)} × {percent(rate)} = {money(tax)}.",),
        notes=("After-tax (non-concessional) contributions are not taxed in the fund.", *notes),
        figures={"what stays in the fund": (cents(contributions - tax), "AUD")},
    )


@calculator("AU", title="Room under the concessional cap")
def concessional_cap_room(
    rules: Rules,
    contributions: Annotated[
        float | None,
        Input(
            "the concessional contributions so far this year",
            "AUD",
            low=0,
            high=1e7,
            words=(
                "so far",
                "already",
                "employer",
                "boss",
                "work has put",
                "employer paid",
                "work paid",
                "boss paid",
                "sacrificed",
                "contributed",
                "contributions",
                "used",
            ),
            assume="nothing but your employer's compulsory super goes in before tax this year",
        ),
    ] = None,
    unused: Annotated[
        float,
        Input(
            "your unused concessional cap of the last five years",
            "AUD",
            low=0,
            high=1e6,
            words=(
                "unused",
                "leftover",
                "carry",
                "carried",
                "carry forward",
                "catch-up",
                "earlier years",
                "prev years",
                "past years",
                "past yrs",
                "previous years",
                "didnt use",
                "didn't use",
                "never used",
            ),
            assume="you have no unused cap from earlier years",
        ),
    ] = 0,
    total_balance: TotalBalance = 0,
    salary: Annotated[
        float,
        Input(
            "your yearly salary",
            "AUD per year",
            low=0,
            high=1e9,
            profile="salary",
            words=("salary", "earn", "wage", "income"),
        ),
    ] = 0,
    cap: Annotated[
        float | None,
        Input("the cap you name", "AUD per year", low=0, high=1e6, words=("cap of", "cap is", "limit of", "limit is")),
    ] = None,
    own: Annotated[
        float,
        Input(
            "what you put in yourself on top of that (salary sacrifice or deducted)",
            "AUD per year",
            low=0,
            high=1e7,
            words=("me", "myself", "mine", "sacrifice", "sacrificed", "deducted", "personal", "sac"),
        ),
    ] = 0,
) -> Outcome:
    """What can still go in before tax this income year, in AUD. ITAA 1997 s 291-20.

    Without contributions so far, the employer's compulsory super of the whole year on `salary` is set aside.
    """
    known = (contributions if contributions is not None else yearly_guarantee(rules, salary)) + own
    used = (
        "already in" if contributions is not None else "of employer super this year" + (" and your own" if own else "")
    )
    money = rules.money
    cap = rules["contributions.concessional_cap"] if cap is None else cap
    limit = rules["contributions.carry_forward_balance"]
    carried = unused if total_balance < limit else 0
    room = max(cap + carried - known, 0)
    over = max(known - cap - carried, 0)
    carry = (
        f"Your total super is under {money(limit)}, so {money(carried)} of unused cap is added."
        if total_balance < limit
        else f"Your total super is not under {money(limit)}, so no unused cap of earlier years is added."
    )
    rest = f"You can still put in {money(room)}" if room else "You can put in nothing more ($0)"
    return Outcome(
        value=room,
        unit="AUD",
        headline=f"{rest} before tax in {rules.year}.",
        steps=(
            f"The cap in {rules.year} is {money(cap)}.",
            carry,
            f"{money(cap)} + {money(carried)} − {money(known)} {used} "
            + (f"is {money(over)} too much." if over else f"leaves {money(room)}."),
        ),
        notes=("Employer contributions count too. The ATO shows your unused cap in myGov.",),
        figures={"cap with carry-forward": (cap + carried, "AUD"), "over the cap": (over, "AUD")},
        table=_past_caps(rules),
    )


def _past_caps(rules: Rules) -> Table:
    """The general caps of the years whose unused part can still be carried forward, oldest first."""
    start, years = rules.law.years.start(rules.date), rules["contributions.carry_forward_years"]
    starts = [add_months(start, -MONTHS * back) for back in range(years, 0, -1)]
    known = [day for day in starts if day >= rules["contributions.carry_forward_start"]]
    rows = ((rules.law.years.label(day), rules.on(day)["contributions.concessional_cap"]) for day in known)
    return Table(("income year", "general cap (AUD)"), tuple(rows))


@calculator("AU", title="Tax on going over the concessional cap")
def excess_concessional(
    rules: Rules,
    excess: Annotated[
        float,
        Input(
            "the amount over your concessional cap",
            "AUD",
            low=0,
            high=1e7,
            words=("over", "excess", "exceeded", "too much"),
        ),
    ],
    taxable_income: Annotated[
        float,
        Input(
            "your taxable income without it",
            "AUD per year",
            low=0,
            high=1e9,
            profile="salary",
            words=("income", "salary", "earn"),
        ),
    ],
) -> Outcome:
    """The further personal tax on excess concessional contributions, in AUD. ITAA 1997 s 291-15."""
    rate, money = rules["contributions.excess_offset"], rules.money
    before = resident_tax(rules, taxable_income)
    after = resident_tax(rules, taxable_income + excess, offset=excess * rate)
    tax, back = cents(max(after.total - before.total, 0)), cents(excess * rules["contributions.excess_release_share"])
    amount = f"{money(tax)} more tax" if tax else "no more tax ($0)"
    return Outcome(
        value=tax,
        unit="AUD",
        headline=f"You would pay {amount} for going {money(excess)} over your concessional cap.",
        steps=(
            f"The excess is added to your income: tax on {money(taxable_income)} is {money(before.total)}.",
            f"Tax on {money(taxable_income + excess)}, less an offset of {percent(rate)} of the excess "
            f"({money(excess * rate)}), is {money(after.total)}.",
            f"The difference is {money(tax)}.",
        ),
        notes=(
            f"You may take up to {money(back)} of it back out of super.",
            "What you leave in also counts towards your after-tax cap.",
        ),
        figures={"can be taken back out": (back, "AUD")},
    )
