"""Amounts in every notation: $450k, 1.2 million, 12 lakh, ₹12,00,000, £268,275, 25 %, half."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from ..rules import YearStyle

Found = tuple[str, Any, int, int, dict[str, Any]]

_CODES = {
    "$": "$", "a$": "AUD", "au$": "AUD", "us$": "USD", "£": "GBP", "₹": "INR", "€": "EUR", "rs": "INR", "rs.": "INR",
    "inr": "INR", "aud": "AUD", "usd": "USD", "gbp": "GBP", "eur": "EUR", "rupees": "INR", "rupee": "INR",
    "pounds": "GBP",
    "pound": "GBP", "quid": "GBP", "dollars": "$", "dollar": "$", "bucks": "$", "/-": "INR", "euros": "EUR",
    "euro": "EUR",
}  # fmt: skip
_SCALE = {
    "k": 1e3, "thousand": 1e3, "thou": 1e3, "grand": 1e3, "hundred": 1e2, "m": 1e6, "mn": 1e6, "mil": 1e6, "mill": 1e6,
    "million": 1e6,
    "bn": 1e9, "billion": 1e9, "l": 1e5, "lpa": 1e5, "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "lacs": 1e5, "lk": 1e5,
    "hazar": 1e3, "hazaar": 1e3, "hajar": 1e3, "hajaar": 1e3, "crore": 1e7, "crores": 1e7, "cr": 1e7,
}  # fmt: skip
_NUMBER = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d{1,3}(?: \d{3}){2,}(?![\d,.])|\d+(?:\.\d+)?|\.\d+"
_AMOUNT = re.compile(
    rf"(?:(?P<before>au?\$|us\$|\$|£|₹|€|\b(?:rs\.?|inr|aud|usd|gbp|eur)(?=[\s\d]))\s?|(?<![\w.,]))"
    rf"(?P<number>{_NUMBER})"
    rf"(?:[\s-]?(?P<scale>{'|'.join(sorted(_SCALE, key=len, reverse=True))})(?![a-z0-9]))?"
    rf"(?:\s?(?P<after>rupees?|pounds?|quid|dollars?|bucks|euros?|aud|usd|gbp|inr|/-)(?![a-z]))?"
    rf"(?P<tail>[a-z]*)"
)
_PERCENT = re.compile(rf"(?<![\w.,])(?P<number>{_NUMBER})\s?(?:%|per ?cent\b|pct\b|pc\b|percentage\b)")
_PERIOD_AFTER = re.compile(
    r"\s?(?:in |of |as |gross |net |before tax |after tax |going in |goes in |coming in |goes in each |extra "
    r"|employer )?(?:"
    r"(?P<year>(?:an?|per|each|every|/) ?(?:year|yr|annum)\b|/ ?(?:y|yr|year)\b|p\.?a\b\.?|pa\b|annual(?:ly)?\b"
    r"|yearly\b|ctc\b|package\b|har saal\b|salana\b|saalana\b|saal ka\b|sa?al\b(?! (?:old|k[aei]|baad|pehle)))|"
    r"(?P<month>(?:an?|per|each|every|/|har|ek|har ek) ?(?:month|mth|mo|mahin[aey]|maheen[aey])\b|mahin[aey]\b"
    r"|maheen[aey]\b|/ ?(?:m|mo|month)\b|p\.?m\b\.?|pm\b|monthly\b)|"
    r"(?P<quarter>(?:an?|per|each|every|/) ?(?:quarter|qtr)\b|quarterly\b)|"
    r"(?P<fortnight>(?:an?|per|each|every|/) ?(?:fortnight|fn)\b|fortnightly\b|pf\b|(?:every|per) (?:2|two) weeks)|"
    r"(?P<week>(?:an?|per|each|every|/) ?(?:week|wk)\b|/ ?(?:w|wk|week)\b|p\.?w\b\.?|pw\b|weekly\b))"
)
_PERIOD_BEFORE = re.compile(
    r"\b(?P<said>monthly|annual|yearly|weekly|fortnightly|quarterly|har mahin[aey]|mahin[aey] k[aei]|har saal"
    r"|(?<!\d )saal k[aei]|salana)\b"
    r"(?:(?! (?:so|do|does|if|need|until|have|from|with|for|on)\b)[^0-9,;.?!]){0,28}$|\b(?P<pay>ctc|package"
    r"|lpa)(?: of| is|:| hai)? ?$"
)
_ADVERB = {
    "monthly": "month",
    "annual": "year",
    "yearly": "year",
    "weekly": "week",
    "fortnightly": "fortnight",
    "quarterly": "quarter",
}
_FRACTION = re.compile(
    r"\b(?P<half>half)\b(?! (?:year|a year|pay|of the year))"
    r"|\b(?P<third>(?:a|one|1) third|1/3)\b"
    r"|\b(?P<quarter>(?:(?:a|one|1) )?quarter(?= of)|1/4)\b"
    r"|\b(?P<two>(?:two|2) thirds|2/3)\b"
    r"|\b(?P<three>(?:three|3) quarters)\b"
    r"|\b(?P<double>double|twice)\b"
)
_FRACTIONS = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "two": 2 / 3, "three": 3 / 4, "double": 2.0}


def number(text: str) -> float:
    """The value of digits with any grouping: "12,00,000" → 1200000.0."""
    return float(text.replace(",", "").replace(" ", ""))


def percents(text: str, years: YearStyle, today: date, month_first: bool) -> Iterator[Found]:
    """Percentages, as written (25 for "25 %"), and fractions (0.5 for "half")."""
    for found in _PERCENT.finditer(text):
        yield "percent", number(found["number"]), found.start(), found.end(), {}
    for found in _FRACTION.finditer(text):
        yield "fraction", _FRACTIONS[str(found.lastgroup)], found.start(), found.end(), {}


def amounts(text: str, years: YearStyle, today: date, month_first: bool) -> Iterator[Found]:
    """Money, and bare numbers whose kind only the question's words can tell. A four-digit year is a "year"."""
    for found in _AMOUNT.finditer(text):
        raw, scale, mark = found["number"], found["scale"], found["before"] or found["after"]
        if found["tail"] or _HOURLY.match(text, found.end()) or (not found["scale"] and _AGO.match(text, found.end())):
            continue  # "15g", "2nd": a name, not a figure; "2 years ago": when, not how much
        value = number(raw) * _SCALE.get(scale or "", 1)
        currency = _CODES[mark] if mark else ""
        period = _period(text, found.start(), found.end(), years)
        if (
            not currency
            and not scale
            and re.fullmatch(r"(?:19|20)\d\d", raw)
            and _is_year(raw, period, text, found.start())
        ):
            yield "year", int(raw), found.start(), found.end(), {}
            continue
        money = bool(currency or scale or "," in raw)
        yield (
            "money" if money else "number",
            value,
            found.start(),
            found.end(),
            {"currency": currency, "period": period},
        )


