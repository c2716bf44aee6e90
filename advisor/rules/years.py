"""Tax years: when they start, how they are written, which one a day belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class YearStyle:
    """A country's tax year: first month and day, and the sign between its two calendar years (none: one year)."""

    month: int
    day: int
    separator: str = ""
    noun: str = "tax year"

    def start(self, day: date) -> date:
        """First day of the tax year that holds `day`."""
        first = date(day.year, self.month, self.day)
        return first if day >= first else date(day.year - 1, self.month, self.day)

    def end(self, day: date) -> date:
        """Last day of the tax year that holds `day`."""
        first = self.start(day)
        return date(first.year + 1, self.month, self.day) - timedelta(days=1)

    def label(self, day: date) -> str:
        """`2026-27`, `2026/27` or `2026`."""
        first = self.start(day).year
        return f"{first}{self.separator}{(first + 1) % 100:02d}" if self.separator else str(first)

    def parse(self, text: str) -> date:
        """Last day of the tax year written as `2025-26`, `2025/26`, `2025/2026` or `2025`. Raises ValueError."""
        found = re.fullmatch(r"\s*(?:FY|TY)?\s*(\d{4})(?:\s*[-/–]\s*(\d{2}|\d{4}))?\s*", text, re.I)
        if not found:
            raise ValueError(f"{text!r} is not a {self.noun} such as {self.label(date.today())}.")
        return self.end(date(int(found[1]), self.month, self.day))


def age_on(born: date, day: date) -> int:
    """Completed years of age on `day`; a 29 February birthday counts from 1 March in common years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def add_months(day: date, months: int) -> date:
    """The same day `months` later; the last day of the month where that day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    after = date(year + (month == 12), month % 12 + 1, 1)
    return date(year, month, min(day.day, (after - timedelta(days=1)).day))
