"""When the State Pension starts: the legislated timetable by birth date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from ...rules import DAYS, MONTHS, Input, InputError, Outcome, Rules, add_months, calculator, cents
from .wording import age_words, day


@dataclass(frozen=True, slots=True)
class PensionAge:
    """State Pension age of one person: the day it is reached, and the age then."""

    reached: date
    years: int
    months: int
    days: int


def pension_age_for(rules: Rules, born: date) -> PensionAge:
    """State Pension age of someone born on `born`. Raises InputError before the timetable's first birth date.

    Source: Pensions Act 1995 Sch 4. Where the birth day is missing in the month a step of months ends in, the
    month's last day counts; a birthday on 29 February is reached on 1 March in common years.
    """
    rows = rules["state_pension.age_timetable"]
    found = [row for row in rows if row["from"] <= born]
    if not found:
        raise InputError(
            "date_of_birth",
            f"Your date of birth must be {day(rows[0]['from'])} or later. Anyone born earlier has reached State "
            "Pension age already, at an age that also depended on their sex.",
        )
    row = found[-1]
    if "reached" in row:
        return PensionAge(row["reached"], *_between(born, row["reached"]))
    if row["months"]:
        return PensionAge(add_months(born, row["years"] * MONTHS + row["months"]), row["years"], row["months"], 0)
    return PensionAge(birthday(born, row["years"]), row["years"], 0, 0)


def birthday(born: date, age: int) -> date:
    """The day someone reaches `age`: 1 March for a 29 February birthday in a common year."""
    plain = add_months(born, age * MONTHS)
    return plain if plain.day == born.day else add_months(plain.replace(day=1), 1)


def _between(start: date, end: date) -> tuple[int, int, int]:
    months = (end.year - start.year) * MONTHS + end.month - start.month
    if add_months(start, months) > end:
        months -= 1
    return months // MONTHS, months % MONTHS, (end - add_months(start, months)).days


@calculator("UK", title="State Pension age")
def state_pension_age(
    rules: Rules,
    date_of_birth: Annotated[
        date, Input("your date of birth", "date", profile="birth_date", words=("born", "birth", "birthday", "dob"))
    ],
) -> Outcome:
    """State Pension age in years (months as twelfths, two decimals) and the day it is reached.

    Source: Pensions Act 1995 Sch 4 as amended by the Pensions Acts 2007, 2011 and 2014.
    """
    if date_of_birth > rules.date:
        raise InputError("date_of_birth", f"Your date of birth must not be after {day(rules.date)}.")
    age = pension_age_for(rules, date_of_birth)
    words = age_words(age.years, age.months, age.days)
    past = age.reached <= rules.date
    return Outcome(
        value=cents(age.years + age.months / MONTHS + age.days / DAYS),
        unit="years",
        headline=f"Your State Pension age {'was' if past else 'is'} {words}, on {day(age.reached)}.",
        steps=(
            f"You were born on {day(date_of_birth)}.",
            f"The timetable in law gives people born then a State Pension age of {words}.",
            f"{words[0].upper()}{words[1:]} after your birth is {day(age.reached)}.",
        ),
        notes=(
            "Parliament can still change State Pension ages that lie ahead.",
            "The State Pension does not start by itself: you claim it.",
        ),
        figures={"State Pension date": (age.reached, "date")},
    )
