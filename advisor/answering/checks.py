"""Checks of an answer that need no LLM: its figures, dates, sources, money and promises."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..countries import Country
from .answer import Evidence
from .figures import Pool, figures, unsaid


@dataclass(frozen=True)
class Violation:
    """A finding. `code` names the rule broken; severity "critical", "major" or "minor"."""

    code: str
    severity: str
    detail: str


_PROMISES = {
    "promise.callback": (
        r"\b(?:we|i|someone|an? (?:adviser|agent|colleague|specialist)|our team)(?:'ll| will| shall) (?:call"
        r"|phone|ring|contact|email|get back to|reach out to|be in touch)\b"
        r"|\b(?:call|phone) you back\b"
    ),
    "promise.guarantee": r"\b(?:guaranteed? (?:return|growth|income of|to (?:grow|rise|beat))|we guarantee|i "
    r"guarantee|risk[- ]free return|can(?:'t|not) lose|certain to (?:rise|grow))\b",
    "promise.recommendation": (
        r"\b(?:i|we) (?:strongly )?(?:recommend|advise|suggest) (?:that )?(?:you )?(?:buy|buying|choose|choosing"
        r"|invest|investing|switch|switching|move|moving|put|putting|go with|the .{0,30}\bfund)\b"
        r"|\byou should (?:buy|invest in|choose|switch to|move (?:your|all|everything))\b|\bthe best (?:fund"
        r"|option|investment) (?:for you )?is\b"
    ),
    "promise.action": r"\b(?:i|we)(?:'ve| have) (?:submitted|filed|lodged|transferred|updated your|changed your"
    r"|booked|processed)\b",
}
# words one of which a promise of each kind needs: looked for first
_PROMISE_WORDS = {
    "promise.callback": ("'ll", "will", "shall", "you back"),
    "promise.guarantee": ("guarante", "risk", "lose", "certain"),
    "promise.recommendation": ("recommend", "advise", "suggest", "you should", "the best"),
    "promise.action": ("'ve", "have"),
}
_SIGNS = {"$": ("AUD", "USD"), "£": ("GBP",), "₹": ("INR",), "€": ("EUR",)}
_MONEY_SIGN = re.compile(r"(?:[$£₹€](?=\s?\d))|\b(?:AUD|USD|GBP|INR|EUR)(?=\s?\d)")
_WORD_MONEY = {
    "pounds sterling": "GBP",
    "rupees": "INR",
    "us dollars": "USD",
    "australian dollars": "AUD",
    "euros": "EUR",
}
_FOREIGN_LAW = {
    "AU": r"\b(?:401\(?k\)?|IRS|HMRC|EPFO?|Social Security Administration|State Pension age)\b",
    "US": r"\b(?:superannuation|Centrelink|HMRC|EPFO|ATO|National Insurance)\b",
    "UK": r"\b(?:superannuation guarantee|Centrelink|IRS|401\(?k\)?|EPFO|ATO)\b",
    "IN": r"\b(?:superannuation guarantee|Centrelink|IRS|401\(?k\)?|HMRC|ATO)\b",
}
_LINK = re.compile(r"\]\((https?://[^)\s]+)\)|(?<!\()\b(https?://[^\s)]+)")
_SEVERITY = {"promise.callback": "critical", "promise.guarantee": "critical", "promise.recommendation": "critical"}


def check(
    answer_text: str, evidence: Iterable[Evidence], country: Country, question: str, profile: Mapping[str, Any]
) -> list[Violation]:
    """What is wrong with an answer; an empty list when everything in it is accounted for.

    A figure is accounted for when the evidence, the question or the profile holds it, rounded or restated
    (12% for 0.12, a month for a year, lakh for rupees).
    """
    if not answer_text.strip():
        return [Violation("answer.empty", "critical", "The answer is empty.")]
    rows = list(evidence)
    figures_found = _figures(answer_text, rows, country, question, profile)
    return [*figures_found, *check_words(answer_text, rows, country, question)]


def check_words(answer_text: str, evidence: Sequence[Evidence], country: Country, question: str) -> list[Violation]:
    """What is wrong with an answer besides its figures: currency, law, links and promises."""
    return [
        *_money(answer_text, country, question),
        *_law(answer_text, country, question),
        *_links(answer_text, evidence),
        *_promises(answer_text),
    ]


def _figures(
    text: str, rows: list[Evidence], country: Country, question: str, profile: Mapping[str, Any]
) -> list[Violation]:
    pool = Pool.of(rows, country, question, profile)
    found = []
    # a sentence of the evidence is accounted for as a whole
    for figure in figures(unsaid(text, {line for row in rows for line in row.detail.split("\n")})):
        if not pool.accounts_for(figure):
            code = {"percent": "percentage.unaccounted", "date": "date.unaccounted", "year": "date.unaccounted"}
            severity = "major" if figure.kind == "year" else "critical"
            named = code.get(figure.kind, "figure.unaccounted")
            found.append(
                Violation(named, severity, f"“{figure.text}” is not in the evidence, the question or the profile.")
            )
    return found


def _money(text: str, country: Country, question: str) -> list[Violation]:
    code = country.law.currency.code
    strange = []
    for found in _MONEY_SIGN.finditer(text):
        codes = _SIGNS.get(found[0], (found[0],))
        if code not in codes and found[0] not in question:
            strange.append(found[0])
    lower = text.lower()
    strange += [
        word for word, other in _WORD_MONEY.items() if other != code and word in lower and word not in question.lower()
    ]
    return [
        Violation("currency.foreign", "critical", f"The answer uses {sign}, not {code}.")
        for sign in dict.fromkeys(strange)
    ]


def _law(text: str, country: Country, question: str) -> list[Violation]:
    names = {found[0] for found in re.finditer(_FOREIGN_LAW[country.code], text)}
    asked = question.lower()
    return [
        Violation("country.foreign", "major", f"The answer speaks of {name}, which is another country's.")
        for name in sorted(names)
        if name.lower() not in asked
    ]


def _links(text: str, rows: Sequence[Evidence]) -> list[Violation]:
    known = {row.url.rstrip("/.") for row in rows if row.url}
    used = {(found[1] or found[2]).rstrip("/.,") for found in _LINK.finditer(text)}
    return [
        Violation("source.unaccounted", "major", f"{url} is no source of the evidence.") for url in sorted(used - known)
    ]


def _promises(text: str) -> list[Violation]:
    plain = text.lower().replace("’", "'")
    return [
        Violation(code, _SEVERITY.get(code, "major"), f"The answer promises: “{found[0]}”.")
        for code, pattern in _PROMISES.items()
        if any(word in plain for word in _PROMISE_WORDS[code])
        if (found := re.search(pattern, plain))
    ]
