"""The figures of a text, and the pool of figures that may stand in an answer."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ..countries import Country
from ..rules import FORTNIGHTS, MONTHS, WEEKS
from ..understanding.mentions import plain
from .answer import Evidence

_MONTH_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = "|".join(_MONTH_NAMES)
_DATE = re.compile(
    rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?P<m>{_MONTH}),? (?P<y>\d{{4}})\b|\b(?P<m2>{_MONTH}) "
    rf"(?P<d2>\d{{1,2}}),? (?P<y2>\d{{4}})\b",
    re.I,
)
_ISO = re.compile(r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)\b")
_DAY_MONTH = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH})\b|\b(?:{_MONTH}) \d{{1,2}}\b", re.I)
_SPLIT_YEAR = re.compile(r"\b(?P<a>(?:19|20)\d\d)[-/–](?:(?:19|20)?\d\d)\b")
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<sign>[-−])?(?P<cur>[$£₹€]|Rs\.? ?|INR ?|AUD ?|USD ?|GBP "
    r"?)?(?P<n>\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s?(?P<scale>k|thousand|m|mn|million|bn|billion|lakhs?|lacs?|crores?|cr)\b)?(?P<pc>\s?(?:%|per ?cent\b"
    r"|percent\b))?",
    re.I,
)
_SCALE = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9, "lakh": 1e5,
"lakhs": 1e5,
          "lac": 1e5, "lacs": 1e5, "crore": 1e7, "crores": 1e7, "cr": 1e7}  # fmt: skip
_NAMES = re.compile(
    r"\b(?:40[13]|457)\([abk]\)|\b40[13][kb]\b|\b72\(t\)|\b\d+[A-Z]+\b|\b[A-Z]+\d+\b|\b(?:section|s|reg|para|sch|schedule"
    r"|form|tier|class|division|div|rule of|article) \d[\w().-]*",
    re.I,
)
_LINKS = re.compile(r"\]\([^)]*\)|https?://\S+")
_LIST_MARK = re.compile(r"(?m)^\s*\d{1,2}[.)] ")
_APART = " | "  # nothing of a figure or a date reaches across it
_RESTATED = (1.0, 100.0, 1 / 100, MONTHS, 1 / MONTHS, WEEKS, 1 / WEEKS, FORTNIGHTS, 1 / FORTNIGHTS, 2.0, 0.5)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


@dataclass(frozen=True)
class Figure:
    """A figure as a text shows it. `step` is the size of its last digit: how coarsely it may be rounded."""

    kind: str  # "number", "percent", "date", "year", "tax year"
    value: float | date | str
    text: str
    step: float = 1.0


def figures(text: str) -> Iterator[Figure]:
    """Every figure of `text`, save list numbers, links and the names of laws and forms."""
    text = _LIST_MARK.sub(" ", _LINKS.sub("] ", text))
    yield from _read(text)


def _read(text: str) -> Iterator[Figure]:
    text, found = _taken(text, _ISO, lambda m: _made(m["y"], m["m"], m["d"]), "date")
    yield from found
    text, found = _taken(text, _DATE, _day, "date")
    yield from found
    text, found = _taken(text, _SPLIT_YEAR, lambda m: m["a"], "tax year")
    yield from found
    text = _NAMES.sub(" ", _DAY_MONTH.sub(" ", text))
    for match in _NUMBER.finditer(text):
        scale = _SCALE.get((match["scale"] or "").lower(), 1.0)
        digits = match["n"].replace(",", "")
        value = float(digits) * scale
        decimals = len(digits.partition(".")[2])
        bare = not (match["cur"] or match["scale"] or match["pc"] or "," in match["n"] or decimals)
        if bare and len(digits) == 4 and _FIRST_YEAR <= value <= _LAST_YEAR:
            yield Figure("year", str(int(value)), match[0])
            continue
        yield Figure("percent" if match["pc"] else "number", value, match[0].strip(), scale * 10.0**-decimals)


def _taken(text: str, pattern: re.Pattern[str], read: Any, kind: str) -> tuple[str, list[Figure]]:
    found = []

    def take(match: re.Match[str]) -> str:
        value = read(match)
        if value is not None:
            found.append(Figure(kind, value, match[0]))
        return " "

    return pattern.sub(take, text), found


def _day(match: re.Match[str]) -> date | None:
    name = (match["m"] or match["m2"]).lower()
    return _made(match["y"] or match["y2"], _MONTH_NAMES.index(name) + 1, match["d"] or match["d2"])


def _made(year: Any, month: Any, day: Any) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@dataclass
class Pool:
    """The figures that may appear: those of the evidence, the question and the profile."""

    numbers: set[float] = field(default_factory=set)
    restated: list[float] = field(default_factory=list)
    dates: set[date] = field(default_factory=set)
    years: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, rows: Iterable[Evidence], country: Country, question: str, profile: Mapping[str, Any]) -> Pool:
        pool = cls()
        texts = [question, plain(question)]
        for row in rows:
            texts += [row.title, row.detail, row.reference, str(row.as_of)]
            pool._add_value(row.value)
        for value in profile.values():
            texts.append(str(value))
            pool._add_value(value)
        pool._add_text(_APART.join(texts))
        pool.restated = sorted({number * factor for number in pool.numbers for factor in _RESTATED})
        return pool

    def accounts_for(self, figure: Figure) -> bool:
        """True when the figure is in the pool, rounded or restated."""
        if figure.kind == "date":
            return figure.value in self.dates
        if figure.kind in ("year", "tax year"):
            return str(figure.value) in self.years or float(str(figure.value)) in self.numbers
        value = float(str(figure.value))
        if value == 0:
            return True
        margin = max(figure.step / 2, abs(value) * 1e-6) + 1e-9
        nearest = bisect_left(self.restated, value - margin)
        return nearest < len(self.restated) and self.restated[nearest] <= value + margin

    def _add_text(self, text: str) -> None:
        for figure in _read(text):
            if figure.kind == "date":
                self._add_value(figure.value)
            elif figure.kind in ("year", "tax year"):
                self._add_year(int(str(figure.value)), 2 if figure.kind == "tax year" else 1)
            else:
                self.numbers.add(abs(float(str(figure.value))))

    def _add_value(self, value: Any) -> None:
        if isinstance(value, date):
            self.dates.add(value)
            self._add_year(value.year, 1)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            self.numbers.add(abs(float(value)))

    def _add_year(self, year: int, count: int) -> None:
        self.years.update(str(year + n) for n in range(count))
