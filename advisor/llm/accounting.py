"""Whether every figure of a text stands where the evidence says it stands.

A figure that occurs somewhere in the evidence is not yet right: "your age is 61" is wrong when 61 is only the last
year of a table. So each sentence is laid beside the statements of the evidence that speak of the same things, and
its figures must be theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..answering import wording
from ..answering.answer import Evidence
from ..answering.figures import Figure, figures, rounds
from ..countries import Country
from ..rules import FORTNIGHTS, MONTHS, WEEKS, Result
from ..understanding.mentions import plain

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z₹$£€\d*_“\"(])|(?<=;)\s+(?=[a-z])|\n+")
_ASIDE = re.compile(r" ?\([^)]*\)")
_DASH = re.compile("[–/]")
_LIST_MARK = re.compile(r"(?m)^\s*\d{1,2}[.)] ")
_ANY_WORD = re.compile(r"[a-z]{2,}")
_WORD = re.compile(r"[a-z]{3,}")
_COUNTED = r"(?:%|per ?cent|percent|years?|months?|weeks?|fortnights?|dollars|pounds|rupees|lakhs?|crores?)"
_SPELLED = re.compile(rf"\b\d[\d,.]*(?= ?{_COUNTED}\b)")
_COMMON = re.compile(
    r"\b(?:"
    r"about|age|all|also|amount|and|any|are|but|can|each|for|from|had|has|have|here|how|into|its|just|may|month"
    r"|months|more|most|much|not|only|out|over|per|than|that|the|their|them|then|there|they|this|total|under|wa"
    r"s|what|when|which|who|will|with|would|year|years|you|your"
    r")\b"
)
_SAME = 0.6  # share of common words from which a sentence says what a statement says
_AN_AMOUNT = 100  # smaller numbers are ages and counts, not amounts by the year or the month
_HALF = 0.5
_FEW = 2  # a sentence of fewer telling words is compared by all its words
_VERBATIM = 0.8  # share of common words from which a sentence repeats a statement
_CLOSE = 0.1  # statements this near to the best one may be meant as well
_PERIODS = (("month", MONTHS), ("week", WEEKS), ("fortnight", FORTNIGHTS))
_SIGN = re.compile(r"[-−]?(?:[$£₹€]|Rs|INR|AUD|USD|GBP)", re.I)
_CONDITION = re.compile(r"(?:If|With) [^.]*\bwould\b")
_SUPPOSES = re.compile(r"^\W*with\b|\b(?:if|would|could|might|instead|suppose|were|had|each|every)\b", re.I)
_HALVES = re.compile(r"\b(?:couple|both|each|half|halves|double|twice|together)\b", re.I)


@dataclass(frozen=True)
class Statement:
    """One sentence of the evidence, the question or the profile: its words and its figures."""

    text: str
    words: frozenset[str]
    figures: tuple[Figure, ...]

    @classmethod
    def of(cls, text: str) -> Statement:
        """The statement a text makes."""
        return cls(text, _words(text), (*figures(text), *_spelled(text)))

    def holds(self, figure: Figure, said: str, restated: bool = True) -> bool:
        """Whether a sentence (`said`) has this figure from here: the same, rounded, or `restated` as it says."""
        return any(_same(figure, own, said, restated) for own in self.figures)

    def tells(self, found: Sequence[Figure], said: str) -> bool:
        """Whether a sentence's figures are all this statement's, each as often as the statement has it.

        In the very words of the statement they must also come in its order, and be its own: what is half or double
        of another figure there would let the two change places.
        """
        left, verbatim = list(self.figures), _words(said) == self.words
        for figure in found:
            at = next((n for n, own in enumerate(left) if _same(figure, own, said, not verbatim)), None)
            if at is None:
                return False
            left = left[at + 1 :] if verbatim else left[:at] + left[at + 1 :]
        return True


def statements(
    rows: Iterable[Evidence], results: Iterable[Result], country: Country, question: str, facts: Iterable[Any]
) -> list[Statement]:
    """Everything that may be said: each sentence of the evidence, and what the member told."""
    texts = [question, plain(question), *(str(fact) for fact in facts)]
    told = [(result.outcome.headline, _inputs(result, country)) for result in results]
    texts += [each for _, given in told for each in given]
    if len(told) > 1:  # a comparison says all of them in one breath
        texts.append(" ".join(f"{headline} {'; '.join(given)}" for headline, given in told))
    for row in rows:
        if _CONDITION.match(row.detail):  # one statement: what follows from the condition is no fact by itself
            texts.append(row.detail)
            continue
        named = f"{row.title} {row.authority} {row.reference}"
        first = (row.detail.splitlines() or [""])[0]
        texts += [f"{named} {row.as_of}", *sentences(row.detail), f"{row.title}: {first}", f"{named}: {first}"]
        if row.value is not None:
            texts += [f"{row.title} {_shown(row)}", f"{row.title} {first.partition(';')[0]}"]
    return [Statement.of(text) for text in texts if text.strip()]


def _inputs(result: Result, country: Country) -> list[str]:
    """What a result was worked out from, as an answer lists it."""
    known = country.calculator(result.calculator).inputs
    return [
        f"{_ASIDE.sub('', known[name][1].text)}, {wording.value(amount, known[name][1].unit, country)}"
        for name, amount in result.inputs.items()
        if amount is not None
    ]


def sentences(text: str) -> list[str]:
    """The sentences of a text, each line of a list or table by itself, without list numbers."""
    return [part for part in _SENTENCE_END.split(_LIST_MARK.sub("", text)) if part and part.strip(" *-|")]


def misplaced(text: str, known: Sequence[Statement]) -> list[Figure]:
    """The figures of `text` that no statement accounts for where they stand.

    What would be so on a condition is no fact: only a sentence that has one itself may rest on it.
    """
    bad = []
    facts = [each for each in known if not _CONDITION.match(each.text)]
    for sentence in sentences(text):
        found = said_figures(sentence)
        if found:
            bad += _misplaced(sentence, found, known if _SUPPOSES.search(sentence) else facts)
    return bad


def said_figures(sentence: str) -> list[Figure]:
    """The figures of a sentence, in digits and in words."""
    return [*figures(sentence), *_spelled(sentence)]


def asked_for(result: Result, country: Country) -> Statement:
    """The figure that a result is about: its value as it is shown, and the first figure of its headline."""
    first = tuple(figures(result.outcome.headline))[:1]
    value = result.value
    if isinstance(value, bool) or not isinstance(value, (int, float, date)):
        return Statement("", frozenset(), first)
    return Statement("", frozenset(), (*first, *figures(wording.value(value, result.outcome.unit, country))))


def _misplaced(sentence: str, found: Sequence[Figure], known: Sequence[Statement]) -> list[Figure]:
    if len(_words(sentence)) < _FEW and ("|" in sentence or len(found) > 1):
        # a row of a table, or a sum: some statement has them all together
        every = _every_word(sentence)
        same = [each for each in known if len(every) < _FEW or _alike(every, _every_word(each.text)) >= _HALF]
        return [] if any(each.tells(found, sentence) for each in same) else list(found)
    meant = _meant(sentence, known)
    if not meant:
        return [figure for figure in found if not any(each.holds(figure, sentence) for each in known)]
    # the sentence says what these statements say: another figure in it is a wrong one
    if any(each.tells(found, sentence) for each in meant):
        return []
    wrong = [figure for figure in found if not any(each.holds(figure, sentence) for each in meant)]
    return wrong or list(found)


def _meant(sentence: str, known: Sequence[Statement]) -> list[Statement]:
    """The statements that say what the sentence says, figures aside; none when it says it in words of its own."""
    words, enough = _words(sentence), _SAME
    if len(words) < _FEW:
        words, enough = _every_word(sentence), _VERBATIM
    near = []
    for each in known:
        if each.figures:
            theirs = each.words if enough == _SAME else _every_word(each.text)
            near.append((_alike(words, theirs), each))
    best = max((alike for alike, _ in near), default=0.0)
    close = _CLOSE if best < _VERBATIM else 0.0
    return [each for alike, each in near if alike >= best - close] if best >= enough else []


def _every_word(text: str) -> frozenset[str]:
    return frozenset(_ANY_WORD.findall(text.lower()))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Ratio 0–1: how much of the longer sentence's words both have."""
    return len(one & other) / max(len(one), len(other), 1)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_COMMON.sub(" ", text.lower())))


