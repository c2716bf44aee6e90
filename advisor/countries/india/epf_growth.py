"""What an EPF balance grows to."""

from __future__ import annotations

from typing import Annotated

from ...rules import MONTHS, Input, NoRule, Outcome, Rules, Table, calculator, cents
from .wording import count, percent


def year_of_growth(balance: float, monthly: float, rate: float, months: int = MONTHS) -> tuple[float, float]:
    """Contributions and interest of one financial year, INR.

    A month's interest is on the balance at its start; a contribution earns from the month after.
    Interest is added once, at the end of the year (EPF Scheme 1952 para 60).
    """
    running = balance * months + monthly * sum(range(months))
    return monthly * months, running * rate / MONTHS


@calculator("IN", title="EPF growth")
def epf_growth(
    rules: Rules,
    balance: Annotated[
        float,
        Input(
            "your EPF balance today",
            "INR",
            low=0,
            high=1e10,
            profile="balance_epf",
            words=("balance", "EPF", "PF", "corpus"),
        ),
    ],
    years: Annotated[float, Input("the number of years", "years", low=0, high=60, words=("years", "after", "for"))],
    rate: Annotated[
        float | None,
        Input(
            "the yearly interest rate",
            "ratio 0–1",
            low=0,
            high=0.2,
            words=("interest", "rate", "earns", "EPF", "PF", "growing", "compounded", "p.a."),
        ),
    ] = None,
    monthly_contribution: Annotated[
        float,
        Input(
            "what you and your employer add to EPF each month",
            "INR per month",
            low=0,
            high=1e7,
            words=(
                "add",
                "added",
                "contribute",
                "contribution",
                "plus",
                "sides",
                "deposit",
                "put in",
                "paid in",
                "SIP",
            ),
            assume="nothing more is paid in",
        ),
    ] = 0.0,
    yearly_rise: Annotated[
        float,
        Input(
            "the yearly rise of what is paid in",
            "ratio 0–1",
            low=0,
            high=0.2,
            words=("rise", "increment", "hike", "increase", "step up"),
        ),
    ] = 0.0,
) -> Outcome:
    """The EPF balance after `years`, INR, with yearly compounding; counted in whole months.

    `rate` is the last declared rate unless given; it is a guess for years not declared yet.
    """
    used = rules["epf.interest_rate"] if rate is None else rate
    months = round(years * MONTHS)
    paid = interest = 0.0
    rows: list[tuple[int, float, float, float]] = []
    monthly, whole = monthly_contribution, balance
    for start in range(0, months, MONTHS):
        added, earned = year_of_growth(whole, monthly, used, min(MONTHS, months - start))
        paid, interest, whole = paid + added, interest + earned, whole + added + earned
        monthly *= 1 + yearly_rise
        rows.append((len(rows) + 1, cents(added), cents(earned), cents(whole)))
    final = cents(whole)
    today, in_today = _in_todays_money(rules, whole, months / MONTHS)
    return Outcome(
        final,
        "INR",
        f"{rules.money(final)} would be your EPF balance after {count(years, 'year')}; "
        f"{rules.money(cents(interest))} of it is interest at {percent(used)} a year.",
        _steps(rules, balance, used, monthly_contribution, paid, interest) + in_today,
        ("The rate is declared anew for each year, so later years are a guess.",),
        {"paid in": (cents(paid), "INR"), "interest": (cents(interest), "INR"), **today},
        Table(("year", "paid in (INR)", "interest (INR)", "balance (INR)"), tuple(rows)),
    )


def _in_todays_money(rules: Rules, final: float, years: float) -> tuple[dict[str, tuple[float, str]], tuple[str, ...]]:
    """The balance in today's money as a figure, and the step that shows it; both empty for days without the law."""
    try:
        prices = rules["assumptions.inflation_saving"]
    except NoRule:  # the inflation target is of 2016
        return {}, ()
    today = cents(final / (1 + prices) ** years)
    step = f"With prices rising {percent(prices)} a year, that is {rules.money(today)} in today's money."
    return {"in today's money": (today, "INR")}, (step,)


def _steps(rules: Rules, start: float, rate: float, monthly: float, paid: float, interest: float) -> tuple[str, ...]:
    money = rules.money
    growth = (
        f"You pay in {money(monthly)} a month at first, {money(paid)} in all; each payment earns from the next month."
        if monthly
        else f"With nothing added, each year multiplies the balance by {1 + rate:.6g}."
    )
    return (
        f"You start with {money(start)}.",
        growth,
        f"Interest at {percent(rate)} is counted on the balance of each month and added once a year: "
        f"{money(interest)} in all.",
    )
