"""Income tax of a resident for one income year, shared by the calculators that need a marginal tax."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...rules import Rules, banded, cents, up

Senior = Literal["single", "couple", "illness"]


@dataclass(frozen=True, slots=True)
class TaxBill:
    """AUD for the income year: tax by the scale, the offsets as used, and the Medicare levy."""

    scale: float
    low_income_offset: float
    seniors_offset: float
    other_offset: float
    levy: float

    @property
    def income_tax(self) -> float:
        """Tax after offsets, without the Medicare levy."""
        return max(self.scale - self.low_income_offset - self.seniors_offset - self.other_offset, 0)

    @property
    def total(self) -> float:
        return cents(self.income_tax + self.levy)


def resident_tax(
    rules: Rules, income: float, senior: Senior | None = None, partner_income: float = 0, offset: float = 0
) -> TaxBill:
    """Tax on `income` AUD a year; `offset` is any further non-refundable offset.

    Income Tax Rates Act 1986 Sch 7, ITAA 1997 s 61-115, ITAA 1936 s 160AAAA, Medicare Levy Act 1986 s 6 and 7.
    """
    scale = banded(income, rules["income_tax.scale"])
    low = max(rules["income_tax.lito_maximum"] - banded(income, rules["income_tax.lito_reduction"]), 0)
    entitled = senior is not None and _entitled(rules, senior, income, partner_income)
    older = _seniors_offset(rules, senior, income) if senior and entitled else 0
    threshold = rules["income_tax.medicare_threshold_senior" if entitled else "income_tax.medicare_threshold"]
    shaded = rules["income_tax.medicare_shade_in"] * max(income - threshold, 0)
    return TaxBill(scale, low, older, offset, min(rules["income_tax.medicare_levy"] * income, shaded))


def _entitled(rules: Rules, senior: Senior, income: float, partner_income: float) -> bool:
    """A couple is tested on half of what both have, though each partner's offset goes by their own income."""
    tested = income if senior == "single" else (income + partner_income) / 2
    return bool(tested < rules[f"income_tax.sapto_{senior}"]["ends"])


def _seniors_offset(rules: Rules, senior: Senior, income: float) -> float:
    sapto = rules[f"income_tax.sapto_{senior}"]
    left = sapto["maximum"] - rules["income_tax.sapto_taper"] * max(income - sapto["threshold"], 0)
    return up(max(left, 0))
