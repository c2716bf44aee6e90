"""The monthly pension of the Employees' Pension Scheme (EPS)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from ...rules import MONTHS, Input, Outcome, Rules, add_months, calculator, cents, down
from .inputs import Age, Service
from .wording import count, percent

Salary = Annotated[
    float,
    Input(
        "your average monthly pensionable salary (basic plus DA of the last five years)",
        "INR per month",
        low=0,
        high=1e8,
        profile="monthly_wage",
        words=("salary", "pensionable", "average", "basic", "wage"),
    ),
]
StatedCeiling = Annotated[
    float | None,
    Input("one wage ceiling for all your service", "INR per month", low=1, high=1e8, words=("ceiling", "cap", "limit")),
]


StartAge = Annotated[
    float | None,
    Input(
        "the age at which the pension is to start",
        "years",
        low=14,
        high=120,
        words=("start", "claim", "retire", "defer", "take", "begin", "wait"),
    ),
]


@dataclass(frozen=True, slots=True)
class Pension:
    """A pension, INR per month (0: not payable), the salary that counted, and the sentences that explain both."""

    amount: float
    salary: float
    steps: tuple[str, ...]


def rounded_service(rules: Rules, years: float) -> float:
    """Whole years of service: a last part of six months or more counts as a year (EPS 1995 para 9)."""
    return down((round(years * MONTHS, 2) + MONTHS - rules["eps.rounding_months"]) / MONTHS)


def service_by_ceiling(rules: Rules, service: float, ends: date) -> list[tuple[float, float]]:
    """(ceiling in INR per month, years of service under it), oldest first, for unbroken service up to `ends`."""
    begins = add_months(ends, -round(service * MONTHS))
    days = max((ends - begins).days, 1)
    known = [each for each in rules.law.parameters["epf.wage_ceiling"].values if each.start <= ends]
    found = []
    for row, after in zip(known, [*known[1:], None], strict=True):
        first = begins if row is known[0] else max(begins, row.start)
        last = after.start if after else ends
        if last > first or row is known[-1]:
            found.append((rules.on(row.start)["epf.wage_ceiling"], service * max((last - first).days, 0) / days))
    return found


def pensionable(rules: Rules, salary: float, service: float, ceiling: float | None, ends: date) -> tuple[float, str]:
    """The salary that counts, INR per month, and why: up to the ceiling, or pro rata for the service under each
    ceiling (EPS 2026 para 11(1), 11(3) as corrected by G.S.R. 704(E))."""
    money = rules.money
    periods = [(ceiling, service)] if ceiling is not None else service_by_ceiling(rules, service, ends)
    capped = [min(salary, top) for top, _ in periods]
    if min(capped) == max(capped):
        top = periods[-1][0]
        return capped[0], f"Pensionable salary is {money(salary)}, at most {money(top)}: {money(capped[0])}."
    mean = cents(sum(each * years for each, (_, years) in zip(capped, periods, strict=True)) / service)
    parts = "; ".join(f"{count(years, 'year')} at up to {money(top)}" for top, years in periods)
    return mean, (
        f"Each part of your service has the wage ceiling of its time ({parts}), "
        f"so your pensionable salary is {money(mean)}."
    )


def by_age(rules: Rules, starts: float) -> tuple[float, str]:
    """The factor for an early or deferred start in completed years (EPS 1995 para 12(7), (7A)), and its sentence."""
    years = down(starts) - rules["eps.normal_age"]
    if years < 0:
        rate = rules["eps.early_reduction"]
        return 1 + years * rate, f"Starting {count(-years, 'year')} early cuts it by {percent(-years * rate)}"
    if years > 0:
        rate = rules["eps.deferral_increase"]
        return (1 + rate) ** years, f"Waiting {count(years, 'year')} adds {percent(rate)} for each year"
    return 1.0, ""


def pension(rules: Rules, salary: float, years: float, starts: float, ceiling: float | None, ends: date) -> Pension:
    """The EPS pension from age `starts`: salary × service ÷ 70 with bonus years, age factor and minimum.

    Law: EPS 1995 para 9, 10(2), 12, carried into EPS 2026. Rounded to the paisa.
    """
    service, needed, money = rounded_service(rules, years), rules["eps.minimum_service"], rules.money
    counted, why = pensionable(rules, salary, years, ceiling, ends)
    if service < needed:
        short = f"Your service counts as {count(service, 'year')}; an EPS pension needs {count(needed, 'year')}."
        return Pension(0.0, counted, (short,))
    at_normal_age = starts >= rules["eps.normal_age"]
    bonus = rules["eps.bonus_years"] if at_normal_age and service >= rules["eps.bonus_service"] else 0
    full = counted * (service + bonus) / rules["eps.divisor"]
    factor, change = by_age(rules, starts)
    least = rules["eps.minimum_pension"]
    steps = [
        why,
        f"Service counts as {count(service, 'year')}" + (f" plus {count(bonus, 'bonus year')}." if bonus else "."),
        f"{money(counted)} × {service + bonus:g} ÷ {rules['eps.divisor']} = {money(cents(full))} a month.",
    ]
    if change:
        steps.append(f"{change}: {money(cents(full * factor))} a month.")
    if full * factor < least:
        steps.append(f"The minimum pension is {money(least)} a month.")
    return Pension(cents(max(full * factor, least)), counted, tuple(steps))


@calculator("IN", title="EPS monthly pension")
def eps_pension(
    rules: Rules,
    pensionable_salary: Salary,
    service_years: Service,
    age: Age = None,
    start_age: StartAge = None,
    wage_ceiling: StatedCeiling = None,
    service_ends: Annotated[date | None, Input("the last day of your pensionable service", "date")] = None,
) -> Outcome:
    """The EPS pension with the service so far, INR per month; 0 when service is too short.

    Without `start_age` it starts at today's age, or at the normal age for those too young. Without `wage_ceiling`, each
    part of the service has the ceiling of its time. Law: EPS 1995 para 9, 10, 12, carried into EPS 2026.
    """
    starts, ends, money = _start(rules, age, start_age), service_ends or rules.date, rules.money
    got = pension(rules, pensionable_salary, service_years, starts, wage_ceiling, ends)
    figures = {"pension a year": (cents(got.amount * MONTHS), "INR per year")}
    headline = f"{money(got.amount)} a month would be your EPS pension from age {starts:g}"
    if not got.amount:
        headline = (
            f"No EPS pension is payable ({money(0)} a month): {count(service_years, 'year')} of service is too short"
        )
    if age is not None and age < starts and service_ends is None:
        more = starts - age
        stay = add_months(ends, round(more * MONTHS))
        later = pension(rules, pensionable_salary, service_years + more, starts, wage_ceiling, stay).amount
        figures["if you stay in EPS until then"] = (later, "INR per month")
        headline += f"; {money(later)} a month from age {starts:g} if you stay in EPS until then"
    notes = _notes(rules, age, start_age, starts, got, pensionable_salary)
    return Outcome(got.amount, "INR per month", headline + ".", got.steps, notes, figures)


def _start(rules: Rules, age: float | None, start_age: float | None) -> float:
    """The age at which the pension starts: as wished, else now, within the earliest and the latest age."""
    wish = age if start_age is None else start_age
    if wish is None or wish < rules["eps.earliest_age"]:
        return float(rules["eps.normal_age"])
    return float(min(down(wish), rules["eps.latest_age"]))


def _notes(
    rules: Rules, age: float | None, start_age: float | None, starts: float, got: Pension, salary: float
) -> tuple[str, ...]:
    if not got.amount:
        return (
            "Instead you can take the withdrawal benefit, or a scheme certificate that keeps your service for later.",
        )
    notes, wish = [], age if start_age is None else start_age
    if wish is not None and wish < rules["eps.earliest_age"]:
        earliest = rules["eps.earliest_age"]
        notes.append(f"An EPS pension cannot start before {earliest}; this is the pension at the normal age.")
    if wish is not None and wish > starts:
        notes.append(f"Waiting beyond age {rules['eps.latest_age']} adds nothing.")
    if got.salary < salary:
        notes.append(
            "Calculators that apply one ceiling to all your service can show more. If EPFO accepted your joint option "
            "for a pension on actual pay, the salary is not capped."
        )
    notes.append(
        "The service is taken as unbroken up to its last day; EPFO leaves out months without contributions. Those who "
        "first joined with pay above the wage ceiling of that day may not be in EPS: your passbook shows it."
    )
    return tuple(notes)
