"""Gratuity: the amount due, and how much of it is tax-free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from ...rules import MONTHS, Input, InputError, Outcome, Rules, calculator, cents, down
from .inputs import Sector, Service, ServiceIfKnown, Wage, WageIfKnown
from .wording import count


@dataclass(frozen=True, slots=True)
class Formula:
    """What a formula gives before the maximum, INR, the maximum, and the sentences that show it."""

    amount: float
    ceiling: float
    steps: tuple[str, ...]


def counted_years(rules: Rules, years: float) -> float:
    """Whole years: a last part of more than six months counts as a year (Code on Social Security section 53)."""
    months = round(years * MONTHS, 2)
    return down(months / MONTHS) + (months % MONTHS > rules["gratuity.rounding_months"])


def by_statute(rules: Rules, wage: float, service: float) -> Formula:
    """15 days' wages of a 26-day month for each counted year (Code on Social Security 2020 section 53)."""
    days, month, years = rules["gratuity.days_paid"], rules["gratuity.days_of_month"], counted_years(rules, service)
    amount = cents(wage * days / month * years)
    return Formula(
        amount,
        rules["gratuity.ceiling"],
        (
            f"{count(service, 'year')} of service count as {count(years, 'year')}.",
            f"{rules.money(wage)} × {days} ÷ {month} × {years:g} = {rules.money(amount)}: {days} days' pay "
            f"for each year, of a month of {month} working days.",
        ),
    )


def for_government(rules: Rules, wage: float, service: float) -> Formula:
    """A quarter of the emoluments for each half-year (Central Civil Services (Pension) Rules 2021 rule 45)."""
    share, most = rules["gratuity.government_share"], rules["gratuity.government_times"]
    step = MONTHS / 2
    months = round(service * MONTHS, 2)
    halves = down(months / step) + (months % step >= rules["gratuity.government_half_year_months"])
    amount = cents(wage * min(halves * share, most))
    return Formula(
        amount,
        rules["gratuity.government_ceiling"],
        (
            f"{count(service, 'year')} of service count as {count(halves, 'half-year')}.",
            f"{rules.money(wage)} × {share} × {halves:g}, at most {most} times the pay: {rules.money(amount)}.",
        ),
    )


@calculator("IN", title="Gratuity")
def gratuity(
    rules: Rules,
    last_wage: Wage,
    service_years: Service,
    sector: Sector = "private",
    fixed_term: Annotated[
        bool, Input("whether you are on a fixed-term contract", words=("fixed-term", "contract"))
    ] = False,
    death_or_disablement: Annotated[
        bool, Input("whether service ended by death or disablement", words=("died", "death", "disabled"))
    ] = False,
) -> Outcome:
    """The gratuity an employer must pay, INR to the paisa, at most the legal maximum; 0 when service is too short.

    Law: Code on Social Security 2020 section 53 from 21 November 2025, Payment of Gratuity Act 1972 section 4 before;
    for central government the Central Civil Services (Pension) Rules 2021 rule 45.
    """
    needed = rules["gratuity.fixed_term_service" if fixed_term else "gratuity.minimum_service"]
    if service_years < needed and not death_or_disablement:
        return _none(rules, service_years, needed)
    rule = (for_government if sector == "government" else by_statute)(rules, last_wage, service_years)
    due, money = min(rule.amount, rule.ceiling), rules.money
    free = due if sector == "government" else min(due, rules["gratuity.tax_exemption"])
    note = "All of it is tax-free."
    if sector == "private":
        note = (
            f"{money(free)} of it is tax-free if you used none of the lifetime exemption of "
            f"{money(rules['gratuity.tax_exemption'])} before. An employer may pay more by contract."
        )
    return Outcome(
        due,
        "INR",
        f"Your gratuity would be {money(due)}.",
        (*rule.steps, f"The legal maximum is {money(rule.ceiling)}, so {money(due)} is due."),
        (note,),
        {"by the formula": (rule.amount, "INR"), "tax-free part": (free, "INR")},
    )


def _none(rules: Rules, years: float, needed: float) -> Outcome:
    return Outcome(
        0.0,
        "INR",
        f"No gratuity is due yet ({rules.money(0)}): it takes {count(needed, 'year')} of service.",
        (f"You have {count(years, 'year')} of continuous service; gratuity needs {count(needed, 'year')}.",),
        ("Some courts have counted a nearly full last year as a year. Ask the labour office if you are close.",),
    )


@calculator("IN", title="Tax-free part of gratuity")
def gratuity_tax(
    rules: Rules,
    gratuity_received: Annotated[
        float,
        Input(
            "the gratuity you received",
            "INR",
            low=0,
            high=1e11,
            words=("received", "gratuity", "paid", "paid me", "got", "gave", "given", "handed"),
        ),
    ],
    last_wage: WageIfKnown = None,
    service_years: ServiceIfKnown = None,
    sector: Sector = "private",
    exempted_before: Annotated[
        float,
        Input(
            "gratuity that was tax-free in earlier years",
            "INR",
            low=0,
            high=1e9,
            words=("earlier", "previous", "before"),
            assume="you had no tax-free gratuity before",
        ),
    ] = 0.0,
) -> Outcome:
    """The taxable part of a gratuity, INR: all tax-free in government; else the least of three amounts is tax-free.

    Raises InputError outside government without the pay and the service.
    Law: Income-tax Act 1961 section 10(10), for employees covered by the gratuity law.
    """
    money = rules.money
    if sector == "government":
        free = gratuity_received
        why: tuple[str, ...] = (
            "Gratuity from the government is tax-free in full; "
            f"the lifetime limit of {money(rules['gratuity.tax_exemption'])} is for other jobs.",
        )
    else:
        if last_wage is None or service_years is None:
            unknown = "last_wage" if last_wage is None else "service_years"
            raise InputError(unknown, "Please say your last monthly basic pay plus DA, and your years of service.")
        formula = by_statute(rules, last_wage, service_years)
        left = max(rules["gratuity.tax_exemption"] - exempted_before, 0)
        free = min(gratuity_received, formula.amount, left)
        why = (
            *formula.steps,
            f"Left of the lifetime exemption: {money(left)}.",
            f"The least of {money(gratuity_received)}, {money(formula.amount)} and {money(left)} is tax-free.",
        )
    taxed = cents(gratuity_received - free)
    headline = f"{money(taxed)} of your gratuity is taxable and {money(free)} is tax-free."
    if not taxed:
        headline = f"No part of your gratuity is taxable ({money(0)}): all {money(free)} is tax-free."
    return Outcome(
        taxed,
        "INR",
        headline,
        why,
        () if sector == "government" else ("This is for employees covered by the gratuity law.",),
        {"tax-free part": (free, "INR")},
    )
