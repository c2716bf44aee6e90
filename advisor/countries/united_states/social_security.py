"""Social Security retirement benefits by claiming age."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Annotated, Any

from ...rules import MONTHS, Input, InputError, Outcome, Rules, Table, add_months, banded_value, calculator, cents, down
from .wording import age_text, count, fraction_percent

BirthYear = Annotated[
    int | None,
    Input("the year you were born", low=1937, high=2100, profile="birth_year", words=("born", "birth")),
]
BirthDate = Annotated[
    date | None, Input("your date of birth", "date", profile="birth_date", words=("born", "birth", "birthday"))
]
FullBenefit = Annotated[
    float,
    Input(
        "your monthly benefit at full retirement age",
        "USD per month",
        low=0,
        high=20000,
        profile="benefit_at_full_age",
        words=("full retirement age", "FRA", "PIA", "benefit", "primary insurance amount"),
    ),
]
ClaimYears = Annotated[
    int,
    Input(
        "the age at which you start, in years", "years", low=0, high=120, words=("claim", "start", "file", "take", "at")
    ),
]
AgeToday = Annotated[int | None, Input("your age today", "years", low=0, high=120, profile="age")]
StatedFullAge = Annotated[
    float | None,
    Input(
        "your full retirement age, if you know it",
        "years",
        low=65,
        high=67,
        words=("full retirement age", "FRA", "normal retirement age", "NRA"),
    ),
]
ClaimMonths = Annotated[
    int, Input("the months on top of those years", "months", low=0, high=11, words=("months", "month"))
]


@dataclass(frozen=True, slots=True)
class Cohort:
    """A year of birth as Social Security counts it, its full retirement age in months, and what was assumed."""

    year: int
    full_age: int
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Adjustment:
    """A benefit at a claiming age: `share` of the full benefit, and months `early` (negative: late)."""

    share: Fraction
    early: int


def cohort(birth_year: int | None, birth_date: date | None) -> int:
    """Year of birth as Social Security counts it: born on 1 January counts as the year before (20 CFR 404.2(c)(4))."""
    if birth_date is not None:
        return (birth_date - timedelta(days=1)).year
    if birth_year is None:
        raise InputError("birth_year", "This needs the year you were born.")
    return birth_year


def full_age_months(rules: Rules, year: int) -> int:
    """Full retirement age in months for a year of birth (42 USC 416(l))."""
    months: int = banded_value(year, rules["social_security.full_retirement_age"], "months")
    return months


def cohort_of(rules: Rules, birth_year: int | None, birth_date: date | None, age: int | None) -> Cohort:
    """The cohort by date or year of birth, else by the age today. Raises InputError when nothing is known."""
    if birth_year is None and birth_date is None and age is not None:
        year = rules.date.year - age
        return Cohort(year, full_age_months(rules, year), (f"At age {age} I took it that you were born in {year}.",))
    year = cohort(birth_year, birth_date)
    return Cohort(year, full_age_months(rules, year))


def claiming_cohort(
    rules: Rules, birth_year: int | None, birth_date: date | None, age: int | None, stated: float | None
) -> Cohort:
    """The cohort of someone who is choosing when to claim; a `stated` full retirement age in years wins.

    Without any fact it is the newest cohort: everyone who can still claim before full retirement age belongs to it.
    """
    newest = rules["social_security.full_retirement_age"][-1]
    if (birth_year, birth_date, age) != (None, None, None):
        found = cohort_of(rules, birth_year, birth_date, age)
    elif stated is not None:
        found = Cohort(newest["from"], newest["months"])
    else:
        remark = (
            f"I took it that you were born in {newest['from']} or later, with full retirement age "
            f"{age_text(newest['months'])}. If not, tell me the year you were born."
        )
        found = Cohort(newest["from"], newest["months"], (remark,))
    return found if stated is None else Cohort(found.year, round(stated * MONTHS))


def reduction(rule: dict[str, Any], months: int) -> Fraction:
    """Share of the benefit lost for claiming `months` early: one rate for the first months, another beyond."""
    first = min(months, rule["first_months"])
    further = months - first
    return (
        first * Fraction(rule["first"]["top"], rule["first"]["bottom"])
        + further * Fraction(rule["further"]["top"], rule["further"]["bottom"])
    ) / 100


def own_share(rules: Rules, born: Cohort, claim_months: int) -> Adjustment:
    """Share of the full benefit at a claiming age in months; waiting past the latest age gains nothing."""
    claim = min(claim_months, rules["social_security.latest_age"] * MONTHS)
    early = born.full_age - claim
    if early > 0:
        return Adjustment(1 - reduction(rules["social_security.early_reduction"], early), early)
    yearly = Fraction(str(banded_value(born.year, rules["social_security.delayed_credit"], "rate")))
    return Adjustment(1 + -early * yearly / MONTHS, early)


def claim_age(rules: Rules, years: int, months: int) -> int:
    """The claiming age in months. Raises InputError below the earliest age."""
    claim = years * MONTHS + months
    earliest = rules["social_security.earliest_age"]
    if claim < earliest * MONTHS:
        raise InputError("claim_age_years", f"Retirement benefits cannot start before age {earliest}.")
    return claim


@calculator("US", title="Full retirement age")
def full_retirement_age(
    rules: Rules,
    birth_year: Annotated[
        int | None,
        Input(
            "the year you were born",
            low=1900,
            high=2020,
            profile="birth_year",
            words=("born", "birth", "FRA", "full", "retirement"),
        ),
    ] = None,
    birth_date: BirthDate = None,
    age: AgeToday = None,
) -> Outcome:
    """Social Security full retirement age in years; 66 years and 10 months is 66.83 (42 USC 416(l))."""
    born = cohort_of(rules, birth_year, birth_date, age)
    months = born.full_age
    steps = [f"For people born in {born.year} the law sets {age_text(months)}."]
    figures: dict[str, tuple[Any, str]] = {"in months": (months, "months")}
    if birth_date is not None:
        reached = add_months(birth_date - timedelta(days=1), months)
        if (birth_date.month, birth_date.day) == (1, 1):
            steps.insert(0, "Born on 1 January, you count as born in the year before.")
        figures["day you reach it"] = (reached, "date")
        steps.append(f"Social Security counts you as reaching it on {reached:%-d %B %Y}, the day before your birthday.")
    return Outcome(
        months / MONTHS,
        "years",
        f"Your full retirement age is {age_text(months)}.",
        tuple(steps),
        (*born.remarks, "Born on 1 January? Then the year before counts.") if birth_date is None else (),
        figures,
    )


@calculator("US", title="Social Security benefit by claiming age")
def social_security_benefit(
    rules: Rules,
    benefit_at_full_age: FullBenefit,
    claim_age_years: ClaimYears,
    claim_age_months: ClaimMonths = 0,
    birth_year: BirthYear = None,
    birth_date: BirthDate = None,
    age: AgeToday = None,
    full_retirement_age: StatedFullAge = None,
) -> Outcome:
    """Monthly benefit at a claiming age, USD to the cent before SSA's rounding down (42 USC 402(q), (w))."""
    born = claiming_cohort(rules, birth_year, birth_date, age, full_retirement_age)
    claim = claim_age(rules, claim_age_years, claim_age_months)
    found = own_share(rules, born, claim)
    amount = cents(float(found.share * Fraction(str(benefit_at_full_age))))
    money = rules.money
    return Outcome(
        amount,
        "USD per month",
        f"You would get {money(amount)} a month if you start at {age_text(claim)}.",
        (
            f"Your full retirement age is {age_text(born.full_age)}.",
            _timing(found),
            f"{fraction_percent(found.share)} of {money(benefit_at_full_age)} is {money(amount)}.",
        ),
        (*born.remarks, *_benefit_notes(rules, claim, amount)),
        {
            "share of the full benefit": (float(found.share), "ratio"),
            "paid after rounding down": (down(amount), "USD per month"),
            "a year": (cents(amount * MONTHS), "USD per year"),
        },
    )


