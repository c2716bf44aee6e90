"""What an LLM's text must stand before a member sees it. Needs no LLM."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from ..answering import Violation, check_words
from ..answering.answer import Evidence
from ..answering.figures import MONTH_NAMES
from ..countries import Country
from ..rules import Result
from . import accounting

UNANSWERED = "UNANSWERED"
_LEAKS = re.compile(
    r"\b(?:system prompt|my (?:instructions|prompt|rules are)|the material|json object|tool results?|function call|"
    r"as an ai|language model|openai|<question>|</question>|<history>)|\bUNANSWERED\b|```|\{\s*\"",
    re.I,
)
_PASSAGE = 6  # words in a row of the prompt that nobody writes by chance
_LAW = re.compile(
    r"\b(?P<kind>section|s|regulations?|regs?|schedule|sch|publication|pub|articles?|art|rule of|rules?|forms?|notice|"
    r"circular|class|tier|division|div|chapter|part|para|act|code|usc|irc|cfr)\.? "
    r"(?P<mark>\d[\w().-]*\w|\d)|\d+(?:\([a-z\d]+\))+",
    re.I,
)
_SHORT = {
    "section": "s",
    "regulation": "reg",
    "schedule": "sch",
    "publication": "pub",
    "article": "art",
    "division": "div",
}
_SCHEMES = "401(k) 401(a) 403(b) 457(b) 457(f) 408(p)"  # kinds of plan are no sources
_MONTHS = "|".join(MONTH_NAMES)
_DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTHS})\b|\b({_MONTHS}) (\d{{1,2}})(?!\d)", re.I)
_ISO_DAY = re.compile(r"\b\d{4}-(\d\d)-(\d\d)\b")
_SOURCE = re.compile(
    r"\b(?:according to|source:|see|under|published by|guidance from) (?:the )?(?P<name>(?:[A-Z][\w&']+ ?){2,6})"
)


@dataclass(frozen=True)
class Grounds:
    """What a text may rest on: evidence, results, the masked question, the profile's facts."""

    country: Country
    question: str
    facts: Mapping[str, Any]
    evidence: Sequence[Evidence]
    results: Sequence[Result]
    prompt: str = ""
    canary: str = ""

    @cached_property
    def statements(self) -> list[accounting.Statement]:
        """Everything that a text may say."""
        told = (self.evidence, self.results, self.country, self.question, self.facts.values())
        return accounting.statements(*told)


def faults(text: str, grounds: Grounds) -> list[Violation]:
    """What is wrong with an LLM's text; an empty list when everything in it is accounted for."""
    if not text.strip() or text.strip().strip("*.") == UNANSWERED:
        return [Violation("answer.empty", "critical", "The text does not answer.")]
    basic = check_words(text, grounds.evidence, grounds.country, grounds.question)
    found = [_placed, _headline, _law, _days, _leaks]
    return [*basic, *(violation for each in found for violation in each(text, grounds))]


def _placed(text: str, grounds: Grounds) -> list[Violation]:
    return [
        Violation("figure.misplaced", "critical", f"“{figure.text}” is not what the evidence says there.")
        for figure in accounting.misplaced(text, grounds.statements)
    ]


def _headline(text: str, grounds: Grounds) -> list[Violation]:
    """The first sentence with a figure holds the one that was worked out: a buried result is no answer."""
    wanted = [result for result in grounds.results if _shows_figure(result.value)]
    if not wanted:
        return []
    told = ((said, accounting.said_figures(said)) for said in accounting.sentences(text))
    said, lead = next(((said, found) for said, found in told if found), ("", []))
    for result in wanted:
        own = accounting.asked_for(result, grounds.country)
        if any(own.holds(figure, said) for figure in lead):
            return []
    return [Violation("figure.headline", "critical", "The text does not lead with the figure that was worked out.")]


def _shows_figure(value: Any) -> bool:
    return isinstance(value, (int, float, date)) and not isinstance(value, bool)


def _law(text: str, grounds: Grounds) -> list[Violation]:
    """Names of law and of publications must be the evidence's."""
    said = f"{_said(grounds)} {_SCHEMES}"
    known = {_name(match) for match in _LAW.finditer(said)}
    strange = [match[0] for match in _LAW.finditer(text) if _name(match) not in known]
    lower = said.lower()
    strange += [match["name"].strip() for match in _SOURCE.finditer(text) if match["name"].strip().lower() not in lower]
    return [
        Violation("source.unaccounted", "critical", f"“{name}” is no source of the evidence.")
        for name in dict.fromkeys(strange)
    ]


def _name(match: re.Match[str]) -> str:
    """A name of law in one spelling: "Section 72(t)" and "s 72(t)" are the same."""
    if not match["kind"]:
        return match[0].lower()
    kind = match["kind"].lower().rstrip("s") or "s"
    return f"{_SHORT.get(kind, kind)} {match['mark'].lower()}"


def _days(text: str, grounds: Grounds) -> list[Violation]:
    """Days of the year must be the evidence's; one that is in no calendar is nobody's."""
    said = _said(grounds) + " " + " ".join(str(fact) for fact in grounds.facts.values())
    known = {_day(match) for match in _DAY.finditer(said)}
    known |= {(int(match[2]), MONTH_NAMES[int(match[1]) - 1]) for match in _ISO_DAY.finditer(said)}
    return [
        Violation("date.unaccounted", "critical", f"“{match[0]}” is not in the evidence.")
        for match in _DAY.finditer(text)
        if _day(match) not in known
    ]


def _day(match: re.Match[str]) -> tuple[int, str]:
    return int(match[1] or match[4]), (match[2] or match[3]).lower()


def _said(grounds: Grounds) -> str:
    rows = (f"{row.title} {row.detail} {row.authority} {row.reference} {row.as_of}" for row in grounds.evidence)
    return " ".join([*rows, grounds.question])


def _leaks(text: str, grounds: Grounds) -> list[Violation]:
    told = _LEAKS.search(text)
    passages = _passages(grounds.prompt)
    marked = bool(grounds.canary) and grounds.canary in re.sub(r"[^0-9a-f]", "", text.lower())
    if told or marked or passages & _passages(text):
        return [Violation("prompt.leak", "critical", "The text speaks of the assistant's own instructions.")]
    return []


def _passages(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + _PASSAGE]) for i in range(len(words) - _PASSAGE + 1)}
