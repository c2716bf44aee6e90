"""The federal return as a whole, and its two parts that people ask for most."""

from __future__ import annotations

from typing import Annotated

from ...rules import Input, InputError, Outcome, Rules, calculator, cents
from .federal_return import (
    Household,
    apart_note,
    combined_income,
    federal_return,
    filer_ages,
    kept_first_part,
    return_figures,
    return_notes,
    return_steps,
    seniors,
)
from .federal_return import standard_deduction as deduction_parts
from .federal_return import taxable_benefits as taxed_part
from .filing import (
    STATUS_NAMES,
    Filing,
    LivedApart,
    OtherIncome,
    SocialSecurity,
    SpouseAge,
    TaxExemptInterest,
    Wages,
    YearEndAge,
    income_key,
)
from .wording import count, percent

Withdrawals = Annotated[
    float,
    Input(
        "your withdrawals from traditional 401(k)s and IRAs in the year",
        "USD per year",
        low=0,
        high=1e9,
        words=("401(k)", "401k", "IRA", "withdraw", "distribution", "take out"),
    ),
]


@calculator("US", title="Federal income tax")
def income_tax(
    rules: Rules,
    filing_status: Filing = "single",
    age: YearEndAge = None,
    spouse_age: SpouseAge = None,
    wages: Annotated[
        float,
        Input(
            "your wages in the year",
            "USD per year",
            low=0,
            high=1e9,
            profile="salary",
            words=("wages", "salary", "earn", "job", "pay", "make", "makes", "gross", "tax"),
        ),
    ] = 0,
    withdrawals: Withdrawals = 0,
    other_income: OtherIncome = 0,
    social_security: SocialSecurity = 0,
    tax_exempt_interest: TaxExemptInterest = 0,
    itemized_deductions: Annotated[
        float, Input("your itemized deductions", "USD per year", low=0, high=1e9, words=("itemize", "itemized"))
    ] = 0,
    lived_apart: LivedApart = False,
) -> Outcome:
    """Federal income tax of the year before credits, USD, not rounded (IRC 1, 63, 86, 151(d)(5)(C))."""
    income = wages + withdrawals + other_income
    if not income + social_security:
        raise InputError("wages", "Income tax needs your income: wages, withdrawals, Social Security or other.")
    household = Household(
        filing_status,
        filer_ages(filing_status, age, spouse_age),
        income,
        social_security,
        tax_exempt_interest,
        lived_apart,
        itemized_deductions,
    )
    found = federal_return(rules, household)
    tax = cents(found.tax)
    amount = f"{rules.money(tax)} in federal income tax" if tax else f"no federal income tax ({rules.money(0)})"
    return Outcome(
        tax,
        "USD per year",
        f"You would owe {amount} for {rules.year}.",
        return_steps(rules, found),
        return_notes(household),
        return_figures(found),
    )


@calculator("US", title="Standard deduction")
def standard_deduction(
    rules: Rules,
    filing_status: Filing = "single",
    age: YearEndAge = None,
    spouse_age: SpouseAge = None,
    blind: Annotated[int, Input("how many of you are blind", "people", low=0, high=2, words=("blind",))] = 0,
) -> Outcome:
    """Standard deduction with the additions for age and blindness, USD (IRC 63(c), 63(f))."""
    if blind > len(filer_ages(filing_status, age, spouse_age)):
        raise InputError("blind", "Only the people on the return count: one, or two on a joint return.")
    household = Household(filing_status, filer_ages(filing_status, age, spouse_age), 0, blind=blind)
    basic, additions = deduction_parts(rules, household)
    total = basic + additions
    senior_age = rules["income_tax.senior_age"]
    steps = [f"The basic amount in {rules.year} is {rules.money(basic)} ({STATUS_NAMES[filing_status]})."]
    if additions:
        reasons = seniors(rules, household) + blind
        each = rules.money(rules["income_tax.age_addition"][filing_status])
        steps.append(f"You add {each} for each person {senior_age} or older or blind: {count(reasons, 'addition')}.")
        steps.append(f"Together: {rules.money(basic)} + {rules.money(additions)} = {rules.money(total)}.")
    else:
        steps.append(f"There is no addition, because nobody on the return is {senior_age} or blind.")
    notes = [] if filing_status != "joint" or spouse_age is not None else list(return_notes(household)[1:])
    if seniors(rules, household) and rules["income_tax.senior_deduction"]:
        senior = rules.money(rules["income_tax.senior_deduction"])
        notes.append(f"The separate senior deduction of up to {senior} a person comes on top of this.")
    return Outcome(
        total,
        "USD per return",
        f"Your standard deduction is {rules.money(total)} for {rules.year}.",
        tuple(steps),
        tuple(notes),
        {"basic amount": (basic, "USD"), "additions for age or blindness": (additions, "USD")},
    )


@calculator("US", title="Taxable Social Security")
def taxable_social_security(
    rules: Rules,
    social_security: Annotated[
        float,
        Input(
            "your Social Security benefits in the year",
            "USD per year",
            low=0,
            high=1e6,
            words=("social security", "benefits", "SS"),
        ),
    ],
    filing_status: Filing = "single",
    withdrawals: Withdrawals = 0,
    wages: Wages = 0,
    other_income: OtherIncome = 0,
    tax_exempt_interest: TaxExemptInterest = 0,
    lived_apart: LivedApart = False,
) -> Outcome:
    """Part of the year's Social Security benefits that counts as income, USD, not rounded (IRC 86)."""
    household = Household(
        filing_status,
        (),
        withdrawals + wages + other_income,
        social_security,
        tax_exempt_interest,
        lived_apart,
    )
    taxed = cents(taxed_part(rules, household))
    money = rules.money
    amount = f"{money(taxed)} of your Social Security is" if taxed else f"None ({money(0)}) of your Social Security is"
    return Outcome(
        taxed,
        "USD per year",
        f"{amount} taxable in {rules.year}.",
        _taxed_steps(rules, household),
        ("Taxable means it counts as income; the tax on it depends on your whole return.", *apart_note(household)),
        {
            "combined income": (combined_income(rules, household), "USD"),
            "tax-free Social Security": (social_security - taxed, "USD"),
        },
    )


def _taxed_steps(rules: Rules, household: Household) -> tuple[str, ...]:
    money, key = rules.money, income_key(household.status, household.lived_apart)
    base, higher_base = rules["income_tax.benefits_base"][key], rules["income_tax.benefits_adjusted_base"][key]
    share, higher_share = rules["income_tax.benefits_share"], rules["income_tax.benefits_higher_share"]
    combined = combined_income(rules, household)
    start = (
        f"Your combined income is your other income {money(household.income + household.tax_exempt)} plus "
        f"{percent(share)} of your benefits: {money(combined)}.",
        f"The thresholds for your filing status are {money(base)} and {money(higher_base)}.",
    )
    if combined <= base:
        return (*start, "Your combined income is not above the first threshold, so nothing is taxable.")
    if combined <= higher_base:
        return (
            *start,
            f"Taxable is the smaller of {percent(share)} of your benefits and {percent(share)} of the "
            f"{money(combined - base)} above the first threshold.",
        )
    return (
        *start,
        f"{percent(higher_share)} of the {money(combined - higher_base)} above the second threshold plus "
        f"{money(kept_first_part(rules, household))} from the first step is one limit.",
        f"{percent(higher_share)} of your benefits, {money(higher_share * household.social_security)}, is the other. "
        "The smaller one is taxable.",
    )
