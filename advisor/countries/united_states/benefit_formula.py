"""From earnings to the full Social Security benefit, a spouse's benefit, and the earnings test."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Annotated, Literal

from ...rules import MONTHS, Input, Outcome, Rules, calculator, cents, down
from .social_security import (
    AgeToday,
    BirthDate,
    BirthYear,
    ClaimMonths,
    StatedFullAge,
    claim_age,
    claiming_cohort,
    cohort_of,
    own_share,
    reduction,
)
from .wording import age_text, fraction_percent, percent


@calculator("US", title="Full Social Security benefit from earnings")
def primary_insurance_amount(
    rules: Rules,
    average_monthly_earnings: Annotated[
        float,
        Input(
            "your average indexed monthly earnings (AIME)",
            "USD per month",
            low=0,
            high=100000,
            words=("AIME", "average indexed", "monthly earnings", "average"),
        ),
    ],
    birth_year: BirthYear = None,
    birth_date: BirthDate = None,
    eligibility_year: Annotated[
        int | None,
        Input(
            "the year you first become eligible",
            low=1979,
            high=2150,
            words=("eligible", "turn", "turning", "turned", "eligibility", "bend points"),
        ),
    ] = None,
    age: AgeToday = None,
    first_bend_point: Annotated[
        float | None,
        Input(
            "the first bend point, if you know it", "USD per month", low=1, high=100000, words=("first", "bend point")
        ),
    ] = None,
    second_bend_point: Annotated[
        float | None,
        Input(
            "the second bend point, if you know it", "USD per month", low=1, high=100000, words=("second", "bend point")
        ),
    ] = None,
) -> Outcome:
    """Monthly benefit at full retirement age, USD, down to the next 10 cents (42 USC 415(a))."""
    if first_bend_point is not None and second_bend_point is not None:
        first, second = sorted([first_bend_point, second_bend_point])
        whose = "The bend points you gave are"
    else:
        year = _eligibility(rules, birth_year, birth_date, age, eligibility_year)
        first, second = rules.on(rules.law.years.parse(str(year)))["social_security.bend_points"]
        whose = f"The bend points for people first eligible in {year} are"
    rates = rules["social_security.formula_rates"]
    best = rules["social_security.averaging_years"]
    earnings = down(average_monthly_earnings)
    bands = (min(earnings, first), max(0, min(earnings, second) - first), max(0, earnings - second))
    exact = sum(Fraction(str(rate)) * Fraction(str(band)) for rate, band in zip(rates, bands, strict=True))
    amount = down(float(exact), rules["social_security.formula_step"])
    money = rules.money
    sums = " + ".join(f"{percent(rate)} of {money(band)}" for rate, band in zip(rates, bands, strict=True) if band)
    return Outcome(
        amount,
        "USD per month",
        f"Your full benefit would be {money(amount)} a month.",
        (
            f"{whose} {money(first)} and {money(second)}.",
            f"{sums or money(0)} = {money(float(exact))}.",
            f"Rounded down to a multiple of {money(rules['social_security.formula_step'])} that is {money(amount)}.",
        ),
        (
            "This is the amount at full retirement age in that year's money, before later cost-of-living increases.",
            f"Average indexed monthly earnings come from your best {best} years of pay, adjusted for wage growth.",
        ),
        {"first bend point": (first, "USD"), "second bend point": (second, "USD")},
    )


def _eligibility(
    rules: Rules, birth_year: int | None, birth_date: date | None, age: int | None, given: int | None
) -> int:
    """The year of first eligibility: the given one, the year of reaching the earliest age, or the view's year."""
    if given is not None:
        return given
    if birth_year is None and birth_date is None and age is None:
        return rules.date.year
    earliest: int = rules["social_security.earliest_age"]
    return cohort_of(rules, birth_year, birth_date, age).year + earliest


