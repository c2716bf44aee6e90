"""The figures of a text, and the pool of figures that may stand in an answer."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import floor, log10
from typing import Any

from ..countries import Country
from ..rules import FORTNIGHTS, MONTHS, WEEKS
from ..understanding.mentions import plain
from .answer import Evidence

# not the calendar module's, whose names follow the machine's language
MONTH_NAMES = [
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
_MONTH = "|".join(MONTH_NAMES)
# a day of a month, with or without its year; where two of them share a word, the one with a year is meant
_DAY = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?P<m>{_MONTH})(?:,? (?P<y>\d{{4}})\b|\b(?! \d{{1,2}},? \d{{4}}\b))"
    rf"|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:,? (?P<y2>\d{{4}})\b|\b(?! (?:{_MONTH}),? \d{{4}}\b)))",
    re.I,
)
# a pattern that begins with its digit, and looks back from there, skips the words in between
_ISO = re.compile(r"(?P<y>\d(?<!\w.)\d{3})-(?P<m>\d\d)-(?P<d>\d\d)\b")
_SPLIT_YEAR = re.compile(r"(?P<a>[12](?<!\w.)(?:(?<=1)9|(?<=2)0)\d\d)[-/–](?:(?:19|20)?\d\d)\b")
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
    r"\b(?:(?:40[13]|457)\([abk]\)|40[13][kb]\b|72\(t\)|\d+(?!(?:k|mn?|bn|cr)\b)[A-Z]+\b|[A-Z]+\d+\b|(?:section|s|reg|para|sch|schedule"
    r"|form|tier|class|division|div|rule of|article) \d[\w().-]*)",
    re.I,
)
_LINKS = re.compile(r"\]\([^)]*\)|https?://\S+")
_LIST_MARK = re.compile(r"(?m)^\s*\d{1,2}[.)] ")
_LINE_MARKS = re.compile(r"^\s*(?:\d{1,2}[.)]|-) ")
_YEAR_BEFORE = re.compile(r"\b(?:19|20)\d\d[-/–]")
_NOT_YET = "part of a tax year"
_APART = " | "  # nothing of a figure or a date reaches across it
_RESTATED = (1.0, 100.0, 1 / 100, MONTHS, 1 / MONTHS, WEEKS, 1 / WEEKS, FORTNIGHTS, 1 / FORTNIGHTS, 2.0, 0.5)
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_ROUGHLY = ("about", "around", "roughly", "nearly", "almost", "approximately", "close to", "~")
_ROUGH_WITHIN = 18  # characters before a figure in which such a word stands
_ROUND_DIGITS = range(2, 7)  # how many leading digits a rounded figure may keep


@dataclass(frozen=True)
class Figure:
    """A figure as a text shows it. `step` is the size of its last digit: how coarsely it may be rounded.

    `rough` is one that the text itself calls rounded: "about $12,500".
    """

    kind: str  # "number", "percent", "date", "year", "tax year"
    value: float | date | str
    text: str
    step: float = 1.0
    rough: bool = False


def unsaid(text: str, sentences: Collection[str]) -> str:
    """The lines of `text` that are none of the `sentences`, whatever list mark or emphasis they carry."""
    return "\n\n".join(line for line in text.split("\n") if _LINE_MARKS.sub("", line).strip("* ") not in sentences)


def figures(text: str) -> Iterator[Figure]:
    """Every figure of `text`, save list numbers, links and the names of laws and forms."""
    text = _LIST_MARK.sub(" ", _LINKS.sub("] ", text))
    yield from _read(text)


def _read(text: str) -> Iterator[Figure]:
    text, found = _taken(text, _ISO, lambda m: _made(m["y"], m["m"], m["d"]), "date")
    yield from found
    text, found = _taken(text, _DAY, _day, "date")
    yield from found
    text, found = _taken(text, _SPLIT_YEAR, lambda m: m["a"], "tax year")
    yield from found
    text = _NAMES.sub(" ", text)
    for match in _NUMBER.finditer(text):
        scale = _SCALE.get((match["scale"] or "").lower(), 1.0)
        digits = match["n"].replace(",", "")
        value = float(digits) * scale
        decimals = len(digits.partition(".")[2])
        bare = not (match["cur"] or match["scale"] or match["pc"] or "," in match["n"] or decimals)
        if bare and len(digits) == 4 and _FIRST_YEAR <= value <= _LAST_YEAR:
            yield Figure("year", str(int(value)), match[0])
            continue
        kind, step = "percent" if match["pc"] else "number", scale * 10.0**-decimals
        before = text[max(0, match.start() - _ROUGH_WITHIN) : match.start()].rstrip(" *").lower()
        yield Figure(kind, value, match[0].strip(), step, before.endswith(_ROUGHLY))


def rounds(value: float, known: float) -> bool:
    """Whether `value` is `known`, rounded to some of its leading digits: 12,500 for 12,547.60, but not 12,600."""
    if not 0.9 * value < known < 1.1 * value:
        return False
    for digits in _ROUND_DIGITS:
        unit = 10.0 ** (floor(log10(known)) - digits + 1)
        whole = abs(value / unit - round(value / unit)) < 1e-6
        if whole and abs(value - known) <= unit / 2 + known * 1e-9:
            return True
    return False


def _taken(text: str, pattern: re.Pattern[str], read: Any, kind: str) -> tuple[str, list[Figure]]:
    found = []

    def take(match: re.Match[str]) -> str:
        value = read(match)
        if value == _NOT_YET:
            return match[0]
        if value is not None:
            found.append(Figure(kind, value, match[0]))
        return " "

    return pattern.sub(take, text), found


def _day(match: re.Match[str]) -> date | str | None:
    year, name = match["y"] or match["y2"], (match["m"] or match["m2"]).lower()
    if not year:
        split = (
            match["d"]
            and len(match["d"]) == 2
            and _YEAR_BEFORE.fullmatch(match.string, match.start() - 5, match.start())
        )
        return _NOT_YET if split else None
    return _made(year, MONTH_NAMES.index(name) + 1, match["d"] or match["d2"])


def _made(year: Any, month: Any, day: Any) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _read_of_law(text: str) -> tuple[Figure, ...]:
    """The figures of a parameter's own words, which many answers share; kept, since nothing of a member is in them."""
    return tuple(_read(text))


