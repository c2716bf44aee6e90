"""First Home Super Saver scheme."""

from __future__ import annotations

from typing import Annotated

from ...rules import Input, Outcome, Rules, calculator, cents
from .resident_tax import resident_tax
from .words import percent, plural


@calculator("AU", title="First Home Super Saver release")
def first_home_super_saver(
    rules: Rules,
    concessional: Annotated[
        float,
        Input(
            "your voluntary before-tax contributions for a first home",
            "AUD in total",
            low=0,
            high=1e6,
            words=("salary sacrifice", "before-tax", "before tax", "pre tax", "sal sac", "concessional"),
            assume="there are no before-tax contributions",
        ),
    ] = 0,
    non_concessional: Annotated[
        float,
        Input(
            "your voluntary after-tax contributions for a first home",
            "AUD in total",
            low=0,
            high=1e6,
            words=("after-tax", "after tax", "post tax", "own money", "non-concessional"),
            assume="there are no after-tax contributions",
        ),
    ] = 0,
    years: Annotated[
        int | None,
        Input(
            "over how many income years you put it in",
            "years",
            low=1,
            high=50,
            words=("years", "over", "saved", "sacrificed", "first home", "home", "contributed"),
            assume="you kept within the yearly limit",
        ),
    ] = None,
    earnings: Annotated[
        float,
        Input(
            "the earnings the ATO adds", "AUD", low=0, high=1e6, words=("earnings",), assume="no earnings are added yet"
        ),
    ] = 0,
    taxable_income: Annotated[
        float | None,
        Input(
            "your taxable income for the whole release year",
            "AUD",
            low=0,
            high=1e9,
            profile="salary",
            words=("income", "earn", "wage", "make", "im on"),
        ),
    ] = None,
) -> Outcome:
    """What can be released for a first home, in AUD before tax. TAA 1953 Sch 1 Div 138; ITAA 1997 Subdiv 313-B.

    Over the limit the after-tax contributions are counted first; by law the order is that in which they were made.
    """
    money = rules.money
    yearly, total = rules["contributions.first_home_yearly"], rules["contributions.first_home_total"]
    limit = total if years is None else min(yearly * years, total)
    share = rules["contributions.first_home_concessional_share"]
    after_tax = min(non_concessional, limit)
    before_tax = min(concessional, limit - after_tax)
    assessable = before_tax * share + earnings
    value = cents(after_tax + assessable)
    taxed, tax = _tax(rules, assessable, taxable_income)
    return Outcome(
        value=value,
        unit="AUD before tax",
        headline=f"You could take out {money(value)} for your first home, before tax."
        if value
        else f"You could take out {money(value)} so far, as nothing was put in: the limits are {money(yearly)} an "
        f"income year and {money(total)} in all.",
        steps=(
            f"Counted: {money(yearly)} a year at most, {money(total)} in all. Here that is up to {money(limit)}"
            + (f" over {plural(years, 'year')}." if years else "."),
            f"After-tax contributions count in full: {money(after_tax)}.",
            f"Before-tax contributions count with {percent(share)}: {money(before_tax)} × {percent(share)} = "
            f"{money(before_tax * share)}.",
            f"With earnings of {money(earnings)}: {money(value)}.",
            *taxed,
        ),
        notes=(
            "The ATO adds earnings at its own rate, and decides. Get its determination before you sign a contract.",
            "Only voluntary contributions count, not what your employer must pay.",
        ),
        figures={
            "part that is taxed": (cents(assessable), "AUD"),
            **(
                {"tax": (tax, "AUD"), "what you keep": (cents(value - tax), "AUD")}
                if taxable_income is not None
                else {}
            ),
        },
    )


def _tax(rules: Rules, assessable: float, income: float | None) -> tuple[tuple[str, ...], float]:
    if income is None:
        return (), 0.0
    rate, money = rules["contributions.first_home_offset"], rules.money
    before = resident_tax(rules, income).total
    after = resident_tax(rules, income + assessable, offset=assessable * rate).total
    tax = cents(max(after - before, 0))
    text = f"Tax on the {money(assessable)} at your rate, less an offset of {percent(rate)}: {money(tax)}."
    return (text,), tax
