"""Which day's rules a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ..rules import MONTHS, YearStyle
from .mentions import Mention
from .slots import Filled

_BIRTH_SPAN = 14  # nobody younger asks: a bare year as recent as this is no birth year


def asked_day(
    mentions: Sequence[Mention], filled: Filled, years: YearStyle, today: date, text: str
) -> tuple[date | None, str | None]:
    """(day, tax year) of the rules; (None, None) for today's. A tax year said wins over a bare year or a day."""
    taken = {id(m) for m in filled.used.values()}
    free = [m for m in mentions if id(m) not in taken]
    labels = [str(m.value) for m in free if m.kind == "tax_year"]
    if labels:
        return None, labels[0]
    days = [m.value for m in free if m.kind == "date" and m.role == "rules"]
    if days:
        return days[0], None  # type: ignore[return-value]
    found = [int(float(str(m.value))) for m in free if m.kind == "year" and m.role != "birth"]
    for year in found:
        if year > today.year - _BIRTH_SPAN * 2 and year != today.year or re.search(rf"\b(?:in|for|of) {year}\b", text):
            return _of_year(year, years, today)
    return None, None


def _of_year(year: int, years: YearStyle, today: date) -> tuple[date | None, str | None]:
    if not years.separator:
        return None, str(year)
    if year == today.year:
        return None, None
    return date(year, MONTHS, 31), None  # noqa: PLR2004