@dataclass
class Pool:
    """The figures that may appear: those of the evidence, the question and the profile."""

    numbers: set[float] = field(default_factory=set)
    sizes: list[float] = field(default_factory=list)
    dates: set[date] = field(default_factory=set)
    years: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, rows: Iterable[Evidence], country: Country, question: str, profile: Mapping[str, Any]) -> Pool:
        pool = cls()
        texts = [question, plain(question)]
        for row in rows:
            words = [str(each) for each in (row.title, row.detail, row.reference, row.as_of)]
            pool._add_value(row.value)
            if row.kind == "parameter":
                pool._add(_read_of_law(_APART.join(words)))
            else:
                texts += words
        for value in profile.values():
            texts.append(str(value))
            pool._add_value(value)
        pool._add(_read(_APART.join(texts)))
        pool.sizes = sorted(pool.numbers)
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
        if figure.rough and any(rounds(value, each * factor) for factor in _RESTATED for each in self.sizes):
            return True
        return any(self._holds(value - margin, value + margin, factor) for factor in _RESTATED)

    def _holds(self, low: float, high: float, factor: float) -> bool:
        """Whether a number of the pool, times `factor`, lies from `low` to `high`."""
        # a hair lower, since a quotient may be rounded up
        at = bisect_left(self.sizes, low / factor - abs(low / factor) * 1e-12)
        while at < len(self.sizes) and self.sizes[at] * factor < low:
            at += 1
        return at < len(self.sizes) and self.sizes[at] * factor <= high

    def _add(self, figures: Iterable[Figure]) -> None:
        for figure in figures:
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
