"""The Age Pension: from when, and how much under both tests."""

from __future__ import annotations

from typing import Annotated, Any

from ...rules import FORTNIGHTS, MONTHS, Input, Outcome, Rules, calculator, cents
from .ages import births, pension_age_months, reaches, years_and_months
from .inputs import BirthDate, Homeowner, MaybeAge, PartnerAge, Partnered, SeparatedByIllness
from .means import (
    Household,
    amount_text,
    assets_limit,
    assets_loss,
    counted_earnings,
    deemed,
    free_area,
    full_rate,
    income_loss,
)
from .pension_tests import BonusBalance, Earnings, Income, PartnerEarnings
from .words import day


@calculator("AU", title="Age Pension age")
def age_pension_age(rules: Rules, birth_date: BirthDate = None, age: MaybeAge = None) -> Outcome:
    """Age Pension age in years (66.5 for 66 years and 6 months). Social Security Act 1991 s 23(5A)–(5D).

    Without a birth date or an age it is that of everybody born in the last band of birth dates.
    """
    if birth_date is None and age is None:
        return _general_age(rules)
    earliest, born = births(rules, birth_date, age)
    months = pension_age_months(rules, born)
    reached = reaches(born, months)
    text = years_and_months(months)
    written = text if months % MONTHS == 0 else f"{text} ({months / MONTHS:g} years)"
    if earliest == born:
        when = f"you {'reached' if reached <= rules.date else 'reach'} it on {day(reached)}"
    else:
        when = "you have reached it" if reached <= rules.date else "you have not reached it yet"
    return Outcome(
        value=months / MONTHS,
        unit="years",
        headline=f"Your Age Pension age is {written}: {when}.",
        steps=(f"Age Pension age goes by your date of birth. For yours it is {text}.",),
        notes=_claiming(rules),
        figures={"reached on": (reached, "date")} if earliest == born else {},
    )


def _claiming(rules: Rules) -> tuple[str, ...]:
    return (
        f"You can claim from {rules['age_pension.claim_weeks']} weeks before that day.",
        f"You also need {rules['age_pension.residence_years']} years of residence in Australia, "
        f"{rules['age_pension.residence_years_running']} of them without a break.",
    )


def _general_age(rules: Rules) -> Outcome:
    """The Age Pension age of everybody born on or after the last day from which it rose."""
    last: dict[str, Any] = rules["age_pension.pension_age"][-1]
    text, since = years_and_months(last["months"]), last["from"]
    everybody = reaches(since, last["months"]) <= rules.date
    return Outcome(
        value=last["months"] / MONTHS,
        unit="years",
        headline=f"Age Pension age is {text} for everybody born on or after {day(since)}.",
        steps=(f"Age Pension age goes by the date of birth. For births from {day(since)} on it is {text}.",),
        notes=(
            f"I assumed you were born on or after {day(since)}"
            + (", like everybody who has not reached Age Pension age yet." if everybody else "."),
            *_claiming(rules),
        ),
    )


