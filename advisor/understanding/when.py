"""Which day's rules a question asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from ..rules import MONTHS, YearStyle
from .filled import Filled
from .mentions import Mention

_TOLD = re.compile(
    r"\b(?:retired|emigrated|had|got|used|cashed|sold|inherited|paid|reached|left|joined|started|began|since|moved|died|married|divorced|bought|worked|took|turned|opened|service)"
    r"\b[^.?!,]{0,30}$"
)  # a year of the member's story, not of the rules
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
    if _LAST_YEAR.search(text):
        return None, years.label(years.start(today).replace(year=years.start(today).year - 1))
    days = [m for m in free if m.kind == "date" and (m.role == "rules" or _named(m, text))]
    if days and not _FOR_YEAR.search(text):
        return _last_day(days[0]), None
    years_said = [m for m in free if m.kind == "year" and m.role != "birth" and not _TOLD.search(text[: m.start])]
    years_said = [m for m in years_said if not _of_income(m, text)]
    named = [m for m in years_said if re.search(rf"\bfor {m.text}\b", text)]
    years_said = named or years_said
    found = [int(float(str(m.value))) for m in years_said]
    for year in found:
        if (year > today.year - _BIRTH_SPAN * 2 and year != today.year) or re.search(
            rf"\b(?:in|for|of) {year}\b", text
        ):
            return _of_year(year, years, today)
    return None, None


_FOR_YEAR = re.compile(r"\b(?:distribution|rmd|limit|tax|amount|figure)[a-z ]{0,12} for (?:19|20)\d\d\b")
_PREMIUM = re.compile(r"\b(?:part b|irmaa|medicare)\b")
_INCOME = re.compile(r"\b(?:magi|agi|income|made|earned|return|with|was|k)\b[^.?!]{0,24}\b(?:in|for|of|from) $")

_INCOME_AFTER = re.compile(r"^(?:'s)? (?:my )?(?:joint )?(?:magi|agi|income|tax return|return)\b")


def _of_income(mention: Mention, text: str) -> bool:
    """True for the year of the income that a Medicare premium goes by, which is not the premium's own year."""
    before = re.sub(r"\d(?=k\b)", " ", text[: mention.start])
    return bool(_PREMIUM.search(text) and (_INCOME.search(before) or _INCOME_AFTER.match(text[mention.end :])))


_LAST_YEAR = re.compile(r"\b(?:what|how much) (?:was|were)\b.*\blast (?:tax |financial )?(?:year|yr)\b")
_TRAIL = re.compile(r" ?(?:mein|mai|main|me|ke liye|ka|ki)\b")
_LEAD = re.compile(r"\b(?:in|for|during|at|as of|as on|as at|on) (?:the )?$")


def _named(mention: Mention, text: str) -> bool:
    """True for "in August 2026" and the like, where the month is no fact of the member's story."""
    before = text[: mention.start]
    led = bool(_LEAD.search(before)) or (mention.period == "month" and bool(_TRAIL.match(text, mention.end)))
    return mention.role == "" and led and not _TOLD.search(before)


def _last_day(mention: Mention) -> date:
    """The day; for a month alone its last, when every change of the month has happened."""
    day: date = mention.value  # type: ignore[assignment]
    if mention.period != "month":
        return day
    following = date(day.year + day.month // MONTHS, day.month % MONTHS + 1, 1)
    return following - timedelta(days=1)


def _of_year(year: int, years: YearStyle, today: date) -> tuple[date | None, str | None]:
    if not years.separator:
        return None, str(year)
    if year == today.year:
        return None, None
    return date(year, MONTHS, 31), None
