"""When super can be taken out."""

from __future__ import annotations

from ...rules import MONTHS, Outcome, Rules, calculator
from .ages import births, preservation_age, reaches
from .inputs import BirthDate, MaybeAge
from .words import day


@calculator("AU", title="Preservation age and access to super")
def access_age(rules: Rules, birth_date: BirthDate = None, age: MaybeAge = None) -> Outcome:
    """Preservation age in years, and the days on which super can be taken out.

    SIS Regulations 1994 reg 6.01(2) and 6.01(7), Sch 1 items 101, 106 and 110.
    Raises InputError without a birth date or an age.
    """
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
