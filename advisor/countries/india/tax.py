"""Income tax on a total income: bands, rebate, surcharge with marginal relief, cess."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...rules import Rules, banded, nearest

Regime = Literal["new", "old"]
Kind = Literal["salary", "pension", "family pension", "other"]


@dataclass(frozen=True, slots=True)
class Tax:
    """The parts of a year's tax, INR: `total` = nearest ₹10 of (bands − rebate + surcharge + cess)."""

    income: float
    bands: float
    rebate: float
    surcharge: float
    cess: float
    total: float


def tax_on(rules: Rules, income: float, regime: Regime, age: float | None) -> Tax:
    """The tax on `income` (total income after deductions, INR), at ordinary rates only.

    Law: Income-tax Act 2025 sections 156, 202, 516 and the Finance Acts; Income-tax Act 1961 sections 87A, 115BAC,
    288A, 288B for years before 2026-27.
    """
    step = rules["income_tax.rounding"]
    income = nearest(income, step)
    in_bands = banded(income, rules[_bands(rules, regime, age)])
    rebate = _rebate(rules, income, in_bands, regime)
    after = in_bands - rebate
    surcharge = _surcharge(rules, income, after, regime, age)
    cess = (after + surcharge) * rules["income_tax.cess_rate"]
    return Tax(income, in_bands, rebate, surcharge, cess, nearest(after + surcharge + cess, step))


def _bands(rules: Rules, regime: Regime, age: float | None) -> str:
    if regime == "new":
        return "income_tax.bands_new"
    if age is not None and age >= rules["income_tax.super_senior_age"]:
        return "income_tax.bands_old_super_senior"
    if age is not None and age >= rules["income_tax.senior_age"]:
        return "income_tax.bands_old_senior"
    return "income_tax.bands_old"


def _rebate(rules: Rules, income: float, tax: float, regime: Regime) -> float:
    """The rebate; in the new regime also the relief that keeps the tax within the income over the limit."""
    rule = rules[f"income_tax.rebate_{regime}"]
    if income <= rule["income"]:
        return float(min(tax, rule["most"]))
    return max(tax - (income - rule["income"]), 0.0) if regime == "new" else 0.0


def _surcharge(rules: Rules, income: float, tax: float, regime: Regime, age: float | None) -> float:
    """The surcharge, limited so that crossing a threshold never costs more than the income over it."""
    passed = [row for row in rules[f"income_tax.surcharge_{regime}"] if row["over"] < income]
    if len(passed) < 2:
        return 0.0
    line, rate = passed[-1]["over"], passed[-1]["rate"]
    bands = rules[_bands(rules, regime, age)]
    at_line = banded(line, bands) * (1 + passed[-2]["rate"])
    return max(min(tax * rate, at_line + income - line - tax), 0.0)


def deduction(rules: Rules, gross: float, kind: Kind, regime: Regime) -> float:
    """What is taken off salary, a pension or a family pension before tax, INR."""
    if kind in ("salary", "pension"):
        return float(min(gross, rules[f"income_tax.standard_deduction_{regime}"]))
    if kind == "family pension":
        return float(
            min(gross / rules["income_tax.family_pension_parts"], rules[f"income_tax.family_pension_{regime}"])
        )
    return 0.0
