"""What a withdrawal from a traditional account costs in federal tax."""

from __future__ import annotations

from typing import Annotated

from ...rules import Input, Outcome, Rules, calculator, cents
from .early_withdrawals import (
    AccountInput,
    AdditionalTax,
    CoveredAmount,
    ExceptionInput,
    ExceptionName,
    additional_tax,
    age_note,
)
from .federal_return import Household, federal_return, filer_ages, return_figures, return_notes, return_steps
from .filing import Filing, LivedApart, OtherIncome, SocialSecurity, SpouseAge, TaxExemptInterest, Wages


@calculator("US", title="Tax on a withdrawal")
def withdrawal_tax(
    rules: Rules,
    amount: Annotated[
        float,
        Input(
            "the amount you take out of a traditional 401(k) or IRA",
            "USD",
            low=0,
            high=1e9,
            words=("take out", "withdraw", "cash out", "distribution", "pull"),
        ),
    ],
    age: Annotated[
        float,
        Input(
            "your age when you take the money", "years", low=0, high=120, profile="age", words=("age", "aged", "old")
        ),
    ],
    filing_status: Filing = "single",
    spouse_age: SpouseAge = None,
    wages: Wages = 0,
    other_income: OtherIncome = 0,
    social_security: SocialSecurity = 0,
    tax_exempt_interest: TaxExemptInterest = 0,
    account: AccountInput = "401k",
    exception: ExceptionInput = "none",
    covered_amount: CoveredAmount = None,
    additional_tax_applies: Annotated[
        bool | None,
        Input("whether the additional tax on early withdrawals applies", words=("penalty", "additional tax")),
    ] = None,
    lived_apart: LivedApart = False,
) -> Outcome:
    """The year's federal tax with the withdrawal in it: income tax plus additional tax, USD (IRC 1, 63, 72(t), 86).

    `additional_tax_applies`: left out, age and exception decide; False, none is due; True, no exception is met and age
    decides. The figure "because of the withdrawal" is what the withdrawal adds.
    """
    ages = filer_ages(filing_status, int(age), spouse_age)
    other = wages + other_income
    with_it = Household(filing_status, ages, other + amount, social_security, tax_exempt_interest, lived_apart)
    without = Household(filing_status, ages, other, social_security, tax_exempt_interest, lived_apart)
    found = federal_return(rules, with_it)
    early = _early(rules, amount, age, account, exception, covered_amount, additional_tax_applies)
    total = cents(found.tax + early.tax)
    added = cents(total - federal_return(rules, without).tax)
    figures = return_figures(found) | {
        "additional tax": (cents(early.tax), "USD"),
        "because of the withdrawal": (added, "USD"),
        "left after this tax": (cents(amount - added), "USD"),
    }
    return Outcome(
        total,
        "USD per year",
        _headline(rules, amount, total, added, cents(early.tax)),
        (*return_steps(rules, found), early.reason, *_total_step(rules, found.tax, early.tax)),
        (*age_note(rules, age), *return_notes(with_it)),
        figures,
    )


def _early(
    rules: Rules,
    amount: float,
    age: float,
    account: AccountInput,
    exception: ExceptionName,
    covered: float | None,
    applies: bool | None,
) -> AdditionalTax:
    if applies is False:
        return AdditionalTax(0.0, 0.0, 0.0, "No additional tax on early withdrawals applies.")
    return additional_tax(rules, amount, age, account, "none" if applies else exception, covered)


def _total_step(rules: Rules, tax: float, early: float) -> tuple[str, ...]:
    if not early:
        return ()
    money = rules.money
    return (f"Income tax {money(tax)} + additional tax {money(early)} = {money(tax + early)}.",)


def _headline(rules: Rules, amount: float, total: float, added: float, early: float) -> str:
    money = rules.money
    if not total:
        return f"You would owe no federal tax ({money(0)}) on taking out {money(amount)} in {rules.year}."
    parts = f", {money(early)} of it additional tax for taking the money early" if early else ""
    if added == total:
        return f"You would owe {money(total)} in federal tax on taking out {money(amount)} in {rules.year}{parts}."
    return (
        f"You would owe {money(total)} in federal tax for the year, {money(added)} of it because of taking out "
        f"{money(amount)} in {rules.year}{parts}."
    )
