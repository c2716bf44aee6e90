"""What the government adds to the super of people with lower incomes."""

from __future__ import annotations

from typing import Annotated

from ...rules import Input, Outcome, Rules, calculator, cents
from .inputs import MaybeAge, TotalBalance
from .words import percent


@calculator("AU", title="Government co-contribution")
def co_contribution(
    rules: Rules,
    income: Annotated[
        float,
        Input(
            "your total income for the year",
            "AUD per year",
            low=0,
            high=1e9,
            profile="salary",
            words=("income", "earn", "salary", "make"),
        ),
    ],
    contribution: Annotated[
        float,
        Input(
            "what you put into super after tax this year",
            "AUD per year",
            low=0,
            high=1e7,
            words=("after tax", "after-tax", "put", "contribute", "personal", "own money", "add", "chip in", "chuck"),
        ),
    ],
    age: MaybeAge = None,
    total_balance: TotalBalance = 0,
    mostly_from_work: Annotated[
        bool,
        Input(
            "whether enough of your income comes from work or business",
            words=("from work", "employment"),
            assume="enough of your income comes from work",
        ),
    ] = True,
    lower_threshold: Annotated[
        float | None,
        Input("the lower income threshold you name", "AUD", low=0, high=1e6, words=("lower", "lower threshold")),
    ] = None,
    higher_threshold: Annotated[
        float | None,
        Input("the higher threshold you name", "AUD", low=0, high=1e6, words=("higher", "upper", "higher threshold")),
    ] = None,
) -> Outcome:
    """The co-contribution, in AUD.

    Superannuation (Government Co-contribution for Low Income Earners) Act 2003 s 6 to 12.
    """
    money = rules.money
    lower = rules["contributions.co_contribution_lower"] if lower_threshold is None else lower_threshold
    higher = rules["contributions.co_contribution_higher"] if higher_threshold is None else higher_threshold
    if why := _refusal(rules, age, total_balance, mostly_from_work):
        return Outcome(0.0, "AUD", "You would get no co-contribution ($0).", steps=(why,))
    most, rate = rules["contributions.co_contribution_maximum"], rules["contributions.co_contribution_rate"]
    taper = rules["contributions.co_contribution_taper"]
    cap = 0 if income >= higher else max(most - taper * max(income - lower, 0), 0)
    matched = min(contribution * rate, cap)
    paid = cents(max(matched, rules["contributions.co_contribution_minimum"])) if matched > 0 else 0.0
    start = "You would get no co-contribution ($0)" if not paid else f"You would get {money(paid)} from the government"
    return Outcome(
        value=paid,
        unit="AUD",
        headline=f"{start} for {rules.year}.",
        steps=(
            f"It matches {percent(rate)} of what you put in: {money(contribution)} × {percent(rate)} = "
            f"{money(contribution * rate)}.",
            f"The most is {money(most)}, less {taper * 100:g} cents for each dollar of income over {money(lower)}: "
            f"{money(cap)}. It ends at {money(higher)}.",
            f"The lower of the two is {money(matched)}, so {money(paid)} is paid.",
        ),
        notes=("You must lodge a tax return, and not hold a temporary visa. It goes into your super.",),
        figures={"most you could get": (cents(cap), "AUD")},
    )


def _refusal(rules: Rules, age: int | None, balance: float, from_work: bool) -> str:
    if age is not None and age >= (limit := rules["contributions.co_contribution_age"]):
        return f"You must be under {limit} at the end of the year."
    if balance >= (cap := rules["contributions.transfer_balance_cap"]):
        return f"Your total super must be under {rules.money(cap)}."
    if not from_work:
        return (
            f"At least {percent(rules['contributions.co_contribution_work_share'])} of your income must come from work."
        )
    return ""


@calculator("AU", title="Low income super tax offset")
def low_income_offset(
    rules: Rules,
    income: Annotated[
        float,
        Input(
            "your adjusted taxable income",
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
            "your concessional contributions (such as your employer's)",
            "AUD per year",
            low=0,
            high=1e7,
            words=("contributions", "employer", "concessional"),
        ),
    ],
) -> Outcome:
    """The offset (LISTO) paid into super, in AUD.

    Superannuation (Government Co-contribution for Low Income Earners) Act 2003 Part 2A.
    """
    money, limit = rules.money, rules["contributions.low_income_offset_income"]
    rate, most = rules["contributions.low_income_offset_rate"], rules["contributions.low_income_offset_maximum"]
    if income > limit:
        why = f"It is only for incomes of up to {money(limit)}."
        return Outcome(0.0, "AUD", f"You would get no low income super tax offset ($0). {why}", steps=(why,))
    paid = cents(min(contributions * rate, most))
    return Outcome(
        value=paid,
        unit="AUD",
        headline=f"You would get {money(paid)} back into your super as the low income super tax offset."
        if paid
        else "You would get no low income super tax offset ($0).",
        steps=(
            f"Your income is not over {money(limit)}.",
            f"{money(contributions)} × {percent(rate)} = {money(contributions * rate)}.",
            f"The most is {money(most)}, so {money(paid)} is paid.",
        ),
        notes=(
            f"At least {percent(rules['contributions.co_contribution_work_share'])} of your income must come from work "
            "or business. The ATO works it out by itself.",
        ),
    )
