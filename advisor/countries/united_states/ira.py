"""What income does to IRA contributions: the Roth limit, the deduction and the saver's credit."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import Input, InputError, Outcome, Rules, calculator, up
from .contributions import Plan, contribution_room
from .filing import STATUS_NAMES, Filing, LivedApart, income_key
from .wording import percent

Income = Annotated[
    float,
    Input(
        "your modified adjusted gross income in the year",
        "USD per year",
        low=0,
        high=1e9,
        words=("income", "MAGI", "AGI", "make", "earn", "salary"),
    ),
]
Age = Annotated[
    int | None,
    Input(
        "your age at the end of the year",
        "years",
        low=0,
        high=120,
        profile="age_at_year_end",
        words=("age", "aged", "old"),
        assume="you are too young for a catch-up contribution",
    ),
]


PhaseOutStart = Annotated[
    float | None,
    Input(
        "the income at which the phase-out starts, if you know it",
        "USD per year",
        low=0,
        high=1e7,
        words=("phase-out", "phaseout", "range", "phased out", "between", "starts"),
    ),
]
PhaseOutEnd = Annotated[
    float | None,
    Input(
        "the income at which the phase-out ends, if you know it",
        "USD per year",
        low=0,
        high=1e7,
        words=("phase-out", "phaseout", "range", "phased out", "ends", "and"),
    ),
]
FullLimit = Annotated[
    float | None,
    Input(
        "the year's full limit, if you know it",
        "USD per year",
        low=1,
        high=100000,
        words=("limit", "contribution limit", "maximum"),
    ),
]


def _full_limit(rules: Rules, plan: Plan, age: int | None, stated: float | None) -> float:
    """The limit the member states, else the law's at that age, USD."""
    return contribution_room(rules, plan, age).total if stated is None else stated


def _stated_span(start: float | None, end: float | None) -> list[float] | None:
    """The income range the member states, lower end first, or None; raises InputError when it is none."""
    if start is None or end is None:
        return None
    if start == end:
        raise InputError("phase_out_end", "The phase-out must end at a higher income than it starts.")
    return sorted([start, end])


def phased_out(rules: Rules, limit: float, income: float, span: list[float]) -> float:
    """`limit` reduced over the income range: up to the next step, at least the minimum until it is zero, USD.

    IRC 219(g)(2) and 408A(c)(3): the part lost is the income above the lower end over the width of the range.
    """
    lower, upper = span
    if income <= lower:
        return limit
    if income >= upper:
        return 0.0
    left = up(limit * (upper - income) / (upper - lower), rules["ira.reduced_limit_step"])
    return min(limit, max(left, rules["ira.reduced_limit_minimum"]))


def _phase_out_steps(rules: Rules, limit: float, income: float, span: list[float], left: float) -> tuple[str, ...]:
    lower, upper = span
    money = rules.money
    start = (
        f"The full limit for {rules.year} at your age is {money(limit)}.",
        f"It phases out between {money(lower)} and {money(upper)} of income for your filing status.",
    )
    if income <= lower:
        return (*start, f"Your income of {money(income)} is not above the range, so nothing is lost.")
    if income >= upper:
        return (*start, f"Your income of {money(income)} is at or above the top of the range, so nothing is left.")
    share = f"{money(limit)} × {money(upper - income)} ÷ {money(upper - lower)}"
    step, least = rules["ira.reduced_limit_step"], rules["ira.reduced_limit_minimum"]
    rounding = f"rounded up to the next {money(step)}, at least {money(least)}"
    return (*start, f"{share}, {rounding}, is {money(left)}.")


@calculator("US", title="Roth IRA limit")
def roth_ira_limit(
    rules: Rules,
    income: Income,
    filing_status: Filing = "single",
    age: Age = None,
    lived_apart: LivedApart = False,
    phase_out_start: PhaseOutStart = None,
    phase_out_end: PhaseOutEnd = None,
    full_limit: FullLimit = None,
) -> Outcome:
    """Most that may go into Roth IRAs in the year at this income, USD (IRC 408A(c)(3))."""
    limit = _full_limit(rules, "roth_ira", age, full_limit)
    stated = _stated_span(phase_out_start, phase_out_end)
    span = stated or rules["ira.roth_phase_out"][income_key(filing_status, lived_apart)]
    left = phased_out(rules, limit, income, span)
    money = rules.money
    if left:
        headline = f"You can put up to {money(left)} into a Roth IRA for {rules.year}."
    else:
        headline = f"You can put nothing ({money(0)}) into a Roth IRA for {rules.year}: your income is too high."
    return Outcome(
        left,
        "USD per year",
        headline,
        _phase_out_steps(rules, limit, income, span, left),
        (
            f"Your filing status: {STATUS_NAMES[filing_status]}. Traditional IRAs share the same limit.",
            "Converting a traditional IRA to a Roth IRA has no income limit.",
        ),
        {"full limit": (limit, "USD"), "lower end": (span[0], "USD"), "upper end": (span[1], "USD")},
    )


