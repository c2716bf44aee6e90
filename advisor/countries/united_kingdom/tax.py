"""Income tax on earnings and pensions: the allowance, the bands of each nation, and the bill. No calculators here."""

from __future__ import annotations

from dataclasses import dataclass

from ...rules import Rules, cents, slices, up
from ...rules.arithmetic import Slice
from .wording import Nation, percent


@dataclass(frozen=True, slots=True)
class Bill:
    """Income tax for one year on non-savings income. All amounts GBP per tax year."""

    income: float
    allowance: float
    parts: tuple[Slice, ...]

    @property
    def taxable(self) -> float:
        return max(self.income - self.allowance, 0)

    @property
    def tax(self) -> float:
        return cents(sum(part.tax for part in self.parts))


def personal_allowance_for(rules: Rules, adjusted_net_income: float, full_allowance: float | None = None) -> float:
    """Personal allowance in GBP, whole pounds, at `adjusted_net_income` (ITA 2007 s 35: what remains is rounded up).

    `full_allowance` stands in for the full allowance of the rules' year.
    """
    over = max(adjusted_net_income - rules["income_tax.taper_threshold"], 0)
    full = rules["income_tax.personal_allowance"] if full_allowance is None else full_allowance
    return up(max(full - over * rules["income_tax.taper_rate"], 0)) if over else full


def bands_of(rules: Rules, nation: Nation) -> list[dict[str, float]]:
    """The bands of taxable income in force in `nation`."""
    bands: list[dict[str, float]] = rules["income_tax.scottish_bands" if nation == "Scotland" else "income_tax.bands"]
    return bands


def bill(rules: Rules, income: float, nation: Nation, relieved: float = 0, full_allowance: float | None = None) -> Bill:
    """The year's tax on `income` (GBP, non-savings).

    `relieved` is a gross contribution under relief at source: it lowers adjusted net income and moves up every
    limit above the basic rate (Finance Act 2004 s 192). `full_allowance` stands in for that of the rules' year.
    """
    allowance = personal_allowance_for(rules, income - relieved, full_allowance)
    bands = bands_of(rules, nation)
    if relieved:
        basic = rules["income_tax.basic_rate"]
        bands = [{**band, "over": band["over"] + (relieved if band["rate"] > basic else 0)} for band in bands]
    return Bill(income, allowance, tuple(slices(max(income - allowance, 0), bands)))


def bill_steps(rules: Rules, due: Bill) -> tuple[str, ...]:
    """The bill as sentences a member can redo."""
    money = rules.money
    first = f"Of {money(due.income)} a year, the personal allowance of {money(due.allowance)} is tax-free."
    if not due.parts:
        return (first, "No income is left above it, so there is no income tax.")
    sums = "; ".join(
        f"{percent(part.rate)} of {money(part.high - part.low)} is {money(part.tax)}" for part in due.parts
    )
    return (first, f"That leaves {money(due.taxable)} to tax.", f"{sums}.", f"Together: {money(due.tax)}.")


def allowance_steps(rules: Rules, income: float, full_allowance: float | None = None) -> tuple[str, ...]:
    """Why the personal allowance is lower than in full; empty when it is not."""
    threshold = rules["income_tax.taper_threshold"]
    if income <= threshold:
        return ()
    full = rules["income_tax.personal_allowance"] if full_allowance is None else full_allowance
    lost = full - personal_allowance_for(rules, income, full_allowance)
    return (
        f"Income over {rules.money(threshold)} lowers the allowance by {percent(rules['income_tax.taper_rate'])} "
        f"of the part above it: here by {rules.money(lost)}.",
    )
