"""The earliest age at which a private pension can normally be taken."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ...rules import Input, InputError, Outcome, Rules, calculator
from .state_pension_age import birthday
from .wording import day


@calculator("UK", title="Earliest age to take a private pension")
def minimum_pension_age(
    rules: Rules,
    date_of_birth: Annotated[
        date, Input("your date of birth", "date", profile="birth_date", words=("born", "birth", "birthday", "dob"))
    ],
) -> Outcome:
    """Normal minimum pension age in years for a birth date, and the day it is reached.

    Source: Finance Act 2004 s 279; Finance Act 2022 s 10 for the rise.
    """
    if date_of_birth > rules.date:
        raise InputError("date_of_birth", f"Your date of birth must not be after {day(rules.date)}.")
    now = rules["access.minimum_age"]
    reached = birthday(date_of_birth, now)
    age = now
    steps = [f"You were born on {day(date_of_birth)} and reach {now} on {day(reached)}."]
    if reached > rules.date and (then := rules.on(reached)["access.minimum_age"]) > now:
        age, reached = then, birthday(date_of_birth, then)
        steps.append(f"By then the minimum age will have risen to {age}, which you reach on {day(reached)}.")
    else:
        steps.append(f"The minimum age is {now} on that day.")
    notes = [
        "Some people have a lower, protected pension age. Serious illness can also open a pension earlier.",
        f"The State Pension has an age of its own, later than {age}.",
    ]
    change = _rise_after(rules, reached)
    if change and birthday(date_of_birth, change[1]) > change[0]:
        notes.insert(
            0,
            f"On {day(change[0])} the minimum age rises to {change[1]}: if you have not started by then, you wait "
            f"until {day(birthday(date_of_birth, change[1]))}.",
        )
    return Outcome(
        value=age,
        unit="years",
        headline=f"You can take your private pension from age {age}, on {day(reached)}."
        if reached > rules.date
        else f"You can take your private pension from age {age}, since {day(reached)}.",
        steps=tuple(steps),
        notes=tuple(notes),
        figures={"first day": (reached, "date")},
    )


def _rise_after(rules: Rules, when: date) -> tuple[date, int] | None:
    """The first rise of the minimum age after `when`: its day and the new age."""
    later = [v for v in rules.law.parameters["access.minimum_age"].values if v.start > when]
    return (later[0].start, rules.on(later[0].start)["access.minimum_age"]) if later else None
