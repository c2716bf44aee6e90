"""After-tax contributions: the cap with bring-forward, and downsizer contributions."""

from __future__ import annotations

from typing import Annotated

from ...rules import Input, Outcome, Rules, calculator
from .inputs import Age, Partnered, TotalBalance
from .words import plural


@calculator("AU", title="Room for after-tax contributions")
def non_concessional_room(
    rules: Rules,
    age: Age,
    total_balance: TotalBalance = 0,
    contributed: Annotated[
        float,
        Input(
            "the after-tax contributions so far this year",
            "AUD",
            low=0,
            high=1e6,
            words=("so far", "already", "contributed", "already put", "this year"),
            assume="nothing has gone in after tax this year",
        ),
    ] = 0,
    earlier_bring_forward: Annotated[
        float | None,
        Input(
            "the unused part of a bring-forward you started in the last two years",
            "AUD",
            low=0,
            high=1e6,
            words=("remaining", "bring-forward", "bring forward", "triggered"),
            assume="you started no bring-forward in the last two years",
        ),
    ] = None,
    planned: Annotated[
        float | None,
        Input(
            "what you want to put in",
            "AUD",
            low=0,
            high=1e8,
            words=("want", "wish", "inheritance", "inherited", "mum", "dad", "plan", "windfall", "sold"),
        ),
    ] = None,
) -> Outcome:
    """The most that can still go in after tax this income year with bring-forward, in AUD. ITAA 1997 s 292-85."""
    cap, money = rules["contributions.non_concessional_cap"], rules.money
    years = _years(rules, total_balance)
    if age >= (last := rules["contributions.last_age"]):
        days = rules["contributions.last_age_days"]
        why = f"From {days} days after the end of the month you turn {last} a fund can take only downsizer money."
        until = f", unless it is still within {days} days of the end of the month you turned {last}" * (age == last)
        return _none(rules, why, until)
    if not years:
        limit = rules["contributions.transfer_balance_cap"]
        return _none(rules, f"Your total super is not under {money(limit)}, so your cap for the year is nil.")
    whole = cap * years if earlier_bring_forward is None else earlier_bring_forward
    room = max(whole - contributed, 0)
    source = (
        f"With your total super you can use up to {plural(years, 'year')} of the {money(cap)} cap now: {money(whole)}."
        if earlier_bring_forward is None
        else f"An earlier bring-forward leaves {money(whole)}."
    )
    rest = f"You can put in up to {money(room)}" if room else "You can put in nothing more ($0)"
    return Outcome(
        value=room,
        unit="AUD",
        headline=f"{rest} after tax in {rules.year}.{_fits(rules, planned, room)}",
        steps=(
            f"The cap in {rules.year} is {money(cap)} a year.",
            source,
            f"{money(whole)} − {money(contributed)} already in leaves {money(room)}.",
        ),
        notes=(
            *_limits(rules),
            *(("Using more than one year's cap uses up the cap of the next years.",) if years > 1 else ()),
        ),
        figures={"years of cap": (years, "years"), "yearly cap": (cap, "AUD")},
    )


def _fits(rules: Rules, planned: float | None, room: float) -> str:
    if planned is None:
        return ""
    over = rules.money(max(planned - room, 0))
    return f" That is {over} less than you want to put in." if planned > room else " What you want to put in fits."


def _years(rules: Rules, balance: float) -> int:
    """How many years of cap can be used at once: one less for each cap that would carry the balance past the limit."""
    cap, limit = rules["contributions.non_concessional_cap"], rules["contributions.transfer_balance_cap"]
    most = rules["contributions.bring_forward_years"]
    return sum(balance < limit - cap * earlier for earlier in range(most))


def _limits(rules: Rules) -> tuple[str, ...]:
    cap, limit = rules["contributions.non_concessional_cap"], rules["contributions.transfer_balance_cap"]
    most = rules["contributions.bring_forward_years"]
    steps = ", ".join(
        f"{plural(earlier + 1, 'year')} under {rules.money(limit - cap * earlier)}"
        for earlier in range(most - 1, -1, -1)
    )
    return (f"The years of cap go by your total super on 30 June before: {steps}.",)


def _none(rules: Rules, why: str, unless: str = "") -> Outcome:
    nothing = f"You can put in nothing ($0) after tax in {rules.year}{unless}."
    return Outcome(0.0, "AUD", nothing, steps=(why,), notes=_limits(rules))


@calculator("AU", title="Downsizer contribution")
def downsizer(
    rules: Rules,
    age: Age,
    sale_proceeds: Annotated[
        float | None,
        Input(
            "what your home is sold for",
            "AUD",
            low=0,
            high=1e9,
            words=("sell", "sold", "sale", "house", "home", "unit", "place"),
            assume="your home is sold for more than the limit",
        ),
    ] = None,
    years_owned: Annotated[
        float | None,
        Input(
            "how many years you have owned it",
            "years",
            low=0,
            high=100,
            words=("owned", "years"),
            assume="you owned the home for long enough, and it was your main home",
        ),
    ] = None,
    partnered: Partnered = False,
) -> Outcome:
    """The most that you alone can put in as a downsizer contribution, in AUD. ITAA 1997 s 292-102."""
    most, youngest = rules["contributions.downsizer_maximum"], rules["contributions.downsizer_age"]
    needed, money = rules["contributions.downsizer_years_owned"], rules.money
    why = (
        f"You must be at least {youngest}."
        if age < youngest
        else f"You must have owned the home for at least {needed} years."
        if years_owned is not None and years_owned < needed
        else ""
    )
    if why:
        return Outcome(0.0, "AUD", f"You can put in nothing ($0) as a downsizer contribution. {why}", steps=(why,))
    value, both = (each if sale_proceeds is None else min(each, sale_proceeds) for each in (most, 2 * most))
    return Outcome(
        value=value,
        unit="AUD",
        headline=f"You can put in up to {money(value)} as a downsizer contribution"
        + (f", and {money(both)} together with your partner." if partnered else "."),
        steps=(
            f"You must be at least {youngest}, and the home owned for at least {needed} years.",
            f"The most is {money(most)} each, and not more than the sale price: {money(value)}.",
        ),
        notes=(
            f"It must be paid within {rules['contributions.downsizer_days']} days of settlement, with the ATO's form.",
            "It counts to no contribution cap and has no upper age or balance limit.",
            "Your home does not count for the Age Pension, but money in super does.",
        ),
        figures={"together with a partner who qualifies": (both, "AUD")},
    )