@calculator("US", title="Spouse's Social Security benefit")
def spousal_benefit(
    rules: Rules,
    worker_benefit: Annotated[
        float,
        Input(
            "your spouse's monthly benefit at their full retirement age",
            "USD per month",
            low=0,
            high=20000,
            words=("spouse's benefit", "husband's", "wife's", "worker", "PIA"),
        ),
    ],
    claim_age_years: Annotated[
        int | None,
        Input(
            "the age at which you start, in years",
            "years",
            low=0,
            high=120,
            words=("claim", "start", "file", "take", "at"),
            assume="you start at your full retirement age",
        ),
    ] = None,
    claim_age_months: ClaimMonths = 0,
    birth_year: BirthYear = None,
    birth_date: BirthDate = None,
    own_benefit: Annotated[
        float,
        Input(
            "your own monthly benefit at full retirement age",
            "USD per month",
            low=0,
            high=20000,
            profile="benefit_at_full_age",
            words=("my own", "own benefit", "my benefit"),
            assume="you have no Social Security benefit of your own",
        ),
    ] = 0,
    age: AgeToday = None,
    full_retirement_age: StatedFullAge = None,
) -> Outcome:
    """Your own and spouse's benefit together, USD a month to the cent (42 USC 402(b), (c), (k)(3), (q))."""
    born = claiming_cohort(rules, birth_year, birth_date, age, full_retirement_age)
    claim = born.full_age if claim_age_years is None else claim_age(rules, claim_age_years, claim_age_months)
    own_full, half = Fraction(str(own_benefit)), Fraction(str(worker_benefit)) * _spouse_share(rules)
    own = own_share(rules, born, claim).share * own_full
    extra_full = max(Fraction(0), half - max(own_full, own))
    early = max(0, born.full_age - claim)
    kept = 1 - reduction(rules["social_security.spouse_early_reduction"], early)
    extra = extra_full * kept
    total = cents(float(own + extra))
    money = rules.money
    steps = [f"{percent(rules['social_security.spouse_share'])} of your spouse's full benefit is {money(float(half))}."]
    if own_full:
        steps.append(f"Your own benefit at {age_text(claim)} is {money(float(own))}.")
        steps.append(f"The spouse's part on top is at most {money(float(extra_full))}.")
    steps.append(f"At {age_text(claim)} you keep {fraction_percent(kept)} of the spouse's part: {money(float(extra))}.")
    return Outcome(
        total,
        "USD per month",
        f"You would get {money(total)} a month if you start at {age_text(claim)}.",
        tuple(steps),
        (
            *born.remarks,
            "Your spouse must already be drawing their own benefit. Waiting past full retirement age adds nothing to "
            "the spouse's part.",
            "Widows and widowers have other rules.",
        ),
        {"own part": (cents(float(own)), "USD per month"), "spouse's part": (cents(float(extra)), "USD per month")},
    )


def _spouse_share(rules: Rules) -> Fraction:
    return Fraction(str(rules["social_security.spouse_share"]))


Stage = Literal["under_full_age_all_year", "reaches_full_age_this_year", "past_full_age"]


@calculator("US", title="Social Security earnings test")
def earnings_test(
    rules: Rules,
    earnings: Annotated[
        float,
        Input(
            "your earnings from work in the year (in the last year: before full retirement age)",
            "USD per year",
            low=0,
            high=1e9,
            profile="salary",
            words=("earn", "earnings", "wages", "work", "job", "part-time", "make"),
        ),
    ],
    stage: Annotated[
        Stage | None,
        Input("where you stand to full retirement age", words=("full retirement age", "FRA", "reach", "turn")),
    ] = None,
    monthly_benefit: Annotated[
        float | None,
        Input(
            "your monthly Social Security benefit",
            "USD per month",
            low=0,
            high=20000,
            words=("benefit", "check", "get", "getting", "drawing", "collecting", "receiving"),
        ),
    ] = None,
    age: AgeToday = None,
    annual_limit: Annotated[
        float | None,
        Input(
            "the year's earnings limit, if you know it",
            "USD per year",
            low=1,
            high=1e6,
            words=("limit", "exempt amount", "exempt", "threshold"),
        ),
    ] = None,
) -> Outcome:
    """Benefits withheld in the year because of work, USD (42 USC 403(f)); at most the year's benefits when known."""
    money = rules.money
    stage = stage or _stage(rules, age)
    if stage == "past_full_age":
        return Outcome(
            0.0,
            "USD per year",
            f"Social Security would withhold nothing ({money(0)}).",
            (
                "From the month you reach full retirement age, earnings no longer matter.",
                f"The limit of {money(rules['social_security.earnings_limit'])} in {rules.year} is for younger people.",
            ),
        )
    all_year = stage == "under_full_age_all_year"
    name = "social_security.earnings_limit" if all_year else "social_security.earnings_limit_last_year"
    limit = rules[name] if annual_limit is None else annual_limit
    per = rules["social_security.withheld_per"]["all_year" if all_year else "last_year"]
    above = max(0.0, earnings - limit)
    withheld = above / per
    steps = [
        f"The limit in {rules.year} is {money(limit)}; you earn {money(earnings)}.",
        f"1 dollar in {per} of the {money(above)} above it is withheld: {money(withheld)}.",
    ]
    if monthly_benefit is not None and withheld > monthly_benefit * MONTHS:
        withheld = monthly_benefit * MONTHS
        steps.append(f"It cannot be more than your benefits of {money(withheld)} in the year.")
    amount = f"{money(withheld)} of your benefits" if withheld else f"nothing ({money(0)})"
    return Outcome(
        cents(withheld),
        "USD per year",
        f"Social Security would withhold {amount} in {rules.year}.",
        tuple(steps),
        (
            *_stage_note(all_year, age),
            "The money is not lost: at full retirement age your benefit is raised for the months withheld.",
            "Only pay from work counts, not pensions or withdrawals. A monthly test applies in the first year.",
        ),
        {"limit": (limit, "USD"), "above the limit": (above, "USD")},
    )


def _stage(rules: Rules, age: int | None) -> Stage:
    """Where a person of that age stands; someone who has just reached full retirement age counts as past it."""
    if age is None or age * MONTHS < cohort_of(rules, None, None, age).full_age:
        return "under_full_age_all_year"
    return "past_full_age"


def _stage_note(all_year: bool, age: int | None) -> tuple[str, ...]:
    if not all_year:
        return ()
    why = "" if age is None else f" at {age}"
    return (f"I took it that you are under full retirement age all year{why}. If not, tell me.",)