def _spelled(sentence: str) -> list[Figure]:
    """Figures written as words before what they count: "twelve percent", "five years"."""
    written = set(re.findall(r"\d[\d,.]*", sentence))
    return [
        figure
        for match in _SPELLED.finditer(plain(sentence))
        if match[0].rstrip(".,") not in {each.rstrip(".,") for each in written}
        for figure in figures(match[0].rstrip(".,"))
    ]


def _same(figure: Figure, own: Figure, said: str, restated: bool) -> bool:
    if figure.kind in ("date", "tax year") or own.kind in ("date", "tax year"):
        return _same_day(figure, own)
    value, known = abs(float(str(figure.value))), abs(float(str(own.value)))
    if _SIGN.match(figure.text) and _count(own):
        return False
    if figure.kind == "year" or own.kind == "year":
        return value == known
    exact = value * 1e-9 + 1e-9
    for factor in _factors(figure, own, said if restated else ""):
        # a quotient is rounded to the digits that are shown
        margin = exact + (figure.step / 2 if own.step < figure.step or factor < 1 else 0.0)
        if abs(value - known * factor) <= margin or (figure.rough and rounds(value, known * factor)):
            return True
    return False


def _count(own: Figure) -> bool:
    """A year, an age or a number of things, which is no amount of money."""
    return own.kind == "year" or (own.text.isdigit() and float(str(own.value)) <= _AN_AMOUNT)


def _same_day(figure: Figure, own: Figure) -> bool:
    if figure.kind == "tax year":
        return _DASH.sub("-", figure.text) == _DASH.sub("-", own.text)
    if figure.kind == "year":
        return str(figure.value) == str(own.value)[:4]
    return figure.value == own.value


def _factors(figure: Figure, own: Figure, said: str) -> Iterable[float]:
    """What the statement's figure may be multiplied by to be the sentence's."""
    yield 1.0
    if figure.kind == "percent" and own.kind != "percent":
        yield 100.0
    if own.kind == "percent" and figure.kind != "percent":
        yield 1 / 100
    lower = said.lower()
    for word, times in _PERIODS:
        if word in lower and abs(float(str(own.value))) >= _AN_AMOUNT:
            yield 1 / times
            yield times
    if _HALVES.search(lower) and abs(float(str(own.value))) >= _AN_AMOUNT:
        yield 2.0
        yield 0.5


def _shown(row: Evidence) -> str:
    value = row.value or 0.0
    return f"{value:.10g}" + (f" ({value * 100:.10g}%)" if row.unit.startswith(("ratio", "rate")) or value < 1 else "")
