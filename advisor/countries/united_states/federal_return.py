"""The federal income tax of one year: taxable Social Security, deductions, rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...rules import Rules, slices
from ...rules.arithmetic import Slice
from .filing import STATUS_NAMES, income_key
from .wording import percent


@dataclass(frozen=True, slots=True)
class Household:
    """Who files and with what income in the year (USD). `ages` are at the end of the year: the filer, then the spouse.

    income        taxable income apart from Social Security: wages, withdrawals, interest
    tax_exempt    tax-exempt interest, which counts only towards the tax on Social Security
    itemized      itemized deductions, used when larger than the standard deduction
    blind         how many of the filers are blind
    """

    status: str
    ages: tuple[int | None, ...]
    income: float
    social_security: float = 0
    tax_exempt: float = 0
    lived_apart: bool = False
    itemized: float = 0
    blind: int = 0


@dataclass(frozen=True, slots=True)
class FederalReturn:
    """What the return comes to, in USD. `parts` are the slices of taxable income by rate."""

    household: Household
    taxable_benefits: float
    adjusted_gross_income: float
    standard_deduction: float
    senior_deduction: float
    deduction: float
    taxable_income: float
    parts: Sequence[Slice]
    tax: float


def filer_ages(status: str, age: int | None, spouse_age: int | None) -> tuple[int | None, ...]:
    """The ages that count on the return: the spouse's only on a joint one."""
    return (age, spouse_age) if status == "joint" else (age,)


def taxable_benefits(rules: Rules, household: Household) -> float:
    """Part of Social Security that is taxed, USD (IRC 86)."""
    key = income_key(household.status, household.lived_apart)
    base = rules["income_tax.benefits_base"][key]
    higher_base = rules["income_tax.benefits_adjusted_base"][key]
    share, higher_share = rules["income_tax.benefits_share"], rules["income_tax.benefits_higher_share"]
    benefits = household.social_security
    combined = combined_income(rules, household)
    if combined <= higher_base:
        return float(min(share * benefits, share * max(0, combined - base)))
    above = higher_share * (combined - higher_base)
    return float(min(higher_share * benefits, above + kept_first_part(rules, household)))


def kept_first_part(rules: Rules, household: Household) -> float:
    """What the first step adds for incomes above the adjusted base amount, USD (IRC 86(a)(2)(A)(ii))."""
    key = income_key(household.status, household.lived_apart)
    base = rules["income_tax.benefits_base"][key]
    higher_base = rules["income_tax.benefits_adjusted_base"][key]
    share = rules["income_tax.benefits_share"]
    above = max(0, combined_income(rules, household) - base)
    return float(min(share * household.social_security, share * above, share * (higher_base - base)))


def combined_income(rules: Rules, household: Household) -> float:
    """Income measured against the Social Security tax thresholds, USD (IRC 86(b))."""
    share = rules["income_tax.benefits_share"]
    return household.income + household.tax_exempt + share * household.social_security


def standard_deduction(rules: Rules, household: Household) -> tuple[float, float]:
    """The basic amount and the additions for age and blindness, USD (IRC 63(c) and (f))."""
    additions = seniors(rules, household) + household.blind
    basic: float = rules["income_tax.standard_deduction"][household.status]
    return basic, additions * rules["income_tax.age_addition"][household.status] if additions else 0.0


def seniors(rules: Rules, household: Household) -> int:
    """How many of the filers have reached the senior age by the end of the year."""
    senior_age = rules["income_tax.senior_age"]
    return sum(1 for age in household.ages if age is not None and age >= senior_age)


def senior_deduction(rules: Rules, household: Household, income: float) -> float:
    """The senior deduction left at this modified adjusted gross income, USD (IRC 151(d)(5)(C)).

    Each person's amount shrinks by the taper. Married people must file jointly to have it.
    """
    entitled = seniors(rules, household)
    if not entitled or household.status == "separate":
        return 0.0
    each = rules["income_tax.senior_deduction"]
    if not each:
        return 0.0
    above = max(0, income - rules["income_tax.senior_deduction_threshold"][household.status])
    return float(entitled * max(0, each - rules["income_tax.senior_deduction_taper"] * above))


def federal_return(rules: Rules, household: Household) -> FederalReturn:
    """The federal income tax before credits, USD, by exact rates (the IRS tax table may differ by a few dollars)."""
    benefits = taxable_benefits(rules, household) if household.social_security else 0.0
    income = household.income + benefits
    standard = sum(standard_deduction(rules, household))
    senior = senior_deduction(rules, household, income)
    deduction = max(standard, household.itemized)
    taxable = max(0, income - deduction - senior)
    rates = "joint" if household.status == "surviving_spouse" else household.status
    parts = slices(taxable, rules[f"income_tax.brackets_{rates}"])
    tax = sum(part.tax for part in parts)
    return FederalReturn(household, benefits, income, standard, senior, deduction, taxable, parts, tax)


def return_steps(rules: Rules, found: FederalReturn) -> tuple[str, ...]:
    """The return in sentences that can be followed with a pocket calculator."""
    money, house = rules.money, found.household
    steps = []
    if house.social_security:
        steps.append(
            f"{money(found.taxable_benefits)} of your {money(house.social_security)} Social Security is taxable."
        )
    steps.append(f"Your adjusted gross income is {money(found.adjusted_gross_income)}.")
    kind = "itemized deductions are" if found.deduction > found.standard_deduction else "standard deduction is"
    steps.append(f"Your {kind} {money(found.deduction)} ({STATUS_NAMES[house.status]}).")
    if found.senior_deduction:
        steps.append(f"Your senior deduction is {money(found.senior_deduction)}.")
    steps.append(f"That leaves taxable income of {money(found.taxable_income)}.")
    if found.parts:
        cut = " + ".join(f"{percent(part.rate)} of {money(part.high - part.low)}" for part in found.parts)
        steps.append(f"Tax by rate: {cut} = {money(found.tax)}.")
    else:
        steps.append("There is nothing left to tax.")
    return tuple(steps)


def return_figures(found: FederalReturn) -> dict[str, tuple[float, str]]:
    """The named parts of a return."""
    return {
        "adjusted gross income": (found.adjusted_gross_income, "USD"),
        "taxable Social Security": (found.taxable_benefits, "USD"),
        "standard deduction": (found.standard_deduction, "USD"),
        "senior deduction": (found.senior_deduction, "USD"),
        "taxable income": (found.taxable_income, "USD"),
        "income tax": (found.tax, "USD"),
    }


def return_notes(household: Household) -> tuple[str, ...]:
    """What this return leaves out, and what was not known."""
    notes = ["This is federal tax before credits. State tax, payroll tax and capital gains rates are not included."]
    if household.status == "joint" and None in household.ages[1:]:
        notes.append("I do not know your spouse's age, so no extra deduction for their age is included.")
    return (*notes, *apart_note(household))


def apart_note(household: Household) -> tuple[str, ...]:
    """What is assumed about a separate filer's home, where it changes the tax on Social Security."""
    if household.status != "separate" or household.lived_apart or not household.social_security:
        return ()
    return ("I took it that you lived with your spouse. If you lived apart all year, less Social Security is taxed.",)
