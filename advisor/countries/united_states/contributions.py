"""How much a person may put into workplace plans and IRAs in a year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from ...rules import Input, NoRule, Outcome, Rules, banded_value, calculator

Plan = Literal[
    "401k", "403b", "457b", "tsp", "simple_ira", "simple_ira_small_employer", "ira", "roth_ira", "all_sources"
]

# plan → base limit, catch-up by age, the plan in words
LIMITS = {
    "401k": ("elective_deferral", "catch_up", "your 401(k)"),
    "403b": ("elective_deferral", "catch_up", "your 403(b)"),
    "457b": ("elective_deferral", "catch_up", "your 457(b)"),
    "tsp": ("elective_deferral", "catch_up", "the TSP"),
    "simple_ira": ("simple_deferral", "simple_catch_up", "your SIMPLE IRA"),
    "simple_ira_small_employer": (
        "simple_small_employer_deferral",
        "simple_small_employer_catch_up",
        "your small employer's SIMPLE IRA",
    ),
    "ira": ("ira", "ira_catch_up", "all your IRAs together"),
    "roth_ira": ("ira", "ira_catch_up", "your Roth IRA"),
    "all_sources": (
        "annual_additions",
        "catch_up",
        "your workplace plan from all sources, your employer's money included",
    ),
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A year's limit in USD: the base, the catch-up for age, and the place in words."""

    base: float
    catch_up: float
    place: str

    @property
    def total(self) -> float:
        return self.base + self.catch_up


def contribution_room(rules: Rules, plan: Plan, age: int | None) -> Limit:
    """The limit for a person who is `age` at the end of the year; no catch-up when the age is None."""
    base, catch_up, place = LIMITS[plan]
    bands = rules[f"contributions.{catch_up}"]
    return Limit(rules[f"contributions.{base}"], banded_value(age or 0, bands, "amount"), place)


@calculator("US", title="Contribution limit")
def contribution_limit(
    rules: Rules,
    plan: Annotated[
        Plan,
        Input(
            "the plan you pay into",
            words=("401(k)", "401k", "403(b)", "457(b)", "TSP", "SIMPLE", "IRA", "Roth", "employer and employee"),
            assume="you mean your own contributions to a 401(k)",
        ),
    ] = "401k",
    age: Annotated[
        int | None,
        Input(
            "your age at the end of the year",
            "years",
            low=0,
            high=120,
            profile="age_at_year_end",
            words=("age", "aged", "old", "turn", "turning", "at"),
            assume="you are too young for a catch-up contribution",
        ),
    ] = None,
    contributed: Annotated[
        float,
        Input(
            "what you have already put in this year",
            "USD",
            low=0,
            high=1e6,
            words=("already", "so far", "put in", "contributed"),
        ),
    ] = 0,
) -> Outcome:
    """Most a person may still contribute in the year, USD, catch-up included.

    IRC 402(g), 408(p), 219(b), 414(v), 415(c).
    """
    limit = contribution_room(rules, plan, age)
    money = rules.money
    steps = [f"The basic limit for {rules.year} is {money(limit.base)}."]
    if limit.catch_up:
        steps.append(f"At age {age} you may add a catch-up contribution of {money(limit.catch_up)}.")
        steps.append(f"{money(limit.base)} + {money(limit.catch_up)} = {money(limit.total)}.")
    else:
        steps.append("No catch-up contribution for age is added.")
    left = max(0.0, limit.total - contributed)
    if contributed:
        steps.append(f"You have put in {money(contributed)}, so {money(left)} is left.")
    more = f"{money(left)} more" if contributed else f"up to {money(left)}"
    headline = f"You can put {more} into {limit.place} in {rules.year}."
    if contributed > limit.total:
        headline += f" You have put in {money(contributed - limit.total)} too much."
    return Outcome(
        left,
        "USD per year",
        headline,
        tuple(steps),
        _notes(rules, plan, limit, over=contributed > limit.total),
        {
            "limit for the year": (limit.total, "USD"),
            "basic limit": (limit.base, "USD"),
            "catch-up": (limit.catch_up, "USD"),
            "left to contribute": (left, "USD"),
        },
    )


def _notes(rules: Rules, plan: Plan, limit: Limit, over: bool) -> tuple[str, ...]:
    money = rules.money
    excess = ("Ask the plan or the IRA's provider to pay out what is too much, with its earnings.",) if over else ()
    if plan in ("ira", "roth_ira"):
        income = "A Roth IRA also has an income limit." if plan == "roth_ira" else "The deduction has income limits."
        return (f"You need at least this much taxable pay, yours or your spouse's on a joint return. {income}", *excess)
    notes = [*excess, "Your pay from the employer and the rules of your plan can set a lower limit."]
    if plan == "simple_ira":
        higher = money(rules["contributions.simple_small_employer_deferral"])
        notes.append(f"Some small employers' SIMPLE plans have a higher basic limit of {higher}.")
    elif plan not in ("all_sources", "simple_ira_small_employer"):
        everything = money(rules["contributions.annual_additions"])
        notes.append(f"Your money and your employer's together may reach {everything}, catch-up not counted.")
    if limit.catch_up and not plan.startswith("simple_ira"):
        notes.extend(_roth_note(rules))
    return tuple(notes)


def _roth_note(rules: Rules) -> tuple[str, ...]:
    try:
        wages = rules.money(rules["contributions.roth_catch_up_wages"])
    except NoRule:  # the rule starts in a later year
        return ()
    return (f"If your employer paid you more than {wages} in the year before, your catch-up must be Roth.",)
