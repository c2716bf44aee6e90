"""Taking money out of EPF: how much, and the tax on it."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import MONTHS, Input, InputError, Outcome, Rules, calculator, cents, nearest
from .wording import count, percent

Amount = Annotated[
    float,
    Input(
        "the amount you take out of EPF", "INR", low=0, high=1e11, words=("withdraw", "withdrawal", "take out", "EPF")
    ),
]
Service = Annotated[
    float,
    Input(
        "your years of continuous service (earlier jobs count if the PF was transferred)",
        "years",
        low=0,
        high=60,
        profile="service_years",
        words=("service", "after", "worked", "years"),
    ),
]
KnownService = Annotated[
    float | None,
    Input(
        "your years of continuous service (earlier jobs count if the PF was transferred)",
        "years",
        low=0,
        high=60,
        profile="service_years",
        words=("service", "worked", "years", "job", "employed"),
        assume="you have served long enough to take money out",
    ),
]
Excused = Annotated[
    bool,
    Input(
        "whether the job ended by ill health, closure of the business or another cause beyond your control",
        words=(
            "ill health",
            "of illness",
            "due to illness",
            "shut",
            "closed down",
            "company closed",
            "closure",
            "beyond my control",
        ),
    ),
]


@calculator("IN", title="EPF withdrawal")
def epf_withdrawal(
    rules: Rules,
    balance: Annotated[
        float,
        Input("your whole EPF balance", "INR", low=0, high=1e11, profile="balance_epf", words=("balance", "EPF", "PF")),
    ],
    service_years: KnownService = None,
    reason: Annotated[
        Literal["working", "unemployed", "retirement", "leaving India"],
        Input(
            "why you take money out",
            words=("unemployed", "lost my job", "retire", "house", "marriage", "illness", "education", "abroad"),
            assume="you are not retired and not leaving India",
        ),
    ] = "working",
    months_without_work: Annotated[
        float | None,
        Input(
            "the months you have been out of work",
            "months",
            low=0,
            high=600,
            words=(
                "unemployed",
                "jobless",
                "lost",
                "without work",
                "out of work",
                "since",
                "back",
                "ago",
                "left",
                "quit",
                "chhode",
                "chhodi",
                "chhut",
                "bekar",
                "nahi mila",
            ),
        ),
    ] = None,
) -> Outcome:
    """The most that may be taken out of EPF now, INR, and what must stay (EPF Scheme 2026, from 29 June 2026)."""
    money, share = rules.money, rules["epf.withdrawal_share"]
    wait, needed = rules["epf.unemployment_full_months"], rules["epf.withdrawal_minimum_service"]
    out = reason == "unemployed" or (reason == "working" and months_without_work is not None)
    if reason in ("retirement", "leaving India"):
        retired = f"On retirement from age {rules['epf.full_withdrawal_age']}"
        most, why = balance, f"{retired}, or on leaving India for good, the whole balance may be taken."
    elif out and (months_without_work or 0) >= wait:
        most, why = balance, f"After {count(wait, 'month')} without work the whole balance may be taken."
    elif out:
        most = cents(balance * share)
        why = f"Without work, {percent(share)} may be taken at once; the rest after {count(wait, 'month')}."
    elif service_years is None or service_years * MONTHS >= needed:
        most, why = cents(balance * share), f"{percent(share)} of the balance may be taken while you are a member."
    else:
        most, why = 0.0, f"A partial withdrawal needs {count(needed, 'month')} of service."
    headline = f"You can take out up to {money(most)} from EPF now; {money(balance - most)} must stay."
    if not most:
        headline = f"You can take out nothing yet ({money(0)}): a withdrawal needs {count(needed, 'month')} of service."
    return Outcome(
        most,
        "INR",
        headline,
        (why, f"{money(balance)} − {money(most)} = {money(cents(balance - most))} stays in EPF."),
        _withdrawal_notes(rules, service_years, reason == "working" and not out),
        {"must stay": (cents(balance - most), "INR")},
    )


def _withdrawal_notes(rules: Rules, years: float | None, partial: bool) -> tuple[str, ...]:
    notes = []
    if years is None or years < rules["epf.tax_free_service"]:
        notes.append(
            f"Under {count(rules['epf.tax_free_service'], 'year')} of continuous service the money may be taxed."
        )
    if partial:
        times = rules["epf.withdrawal_times"]
        notes.append("How often: " + ", ".join(f"{head} {often}" for head, often in times.items()) + ".")
    return tuple(notes)


@calculator("IN", title="Tax deducted from an EPF withdrawal (TDS)")
def epf_tds(
    rules: Rules,
    amount: Amount,
    service_years: Service,
    pan_given: Annotated[bool, Input("whether your PAN is linked", words=("PAN",), assume="your PAN is linked")] = True,
    no_tax_form: Annotated[
        bool,
        Input(
            "whether you filed the form that no tax is due (15G or 15H, now 121)",
            words=("15G", "15H", "121"),
            assume="you filed no form for exemption from deduction",
        ),
    ] = False,
    beyond_control: Excused = False,
) -> Outcome:
    """The tax EPFO deducts from the payment, INR; 0 when none is deducted.

    Law: Income-tax Act 2025 section 392(7) from 1 April 2026, Income-tax Act 1961 section 192A before; section 206AA.
    """
    money, needed, floor = rules.money, rules["epf.tax_free_service"], rules["epf.tds_threshold"]
    if service_years >= needed or beyond_control:
        why = f"After {count(needed, 'year')} of continuous service the withdrawal is tax-free."
        if service_years < needed:
            why = "The withdrawal is tax-free because the job ended for a cause beyond your control."
    elif amount < floor:
        why = f"Nothing is deducted from a payment under {money(floor)}."
    elif no_tax_form and pan_given:
        why = "Nothing is deducted when the form that no tax is due is filed with a PAN."
    else:
        return _deducted(rules, amount, pan_given)
    notes = () if service_years >= needed or beyond_control else ("The money may still be taxable in your return.",)
    return Outcome(0.0, "INR", f"No TDS ({money(0)}) will be deducted.", (why,), notes)


def _deducted(rules: Rules, amount: float, pan_given: bool) -> Outcome:
    money = rules.money
    rate = rules["epf.tds_rate" if pan_given else "epf.tds_rate_without_pan"]
    tax = nearest(amount * rate)
    return Outcome(
        tax,
        "INR",
        f"{money(tax)} TDS would be deducted; you would receive {money(amount - tax)}.",
        (
            f"The payment is {money(rules['epf.tds_threshold'])} or more and your service is under "
            f"{count(rules['epf.tax_free_service'], 'year')}.",
            f"{percent(rate)} of {money(amount)} is {money(tax)}"
            + (" (with PAN)." if pan_given else " (without PAN)."),
        ),
        ("TDS is an advance: your final tax depends on your income, and too much is paid back on your return.",),
        {"you receive": (amount - tax, "INR")},
    )


@calculator("IN", title="Taxable part of an EPF withdrawal")
def epf_withdrawal_tax(
    rules: Rules,
    amount: Amount,
    service_years: Service,
    own_contributions: Annotated[
        float,
        Input(
            "the part that is your own contributions, without interest",
            "INR",
            low=0,
            high=1e11,
            words=("own", "my contribution", "employee share"),
            assume="no split of the balance is known, so nothing is taken off as your own money",
        ),
    ] = 0.0,
    claimed_80c: Annotated[
        bool, Input("whether you claimed 80C for your contributions", words=("80C",), assume="you claimed 80C for them")
    ] = True,
    beyond_control: Excused = False,
) -> Outcome:
    """The part of an EPF withdrawal that is taxable income, INR.

    Law: Income-tax Act 1961 section 10(12) and Fourth Schedule Part A rules 8 and 9.
    """
    if own_contributions > amount:
        raise InputError("own_contributions", "Your own contributions cannot be more than the amount taken out.")
    money, needed = rules.money, rules["epf.tax_free_service"]
    if service_years >= needed or beyond_control:
        why = (
            "The job ended for a cause beyond your control"
            if service_years < needed
            else (f"You have {count(needed, 'year')} or more of continuous service")
        )
        return Outcome(
            0.0,
            "INR",
            f"No part of the withdrawal ({money(0)}) is taxable.",
            (f"{why}, so the withdrawal is tax-free.",),
        )
    free = 0.0 if claimed_80c else own_contributions
    taxable = cents(amount - free)
    return Outcome(
        taxable,
        "INR",
        f"{money(taxable)} of the withdrawal is taxable income.",
        (
            f"Your continuous service is under {count(needed, 'year')}.",
            f"{money(amount)} − {money(free)} of own contributions without 80C = {money(taxable)}.",
        ),
        ("The employer's part is taxed as salary; interest on your own part is taxed as income from other sources.",),
        {"tax-free part": (free, "INR")},
    )