def _timing(found: Adjustment) -> str:
    if found.early > 0:
        lost = fraction_percent(1 - found.share)
        return f"Starting {count(found.early, 'month')} early takes off {lost}."
    if found.early < 0:
        return f"Waiting {count(-found.early, 'month')} longer adds {fraction_percent(found.share - 1)}."
    return "You start exactly at full retirement age, so nothing is added or taken off."


def _benefit_notes(rules: Rules, claim: int, amount: float) -> tuple[str, ...]:
    notes = [
        f"Social Security pays whole dollars, rounded down: {rules.money(down(amount))}. Future increases come on top."
    ]
    earliest, latest = rules["social_security.earliest_age"], rules["social_security.latest_age"]
    if claim == earliest * MONTHS:
        notes.append(
            f"You must be {earliest} for a whole month, so most people's first month is one month after that birthday."
        )
    if claim > latest * MONTHS:
        notes.append(f"Waiting past {latest} adds nothing, so this is the amount at {latest}.")
    return tuple(notes)


@calculator("US", title="Comparison of claiming ages")
def claiming_age_comparison(
    rules: Rules,
    benefit_at_full_age: FullBenefit,
    birth_year: BirthYear = None,
    birth_date: BirthDate = None,
    age: AgeToday = None,
    full_retirement_age: StatedFullAge = None,
) -> Outcome:
    """Monthly benefit at every whole claiming age; value is the one at the latest age, USD (42 USC 402(q), (w))."""
    born = claiming_cohort(rules, birth_year, birth_date, age, full_retirement_age)
    earliest, latest = rules["social_security.earliest_age"], rules["social_security.latest_age"]
    full = Fraction(str(benefit_at_full_age))
    rows = []
    for start in range(earliest, latest + 1):
        share = own_share(rules, born, start * MONTHS).share
        rows.append((start, cents(float(share * full)), cents(float(share * full * MONTHS)), fraction_percent(share)))
    (_, low, _, least), (_, high, _, most) = rows[0], rows[-1]
    money = rules.money
    even = _break_even(earliest * MONTHS, low, latest * MONTHS, high)
    even_from_full = _break_even(born.full_age, benefit_at_full_age, latest * MONTHS, high)
    return Outcome(
        high,
        "USD per month",
        f"You would get {money(high)} a month from {latest}, or {money(low)} a month from {earliest}. "
        f"Waiting until {latest} pays more in total than starting at {earliest} if you live past about "
        f"{age_text(even)}, and more than starting at {age_text(born.full_age)} past about {age_text(even_from_full)}.",
        (
            f"At your full retirement age, {age_text(born.full_age)}, you would get {money(benefit_at_full_age)}.",
            f"Starting at {earliest} gives {least} of it, waiting until {latest} gives {most}.",
        ),
        (*born.remarks, "This leaves out cost-of-living increases, tax, interest and a spouse's benefits."),
        {
            "smallest benefit": (low, "USD per month"),
            "largest benefit": (high, "USD per month"),
            "break-even age": (even / MONTHS, "years"),
            "break-even age from full retirement age": (even_from_full / MONTHS, "years"),
        },
        Table(("Age at the start (years)", "A month (USD)", "A year (USD)", "Share of the full benefit"), tuple(rows)),
    )


def _break_even(early: int, low: float, late: int, high: float) -> int:
    """Age in months at which both choices have paid the same in total; the late start when nothing is paid."""
    if high == low:
        return late
    return round(late + low * (late - early) / (high - low))
