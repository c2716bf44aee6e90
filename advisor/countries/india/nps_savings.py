"""While money is in NPS: partial withdrawals and the tax deductions for contributions."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import MONTHS, Input, InputError, Outcome, Rules, calculator, cents
from .inputs import Age, Sector, Wage
from .wording import count, percent


@calculator("IN", title="NPS partial withdrawal")
def nps_partial_withdrawal(
    rules: Rules,
    own_contributions: Annotated[
        float,
        Input(
            "your own contributions so far, without returns and without your employer's",
            "INR",
            low=0,
            high=1e11,
            words=("contributed", "contributions", "own", "paid in"),
        ),
    ],
    earlier_withdrawals: Annotated[
        int,
        Input(
            "the partial withdrawals you already made",
            "times",
            low=0,
            high=50,
            words=("times", "already"),
            assume="you made no partial withdrawal besides those you named",
        ),
    ] = 0,
    years_since_last: Annotated[
        float | None,
        Input("the years since your last partial withdrawal", "years", low=0, high=80, words=("since", "ago", "back")),
    ] = None,
    age: Age = None,
) -> Outcome:
    """The most a partial withdrawal may be, INR; 0 when none is allowed now (PFRDA exit regulations, regulation 8)."""
    if earlier_withdrawals and years_since_last is None:
        raise InputError("years_since_last", "Please say how many years ago your last partial withdrawal was.")
    if years_since_last is not None:
        earlier_withdrawals = max(earlier_withdrawals, 1)
    money, share = rules.money, rules["nps.partial_share"]
    older = age is not None and age >= rules["nps.exit_age"]
    gap = rules["nps.partial_gap_after_exit_age" if older else "nps.partial_gap"]
    refused = ""
    if earlier_withdrawals >= rules["nps.partial_times"] and not older:
        times = count(rules["nps.partial_times"], "partial withdrawal")
        refused = f"Before age {rules['nps.exit_age']} only {times} are allowed."
    elif earlier_withdrawals and years_since_last is not None and years_since_last < gap:
        refused = f"There must be {count(gap, 'year')} between partial withdrawals."
    if refused:
        return Outcome(0.0, "INR", f"You can take out nothing now ({money(0)}).", (refused,))
    most = cents(own_contributions * share)
    return Outcome(
        most,
        "INR",
        f"You can take out at most {money(most)} from NPS as a partial withdrawal.",
        (f"{percent(share)} of your own contributions of {money(own_contributions)} is {money(most)}.",),
        (
            "Allowed for a child's education or marriage, a first home, illness, disability, skills or a start-up.",
            "It is tax-free. After an earlier one only contributions paid since may count; ask your record keeper.",
        ),
    )


@calculator("IN", title="NPS tax deductions")
def nps_deductions(
    rules: Rules,
    monthly_wage: Wage,
    own_contribution: Annotated[
        float,
        Input(
            "what you pay into NPS yourself in the year",
            "INR per year",
            low=0,
            high=1e9,
            words=(
                "I pay",
                "own",
                "self",
                "myself",
                "khud",
                "apna",
                "maine",
                "invest",
                "I put",
                "put in",
                "deposit",
                "my contribution",
            ),
        ),
    ] = 0.0,
    employer_contribution: Annotated[
        float,
        Input(
            "what your employer pays into NPS in the year",
            "INR per year",
            low=0,
            high=1e9,
            words=("employer", "company"),
        ),
    ] = 0.0,
    regime: Annotated[
        Literal["new", "old"],
        Input("your tax regime", words=("new", "old", "regime"), assume="you are in the new tax regime"),
    ] = "new",
    other_80c: Annotated[
        float,
        Input(
            "your other 80C items (PF, insurance, ELSS)",
            "INR per year",
            low=0,
            high=1e9,
            words=("80C", "80C full", "PF", "ELSS", "insurance", "already", "used up"),
            assume="you have no other 80C items",
        ),
    ] = 0.0,
    sector: Sector = "private",
) -> Outcome:
    """The year's deductions for NPS under 80CCD(1), (1B) and (2) together, INR.

    In the new regime only the employer's part counts. Law: Income-tax Act 2025 sections 123, 124, 202(2); Income-tax
    Act 1961 sections 80CCD, 80CCE, 115BAC before.
    """
    salary, money = monthly_wage * MONTHS, rules.money
    higher = regime == "new" or sector == "government"
    rate = rules["deductions.employer_share_higher" if higher else "deductions.employer_share_lower"]
    second = cents(min(employer_contribution, salary * rate))
    first = extra = 0.0
    steps = [
        f"Employer, 80CCD(2): {money(employer_contribution)}, at most {percent(rate)} of {money(salary)}: "
        f"{money(second)}."
    ]
    if regime == "old":
        extra = min(own_contribution, rules["deductions.limit_80ccd_1b"])
        room = max(rules["deductions.limit_80c"] - other_80c, 0)
        first = cents(min(own_contribution - extra, salary * rules["deductions.own_share_employee"], room))
        steps += [
            f"Own, 80CCD(1B): up to {money(rules['deductions.limit_80ccd_1b'])}: {money(extra)}.",
            f"Own, 80CCD(1): the rest, at most {percent(rules['deductions.own_share_employee'])} of {money(salary)} "
            f"and the {money(room)} left of the 80C limit: {money(first)}.",
        ]
    else:
        steps.append("In the new regime your own contribution gives no deduction.")
    total = cents(first + extra + second)
    return Outcome(
        total,
        "INR per year",
        f"{money(total)} a year can be deducted for NPS in the {regime} regime.",
        tuple(steps),
        (
            "Employer payments to PF, NPS and superannuation above "
            f"{money(rules['deductions.employer_cap'])} a year are taxed.",
        ),
        {"80CCD(1)": (first, "INR"), "80CCD(1B)": (extra, "INR"), "80CCD(2)": (second, "INR")},
    )
