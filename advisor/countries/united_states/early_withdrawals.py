"""The additional tax on money taken out early, and its exceptions (IRC 72(t))."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from ...rules import Input, InputError, Outcome, Rules, calculator, cents
from .wording import half_age, percent

Account = Literal["401k", "403b", "tsp", "governmental_457b", "ira", "simple_ira", "simple_ira_first_two_years"]
ExceptionName = Literal[
    "none",
    "left_job_at_55",
    "substantially_equal_payments",
    "disability",
    "death",
    "terminal_illness",
    "medical_expenses",
    "health_insurance_unemployed",
    "higher_education",
    "first_home",
    "birth_or_adoption",
    "emergency",
    "domestic_abuse",
    "disaster",
    "long_term_care",
    "divorce_order",
    "irs_levy",
    "reservist",
]
EXCEPTIONS = get_args(ExceptionName)[1:]

AccountInput = Annotated[
    Account,
    Input(
        "the account the money comes from",
        words=("401(k)", "401k", "403(b)", "403b", "457(b)", "457b", "TSP", "IRA", "SIMPLE"),
        assume="the money comes from a traditional 401(k)",
    ),
]
ExceptionInput = Annotated[
    ExceptionName,
    Input(
        "the exception to the additional tax that you meet",
        words=("exception", "disabled", "medical", "college", "first home", "baby", "emergency", "divorce", "QDRO"),
        assume="no exception to the additional tax applies",
    ),
]
CoveredAmount = Annotated[
    float | None,
    Input(
        "the part of the money that the exception covers",
        "USD",
        low=0,
        high=1e9,
        words=("covers", "costs", "expenses", "premiums"),
    ),
]


@dataclass(frozen=True, slots=True)
class AdditionalTax:
    """The additional tax in USD, the amount it falls on, its rate, and why."""

    tax: float
    charged: float
    rate: float
    reason: str


def additional_tax(
    rules: Rules, amount: float, age: float, account: Account, exception: ExceptionName, covered: float | None = None
) -> AdditionalTax:
    """The additional tax on `amount` USD taken out before tax at `age` (IRC 72(t)).

    `covered` is the part of the amount that meets the exception; all of it when None.
    """
    free_age = rules["early_withdrawals.free_age"]
    if age >= free_age:
        return AdditionalTax(0.0, 0.0, 0.0, f"From age {half_age(free_age)} there is no additional tax.")
    if account == "governmental_457b":
        rate = rules["early_withdrawals.governmental_457b_tax"]
        reason = "Governmental 457(b) money is outside this tax, apart from money rolled in from other accounts."
        return AdditionalTax(amount * rate, amount if rate else 0.0, rate, reason)
    rate = _rate(rules, account)
    if exception == "none":
        reason = f"You are under {half_age(free_age)} and no exception applies: {percent(rate)} additional tax."
        return AdditionalTax(amount * rate, amount, rate, reason)
    rule = rules["early_withdrawals.exceptions"][exception]
    if not rule["ira" if "ira" in account else "plan"]:
        kind = "an IRA" if "ira" in account else "a workplace plan"
        reason = f"The exception for {rule['name']} does not cover {kind}: {percent(rate)} additional tax."
        return AdditionalTax(amount * rate, amount, rate, reason)
    # who turns 55 in the year of leaving may still be a year younger
    if exception == "left_job_at_55" and age + 1 < rules["early_withdrawals.separation_age"]:
        reason = f"You are too young for the exception for {rule['name']}: {percent(rate)} additional tax."
        return AdditionalTax(amount * rate, amount, rate, reason)
    free = min(amount, amount if covered is None else covered)
    cap_name = f"early_withdrawals.{exception}_cap"
    limit = ""
    if cap_name in rules.law.parameters:
        free = min(free, rules[cap_name])
        limit = f" (at most {rules.money(rules[cap_name])})"
    charged = amount - free
    reason = f"The exception for {rule['name']} frees {rules.money(free)} from the additional tax{limit}."
    return AdditionalTax(charged * rate, charged, rate, reason)


def _rate(rules: Rules, account: Account) -> float:
    first_years = account == "simple_ira_first_two_years"
    rate: float = rules[
        "early_withdrawals.simple_additional_tax" if first_years else "early_withdrawals.additional_tax"
    ]
    return rate


def age_note(rules: Rules, age: float) -> tuple[str, ...]:
    """Says what a whole age just below the free age leaves open."""
    free_age = rules["early_withdrawals.free_age"]
    if not age < free_age < age + 1:
        return ()
    return (f"I took it that you have not reached {half_age(free_age)} yet. From then on there is no additional tax.",)


@calculator("US", title="Additional tax on early withdrawals")
def early_withdrawal_penalty(
    rules: Rules,
    amount: Annotated[
        float,
        Input("the taxable amount you take out", "USD", low=0, high=1e9, words=("take out", "withdraw", "cash out")),
    ],
    age: Annotated[
        float,
        Input(
            "your age when you take the money", "years", low=0, high=120, profile="age", words=("age", "aged", "old")
        ),
    ],
    account: AccountInput = "401k",
    exception: ExceptionInput = "none",
    covered_amount: CoveredAmount = None,
) -> Outcome:
    """The additional tax alone, USD, apart from ordinary income tax (IRC 72(t)(1) and (6))."""
    found = additional_tax(rules, amount, age, account, exception, covered_amount)
    tax = cents(found.tax)
    money = rules.money
    steps = [found.reason]
    if tax:
        steps.append(f"{percent(found.rate)} of {money(found.charged)} is {money(tax)}.")
    owed = f"{money(tax)} additional tax" if tax else f"no additional tax ({money(0)})"
    return Outcome(
        tax,
        "USD",
        f"You would owe {owed} on taking out {money(amount)}.",
        tuple(steps),
        (
            *age_note(rules, age),
            "Ordinary income tax on the money comes on top. Money you have already paid tax on is not charged.",
        ),
        {"amount charged": (found.charged, "USD"), "rate": (found.rate, "ratio 0–1")},
    )


@calculator("US", title="Rule of 55")
def rule_of_55(
    rules: Rules,
    age_when_leaving: Annotated[
        int,
        Input(
            "your age at the end of the year in which you leave the job",
            "years",
            low=14,
            high=120,
            profile="age",
            words=("leave", "quit", "laid off", "retire", "separate"),
        ),
    ],
    account: Annotated[
        Literal["plan_of_that_employer", "plan_of_earlier_employer", "ira"],
        Input(
            "the account you would draw from",
            words=("401(k)", "IRA", "old employer", "previous employer"),
            assume="the money is in the plan of the employer you leave",
        ),
    ] = "plan_of_that_employer",
    public_safety: Annotated[
        bool,
        Input(
            "whether you are a public safety employee",
            words=(
                "police",
                "policeman",
                "cop",
                "sheriff",
                "deputy",
                "trooper",
                "firefighter",
                "fireman",
                "paramedic",
                "public safety",
                "corrections",
                "correctional",
                "prison guard",
                "border patrol",
                "air traffic controller",
                "EMS",
                "EMT",
            ),
        ),
    ] = False,
    service_years: Annotated[
        float | None,
        Input("your years of service under the plan", "years", low=0, high=70, profile="service_years"),
    ] = None,
) -> Outcome:
    """Whether leaving the job frees withdrawals from the additional tax (IRC 72(t)(2)(A)(v) and (10))."""
    if service_years is not None and service_years > age_when_leaving:
        raise InputError("service_years", "Your years of service cannot be more than your age.")
    needed = rules["early_withdrawals.public_safety_age" if public_safety else "early_withdrawals.separation_age"]
    long_service = public_safety and (service_years or 0) >= rules["early_withdrawals.public_safety_service"]
    old_enough = age_when_leaving >= needed or long_service
    met = old_enough and account == "plan_of_that_employer"
    rate = percent(rules["early_withdrawals.additional_tax"])
    steps = [f"You must leave the job in or after the calendar year in which you turn {needed}."]
    if long_service:
        steps.append("Your long service as a public safety employee stands in for that age.")
    else:
        steps.append(f"You would be {age_when_leaving} at the end of that year.")
    steps.append("The rule covers only the plan of the employer you leave, not earlier plans and not IRAs.")
    verdict = "the rule of 55 lets you draw from that plan without" if met else "the rule of 55 does not free you from"
    return Outcome(
        met,
        "yes or no",
        f"{'Yes' if met else 'No'}: {verdict} the {rate} additional tax.",
        tuple(steps),
        (
            "Ordinary income tax is still due. The plan must allow withdrawals after you leave.",
            "Rolling the money to an IRA ends this right.",
        ),
        {"age needed": (needed, "years")},
    )
