"""How much may be paid into pensions in a tax year: the annual allowance, its taper and carry forward."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from ...rules import MONTHS, Input, Outcome, Rules, add_months, calculator, down
from .wording import percent

AdjustedIncome = Input(
    "your adjusted income: all taxable income plus pension contributions, the employer's included",
    "GBP per year",
    low=0,
    high=1e8,
    words=("adjusted income", "adjusted", "income"),
    assume="your income is too low for the taper",
)


def allowance_for(rules: Rules, adjusted_income: float, threshold_income: float | None) -> float:
    """Annual allowance in GBP, tapered when both incomes are over their limits (Finance Act 2004 s 228ZA).

    A missing `threshold_income` counts as over its limit. The reduction is rounded down to a pound.
    """
    full = rules["contributions.annual_allowance"]
    over = adjusted_income - rules["contributions.adjusted_income"]
    under_threshold = threshold_income is not None and threshold_income <= rules["contributions.threshold_income"]
    if over <= 0 or under_threshold:
        return float(full)
    floor = rules["contributions.taper_floor"]
    return float(max(full - down(over * rules["contributions.taper_rate"]), floor))


@calculator("UK", title="Annual allowance")
def annual_allowance(
    rules: Rules,
    adjusted_income: Annotated[
        float,
        Input(
            "your adjusted income: all taxable income plus pension contributions, the employer's included",
            "GBP per year",
            low=0,
            high=1e8,
            words=("adjusted income", "adjusted", "income"),
        ),
    ],
    threshold_income: Annotated[
        float | None,
        Input(
            "your threshold income: taxable income less your own pension contributions",
            "GBP per year",
            low=0,
            high=1e8,
            words=("threshold income", "threshold"),
            assume="your threshold income is over its limit too",
        ),
    ] = None,
) -> Outcome:
    """Annual allowance in GBP for the rules' tax year, after the taper for high incomes (Finance Act 2004 s 228ZA)."""
    money = rules.money
    allowance = allowance_for(rules, adjusted_income, threshold_income)
    full, limit = rules["contributions.annual_allowance"], rules["contributions.adjusted_income"]
    threshold, floor = rules["contributions.threshold_income"], rules["contributions.taper_floor"]
    steps = [f"The full annual allowance is {money(full)}."]
    if allowance < full:
        over = adjusted_income - limit
        steps += [
            f"Your adjusted income is {money(over)} over {money(limit)}, so the taper applies.",
            f"{percent(rules['contributions.taper_rate'])} of that comes off, but at least {money(floor)} stays.",
            f"That leaves {money(allowance)}.",
        ]
    elif adjusted_income > limit:
        steps.append(f"Your threshold income is not over {money(threshold)}, so there is no taper.")
    else:
        steps.append(f"Your adjusted income is not over {money(limit)}, so there is no taper.")
    return Outcome(
        value=allowance,
        unit="GBP per year",
        headline=f"Your annual allowance is {money(allowance)} for {rules.year}.",
        steps=tuple(steps),
        notes=(
            f"Once you have taken taxable money flexibly, only {money(rules['contributions.mpaa'])} a year can go into "
            "defined contribution pots.",
            "Unused allowance of earlier years can come on top.",
        ),
        figures={"taken off by the taper": (full - allowance, "GBP per year")},
    )


def _paid(text: str, *words: str, assume: str = "") -> Input:
    return Input(text, "GBP", low=0, high=1e7, words=words, assume=assume)


@calculator("UK", title="Room left to pay into pensions")
def annual_allowance_room(
    rules: Rules,
    paid_this_year: Annotated[
        float, _paid("what you and your employer paid in this tax year", "this year", "paid", "contributed", "so far")
    ],
    paid_one_year_ago: Annotated[
        float | None,
        _paid("what went in last tax year", "last year", assume="you have no unused allowance from last year"),
    ] = None,
    paid_two_years_ago: Annotated[
        float | None,
        _paid(
            "what went in two tax years ago",
            "two years ago",
            "before",
            "year before",
            "year before that",
            assume="you have no unused allowance from two years ago",
        ),
    ] = None,
    paid_three_years_ago: Annotated[
        float | None,
        _paid(
            "what went in three tax years ago",
            "three years ago",
            assume="you have no unused allowance from three years ago",
        ),
    ] = None,
    flexible_access: Annotated[
        bool,
        Input(
            "whether you have taken taxable money flexibly from a pot",
            words=("drawdown", "flexibly", "MPAA", "UFPLS"),
            assume="you have not yet taken taxable money flexibly from a pot",
        ),
    ] = False,
    adjusted_income: Annotated[float | None, AdjustedIncome] = None,
) -> Outcome:
    """How much more can be paid in this tax year without an annual allowance charge, in GBP.

    Carry forward of the three earlier years, oldest first (Finance Act 2004 s 228A); none into the money purchase
    annual allowance (s 227ZA).
    """
    money = rules.money
    if flexible_access:
        limit = own = float(rules["contributions.mpaa"])
        unused: list[float] = []
        first = (
            f"After flexible access the limit for defined contribution pots is {money(limit)}, with no carry forward."
        )
    else:
        own = allowance_for(rules, adjusted_income or 0, None)
        unused = carried_forward(rules, (paid_three_years_ago, paid_two_years_ago, paid_one_year_ago))
        limit = own + sum(unused)
        carried = " + ".join(money(part) for part in unused) or money(0)
        first = f"This year's allowance is {money(own)}. Unused from the three years before, oldest first: {carried}."
    room, excess = max(limit - paid_this_year, 0.0), max(paid_this_year - limit, 0.0)
    if room:
        headline = f"You can still pay in {money(room)} for {rules.year} without an annual allowance charge."
    else:
        headline = f"You have no room left ({money(0)}) for {rules.year}."
    if excess:
        headline += f" You are {money(excess)} over, and that is taxed as income."
    return Outcome(
        value=room,
        unit="GBP",
        headline=headline,
        steps=(
            first,
            f"Together that is {money(limit)}.",
            f"{money(limit)} less the {money(paid_this_year)} already paid in leaves {money(room)}.",
        ),
        notes=(
            "You need to have been in a pension scheme in a year to carry its allowance forward.",
            "Earlier years count with the full allowance; if you were tapered then, there is less to carry forward.",
            "Tax relief on your own payments also stops at your earnings of the year.",
        ),
        figures={
            "carried forward": (sum(unused), "GBP"),
            "total limit": (limit, "GBP"),
            "over the limit": (excess, "GBP"),
        },
    )


def carried_forward(rules: Rules, paid: Sequence[float | None]) -> list[float]:
    """Unused allowance in GBP of the earlier years in `paid`, oldest first; None means nothing to carry.

    A year paid over its allowance uses up what was left before it, oldest first.
    """
    left: list[float] = []
    for ago, amount in zip(range(len(paid), 0, -1), paid, strict=True):
        if amount is None:
            left.append(0.0)
            continue
        spare = rules.on(add_months(rules.date, -MONTHS * ago))["contributions.annual_allowance"] - amount
        for place, earlier in enumerate(left):
            used = min(earlier, max(-spare, 0))
            left[place] -= used
            spare += used
        left.append(float(max(spare, 0)))
    return left
