"""Dates, tax years, ages and durations: "20 April 1960", "2025/26", "I'm 58", "62 and 1 month", "52 weeks"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from ..rules import MONTHS, YearStyle

Found = tuple[str, Any, int, int, dict[str, Any]]

_MONTH = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTHS = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DAY_MONTH = re.compile(
    rf"\b(?P<d>\d\d?)(?:st|nd|rd|th)?(?: of|-)?[ -]?(?P<m>{_MONTHS})[,\s-]{{1,2}}(?P<y>{_YEAR}|'?\d\d)\b"
)
_MONTH_DAY = re.compile(rf"\b(?P<m>{_MONTHS}) (?P<d>\d\d?)(?:st|nd|rd|th)?,? (?P<y>{_YEAR})\b")
_ISO = re.compile(rf"\b(?P<y>{_YEAR})[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?)\b")
_SLASHED = re.compile(rf"\b(?P<a>\d\d?)(?P<s>[/.-])(?P<b>\d\d?)(?P=s)(?P<y>{_YEAR}|\d\d)\b")
_MONTH_YEAR = re.compile(rf"\b(?P<m>{_MONTHS})(?: of)?,? (?P<y>{_YEAR})\b")
_DAY_ONLY = re.compile(
    rf"\b(?:\d\d?(?:st|nd|rd|th)?(?: of)? {_MONTHS}|{_MONTHS} \d\d?(?:st|nd|rd|th)?)(?!\w)(?! (?:19|20)\d\d)"
)
_TAX_YEAR = re.compile(
    r"\b(?:(?:fy|ty|ay|assessment year|tax year|financial year|income year)[\s-]?)?"
    r"(?P<a>(?:19|20)\d\d)\s?[-/]\s?(?P<b>\d\d|(?:19|20)\d\d)\b(?![-/.]\d)"
)
_SHORT_TAX_YEAR = re.compile(
    r"\b(?P<lead>fy|ty|ay|tax year|financial year|income year)[\s-]?'?(?P<a>\d{4}|\d\d)(?:\s?[-/]\s?(?P<b>\d\d))?\b"
)
_BARE_SHORT = re.compile(r"(?<![\d/.-])(?P<a>[12]\d)[/-](?P<b>[123]\d)(?![\d/.-])")
_RELATIVE = re.compile(
    r"\b(?P<which>this|next|last|previous|current|coming) (?:tax |financial |income |fiscal )(?:year|yr)\b"
)


def tax_years(text: str, years: YearStyle, today: date, month_first: bool) -> Iterator[Found]:
    """Tax years as the country labels them: "2025/26", "FY26", "next financial year"."""
    taken: list[tuple[int, int]] = []
    for pattern, read in ((_TAX_YEAR, _two_years), (_SHORT_TAX_YEAR, _short), (_BARE_SHORT, _bare)):
        for found in pattern.finditer(text):
            first = read(found, years)
            if first is None or any(a < found.end() and found.start() < b for a, b in taken):
                continue
            taken.append(found.span())
            yield "tax_year", years.label(date(first, years.month, years.day)), *found.span(), {"role": "rules"}
    for found in _RELATIVE.finditer(text):
        shift = {"next": 1, "coming": 1, "last": -1, "previous": -1}.get(found["which"], 0)
        label = years.label(years.start(today).replace(year=years.start(today).year + shift))
        yield "tax_year", label, *found.span(), {"role": "rules"}


def _two_years(found: re.Match[str], years: YearStyle) -> int | None:
    first, second = int(found["a"]), int(found["b"]) % 100
    if (first + 1) % 100 != second:
        return None
    return first - 1 if found[0].startswith(("ay", "assessment")) else first


def _short(found: re.Match[str], years: YearStyle) -> int | None:
    year = int(found["a"]) % 100 + 2000
    if found["b"]:
        return year if (year + 1) % 100 == int(found["b"]) else None
    named_by_end = found["lead"] == "fy" and years.separator
    return year - 1 if named_by_end else year


def _bare(found: re.Match[str], years: YearStyle) -> int | None:
    first, second = int(found["a"]), int(found["b"])
    return 2000 + first if first + 1 == second and years.separator else None


def dates(text: str, years: YearStyle, today: date, month_first: bool) -> Iterator[Found]:
    """Days ("20 April 1960") and months (their 15th, with role "month"). "1 July" without a year is nothing."""
    for short in (*_BORN_SHORT.finditer(text), *_BORN_MONTH_SHORT.finditer(text)):
        yield "year", 1900 + int(short["y"]), *short.span("y"), {"role": "birth"}
    taken: list[tuple[int, int]] = []
    for pattern in (_DAY_MONTH, _MONTH_DAY, _ISO, _SLASHED, _MONTH_YEAR, _DAY_ONLY):
        for found in pattern.finditer(text):
            if any(a < found.end() and found.start() < b for a, b in taken):
                continue
            if pattern is _DAY_ONLY:
                yield "day", found[0], *found.span(), {}
                continue
            day = _day(found, pattern is _SLASHED, month_first, today)
            if day is None:
                continue
            taken.append(found.span())
            yield "date", day, *found.span(), {"period": "month"} if pattern is _MONTH_YEAR else {}


_BORN_SHORT = re.compile(
    rf"\b(?:born|b\.?)(?: in)? '?(?P<y>[2-9]\d)\b(?! ?(?:years|yrs|%|k\b|of\b|[/.-]?\d|{_MONTHS}))(?![/.-]\d|,\d)"
)

_BORN_MONTH_SHORT = re.compile(
    rf"\b(?:born|b\.?)(?: in| on)? {_MONTHS}(?: of)? '?(?P<y>3[2-9]|[4-9]\d)\b(?!,? ?\d|[/.-]\d)"
)  # "born in march 57": no month has a 32nd day


def _day(found: re.Match[str], slashed: bool, month_first: bool, today: date) -> date | None:
    parts = found.groupdict()
    year = int(parts["y"].strip("'"))
    if year < 100:
        year += 1900 if year > today.year % 100 else 2000
    if slashed:
        first, second = int(parts["a"]), int(parts["b"])
        day, month = (second, first) if (month_first and first <= MONTHS) or second > MONTHS else (first, second)
    else:
        name = parts["m"]
        month = int(name) if name.isdigit() else _MONTH.index(name[:3]) + 1
        day = int(parts.get("d") or 15)
    try:
        return date(year, month, day)
    except ValueError:
        return None


_AGE = r"(?P<age>\d{2,3}(?:\.\d+)?)"
_MORE = r"(?:(?: ?(?:years?|yrs?|yr|y))?(?: ?,| and| &| plus)? ?(?P<months>\d{1,2}) ?(?:months?|mths?|mos?|m)\b)?"
_NOT_AGE = (
    r"(?![\d,.]*\d)(?! ?(?:%|k\b|per ?cent|percent|pct|lakhs?|lacs?|crores?|cr\b|million|thousand|grand|bucks"
    r"|quid|hours?|hrs?|weeks?\b"
    r"|wks?|months?\b|days?|dollars|pounds"
    r"|rupees|more\b|other\b|(?:saal|sal|mahine|mahina)\b|(?:an?|per|each|/) ?(?:week|month|year|fortnight|wk"
    r"|yr|hour|hr|quarter)\b"
    r"|(?:full |complete[d]? |qualifying |continuous |more )*(?:years?|yrs?)\b(?! ?(?:old"
    r"|of age|,? ?and \d|\d))))"
)
_OPENS = re.compile(rf"^{_AGE} ?(?:yrs?|years?|saal|sal)(?=,)")
_OLD = re.compile(
    rf"\b{_AGE}[\s-]?(?:(?:years?|yrs?|yr|y)[\s-]?(?:old|young|o\b)|yo\b|y/o\b|(?:years?|yrs?) of age|yr old"
    rf"|(?:saal|sal) k[aei] (?:pita(?:ji)?|papa|maa|mata(?:ji)?|mummy|dada(?:ji)?|dadi|nana|nani|aadmi|admi|aurat"
    rf"|vyakti|buzurg|pensioner|senior)\b"
    rf"|(?:saal|sal|years?|yrs?|yr|year) (?:boy|girl|man|woman|guy|male|female|lady)\b|(?:saal|sal|years?"
    rf"|yrs?) (?:(?:ka|ki|ke) (?:ho|hua|hui|hone)\b"
    rf"|(?:(?:ka|ki|ke) )?(?:hu|hoo|hun|hoon|hai|(?:umar|umr|age)(?! (?:hai |is )?\d\d\b))\b))"
)
_UMAR = re.compile(rf"\b(?:umar|umr|age)(?: (?:hai|is))? {_AGE} ?(?:saal|sal)\b")
_FULL = re.compile(
    rf"\b(?:(?:full|normal) (?:retirement )?age|fra|nra)(?: (?:of|is|was|at|=))* :?{_AGE}{_MORE}{_NOT_AGE}"
)
_PERSON = re.compile(
    r"\b(?:papa|pappa|pitaji|father|mother|mummy|maa|mom|mum|dad|nana|nani|dada|dadi|uncle|aunty?|husband|wife"
    r"|i am|i'm|im"
    r"|senior(?: citizen)?|pensioner)"
    rf"(?: (?:is|hai|ki umar|ki age))? {_AGE} ?(?:yrs?|years?)\b(?! (?:of |in |old|service|job))"
)
_PE = re.compile(  # "at 60" and "from 60" in Hindi
    r"\b(?P<age>[4-7]\d) ?(?:pe|par|se(?! (?:pehle|pahle|phle|kam|zy?ada|jy?ada|upar|lekar|le kar)))\b"
)
_KI_UMAR = re.compile(rf"\b{_AGE} ?(?:saal )?(?:ki|ka) (?:umar|umr|age)\b")
_CURRENT = re.compile(
    rf"\b(?:i am|i'm|im|iam|am|i will be|i'll be|ill be|i was|we are|we're|were both|aged?|age of|umar|umr|age is|ages"
    rf"|turning|turned|turns?|she is|she's|shes|he is|he's|hes"
    rf"|(?:wife|husband|hubby|missus|mrs|spouse|partner|mother|father|mum|mom|dad|brother|sister|friend|son|daughter|kid)"
    rf"(?: is|'?s)?|is|are|both|me|m)"
    rf"(?: (?:now|currently|only|just|about|nearly|almost|around|both|already|age[d]?|is|at|over|still|a|turning"
    rf"|going to be))* ?:?{_AGE}{_MORE}{_NOT_AGE}"
)
_FUTURE = re.compile(
    rf"\b(?P<cue>at|fra|(?:retirement|pension) age|until|till|til|to|by|from|before|after|past|reach|reaching|hit"
    rf"|since|over|under|age|retire"
    rf"|retiring|start|claim|claiming|wait(?:s|ing)?(?: for| to| until| till)?"
    rf"|when (?:i am|i'm|im|i hit|i turn|i reach)|once (?:i am|i'm|im|i turn))"
    rf" (?:my )?(?:age )?(?:of )?(?:about |around )?{_AGE}{_MORE}{_NOT_AGE}"
)
_PAIR = re.compile(
    rf"(?P<gap>(?: ?(?:,|/|or|vs\.?|versus|and|than|instead of|rather than|compared (?:to|with)|&)(?: at| age| if "
    rf"i am)?(?: age)?)+ ?){_AGE}{_MORE}{_NOT_AGE}"
)
_LEAD = re.compile(rf"(?<![\w$£₹€.,]){_AGE}{_MORE} ?(?P<gap>,|/| or| vs\.?| versus)(?= ?(?:at |age )?\d\d\b(?![,.]\d))")
_COMMA_AGE = re.compile(
    rf"(?:^|(?<!\d)[,(] ?|\b(?:single|renter|renting|homeowner|widow|widower|pensioner|retiree|divorcee) )"
    rf"{_AGE}(?P<months>)(?= ?(?:,(?!\d)|\)|$)| (?:w/?|with|n|and|have|got|retired) [$£₹]?\d"
    rf"| (?:single|married|male|female|m\b|f\b|widow|divorced"
    rf"|homeowner|renting|couple))"
)


def ages(text: str, years: YearStyle, today: date, month_first: bool) -> Iterator[Found]:
    """Ages in years (66.5 for "66 and 6 months"), with role "future" where the words look ahead."""
    taken: list[tuple[int, int]] = []
    for pattern, role in (
        (_OLD, "current"),
        (_UMAR, "current"),
        (_OPENS, "current"),
        (_KI_UMAR, "current"),
        (_FULL, "full"),
        (_PERSON, "current"),
        (_PE, "future"),
        (_CURRENT, "current"),
        (_FUTURE, "future"),
        (_LEAD, ""),
    ):
        for found in pattern.finditer(text):
            if role == "future" and found.groupdict().get("cue") == "age" and not _ahead(text, found.start()):
                role_here = "current"
            else:
                role_here = "future" if role == "current" and _LOOKS_AHEAD.search(text[: found.start()]) else role
            if _ME_AT.match(found[0]):
                role_here = "future"
            if role == "future" and _SPAN.match(found[0]):
                continue  # "after 20 years 4 months" of service
            yield from _age(found, role_here, taken)
    for _ in range(4):  # "62, 65 or 70": each one found lets the next be read
        for _start, end in list(taken):
            pair = _PAIR.match(text, end)
            if pair:
                yield from _age(pair, "", taken)
    for found in _COMMA_AGE.finditer(text):
        yield from _age(found, "current", taken)


_ME_AT = re.compile(r"(?:me|wife|husband|hubby|spouse|partner) at \d")
_SPAN = re.compile(
    r"(?:after|from|before|by|to|since|past|over|under) (?:about |around )?\d+(?:\.\d+)? ?(?:years?|yrs?|yr|y)\b"
)
_LOOKS_AHEAD = re.compile(r"\b(?:when|once|until|till|by the time|after)(?: i| we| he| she)? $")


def _ahead(text: str, start: int) -> bool:
    return bool(
        re.search(r"\b(?:at|until|till|by|from|reach|if|when|start|claim|retire)\b[^.?!,]{0,12}$", text[:start])
    )


_SERVICE = re.compile(
    r"\b(?:service|tenure|membership|experience|period|factor|divisor|expectancy|multiplier|ratio|index) "
    r"(?:(?:from|in|of|by) (?:the )?(?:[a-z]+ )?(?:table|chart) )?(?:is|was|of|=) $"
    r"|\b(?:distribution period|life expectancy|factor|divisor) for [^.?!]{0,24}(?:is|was|=) $"
)


def _age(found: re.Match[str], role: str, taken: list[tuple[int, int]]) -> Iterator[Found]:
    value = float(found["age"])
    start = found.start("age")
    end = max(found.end("age"), found.end("months") if found.groupdict().get("months") else 0)
    if _SERVICE.search(found.string[:start]) or not 14 <= value <= 120 or any(a < end and start < b for a, b in taken):
        return
    if found.groupdict().get("months"):
        value += int(found["months"]) / MONTHS
        tail = re.match(r" ?(?:months?|mths?|mos?|m)\b", found.string[end:])
        end += tail.end() if tail else 0
    taken.append((start, end))
    bound = _bound(found.string, start, end)
    yield "age", _beneath(value) if bound == "below" else value, start, end, {"role": role, "bound": bound}


_UNIT = {"y": "years", "s": "years", "v": "years", "b": "years", "m": "months", "w": "weeks"}
_YEARS_UNIT = r"years?|yrs?|yr|saalon|saal|sal|varsh|baras"
_MONTHS_UNIT = r"months?|mths?|mos|mahine|mahina|maheene|mahino"
_DURATION = re.compile(
    r"(?<![\w$£₹€.,])(?P<n>\d{1,3}(?:\.\d+)?)[\s-]?\+?"
    r"(?P<adj>(?:(?:full|complete|completed|qualifying|continuous|whole|more|total|straight|contributory"
    r"|pensionable|ni|national insurance|insurance|credited|odd|good|of|missing|extra|gap|lost)[\s-]+){0,3})"
    rf"(?P<unit>{_YEARS_UNIT}|{_MONTHS_UNIT}|weeks?|wks?|hafte)\b(?! ago,? (?:i (?:paid|put)(?: in)? )?[$£₹]?\d)"
    rf"(?:(?: and|,|&|aur)? ?(?P<extra>\d{{1,2}}) ?(?:{_MONTHS_UNIT})\b)?"
)
_LESS = re.compile(
    r"\b(?:before|under|less than|below|short of|shy of|fewer than|prior to|not (?:yet )?(?:completed|done|finished))"
    r"(?: (?:i |we )?(?:complet\w+|finish\w*|reach\w*|the|my|of|full|age|turn\w*|hit\w*))* $"
)
_LESS_AFTER = re.compile(r" ?(?:se (?:pehle|pahle|phle|pehele|kam)|ke andar|poore? nahi|nahi hu[aei])\b")
_MORE_THAN = re.compile(
    r"\b(?:more than|at least|above|beyond|upwards of|(?:worked|have|with|been|for|service|got|done|had) over) $"
)
_MORE_AFTER = re.compile(r" ?(?:se (?:zyada|jyada|jada|upar)|or more|and more)\b|\+")


def _bound(text: str, start: int, end: int) -> str:
    """ "below" for "less than 5 years" and "5 saal se pehle", "above" for "more than 5 years"; else ""."""
    left = text[max(0, start - 40) : start]
    if _LESS.search(left) or _LESS_AFTER.match(text, end):
        return "below"
    return "above" if _MORE_THAN.search(left) or _MORE_AFTER.match(text, end) else ""


def _beneath(value: float) -> float:
    """The greatest whole number below `value`: 59 for 59.5 and for 60."""
    return math.ceil(value) - 1.0


_ONE = re.compile(
    r"\b(?:for|wait|delay|defer|another|by|only|just|extra|over|in|after|of|buy|fill|instead) (?P<n>an?|one|another) "
    r"(?:whole |full "
    r"|extra |more )?(?P<unit>year|month|week)\b"
)


_OF_JOB = re.compile(r" (?:k[aei]|of) (?:\w+ )?(?:naukri|service|job|employment)\b")
_PAYS_IN = re.compile(
    r"\b(?:put|pay|paid|stick|chuck|save|add|contribut|deposit|tip|chip|bung|kick|throw|stash)(?:t?ing|e|ed|s|ping)? $"
)


def durations(text: str, years: YearStyle, today: date, month_first: bool) -> Iterator[Found]:
    """Durations in the unit written: years (7.5 for "7 years 6 months"), months or weeks."""
    for found in _DURATION.finditer(text):
        value = float(found["n"]) + int(found["extra"] or 0) / MONTHS
        unit = "weeks" if found["unit"] == "hafte" else _UNIT[found["unit"][0]]
        if unit == "months" and _OF_JOB.match(text, found.end()):
            unit, value = "years", value / MONTHS  # "8 mahine ki naukri" is service
        bound = _bound(text, found.start(), found.end())
        yield unit, _beneath(value) if bound == "below" else value, *found.span(), {"bound": bound}
    for found in _ONE.finditer(text):
        if found[0].startswith("in ") and _PAYS_IN.search(text[: found.start()]):
            continue  # "what should I put in a year"
        yield _UNIT[found["unit"][0]], 1.0, *found.span("unit"), {}