_ITS_OWN = re.compile(r"\d(?:k|m|l|cr|lakhs?|lacs?)? ?$")
_FORTNIGHTLY = "income year"  # what the country that counts in fortnights calls its tax year
_HOURLY = re.compile(r" ?(?:(?:an?|per|each|every|/) ?(?:hours?|hr)\b|hours?\b|hrs?\b|p\.?h\b)")
_AGO = re.compile(r" ?(?:years?|yrs?) ago,? (?:i (?:paid|put)(?: in)? )?[$£₹]?\d")
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|for|of|since|years?|born|from|during|by|until|till|after|before|to|and|tax|fy|april)|[/-]) ?'?$"
)


_NAMED_YEAR = re.compile(r"\b(?:the|in|for|of) $")
_ADJECTIVE = re.compile(r" (?:annual|monthly|yearly|weekly) [a-z]")


def _is_year(digits: str, period: str, text: str, start: int) -> bool:
    """ "2026" is a year; "2000 a month" and a round 2000 without "in" before it are amounts."""
    round_sum = digits.endswith("00")
    if period and _NAMED_YEAR.search(text[max(0, start - 12) : start]) and _ADJECTIVE.match(text, start + len(digits)):
        return True  # "the 2022 annual limit"
    return not period and (not round_sum or bool(_BEFORE_YEAR.search(text[max(0, start - 12) : start])))


_QUARTER = re.compile(r"\b(?:this|last|the|that|an?) [^0-9,;.?!]{0,20}?quarter\b(?! of)[^0-9,;.?!]{0,64}$")


def _period(text: str, start: int, end: int, years: YearStyle) -> str:
    after = _PERIOD_AFTER.match(text, end)
    if after and years.noun != _FORTNIGHTLY and after[0].endswith("pf"):
        after = _PERIOD_AFTER.match(text, after.end())  # the provident fund; "per fortnight" in Australia alone
    if text[max(0, end - 3) : end] == "lpa":
        return "year"
    if after:
        return str(after.lastgroup)
    if _QUARTER.search(text[max(0, start - 96) : start]):
        return "quarter"
    before = _PERIOD_BEFORE.search(text[max(0, start - 48) : start])
    if not before or _ITS_OWN.search(text[: max(0, start - 48) + before.start()]):
        return ""  # in "30k monthly at 10" the word is the other figure's
    said = before["said"] or ""
    return _ADVERB.get(said) or ("month" if "mahin" in said else "year")
