"""How the United Kingdom's answers write rates, days and ages. Text only: no law here."""

from __future__ import annotations

from datetime import date
from typing import Literal

Nation = Literal["England", "Wales", "Northern Ireland", "Scotland"]


def percent(rate: float) -> str:
    """A ratio as a percentage: 0.2 → `20%`, 0.048 → `4.8%`."""
    return f"{rate * 100:.4g}%"


def day(when: date) -> str:
    """`20 May 2026`."""
    return f"{when:%-d %B %Y}"


def count(number: float, noun: str) -> str:
    """`1 year`, `2 years`, `2.5 years`."""
    return f"{number:,g} {noun}" + ("" if number == 1 else "s")


def age_words(years: int, months: int, days: int = 0) -> str:
    """`66 years`, `66 years and 1 month`, `67 years, 1 month and 3 days`."""
    parts = [count(years, "year")] + [count(n, noun) for n, noun in ((months, "month"), (days, "day")) if n]
    return ", ".join(parts[:-1]) + " and " + parts[-1] if len(parts) > 1 else parts[0]
