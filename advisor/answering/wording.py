"""Values in a country's own words: "£241.30 a week", "66 years and 1 month", "22%", "6 May 2026"."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..countries import Country
from ..rules import MONTHS

_PERIODS = ("year", "month", "fortnight", "week")


def day(when: date) -> str:
    """`6 May 2026`."""
    return f"{when.day} {when:%B %Y}"


def value(amount: Any, unit: str, country: Country) -> str:
    """`amount` of `unit` ("GBP per week", "years", "ratio 0–1", "date") for reading; text stays as it is."""
    if isinstance(amount, bool):
        return "yes" if amount else "no"
    if isinstance(amount, date):
        return day(amount)
    if isinstance(amount, str):
        return amount
    currency = country.law.currency
    if unit[:3] == currency.code:
        period = next((each for each in _PERIODS if f"per {each}" in unit), "")
        return currency.format(amount) + (f" a {period}" if period else "")
    if "ratio" in unit:
        return f"{percent(amount)}%"
    if unit.startswith(("%", "percent", "per cent")):
        return f"{plain(amount)}%"
    if unit.startswith("years"):
        return years(amount)
    if unit in ("", "year") and 1900 <= amount <= 2100:
        return f"{amount:.0f}"
    return f"{plain(amount)} {unit}".strip() if unit not in ("", "number", "age") else plain(amount)


def plain(amount: float) -> str:
    """A number without needless decimals."""
    return f"{amount:,.2f}".rstrip("0").rstrip(".") if amount % 1 else f"{amount:,.0f}"


def percent(ratio: float) -> str:
    """A ratio as a percentage's number: 0.0825 → "8.25"."""
    return f"{ratio * 100:.4f}".rstrip("0").rstrip(".")


def years(amount: float) -> str:
    """`66 years and 1 month`, from a number of years whose part is whole months."""
    whole, months = divmod(round(amount * MONTHS), MONTHS)
    if abs(amount * MONTHS - round(amount * MONTHS)) > 0.1:
        return f"{plain(amount)} years"
    head = f"{whole} year" + ("" if whole == 1 else "s")
    return head + (f" and {months} month" + ("" if months == 1 else "s") if months else "")


def listed(items: list[str]) -> str:
    """`a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def bullets(items: list[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def numbered(items: list[str]) -> str:
    return "\n".join(f"{n}. {item}" for n, item in enumerate(items, start=1))


def sentence(text: str) -> str:
    """`text` with a capital and a full stop."""
    text = text.strip()
    return text if not text else text[0].upper() + text[1:] + ("" if text[-1] in ".!?:" else ".")
