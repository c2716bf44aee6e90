"""From a date of birth or an age to preservation age and Age Pension age."""

from __future__ import annotations

from datetime import date, timedelta

from ...rules import MONTHS, InputError, Rules, add_months, age_on, banded_value


def births(rules: Rules, birth_date: date | None, age: int | None) -> tuple[date, date]:
    """The earliest and latest possible birthday on the view's day; the age wins where it contradicts the date.

    Raises InputError when neither is given, or the birthday lies in the future.
    """
    if birth_date and birth_date > rules.date:
        raise InputError("birth_date", "Your date of birth lies in the future.")
    if birth_date and (age is None or age_on(birth_date, rules.date) == age):
        return birth_date, birth_date
    if age is None:
        raise InputError("birth_date", "This needs your date of birth or your age.")
    return add_months(rules.date, -MONTHS * (age + 1)) + timedelta(days=1), add_months(rules.date, -MONTHS * age)


def reaches(born: date, months: int) -> date:
    """The day somebody born on `born` is `months` old; the next day where the month has no such day."""
    day = add_months(born, months)
    return day if day.day == born.day else day + timedelta(days=1)


def preservation_age(rules: Rules, born: date) -> int:
    """Years of age (SIS Regulations 1994 reg 6.01(2))."""
    return int(banded_value(born, rules["access.preservation_age"], "age"))


def pension_age_months(rules: Rules, born: date) -> int:
    """Months of age (Social Security Act 1991 s 23)."""
    return int(banded_value(born, rules["age_pension.pension_age"], "months"))


def years_and_months(months: int) -> str:
    """`67`, `66 years and 6 months`."""
    years, rest = divmod(months, MONTHS)
    return f"{years} years and {rest} months" if rest else str(years)
