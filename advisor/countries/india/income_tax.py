"""Income tax for a year, in the new or the old regime, and which of the two is lower."""

from __future__ import annotations

from typing import Annotated

from ...rules import MONTHS, Input, Outcome, Rules, calculator, cents
from .inputs import Age
from .tax import Kind, Regime, Tax, deduction, tax_on
from .wording import percent

Gross = Annotated[
    float,
    Input(
        "your gross salary or pension for the year",
        "INR per year",
        low=0,
        high=1e11,
        profile="salary",
        words=("salary", "pension", "income", "earn", "CTC", "LPA", "package", "gross"),
    ),
]
Other = Annotated[
    float,
    Input(
        "your other taxable income (interest, rent, annuity)",
        "INR per year",
        low=0,
        high=1e11,
        profile="other_income",
        words=("interest", "rent", "FD", "annuity", "other"),
        assume="no other income",
    ),
]
IncomeKind = Annotated[
    Kind,
    Input(
        "what kind of income it is",
        words=("salary", "pension", "family pension", "business", "interest"),
        assume="the income is salary or a pension from an employer",
    ),
]
Deductions = Annotated[
    float,
    Input(
        "your deductions such as 80C and 80D",
        "INR per year",
        low=0,
        high=1e9,
        words=("deductions", "deduction", "exemptions", "exemption", "80C", "80D", "HRA", "investments"),
        assume="no deductions besides the standard deduction",
    ),
]


@calculator("IN", title="Income tax")
def income_tax(
    rules: Rules,
    gross_income: Gross,
    regime: Annotated[
        Regime,
        Input("the tax regime", words=("new", "old", "regime"), assume="the new tax regime, which applies by default"),
    ] = "new",
    other_income: Other = 0.0,
    income_kind: IncomeKind = "salary",
    deductions: Deductions = 0.0,
    age: Age = None,
) -> Outcome:
    """The year's income tax with cess, INR to the nearest ₹10, on income at ordinary rates.

    Law: Income-tax Act 2025 sections 19, 156, 202, 516 from 2026-27; before, Income-tax Act 1961 sections 16, 87A,
    115BAC.
    """
    tax, steps = worked_out(rules, gross_income, other_income, income_kind, deductions, age, regime)
    money = rules.money
    headline = f"Your income tax for {rules.year} would be {money(tax.total)} in the {regime} regime."
    if not tax.total:
        headline = f"You would pay no income tax ({money(0)}) for {rules.year} in the {regime} regime."
    notes = ["This is for a resident, and leaves out capital gains and other income taxed at special rates."]
    if deductions and regime == "new":
        notes.insert(0, "The deductions you gave do not count in the new regime.")
    return Outcome(
        tax.total,
        "INR per year",
        headline,
        steps,
        tuple(notes),
        {
            "total income": (tax.income, "INR"),
            "tax a month": (cents(tax.total / MONTHS), "INR per month"),
            "left after tax": (cents(gross_income + other_income - tax.total), "INR"),
        },
    )


def worked_out(
    rules: Rules, gross: float, other: float, kind: Kind, deductions: float, age: float | None, regime: Regime
) -> tuple[Tax, tuple[str, ...]]:
    """The tax of one regime and the sentences that show how it comes about."""
    money = rules.money
    standard = deduction(rules, gross, kind, regime)
    allowed = deductions if regime == "old" else 0.0
    tax = tax_on(rules, max(gross - standard + other - allowed, 0), regime, age)
    steps = [
        f"Total income: {money(gross)} − {money(cents(standard))} standard deduction + {money(other)} other − "
        f"{money(allowed)} deductions = {money(tax.income)}.",
        f"Tax by the bands: {money(cents(tax.bands))}.",
    ]
    if tax.rebate:
        steps.append(f"Rebate and its relief: −{money(cents(tax.rebate))}.")
    if tax.surcharge:
        steps.append(f"Surcharge after relief: {money(cents(tax.surcharge))}.")
    steps.append(
        f"Cess of {percent(rules['income_tax.cess_rate'])}: {money(cents(tax.cess))}; the sum, to the nearest "
        f"{money(rules['income_tax.rounding'])}, is {money(tax.total)}."
    )
    return tax, tuple(steps)


@calculator("IN", title="New or old tax regime")
def regime_comparison(
    rules: Rules,
    gross_income: Gross,
    deductions: Deductions = 0.0,
    other_income: Other = 0.0,
    income_kind: IncomeKind = "salary",
    age: Age = None,
) -> Outcome:
    """How much the cheaper regime saves in the year, INR, with the tax of both."""
    money = rules.money
    given = (rules, gross_income, other_income, income_kind, deductions, age)
    new, _ = worked_out(*given, "new")
    old, _ = worked_out(*given, "old")
    saved = abs(old.total - new.total)
    best = "new" if new.total <= old.total else "old"
    headline = (
        f"The {best} regime saves you {money(saved)}: the tax is {money(new.total)} in the new regime and "
        f"{money(old.total)} in the old."
    )
    if not saved:
        headline = f"Both regimes cost the same: {money(new.total)}."
    needed = _break_even(rules, gross_income, other_income, income_kind, age, new.total)
    return Outcome(
        saved,
        "INR per year",
        headline,
        (
            f"New regime: total income {money(new.income)}, tax {money(new.total)}.",
            f"Old regime, after {money(deductions)} of deductions: total income {money(old.income)}, "
            f"tax {money(old.total)}.",
            f"{money(max(old.total, new.total))} − {money(min(old.total, new.total))} = {money(saved)}.",
            f"The old regime is not dearer once your deductions reach about {money(needed)}.",
        ),
        ("The new regime applies unless you choose the old one in your return.",),
        {
            "tax in the new regime": (new.total, "INR"),
            "tax in the old regime": (old.total, "INR"),
            "deductions at which both are equal": (needed, "INR"),
        },
    )


def _break_even(rules: Rules, gross: float, other: float, kind: Kind, age: float | None, target: float) -> float:
    """The least deductions, in steps of the rounding, with which the old regime costs no more than `target`."""
    step = rules["income_tax.rounding"]
    low, high = 0, int((gross + other) // step) + 1
    while low < high:
        middle = (low + high) // 2
        tax, _ = worked_out(rules, gross, other, kind, middle * step, age, "old")
        low, high = (low, middle) if tax.total <= target else (middle + 1, high)
    return float(low * step)