@calculator("AU", title="Age Pension")
def age_pension(
    rules: Rules,
    age: MaybeAge = None,
    partnered: Partnered = False,
    partner_age: PartnerAge = None,
    homeowner: Homeowner = True,
    super_balance: Annotated[
        float,
        Input(
            "your super (with your partner's, if of Age Pension age)",
            "AUD",
            low=0,
            high=1e9,
            profile="balance_super",
            words=("super", "pension account"),
            assume="you have no super left",
        ),
    ] = 0,
    financial_assets: Annotated[
        float,
        Input(
            "your other financial assets (bank money, shares; with your partner's)",
            "AUD",
            low=0,
            high=1e9,
            profile="financial_assets",
            words=("savings", "shares", "bank", "term deposit", "cash", "in the bank"),
            assume="you have no savings or shares outside super",
        ),
    ] = 0,
    other_assets: Annotated[
        float,
        Input(
            "your other assets without your home (car, contents, property)",
            "AUD",
            low=0,
            high=1e9,
            profile="other_assets",
            words=("car", "contents", "property", "caravan", "other assets", "assets"),
            assume="you have no other assets",
        ),
    ] = 0,
    income: Income = 0,
    earnings: Earnings = 0,
    partner_earnings: PartnerEarnings = 0,
    separated_by_illness: SeparatedByIllness = False,
    residence_years: Annotated[
        float | None,
        Input(
            "how many years you have lived in Australia",
            "years",
            low=0,
            high=120,
            profile="residence_years",
            words=("lived", "resident", "years in australia", "migrated"),
            assume="you have lived in Australia long enough",
        ),
    ] = None,
    work_bonus_balance: BonusBalance = 0,
) -> Outcome:
    """Age Pension under the test that gives less, AUD a fortnight with supplements; combined for a couple.

    Social Security Act 1991 s 43, s 1064. Somebody too young is told what today's rates would give at Age Pension age.
    """
    needed = rules["age_pension.residence_years"]
    if residence_years is not None and residence_years < needed:
        why = f"You need {needed} years of residence in Australia."
        return Outcome(
            0.0,
            "AUD a fortnight",
            f"You would get no Age Pension ($0). {why}",
            steps=(why,),
            notes=("An agreement with another country, or refugee status, can help.",),
        )
    home = Household(partnered, homeowner, separated_by_illness, both=_old_enough(rules, partner_age))
    work = counted_earnings(rules, earnings, work_bonus_balance)
    # the Work Bonus is only for people of Age Pension age
    work += counted_earnings(rules, partner_earnings, 0) if home.both else partner_earnings
    deeming = deemed(rules, home, super_balance + financial_assets) / FORTNIGHTS
    return _lower(
        rules, home, super_balance + financial_assets + other_assets, income, work, deeming, _wait(rules, age)
    )


def _old_enough(rules: Rules, age: int | None) -> bool:
    return age is None or age * MONTHS >= pension_age_months(rules, births(rules, None, age)[1])


def _wait(rules: Rules, age: int | None) -> str:
    """` once you are 67, at today's rates`, or nothing for somebody of Age Pension age."""
    if age is None or _old_enough(rules, age):
        return ""
    return f" once you are {years_and_months(pension_age_months(rules, births(rules, None, age)[1]))}, at today's rates"


def _lower(
    rules: Rules, home: Household, assets: float, income: float, work: float, deeming: float, wait: str
) -> Outcome:
    money, most = rules.money, full_rate(rules, home)
    counted = income + work + deeming
    by_assets = cents(max(most - assets_loss(rules, home, assets), 0))
    by_income = cents(max(most - income_loss(rules, home, counted), 0))
    each, suffix = min(by_assets, by_income), " each" if home.partnered else ""
    return Outcome(
        value=cents(each * home.paid),
        unit="AUD a fortnight",
        headline=f"You would get {amount_text(rules, home, each)}{wait}.",
        steps=(
            f"The full pension is {money(most)} a fortnight{suffix}, with supplements.",
            f"Assets test: {money(assets)} of assets against a limit of {money(assets_limit(rules, home))} gives "
            f"{money(by_assets)}{suffix}.",
            f"Income test: {money(income)} + {money(work)} from work after the Work Bonus + {money(deeming)} deemed = "
            f"{money(counted)} a fortnight against a free area of {money(free_area(rules, home))} gives "
            f"{money(by_income)}{suffix}.",
            f"The lower of the two is paid: {money(each)}{suffix}.",
        ),
        notes=(
            "Rent Assistance and gifts are not counted here. Services Australia decides.",
            *(
                ("Your partner is too young, so only you are paid, at the rate of a partner.",)
                if not home.both and home.partnered
                else ()
            ),
        ),
        figures={
            "each": (each, "AUD a fortnight"),
            "in all a year": (cents(each * home.paid * FORTNIGHTS), "AUD a year"),
            "each under the assets test": (by_assets, "AUD a fortnight"),
            "each under the income test": (by_income, "AUD a fortnight"),
            "deemed income": (cents(deeming), "AUD a fortnight"),
        },
    )
