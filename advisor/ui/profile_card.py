"""The member's own profile, as the answers use it."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from ..countries import COUNTRIES
from ..members import Profile
from . import markdown

ACCOUNTS = {
    "super": "Super",
    "401k": "401(k)",
    "ira": "IRA",
    "roth": "Roth IRA",
    "pension": "Pension pot",
    "epf": "EPF",
    "nps": "NPS",
}
FILING = {
    "single": "files as single",
    "joint": "files jointly",
    "separate": "files separately",
    "head_of_household": "files as head of household",
}


def draw(profile: Profile, today: date) -> None:
    """A card of household, work, accounts and key facts, in the currency of the member's country."""
    with st.container(horizontal=True, gap="medium"):
        for label, value in figures(profile, today):
            st.metric(label, markdown.plain(value), width="content")
    st.caption(" · ".join(markdown.plain(fact) for fact in facts(profile, today)))


def figures(profile: Profile, today: date) -> list[tuple[str, str]]:
    """(label, value) of the age and of each account's balance."""
    money = COUNTRIES[profile.country].law.currency.format
    accounts = [
        (f"{ACCOUNTS.get(held['type'], held['type'].title())} · {held['provider']}", money(held["balance"]))
        for held in profile.accounts
    ]
    return [("Age", str(profile.age(today))), *accounts]


def facts(profile: Profile, today: date) -> list[str]:
    """Short phrases: household, home, work, pay, and what else the country's rules ask about."""
    row, known = profile.row, profile.facts(today)
    money = COUNTRIES[profile.country].law.currency.format
    found = [
        _household(row["partnered"], known.get("partner_age")),
        {True: "home owner", False: "no home of your own"}.get(row["homeowner"], ""),
        str(row["region"] or ""),
        FILING.get(row["filing_status"] or "", ""),
        _work(row["employment"], row["sector"]),
    ]
    amounts = {
        "salary": "salary {} a year",
        "monthly_wage": "basic pay {} a month",
        "other_income": "other income {} a year",
        "financial_assets": "savings and shares {}",
        "other_assets": "other assets {}",
        "benefit_at_full_age": "Social Security at full age {} a month",
    }
    found += [text.format(money(row[key])) for key, text in amounts.items() if row[key]]
    counts = {
        "qualifying_years": "{:g} qualifying years",
        "service_years": "{:g} years of service",
        "residence_years": "{:g} years in Australia",
    }
    found += [text.format(row[key]) for key, text in counts.items() if row[key] is not None]
    return [_capital(fact) for fact in found if fact]


def _household(partnered: bool | None, partner_age: Any) -> str:
    if partnered is None:
        return ""
    if not partnered:
        return "single"
    return f"with a partner aged {partner_age}" if partner_age is not None else "with a partner"


def _work(employment: str | None, sector: str | None) -> str:
    if not employment or employment == "retired":
        return employment or ""
    return f"{employment}, {sector} sector" if sector and employment == "employed" else employment


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
