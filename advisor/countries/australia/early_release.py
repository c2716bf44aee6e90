"""Early release for severe financial hardship and on compassionate grounds."""

from __future__ import annotations

from typing import Annotated

from ...rules import MONTHS, WEEKS, Input, Outcome, Rules, calculator, cents
from .ages import births, preservation_age
from .inputs import Age
from .words import percent


@calculator("AU", title="Severe financial hardship release")
def hardship_release(
    rules: Rules,
    age: Age,
    balance: Annotated[
        float, Input("your super balance", "AUD", low=0, high=1e8, profile="balance_super", words=("balance", "super"))
    ],
    weeks_on_support: Annotated[
        int | None,
        Input(
            "how many weeks you have had an income support payment",
            "weeks",
            low=0,
            high=3000,
            words=("weeks", "jobseeker", "centrelink", "income support"),
            assume="you have had income support for long enough and still have it",
        ),
    ] = None,
    released_lately: Annotated[
        bool,
        Input(
            "whether you had such a release in the last 12 months",
            words=("already had", "already taken", "second"),
            assume="you had no hardship release in the last 12 months",
        ),
    ] = False,
) -> Outcome:
    """The most that can be released, in AUD before tax. SIS Regulations 1994 reg 6.01(5), Sch 1 item 105."""
    older = _older(rules, age)
    needed = rules["access.hardship_older_weeks" if older else "access.hardship_weeks"]
    if (weeks_on_support is not None and weeks_on_support < needed) or (released_lately and not older):
        return _nothing(rules, needed, older, released_lately)
    most = balance if older else min(balance, rules["access.hardship_most"])
    tax = 0 if age >= rules["benefits_tax.tax_free_age"] else cents(most * _rate(rules))
    money = rules.money
    return Outcome(
        value=most,
        unit="AUD before tax",
        headline=f"You could take out up to {money(most)} before tax for severe financial hardship.",
        steps=(
            f"You need {needed} weeks of income support payments"
            + (" in all since preservation age." if older else " in a row."),
            "Past preservation age and that many weeks there is no limit but your balance."
            if older
            else f"Once in {rules['access.hardship_months']} months you can have at most "
            f"{money(rules['access.hardship_most'])} and at least {money(rules['access.hardship_least'])} "
            "(or your balance, if that is lower).",
            f"If all of it is taxable, the tax is at most {money(tax)}, which leaves {money(most - tax)}."
            if tax
            else "At your age a taxed fund pays it out tax-free.",
        ),
        notes=(
            "Your fund decides. You must still get income support and be unable to pay reasonable living costs."
            if not older
            else f"Your fund decides. You must not be working {rules['access.gainful_hours']} hours a week or more.",
            *(
                ("At your age all of it opens up once a job of yours has ended, without any hardship test.",)
                if age >= rules["access.retirement_age"]
                else ()
            ),
        ),
        figures={"tax at most": (tax, "AUD"), "what you keep at least": (cents(most - tax), "AUD")},
    )


def _older(rules: Rules, age: int) -> bool:
    """Past preservation age by more than the 39 weeks of reg 6.01(5)(b); whole years of age are all that is known."""
    wait = preservation_age(rules, births(rules, None, age)[1]) + rules["access.hardship_older_weeks"] / WEEKS
    return bool(age >= wait)


def _rate(rules: Rules) -> float:
    return float(rules["benefits_tax.taxed_under_preservation_age"] + rules["income_tax.medicare_levy"])


def _nothing(rules: Rules, needed: int, older: bool, lately: bool) -> Outcome:
    why = (
        f"Only one release is possible in {rules['access.hardship_months']} months."
        if lately and not older
        else f"You need {needed} weeks of income support payments first."
    )
    return Outcome(
        0.0, "AUD before tax", f"You could take out nothing ($0) for hardship at present. {why}", steps=(why,)
    )


@calculator("AU", title="Compassionate release to save your home")
def compassionate_release(
    rules: Rules,
    monthly_repayment: Annotated[
        float,
        Input(
            "your monthly home loan repayment",
            "AUD per month",
            low=0,
            high=1e6,
            words=("repayment", "mortgage", "month"),
        ),
    ],
    loan_balance: Annotated[
        float,
        Input(
            "what you still owe on the home loan", "AUD", low=0, high=1e8, words=("owe", "loan", "mortgage", "balance")
        ),
    ],
    interest_rate: Annotated[
        float, Input("the yearly interest rate of the loan", "ratio 0–1", low=0, high=1, words=("interest", "rate"))
    ],
) -> Outcome:
    """The most that can be released in 12 months to stop a forced sale, in AUD. SIS Regulations 1994 reg 6.19A(4)."""
    months, interest_months = rules["access.mortgage_repayment_months"], rules["access.mortgage_interest_months"]
    repayments = monthly_repayment * months
    interest = loan_balance * interest_rate * interest_months / MONTHS
    most, money = cents(repayments + interest), rules.money
    return Outcome(
        value=most,
        unit="AUD before tax",
        headline=f"You could take out up to {money(most)} to stop the forced sale of your home.",
        steps=(
            f"{months} months of repayments: {money(monthly_repayment)} × {months} = {money(repayments)}.",
            f"{interest_months} months of interest at {percent(interest_rate)}: {money(interest)}.",
            f"Together: {money(most)}, in any {rules['access.hardship_months']} months.",
        ),
        notes=(
            "The ATO must approve it, and only what is needed to stop the sale is paid. "
            f"Under {rules['benefits_tax.tax_free_age']} it is taxed.",
            "Other grounds are medical treatment, palliative care, a dependant's funeral and changes to a home or "
            "vehicle for a severe disability; there the limit is the unpaid cost itself.",
        ),
    )
