"""When super can be taken out."""

from __future__ import annotations

from typing import Any

from ...rules import MONTHS, Outcome, Rules, calculator
from .ages import births, preservation_age, reaches
from .inputs import BirthDate, MaybeAge
from .words import day


@calculator("AU", title="Preservation age and access to super")
def access_age(rules: Rules, birth_date: BirthDate = None, age: MaybeAge = None) -> Outcome:
    """Preservation age in years, and the days on which super can be taken out.

    Without a birth date or an age it is the rule for everybody born in the last band of birth dates.
    SIS Regulations 1994 reg 6.01(2) and 6.01(7), Sch 1 items 101, 106 and 110.
    """
    if birth_date is None and age is None:
        return _general(rules)
    earliest, born = births(rules, birth_date, age)
    preserved, retire, free = (
        preservation_age(rules, born),
        rules["access.retirement_age"],
        rules["access.unrestricted_age"],
    )
    reached = [reaches(born, MONTHS * years) for years in (preserved, retire, free)]
    if earliest == born:
        verb = "reached it" if reached[0] <= rules.date else "reach it"
        headline = f"Your preservation age is {preserved}: you {verb} on {day(reached[0])}."
        dates = [f" ({day(moment)})" for moment in reached]
    else:
        past = age is not None and age >= preserved
        headline = f"Your preservation age is {preserved}, which you have {'reached' if past else 'not reached yet'}."
        dates = ["", "", ""]
    return Outcome(
        value=float(preserved),
        unit="years",
        headline=headline,
        steps=(
            f"Your preservation age goes by your date of birth: it is {preserved}. "
            f"From then on{dates[0]} you can draw a transition-to-retirement pension while you work.",
            f"From {max(preserved, retire)}{dates[1] if retire >= preserved else dates[0]} you can take out all of it "
            "once a job of yours has ended, or you have retired for good.",
            f"From {free}{dates[2]} you can take out all of it, working or not.",
        ),
        notes=(
            "Earlier access is possible only on special grounds, such as a terminal illness, permanent incapacity, "
            "severe financial hardship or compassionate grounds.",
            *(() if earliest == born else ("Give your date of birth for exact dates.",)),
        ),
        figures={
            "age for taking out all of it after leaving a job": (float(max(preserved, retire)), "years"),
            "age for taking out all of it in any case": (float(free), "years"),
            **(
                {
                    "preservation age reached on": (reached[0], "date"),
                    "all of it in any case from": (reached[2], "date"),
                }
                if earliest == born
                else {}
            ),
        },
    )


def _general(rules: Rules) -> Outcome:
    """The rule for everybody born on or after the last day from which preservation age rose."""
    last: dict[str, Any] = rules["access.preservation_age"][-1]
    preserved, retire, free = last["age"], rules["access.retirement_age"], rules["access.unrestricted_age"]
    leaving, since = max(preserved, retire), last["from"]
    assumed = f"I assumed you were born on or after {day(since)}"
    everybody = reaches(since, MONTHS * preserved) <= rules.date
    return Outcome(
        value=float(leaving),
        unit="years",
        headline=f"You can take out your super from age {leaving} once you have left a job or retired, "
        f"and from {free} even if you are still working.",
        steps=(
            f"Your preservation age is {preserved}. From then on you can draw a transition-to-retirement pension "
            "while you work.",
            f"From {leaving} you can take out all of it once a job of yours has ended, or you have retired for good.",
            f"From {free} you can take out all of it, working or not.",
        ),
        notes=(
            f"{assumed}, like everybody who has not reached preservation age yet." if everybody else f"{assumed}.",
            "Earlier access is possible only on special grounds, such as a terminal illness, permanent incapacity, "
            "severe financial hardship or compassionate grounds.",
            "Give your date of birth for exact dates.",
        ),
        figures={
            "preservation age": (float(preserved), "years"),
            "age for taking out all of it in any case": (float(free), "years"),
        },
    )