@calculator("US", title="Traditional IRA deduction")
def ira_deduction(
    rules: Rules,
    income: Income,
    filing_status: Filing = "single",
    age: Age = None,
    covered: Annotated[
        Literal["you", "only_spouse", "nobody"],
        Input(
            "who has a workplace retirement plan",
            words=("covered", "workplace plan", "401(k) at work", "no plan", "spouse has"),
            assume="you have a retirement plan at work",
        ),
    ] = "you",
    lived_apart: LivedApart = False,
    phase_out_start: PhaseOutStart = None,
    phase_out_end: PhaseOutEnd = None,
    full_limit: FullLimit = None,
) -> Outcome:
    """Largest deduction for traditional IRA contributions in the year, USD (IRC 219(g))."""
    limit = _full_limit(rules, "ira", age, full_limit)
    span = _stated_span(phase_out_start, phase_out_end)
    span = span or _deduction_span(rules, filing_status, covered, lived_apart)
    money = rules.money
    notes = ("You may still contribute without a deduction. Keep Form 8606 for money already taxed.",)
    if span is None:
        left = limit
        steps: tuple[str, ...] = (
            f"The full limit for {rules.year} at your age is {money(limit)}.",
            "Nobody on your return has a workplace plan that limits your deduction, so income does not matter.",
        )
    else:
        left = phased_out(rules, limit, income, span)
        steps = _phase_out_steps(rules, limit, income, span, left)
    if left:
        headline = f"You can deduct up to {money(left)} of traditional IRA contributions for {rules.year}."
    else:
        headline = f"You can deduct nothing ({money(0)}) for traditional IRA contributions in {rules.year}."
    return Outcome(left, "USD per year", headline, steps, notes, {"full limit": (limit, "USD")})


def _deduction_span(rules: Rules, status: str, covered: str, lived_apart: bool) -> list[float] | None:
    """The income range that applies, or None when income does not limit the deduction."""
    key = income_key(status, lived_apart)
    if covered == "you":
        span: list[float] = rules["ira.deduction_phase_out"][key]
        return span
    if covered == "only_spouse":
        found: list[float] | None = rules["ira.spouse_covered_phase_out"].get(key)
        return found
    return None


@calculator("US", title="Saver's credit")
def savers_credit(
    rules: Rules,
    income: Annotated[
        float,
        Input(
            "your adjusted gross income in the year",
            "USD per year",
            low=0,
            high=1e9,
            words=("income", "AGI", "make", "earn", "salary"),
        ),
    ],
    contributions: Annotated[
        float,
        Input(
            "what you put into retirement accounts in the year",
            "USD per year",
            low=0,
            high=1e6,
            words=("contribute", "put in", "save"),
        ),
    ],
    filing_status: Filing = "single",
    spouse_contributions: Annotated[
        float,
        Input(
            "what your spouse put into retirement accounts in the year",
            "USD per year",
            low=0,
            high=1e6,
            words=("spouse put in", "spouse contributed"),
        ),
    ] = 0,
) -> Outcome:
    """Largest saver's credit at this income, USD, before the limit of the tax you owe (IRC 25B)."""
    table = rules["ira.savers_credit_rates"]
    bands = table.get(filing_status, table["other"])
    rate = next((band["rate"] for band in bands if income <= band["up_to"]), 0.0)
    cap = rules["ira.savers_credit_contributions"]
    spouse = min(spouse_contributions, cap) if filing_status == "joint" else 0.0
    counted = min(contributions, cap) + spouse
    credit = rate * counted
    money = rules.money
    ceiling = bands[-1]["up_to"]
    steps = (
        f"In {rules.year} the credit ends above {money(ceiling)} of income ({STATUS_NAMES[filing_status]}).",
        f"At {money(income)} the rate is {percent(rate)}.",
        f"Contributions of up to {money(cap)} a person count: {money(counted)}.",
        f"{percent(rate)} of {money(counted)} is {money(credit)}.",
    )
    amount = money(credit) if credit else f"no saver's credit ({money(0)})"
    headline = f"Your saver's credit could be up to {amount}" if credit else f"You would get {amount}"
    return Outcome(
        credit,
        "USD per year",
        f"{headline} for {rules.year}.",
        steps,
        (
            "The credit cannot be more than the income tax you owe.",
            "Full-time students, dependants and minors cannot have it. Recent withdrawals reduce it.",
        ),
        {"income ceiling": (ceiling, "USD"), "rate": (rate, "ratio 0–1")},
    )
