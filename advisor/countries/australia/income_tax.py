"""Income tax of a resident."""

from __future__ import annotations

from typing import Annotated

from ...rules import MONTHS, Input, Outcome, Rules, calculator, cents, slices
from .ages import births, pension_age_months
from .inputs import MaybeAge, Partnered, SeparatedByIllness
from .resident_tax import Senior, TaxBill, resident_tax
from .words import percent


def senior_kind(rules: Rules, age: int | None, partnered: bool, illness: bool = False) -> Senior | None:
    """Which seniors and pensioners tax offset somebody of this age can have, if any."""
    if age is None or age * MONTHS < pension_age_months(rules, births(rules, None, age)[1]):
        return None
    return ("illness" if illness else "couple") if partnered else "single"


@calculator("AU", title="Income tax")
def income_tax(
    rules: Rules,
    taxable_income: Annotated[
        float,
        Input(
            "your taxable income for the year",
            "AUD per year",
            low=0,
            high=1e9,
            profile="salary",
            words=("income", "salary", "earn", "taxable"),
        ),
    ],
    age: MaybeAge = None,
    partnered: Partnered = False,
    partner_income: Annotated[
        float,
        Input("your partner's taxable income", "AUD per year", low=0, high=1e9, words=("partner earns", "spouse")),
    ] = 0,
    separated_by_illness: SeparatedByIllness = False,
) -> Outcome:
    """Income tax of an Australian resident with the Medicare levy, after offsets, in AUD a year.

    Sources as in `resident_tax`. The family reduction of the Medicare levy is left out.
    """
    senior = senior_kind(rules, age, partnered, separated_by_illness)
    bill = resident_tax(rules, taxable_income, senior, partner_income)
    money = rules.money
    amount = f"{money(bill.total)} income tax" if bill.total else "no income tax ($0)"
    return Outcome(
        value=bill.total,
        unit="AUD per income year",
        headline=f"You would pay {amount} on a taxable income of {money(taxable_income)} in {rules.year}.",
        steps=_steps(rules, taxable_income, bill),
        notes=(
            "This is for an Australian resident for the whole year, with the Medicare levy counted in.",
            "A family on a low income can pay less Medicare levy. The Medicare levy surcharge is not counted.",
        ),
        figures={
            "income tax before offsets": (cents(bill.scale), "AUD"),
            "low income tax offset": (cents(bill.low_income_offset), "AUD"),
            "seniors and pensioners tax offset": (cents(bill.seniors_offset), "AUD"),
            "Medicare levy": (cents(bill.levy), "AUD"),
            "what you keep": (cents(taxable_income - bill.total), "AUD"),
        },
    )


def _steps(rules: Rules, income: float, bill: TaxBill) -> tuple[str, ...]:
    money = rules.money
    parts = [f"{money(cut.high - cut.low)} × {percent(cut.rate)}" for cut in slices(income, rules["income_tax.scale"])]
    lines = [f"Tax by the scale: {' + '.join(parts) or '$0'} = {money(bill.scale)}."]
    if bill.low_income_offset:
        lines.append(f"Less the low income tax offset of {money(bill.low_income_offset)}.")
    if bill.seniors_offset:
        lines.append(f"Less the seniors and pensioners tax offset of {money(bill.seniors_offset)}.")
    lines.append(f"Income tax after offsets: {money(bill.income_tax)}.")
    lines.append(f"Plus the Medicare levy of {money(bill.levy)} gives {money(bill.total)}.")
    return tuple(lines)
