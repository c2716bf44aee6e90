"""Required minimum distributions: when they start, how much, the tax on a shortfall; and gifts to charity."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from ...rules import MONTHS, Input, InputError, NoRule, Outcome, Rules, add_months, calculator, cents
from .wording import half_age, percent

BirthYear = Annotated[
    int | None,
    Input("the year you were born", low=1900, high=2100, profile="birth_year", words=("born", "birth")),
]
BirthDate = Annotated[
    date | None, Input("your date of birth", "date", profile="birth_date", words=("born", "birth", "birthday"))
]

AgeToday = Annotated[int | None, Input("your age today", "years", low=0, high=120, profile="age")]


def start_band(rules: Rules, born: date) -> dict[str, Any]:
    """The rule for someone born on that day: the starting `age`, and a `doubt` if the law leaves one.

    IRC 401(a)(9)(C)(v).
    """
    found: list[dict[str, Any]] = [b for b in rules["minimum_distributions.start_age"] if b["from"] <= born]
    return found[-1]


def start_age_of(rules: Rules, born: date) -> float:
    """Age at which required distributions start for someone born on that day."""
    age: float = start_band(rules, born)["age"]
    return age


@calculator("US", title="Starting age for required distributions")
def rmd_start_age(
    rules: Rules,
    birth_year: Annotated[
        int | None,
        Input(
            "the year you were born",
            low=1900,
            high=2020,
            profile="birth_year",
            words=("born", "birth", "RMD", "RMDs", "distributions"),
        ),
    ] = None,
    birth_date: BirthDate = None,
    age: AgeToday = None,
) -> Outcome:
    """Age in years at which required minimum distributions start, and the first due date (SECURE 2.0 s 107)."""
    assumed = birth_date is None and birth_year is None
    if assumed:
        if age is None:
            raise InputError("birth_year", "The starting age needs the year you were born.")
        birth_year = rules.date.year - age
    last = birth_date or rules.law.years.parse(str(birth_year))
    start = start_age_of(rules, last)
    reached = add_months(last, int(start * MONTHS)).year
    doubt = start_band(rules, last).get("doubt")
    notes = [f"At age {age} I took it that you were born in {birth_year}."] if assumed else []
    notes += [doubt] if doubt else []
    notes += ["Roth IRAs and Roth accounts in workplace plans have no required distributions in your lifetime."]
    if birth_date is None and start_age_of(rules, rules.law.years.start(last)) != start:
        notes.append(
            "People born in the first half of that year have an earlier starting age. Tell me your birth date."
        )
    due = _first_due(rules, reached)
    born = f"on {birth_date:%-d %B %Y}" if birth_date else f"in {birth_year}"
    return Outcome(
        start,
        "years",
        f"Your required minimum distributions start at age {half_age(start)}.",
        (
            f"You were born {born}; the law sets age {half_age(start)} for you.",
            f"You reach that age in {reached}.",
            f"The first distribution is due by {due:%-d %B %Y}; later ones by the end of each year.",
        ),
        (
            *notes,
            "While you still work, the plan of that employer can often wait until you retire.",
        ),
        {"first due date": (due, "date"), "year you reach the age": (reached, "year")},
    )


def _first_due(rules: Rules, reached: int) -> date:
    """Last day for the first distribution of someone who reaches the starting age in that year."""
    rule = rules["minimum_distributions.first_due"]
    return date(reached + 1, rule["month"], rule["day"])


@calculator("US", title="Required minimum distribution")
def required_minimum_distribution(
    rules: Rules,
    balance: Annotated[
        float,
        Input(
            "the balance on 31 December of last year",
            "USD",
            low=0,
            high=1e9,
            profile="balance_ira",
            words=("balance", "worth", "account", "IRA", "31 December"),
        ),
    ],
    age: Annotated[
        int | None,
        Input(
            "the age you reach this year",
            "years",
            low=0,
            high=120,
            profile="age_at_year_end",
            words=("age", "aged", "turn", "old"),
        ),
    ] = None,
    spouse_age: Annotated[
        int | None,
        Input(
            "the age your spouse reaches this year, if your spouse is the only beneficiary",
            "years",
            low=20,
            high=120,
            words=("spouse", "wife", "husband", "younger"),
        ),
    ] = None,
    account: Annotated[
        Literal["traditional", "roth"],
        Input("the kind of account", words=("Roth", "traditional"), assume="the account is a traditional one"),
    ] = "traditional",
    birth_year: BirthYear = None,
    age_today: AgeToday = None,
    factor: Annotated[
        float | None,
        Input(
            "the years to divide by, if you know them",
            "factor",
            low=1,
            high=100,
            words=("factor", "divisor", "distribution period", "life expectancy"),
        ),
    ] = None,
) -> Outcome:
    """The year's required minimum distribution, USD to the cent (Treas. Reg. 1.401(a)(9)-5 and -9).

    The age reached in the year comes from `age`, else from the year of birth, else from the age today.
    """
    if factor is not None and account == "traditional":
        return _by_factor(rules, balance, factor, age)
    reached = _age_reached(rules, age, birth_year, age_today)
    born = rules.date.year - reached
    start = start_age_of(rules, date(born, 1, 1))
    if account == "roth":
        return _none(rules, "Roth accounts have no required distributions in your lifetime.")
    if reached < start:
        return _none(rules, f"Born in {born}, you start at age {half_age(start)}; you reach {reached} in {rules.year}.")
    years, table = _factor(rules, reached, spouse_age)
    amount = cents(balance / years)
    money = rules.money
    notes = [f"The balance that counts is the one on 31 December {rules.date.year - 1}. You may always take more."]
    if spouse_age is None:
        gap = rules["minimum_distributions.younger_spouse_gap"]
        notes.append(f"If your only beneficiary is a spouse more than {gap} years younger, you may take less.")
    if reached == start:
        notes.append(f"As this is your first year, you may wait until {_first_due(rules, rules.date.year):%-d %B %Y}.")
    if age is None and birth_year is None:
        notes.append(f"I took it that you reach {reached} this year. If your birthday is still to come, tell me.")
    return Outcome(
        amount,
        "USD per year",
        f"You must take at least {money(amount)} for {rules.year}.",
        (
            f"The {table} gives a factor of {years:g} at age {reached}.",
            f"{money(balance)} ÷ {years:g} = {money(amount)}.",
        ),
        tuple(notes),
        {"factor": (years, "years")},
    )


def _by_factor(rules: Rules, balance: float, factor: float, age: int | None) -> Outcome:
    """The distribution with the factor the member states, whatever the table in force says."""
    amount = cents(balance / factor)
    money = rules.money
    now = _in_force(rules, age)
    return Outcome(
        amount,
        "USD per year",
        f"You must take at least {money(amount)}.",
        (f"You gave a factor of {factor:g}.", f"{money(balance)} ÷ {factor:g} = {money(amount)}."),
        (f"The balance that counts is the one at the end of the year before.{now}",),
        {"factor": (factor, "years")},
    )


def _in_force(rules: Rules, age: int | None) -> str:
    """What the table in force says of the age; empty for a year whose table is not kept."""
    try:
        table = rules["life_tables.uniform"]
    except NoRule:
        return ""
    return f" The uniform lifetime table in force gives {table[age]:g} at age {age}." if age in table else ""


def _age_reached(rules: Rules, age: int | None, birth_year: int | None, age_today: int | None) -> int:
    if age is not None:
        return age
    if birth_year is not None:
        return rules.date.year - birth_year
    if age_today is not None:
        return age_today
    raise InputError("age", "The required distribution needs the age you reach this year.")


def _none(rules: Rules, why: str) -> Outcome:
    return Outcome(
        0.0, "USD per year", f"You have no required minimum distribution ({rules.money(0)}) for {rules.year}.", (why,)
    )


def _factor(rules: Rules, age: int, spouse_age: int | None) -> tuple[float, str]:
    """The years to divide by, and the table it comes from."""
    table = rules["life_tables.uniform"]
    row = min(age, max(table))
    if spouse_age is None or age - spouse_age <= rules["minimum_distributions.younger_spouse_gap"]:
        return table[row], "uniform lifetime table"
    joint = rules[f"joint_life_table.owner_{row}"]
    return joint[min(spouse_age, max(joint))], f"joint life table with a spouse aged {spouse_age}"


@calculator("US", title="Tax on a missed required distribution")
def rmd_shortfall_tax(
    rules: Rules,
    required: Annotated[
        float,
        Input(
            "the amount you had to take",
            "USD",
            low=0,
            high=1e9,
            words=("required", "RMD", "should have", "shouldve", "supposed", "had to"),
        ),
    ],
    taken: Annotated[
        float,
        Input(
            "the amount you did take",
            "USD",
            low=0,
            high=1e9,
            words=("took", "taken", "only", "pulled", "drew", "withdrew"),
        ),
    ] = 0,
    corrected: Annotated[
        bool,
        Input(
            "whether you put it right in time",
            words=("corrected", "fixed", "made up"),
            assume="it is not put right yet",
        ),
    ] = False,
) -> Outcome:
    """Excise tax on the part of a required distribution that was not taken, USD (IRC 4974)."""
    missed = max(0.0, required - taken)
    full = rules["minimum_distributions.shortfall_tax"]
    reduced = rules["minimum_distributions.corrected_shortfall_tax"]
    rate = reduced if corrected else full
    tax = cents(rate * missed)
    money = rules.money
    owed = f"{money(tax)} tax" if tax else f"no tax ({money(0)})"
    return Outcome(
        tax,
        "USD",
        f"You would owe {owed} on the missed distribution.",
        (
            f"You had to take {money(required)} and took {money(taken)}: {money(missed)} is missing.",
            f"{percent(rate)} of {money(missed)} is {money(tax)}.",
        ),
        (
            f"The rate is {percent(full)}, or {percent(reduced)} if you take the missing amount by the end of the year "
            f"{rules['minimum_distributions.correction_years']} years later, before the IRS acts.",
            "The IRS can waive the tax for a reasonable error: ask with Form 5329.",
        ),
        {"missing amount": (missed, "USD"), "rate": (rate, "ratio 0–1")},
    )


@calculator("US", title="Qualified charitable distribution")
def qualified_charitable_distribution(
    rules: Rules,
    age: Annotated[
        float,
        Input("your age on the day of the gift", "years", low=0, high=120, profile="age", words=("age", "aged", "old")),
    ],
    gift: Annotated[
        float | None,
        Input("the amount you want to give", "USD", low=0, high=1e9, words=("give", "gift", "donate", "charity")),
    ] = None,
) -> Outcome:
    """Most that can go tax-free from an IRA to charity in the year, USD (IRC 408(d)(8))."""
    needed = rules["minimum_distributions.charitable_age"]
    limit = rules["minimum_distributions.charitable_limit"]
    money = rules.money
    if age < needed:
        note = f"I took it that you have not reached {half_age(needed)} yet." if age + 1 > needed else ""
        return Outcome(
            0.0,
            "USD per year",
            f"You cannot make one yet ({money(0)}): you must be {half_age(needed)} or older.",
            (f"The law sets age {half_age(needed)}, and you are {age:g}.",),
            (note,) if note else (),
            {"limit": (limit, "USD")},
        )
    free = limit if gift is None else min(gift, limit)
    steps = [f"The limit for {rules.year} is {money(limit)} a person."]
    if gift is not None:
        steps.append(f"Of your gift of {money(gift)}, {money(free)} can be a qualified charitable distribution.")
    return Outcome(
        free,
        "USD per year",
        f"You can give up to {money(free)} from your IRA to charity tax-free in {rules.year}."
        if gift is None
        else f"{money(free)} of your gift can leave your IRA tax-free in {rules.year}.",
        tuple(steps),
        (
            "It counts towards your required distribution. The money must go straight from the IRA to the charity.",
            "Deductible IRA contributions made after that age reduce it.",
        ),
        {"limit": (limit, "USD")},
    )
