"""What a withdrawal costs in income tax."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from ...rules import Input, InputError, Outcome, Rules, calculator, cents
from .tax import bill
from .wording import Nation, percent

NationInput = Annotated[
    Nation, Input("the nation you live in", profile="region", assume="you live in England, Wales or Northern Ireland")
]
OtherIncome = Annotated[
    float,
    Input(
        "your other taxable income in the year, such as wages",
        "GBP per year",
        low=0,
        high=1e8,
        profile="taxable_income",
        words=(
            "other income",
            "other pension",
            "other pensions",
            "state pension",
            "salary",
            "other",
            "earn",
            "earning",
            "make",
            "wage",
            "wages",
            "income",
            "job",
            "get",
        ),
    ),
]
AllowanceUsed = Annotated[
    float,
    Input(
        "the lump sum allowance you have used before",
        "GBP",
        low=0,
        high=1e8,
        words=("already", "used", "earlier", "previous", "before"),
        assume="you have used none of your lump sum allowance",
    ),
]
Age = Annotated[int | None, Input("your age", "years", low=0, high=120, profile="age", words=("age", "aged", "old"))]


@dataclass(frozen=True, slots=True)
class Taken:
    """A withdrawal split into its tax-free and taxable parts, and the extra tax it causes. All GBP."""

    tax_free: float
    taxable: float
    tax: float
    tax_before: float
    tax_after: float
    allowance_lost: float


def take(rules: Rules, tax_free: float, amount: float, other_income: float, nation: Nation) -> Taken:
    """`amount` taken on top of `other_income`, `tax_free` of it without tax."""
    taxable = cents(amount - tax_free)
    before, after = bill(rules, other_income, nation), bill(rules, other_income + taxable, nation)
    return Taken(
        tax_free, taxable, cents(after.tax - before.tax), before.tax, after.tax, before.allowance - after.allowance
    )


def allowance_left(rules: Rules, used: float) -> float:
    """Lump sum allowance left in GBP, never below nothing (ITEPA 2003 s 637P)."""
    return max(rules["access.lump_sum_allowance"] - used, 0)


def too_young(rules: Rules, age: int | None) -> tuple[str, ...]:
    """A warning when `age` is below the normal minimum pension age; empty otherwise."""
    least = rules["access.minimum_age"]
    if age is None or age >= least:
        return ()
    return (
        f"At {age} you are under the normal minimum pension age of {least}: unless you are ill or have a protected "
        "pension age, taking money now is an unauthorised payment with much higher tax charges.",
    )


def taken_steps(rules: Rules, taken: Taken, amount: float, other_income: float) -> tuple[str, ...]:
    """The withdrawal as sentences a member can redo."""
    money = rules.money
    steps = [
        f"Of {money(amount)}, {money(taken.tax_free)} is tax-free and {money(taken.taxable)} is taxable.",
        f"Tax on your other income of {money(other_income)} alone is {money(taken.tax_before)}.",
        f"Tax on {money(other_income + taken.taxable)}, with the taxable part on top, is {money(taken.tax_after)}.",
        f"The difference is {money(taken.tax)}.",
    ]
    if taken.allowance_lost:
        steps.append(f"That includes {money(taken.allowance_lost)} of personal allowance lost to the higher income.")
    return tuple(steps)


@calculator("UK", title="Tax on a withdrawal")
def withdrawal_tax(
    rules: Rules,
    withdrawal: Annotated[
        float,
        Input(
            "the amount you take out",
            "GBP",
            low=0,
            high=1e8,
            words=(
                "take",
                "taking",
                "taken",
                "withdraw",
                "withdrawal",
                "lump sum",
                "draw",
                "drawing",
                "pull",
                "cash",
                "out",
                "UFPLS",
                "pension",
            ),
        ),
    ],
    other_taxable_income: OtherIncome,
    untouched: Annotated[
        bool,
        Input(
            "whether the money comes from an untouched pot, so that part of it is tax-free",
            words=("untouched", "uncrystallised", "UFPLS"),
            assume="the money comes from an untouched pot, so that part of it is tax-free",
        ),
    ] = True,
    nation: NationInput = "England",
    allowance_used: AllowanceUsed = 0,
    age: Age = None,
    more_income: Annotated[
        float,
        Input(
            "any more taxable income besides that",
            "GBP per year",
            low=0,
            high=1e8,
            words=("plus", "also", "as well", "another", "on top"),
        ),
    ] = 0,
) -> Outcome:
    """Extra income tax in GBP that a withdrawal causes over the whole tax year, to the penny.

    From an untouched pot a quarter is tax-free within the lump sum allowance; from drawdown everything is taxable.
    Source: Finance Act 2004 Sch 29; ITEPA 2003 s 637P; Income Tax Act 2007.
    """
    share = rules["access.tax_free_share"]
    tax_free = cents(min(withdrawal * share, allowance_left(rules, allowance_used))) if untouched else 0.0
    others = cents(other_taxable_income + more_income)
    taken = take(rules, tax_free, withdrawal, others, nation)
    money = rules.money
    if taken.tax:
        headline = (
            f"You would pay {money(taken.tax)} more income tax for {rules.year} by taking out {money(withdrawal)}."
        )
    else:
        headline = f"You would pay no tax ({money(0)}) for {rules.year} on taking out {money(withdrawal)}."
    warnings = too_young(rules, age)
    if warnings:
        headline += " But you are under the minimum pension age; see the notes."
    notes = [
        *warnings,
        "The provider may first take more tax, with an emergency code; HMRC pays back what was too much.",
        "Taking taxable money flexibly cuts what you may then pay in with tax relief to "
        f"{money(rules['contributions.mpaa'])} a year.",
    ]
    if untouched and tax_free < withdrawal * share:
        notes.append(
            f"The tax-free part would be {percent(share)}, but only {money(tax_free)} of your allowance is left."
        )
    return Outcome(
        value=taken.tax,
        unit="GBP",
        headline=headline,
        steps=taken_steps(rules, taken, withdrawal, others),
        notes=tuple(notes),
        figures={
            "tax-free part": (taken.tax_free, "GBP"),
            "taxable part": (taken.taxable, "GBP"),
            "left after tax": (cents(withdrawal - taken.tax), "GBP"),
        },
    )


@calculator("UK", title="Tax on a small pot")
def small_pot(
    rules: Rules,
    pot: Annotated[
        float,
        Input(
            "the small pot you take as a whole",
            "GBP",
            low=0,
            high=1e8,
            words=("pot", "small", "worth", "value", "pension", "tiny", "old"),
        ),
    ],
    other_taxable_income: OtherIncome,
    untouched: Annotated[
        bool,
        Input(
            "whether the pot is untouched, so that part of it is tax-free",
            assume="the pot is untouched, so that part of it is tax-free",
        ),
    ] = True,
    nation: NationInput = "England",
    age: Age = None,
) -> Outcome:
    """Extra income tax in GBP on a small pot taken as one lump sum. Raises InputError above the small pot limit.

    Source: SI 2009/1171; a small pot does not trigger the money purchase annual allowance.
    """
    limit, share = rules["access.small_pot"], rules["access.tax_free_share"]
    money = rules.money
    if pot > limit:
        raise InputError("pot", f"A pot of {money(pot)} is not a small pot: the limit is {money(limit)}.")
    taken = take(rules, cents(pot * share) if untouched else 0.0, pot, other_taxable_income, nation)
    if taken.tax:
        headline = (
            f"You would pay {money(taken.tax)} more income tax for {rules.year} on the small pot of {money(pot)}."
        )
    else:
        headline = f"You would pay no tax ({money(0)}) for {rules.year} on the small pot of {money(pot)}."
    return Outcome(
        value=taken.tax,
        unit="GBP",
        headline=headline,
        steps=taken_steps(rules, taken, pot, other_taxable_income),
        notes=(
            *too_young(rules, age),
            "A small pot does not cut what you may pay into pensions later.",
            f"Up to {rules['access.small_pots_personal']} personal pension pots can be taken this way, and any number "
            "from different workplace schemes.",
        ),
        figures={
            "tax-free part": (taken.tax_free, "GBP"),
            "taxable part": (taken.taxable, "GBP"),
            "left after tax": (cents(pot - taken.tax), "GBP"),
        },
    )
