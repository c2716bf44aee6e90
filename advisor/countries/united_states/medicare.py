"""Medicare premiums by income."""

from __future__ import annotations

from typing import Annotated, Any

from ...rules import MONTHS, Input, Outcome, Rules, calculator, cents
from .filing import STATUS_NAMES, Filing, LivedApart


@calculator("US", title="Medicare Part B premium")
def medicare_premium(
    rules: Rules,
    income: Annotated[
        float | None,
        Input(
            "your modified adjusted gross income two years before",
            "USD per year",
            low=0,
            high=1e9,
            words=("income", "MAGI", "AGI", "made", "earned"),
            assume="your income is too low for a surcharge",
        ),
    ] = None,
    filing_status: Filing = "single",
    lived_apart: LivedApart = False,
) -> Outcome:
    """Monthly Part B premium with the income surcharge, USD (42 USC 1395r(i)); the Part D surcharge as a figure."""
    standard = rules["medicare.part_b_premium"]
    bands = rules[f"medicare.surcharges_{_table(filing_status, lived_apart)}"]
    band = _band(bands, income or 0)
    total = cents(standard + band["part_b"])
    money = rules.money
    back = rules["medicare.income_years_back"]
    steps = [f"The standard premium in {rules.year} is {money(standard)} a month."]
    if band["part_b"]:
        above = f"above {money(band['over'])}" if "over" in band else f"of at least {money(band['at_least'])}"
        steps.append(f"Your income is {above} ({STATUS_NAMES[filing_status]}): {money(band['part_b'])} is added.")
        steps.append(f"{money(standard)} + {money(band['part_b'])} = {money(total)} a month.")
    else:
        first = bands[1]["over"]
        steps.append(f"A surcharge starts only above {money(first)} of income for your filing status.")
    notes = [f"Medicare uses your income of {rules.date.year - back} for {rules.year}. Each spouse pays separately."]
    if band["part_d"]:
        notes.append(f"With drug cover (Part D) you also pay a surcharge of {money(band['part_d'])} a month for it.")
    notes.append("If your income fell because you stopped work, ask Social Security for a lower premium (Form SSA-44).")
    return Outcome(
        total,
        "USD per month",
        f"You would pay {money(total)} a month for Medicare Part B in {rules.year}.",
        tuple(steps),
        tuple(notes),
        {
            "Part B surcharge": (band["part_b"], "USD per month"),
            "Part D surcharge": (band["part_d"], "USD per month"),
            "Part B a year": (cents(total * MONTHS), "USD per year"),
        },
    )


def _table(status: str, lived_apart: bool) -> str:
    if status == "separate" and not lived_apart:
        return "separate"
    return "joint" if status == "joint" else "single"


def _band(bands: list[dict[str, Any]], income: float) -> dict[str, Any]:
    """The last band reached: above `over`, or from `at_least` on."""
    reached = [b for b in bands[1:] if income > b.get("over", income) or income >= b.get("at_least", income + 1)]
    return reached[-1] if reached else bands[0]
