"""The least, and for working people the most, that a super pension must pay in an income year."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ...rules import Input, InputError, Outcome, Rules, banded_value, calculator, cents, nearest
from .ages import births, preservation_age
from .inputs import Age
from .words import day, percent

Balance = Annotated[
    float,
    Input(
        "the balance of your pension account on 1 July of the year",
        "AUD",
        low=0,
        high=1e8,
        profile="balance_super",
        words=("balance", "pension", "account", "super"),
    ),
]
AgeOnFirstDay = Annotated[
    int,
    Input("your age on 1 July of the year", "years", low=0, high=120, profile="age", words=("aged",)),
]
Start = Annotated[
    date | None,
    Input(
        "the day your pension started, if that was in this income year",
        "date",
        words=("started", "start", "commenced"),
        assume="the pension has been running since 1 July or earlier",
    ),
]
Factor = Annotated[
    float | None,
    Input(
        "the drawdown factor you name",
        "ratio 0–1",
        low=0,
        high=1,
        words=("factor", "halved", "reduced", "minimum", "drawdown"),
    ),
]


@calculator("AU", title="Minimum drawdown of an account-based pension")
def minimum_drawdown(
    rules: Rules, age: AgeOnFirstDay, balance: Balance, start_date: Start = None, factor: Factor = None
) -> Outcome:
    """The least a pension must pay in the income year, in AUD, to the nearest $10.

    SIS Regulations 1994 Sch 7: balance × factor by age, in the first year × days left / days of the year.
    """
    least, steps = _minimum(rules, age, balance, start_date, factor)
    amount = "nothing ($0)" if not least else f"at least {rules.money(least)}"
    return Outcome(
        value=least,
        unit="AUD per income year",
        headline=f"You must draw {amount} from your pension in {_year(rules, start_date).year}.",
        steps=steps,
        notes=(
            "Your age and balance on 1 July count, or on the day the pension starts in its first year.",
            "There is no upper limit, unless it is a transition-to-retirement pension.",
        ),
    )


@calculator("AU", title="Transition-to-retirement pension limits")
def transition_to_retirement(rules: Rules, age: Age, balance: Balance, start_date: Start = None) -> Outcome:
    """The most a transition-to-retirement pension may pay in the income year, in AUD; the least is in the figures.

    SIS Regulations 1994 reg 6.01(2), Sch 1 item 110, Sch 7. Value None once age 65 has lifted the limit.
    """
    least, steps = _minimum(rules, age, balance, start_date)
    if age < preservation_age(rules, births(rules, None, age)[1]):
        wait = preservation_age(rules, births(rules, None, age)[1])
        return Outcome(
            0.0,
            "AUD per income year",
            f"You can draw nothing ($0) yet: you must first turn {wait}.",
            steps=(f"A transition-to-retirement pension can start at preservation age, which is {wait} for you.",),
        )
    if age >= (free := rules["access.unrestricted_age"]):
        return Outcome(
            None,
            "AUD per income year",
            f"You must draw at least {rules.money(least)} in {rules.year}, and there is no upper limit any more.",
            steps=(*steps, f"From {free} the upper limit no longer applies."),
            figures={"least": (least, "AUD per income year")},
        )
    rate = rules["income_streams.transition_maximum"]
    most = cents(balance * rate)
    return Outcome(
        value=most,
        unit="AUD per income year",
        headline=f"You can draw at most {rules.money(most)} and must draw at least {rules.money(least)} this year.",
        steps=(*steps, f"Most: {rules.money(balance)} × {percent(rate)} = {rules.money(most)}."),
        notes=("The upper limit ends once you retire or reach the age of unrestricted access.",),
        figures={"least": (least, "AUD per income year"), "most": (most, "AUD per income year")},
    )


def _year(rules: Rules, start: date | None) -> Rules:
    """The view of the income year that counts: the one the pension starts in, if that is not over."""
    years = rules.law.years
    return rules.on(years.end(start)) if start and years.start(start) > years.start(rules.date) else rules


def _minimum(
    rules: Rules, age: int, balance: float, start: date | None, named: float | None = None
) -> tuple[float, tuple[str, ...]]:
    view, years = _year(rules, start), rules.law.years
    first, last = years.start(view.date), years.end(view.date)
    factor = banded_value(age, view["income_streams.drawdown_factors"]) if named is None else named
    full = balance * factor
    which = f"the factor at {age}" if named is None else "the factor you named"
    product = f"{rules.money(balance)} × {percent(factor)} ({which}) = {rules.money(full)}"
    step = view["income_streams.rounding"]
    if start is None or start <= first:
        least = nearest(full, step)
        return least, (f"{product}.", f"To the nearest {rules.money(step)}: {rules.money(least)}.")
    if start > last:
        raise InputError("start_date", "The day your pension started must not lie after the income year.")
    if start >= date(last.year, view["income_streams.late_start_month"], 1):
        return 0.0, (
            f"A pension that starts on or after {day(date(last.year, start.month, 1))} needs no payment then.",
        )
    left, whole = (last - start).days + 1, (last - first).days + 1
    part = full * left / whole
    least = nearest(part, step)
    return least, (
        f"{product} for a whole year.",
        f"From {day(start)} there are {left} of {whole} days left: × {left} / {whole} = {rules.money(part)}.",
        f"To the nearest {rules.money(step)}: {rules.money(least)}.",
    )
