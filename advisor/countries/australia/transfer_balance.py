"""How much super can move into tax-free retirement pensions."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ...rules import Input, InputError, Outcome, Rules, calculator, down
from .words import day, percent


@calculator("AU", title="Transfer balance cap")
def transfer_balance_cap(
    rules: Rules,
    used: Annotated[
        float,
        Input(
            "the most you have had in retirement pensions so far",
            "AUD",
            low=0,
            high=1e8,
            words=("used", "pension", "already", "moved"),
            assume="you have not started a retirement pension yet",
        ),
    ] = 0,
    first_pension: Annotated[
        date | None,
        Input(
            "the day you started your first retirement pension",
            "date",
            words=("started", "first", "used", "began", "pension", "cap"),
        ),
    ] = None,
) -> Outcome:
    """Your personal transfer balance cap, in AUD. ITAA 1997 s 294-35 and 294-40 (proportional indexation).

    The highest balance is taken to be that of the first day. Raises InputError without that day, or if it lies ahead.
    """
    general, money = rules["contributions.transfer_balance_cap"], rules.money
    if used and first_pension is None:
        raise InputError("first_pension", "This needs the day you started your first retirement pension.")
    if first_pension and first_pension > rules.date:
        raise InputError("first_pension", "The day of your first retirement pension lies in the future.")
    if not used or first_pension is None:
        cap = general
        steps: tuple[str, ...] = (f"You have used none of it, so yours is the general cap of {money(general)}.",)
    else:
        cap, steps = _indexed(rules, used, first_pension, general)
    left = max(cap - used, 0)
    return Outcome(
        value=cap,
        unit="AUD",
        headline=f"Your transfer balance cap is {money(cap)}, which leaves room for {money(left)} more.",
        steps=(*steps, f"{money(cap)} − {money(used)} used = {money(left)}."),
        notes=("The ATO shows your own cap in myGov. Growth inside the pension does not count.",),
        figures={"room left": (left, "AUD"), "general cap": (general, "AUD")},
    )


def _indexed(rules: Rules, used: float, first: date, general: float) -> tuple[float, tuple[str, ...]]:
    start = rules.on(first)["contributions.transfer_balance_cap"]
    # s 294-40: the used share is rounded down to a whole percentage
    unused = max(100 - down(used / start * 100), 0) / 100
    cap = start + unused * (general - start)
    return cap, (
        f"On {day(first)} the general cap was {rules.money(start)}; you left {percent(unused)} of it unused.",
        f"It rose by {rules.money(general - start)} since, of which you get {percent(unused)}: {rules.money(cap)}.",
    )
