"""The means tests of the Age Pension: what one person loses a fortnight to assets and to income.

Social Security Act 1991 s 1064, Modules E (income) and G (assets), s 1073AA (Work Bonus), s 1076–1084 (deeming).
"""

from __future__ import annotations

from dataclasses import dataclass

from ...rules import FORTNIGHTS, Rules, banded, cents, down, up


@dataclass(frozen=True, slots=True)
class Household:
    """Who is tested and who is paid. `both` is False where the partner is too young for the Age Pension."""

    partnered: bool
    homeowner: bool = True
    illness: bool = False
    both: bool = True

    @property
    def paid(self) -> int:
        """How many people are paid."""
        return 2 if self.partnered and self.both else 1

    @property
    def kind(self) -> str:
        return "couple" if self.partnered else "single"

    @property
    def shares(self) -> int:
        """Among how many people assets and income are divided."""
        return 2 if self.partnered else 1


def full_rate(rules: Rules, home: Household) -> float:
    """Full pension of one person, AUD a fortnight. Partners separated by illness get the single rate each."""
    return float(rules["age_pension.maximum_" + ("partner" if home.partnered and not home.illness else "single")])


def assets_limit(rules: Rules, home: Household) -> float:
    """Assets that leave the full pension, AUD (combined for a couple)."""
    return float(rules[f"age_pension.assets_{home.kind}_{'homeowner' if home.homeowner else 'renter'}"])


def assets_loss(rules: Rules, home: Household, assets: float, limit: float | None = None) -> float:
    """What one person loses to assets, AUD a fortnight: a fixed sum for each full step of the excess."""
    step = rules["age_pension.assets_step"]
    over = max(assets - (assets_limit(rules, home) if limit is None else limit), 0) / home.shares
    return down(over, step) / step * float(rules["age_pension.assets_reduction"]) / FORTNIGHTS


def assets_end(rules: Rules, home: Household, limit: float | None = None, most: float | None = None) -> float:
    """Assets from which no pension is paid, AUD (combined for a couple)."""
    step = rules["age_pension.assets_step"]
    limit, most = limit or assets_limit(rules, home), most or full_rate(rules, home)
    share = most * FORTNIGHTS / rules["age_pension.assets_reduction"] * step
    return limit + up(share, step) * home.shares


def free_area(rules: Rules, home: Household) -> float:
    """Income that leaves the full pension, AUD a fortnight (combined for a couple)."""
    return float(rules[f"age_pension.free_area_{home.kind}"])


def income_taper(rules: Rules, home: Household) -> float:
    """What one person loses for each dollar of (combined) income over the free area."""
    return float(rules["age_pension.income_taper" + ("_partner" if home.partnered else "")])


def income_loss(rules: Rules, home: Household, income: float, free: float | None = None) -> float:
    """What one person loses to income, AUD a fortnight."""
    return max(income - (free_area(rules, home) if free is None else free), 0) * income_taper(rules, home)


def income_end(rules: Rules, home: Household, free: float | None = None, most: float | None = None) -> float:
    """Income from which no pension is paid, AUD a fortnight (combined for a couple)."""
    free, most = free or free_area(rules, home), most or full_rate(rules, home)
    return cents(free + most / income_taper(rules, home))


def deemed(rules: Rules, home: Household, financial_assets: float) -> float:
    """Income that financial assets are taken to earn, AUD a year."""
    bands = [
        {"over": 0, "rate": rules["age_pension.deeming_lower_rate"]},
        {"over": rules[f"age_pension.deeming_threshold_{home.kind}"], "rate": rules["age_pension.deeming_upper_rate"]},
    ]
    return banded(financial_assets, bands)


def counted_earnings(rules: Rules, earnings: float, work_bonus_balance: float) -> float:
    """Earnings from work of one person that count, AUD a fortnight, after the Work Bonus and its balance."""
    return max(earnings - rules["age_pension.work_bonus"] - work_bonus_balance, 0) if earnings else 0


def amount_text(rules: Rules, home: Household, each: float) -> str:
    """`$1,421.50 a fortnight together ($710.75 each)`, `$1,237.70 a fortnight`, `no Age Pension ($0)`."""
    if not each:
        return "no Age Pension ($0)"
    if home.paid > 1:
        return f"{rules.money(each * home.paid)} Age Pension a fortnight together ({rules.money(each)} each)"
    return f"{rules.money(each)} Age Pension a fortnight"
