"""What a balance becomes: growth, contributions and price rises year by year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from ...rules import Input, Outcome, Rules, Table, cents
from .assumed import Age, Balance, Growth, Inflation, ToAge, Years, about, counted, percent, rates, years_ahead
from .ledger import Year, in_units, saving
from .registering import everywhere


@everywhere("Projection of a balance")
def projection(
    rules: Rules,
    balance: Balance,
    years: Years = None,
    age: Age = None,
    to_age: ToAge = None,
    yearly_contribution: Annotated[
        float,
        Input(
            "what is paid in each year",
            "money per year",
            low=0,
            high=1e9,
            words=(
                "contribute",
                "contributing",
                "pay in",
                "pay",
                "paying",
                "put",
                "putting",
                "add",
                "adding",
                "save",
                "saving",
                "each year",
            ),
            assume="nothing more is paid in",
        ),
    ] = 0,
    contribution_growth: Annotated[
        float | None,
        Input(
            "the yearly rise of what is paid in",
            "ratio 0–1",
            low=0,
            high=0.2,
            words=("rise", "increase", "step up"),
        ),
    ] = None,
    growth: Growth = None,
    inflation: Inflation = None,
) -> Outcome:
    """The balance after some years, in the country's currency of that day, with its worth in today's money.

    Each year the opening balance grows, then the year's contribution comes in. The low and high cases differ in
    growth alone. Taxes, charges and caps are not counted. Raises InputError without years or an age.
    """
    ahead, why = years_ahead(rules, years, age, to_age)
    used = rates(rules, growth, inflation, saving=True)
    rise = used.inflation if contribution_growth is None else contribution_growth
    plan = Plan(balance, yearly_contribution, rise, ahead, used.inflation)
    rows = list(saving(balance, yearly_contribution, used.growth, rise, ahead))
    end, today = plan.end(used.growth), plan.today(used.growth)
    low, high, code = plan.today(used.low), plan.today(used.high), rules.law.currency.code
    paid, grown = in_units(sum(row.paid_in for row in rows)), in_units(sum(row.growth for row in rows))
    steps = [
        why,
        f"The balance grows by {percent(used.growth)} a year; today's money allows for {percent(used.inflation)}.",
        f"{about(rules, balance)} + {about(rules, paid)} paid in + {about(rules, grown)} growth = {about(rules, end)}.",
        f"Divided by (1 + {percent(used.inflation)}) once for each of {counted(ahead)}, that is "
        f"{about(rules, today)} in today's money.",
    ]
    if yearly_contribution:
        steps.insert(2, f"{about(rules, yearly_contribution)} is paid in each year, rising by {percent(rise)} a year.")
    return Outcome(
        value=end,
        unit=code,
        headline=f"You would have about {about(rules, end)} in {counted(ahead)}, worth {about(rules, today)} in "
        f"today's money. With lower or higher growth: {about(rules, low)} to {about(rules, high)} in today's money.",
        steps=tuple(steps),
        notes=_effects(rules, plan, used.growth),
        figures={
            "in today's money": (today, code),
            "low, in today's money": (low, code),
            "high, in today's money": (high, code),
            "low": (plan.end(used.low), code),
            "high": (plan.end(used.high), code),
            "paid in": (paid, code),
            "growth": (grown, code),
        },
        table=_table(rows, used.inflation, code),
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything but the growth, so that one assumption at a time can be changed. Amounts in the currency."""

    balance: float
    contribution: float
    rise: float
    years: int
    inflation: float

    def end(self, growth: float) -> float:
        """The balance at the end, in money of that day."""
        *_, last = saving(self.balance, self.contribution, growth, self.rise, self.years)
        return in_units(last.end)

    def today(self, growth: float) -> float:
        """The same in today's money."""
        return cents(self.end(growth) / (1 + self.inflation) ** self.years)


def _effects(rules: Rules, plan: Plan, growth: float) -> tuple[str, ...]:
    """What each assumption is worth, in today's money."""
    point, today = 1 / 100, plan.today(growth)
    less_growth = today - plan.today(growth - point)
    more_inflation = today - cents(plan.end(growth) / (1 + plan.inflation + point) ** plan.years)
    notes = [
        f"{percent(point)} less growth a year would take {about(rules, less_growth)} off, in today's money.",
        f"{percent(point)} more price rise a year would take {about(rules, more_inflation)} off its worth.",
    ]
    if plan.contribution and plan.rise:
        level = today - replace(plan, rise=0).today(growth)
        notes.append(f"If the yearly payment never rose, you would have {about(rules, level)} less, in today's money.")
    notes.append("Real returns swing from year to year. This is no promise, and tax and charges are left out.")
    return tuple(notes)


def _table(rows: list[Year], inflation: float, code: str) -> Table:
    columns = ("year", *(f"{name} ({code})" for name in ("start", "paid in", "growth", "end", "end in today's money")))
    return Table(
        columns,
        tuple(
            (
                row.number,
                *(in_units(part) for part in (row.start, row.paid_in, row.growth, row.end)),
                cents(in_units(row.end) / (1 + inflation) ** row.number),
            )
            for row in rows
        ),
    )
