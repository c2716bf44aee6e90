"""The Unified Pension Scheme (UPS) of central government."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import MONTHS, Input, Outcome, Rules, calculator, cents, down
from .wording import count, percent


@calculator("IN", title="Unified Pension Scheme")
def unified_pension_scheme(
    rules: Rules,
    average_basic_pay: Annotated[
        float,
        Input(
            "your average monthly basic pay of the last 12 months",
            "INR per month",
            low=0,
            high=1e8,
            profile="monthly_wage",
            words=("basic", "average", "pay"),
        ),
    ],
    service_years: Annotated[
        float,
        Input(
            "your years of qualifying service",
            "years",
            low=0,
            high=60,
            profile="service_years",
            words=("service", "years"),
        ),
    ],
    ask: Annotated[
        Literal["payout", "lump sum", "family payout"],
        Input("which figure you ask for", words=("lump sum", "family", "spouse")),
    ] = "payout",
    last_pay_with_da: Annotated[
        float | None,
        Input(
            "your last monthly basic pay with DA",
            "INR per month",
            low=0,
            high=1e8,
            words=("emoluments", "dearness"),
        ),
    ] = None,
) -> Outcome:
    """The assured payout or family payout, INR per month, or the lump sum at retirement, INR.

    Law: Gazette notification of 24 January 2025; PFRDA (Operationalisation of UPS) Regulations 2025.
    """
    months, money = round(service_years * MONTHS), rules.money
    needed = rules["ups.minimum_service"]
    if months < needed * MONTHS:
        return Outcome(
            0.0,
            "INR per month",
            f"No UPS payout is due ({money(0)} a month): it takes {count(needed, 'year')} of service.",
            (f"You have {count(service_years, 'year')} of service; a payout needs {count(needed, 'year')}.",),
        )
    full = rules["ups.full_service"] * MONTHS
    earned = average_basic_pay * rules["ups.payout_share"] * min(months, full) / full
    payout = cents(max(earned, rules["ups.minimum_payout"]))
    family = cents(payout * rules["ups.family_share"])
    emoluments = average_basic_pay if last_pay_with_da is None else last_pay_with_da
    halves = down(months / rules["ups.half_year"])
    lump = cents(emoluments * rules["ups.lump_share"] * halves)
    value, unit, headline = {
        "payout": (payout, "INR per month", f"{money(payout)} a month would be your UPS payout, plus dearness relief."),
        "lump sum": (lump, "INR", f"{money(lump)} would be your UPS lump sum at retirement, besides gratuity."),
        "family payout": (
            family,
            "INR per month",
            f"{money(family)} a month would be the family payout, plus dearness relief.",
        ),
    }[ask]
    return Outcome(
        value,
        unit,
        headline,
        (
            f"{percent(rules['ups.payout_share'])} of {money(average_basic_pay)} × {min(months, full)} ÷ {full} "
            f"months = {money(cents(earned))}; the minimum is {money(rules['ups.minimum_payout'])}.",
            f"The spouse gets {percent(rules['ups.family_share'])} of the payout: {money(family)}.",
            f"Lump sum: {percent(rules['ups.lump_share'])} of {money(emoluments)} × {halves:g} half-years = "
            f"{money(lump)}.",
        ),
        _notes(last_pay_with_da is None and ask == "lump sum"),
        {"payout": (payout, "INR per month"), "family payout": (family, "INR per month"), "lump sum": (lump, "INR")},
    )


def _notes(without_da: bool) -> tuple[str, ...]:
    notes = ["The payout is full only if your NPS money reached the benchmark; withdrawals reduce it."]
    if without_da:
        notes.append("The lump sum counts dearness allowance too; without it the figure here is too low.")
    return tuple(notes)
