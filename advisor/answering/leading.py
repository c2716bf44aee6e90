"""Which sentence of a note leads: the one that says what was asked, where another than the first clearly does."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from ..countries import COUNTRIES, Country
from ..understanding.concepts import concepts
from ..understanding.words import stems

SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z₹$£\d])")
# Such a sentence leans on the one before it, and goes where that goes.
_LEANS = re.compile(
    r"(?:It|Its|They|Their|Them|This|That|These|Those|He|She|Then|Otherwise|But|Both|Neither|So|In (?:that|this|such)"
    r"|After (?:that|this)|Before (?:that|this)|Until then|From then|The (?:rest|other|same|remaining|latter|change)"
    r"|All (?:this|of)|Either|Instead|Also|And|Or|Each|Such|Even|If (?:not|so|it|they)|Below|Above|Only then"
    r"|Without (?:it|one|that)"
    r"|With (?:it|that|this)|For (?:that|this|these|those)|There|Most|Some|Others?|One|You (?:then|also|may also)"
    r"|(?:\S+ ){1,2}(?:it|they|then|also))\b"
)
_VERDICT = re.compile(r"(?:Yes|No)(?:\.|, ?but|,) *")
_WHETHER = "is|are|was|can|could|do|does|did|will|would|should|must|may|am|has|have"
_ASKS_WHETHER = re.compile(
    rf"(?:^|[,.;?!] ?|\b(?:so|and|but|or|then|ok|btw|pls|please) )(?:{_WHETHER}|any)\b"
    rf"|\b(?:{_WHETHER}) (?:i|we|he|she|they|you|my|it|someone)\b|\b(?:kya|allowed|right|or (?:not|no))\b"
)
# "do I have to stop?", "will it hurt?": a Yes that answers "can I?" would say the opposite
_ASKS_HARM = re.compile(r"\b(?:have to|need to|must|got to|gotta|forced?|stop|lose|hurt|affect|harm|too late)\b")
_ASKS_WHOM = re.compile(
    r"\b(?:who|whom|which number|what number|where) (?:do|can|should|shall|would) i (?:ring|call|phone|contact|tell|ask"
    r"|speak to|talk to|complain|report)\b|\bwho (?:to|2) (?:ring|call|phone|contact)\b"
)
# What a question asks for, and how a sentence that says it looks.
_ASKED_AND_SAID = (
    (r"how (?:many times|often)|kitni baar", r"\b(?:times|once|twice|every \w+ years?)\b"),
    (
        r"how long|how soon|how fast|how quick\w*|by when|deadline|time limit|kab tak"
        r"|(?:till|until|til|upto) (?:when|what)|kitne (?:din|saal|mahine)",
        r"\b\d+ (?:working |calendar |full )?(?:days?|weeks?|months?|years?)\b|\b(?:until|by) (?:age )?\d"
        r"|\b(?:until|before|within|by the end)\b",
    ),
    (r"(?:what|which) age|how old", r"\b(?:age|aged|until|before|from|at|turn) (?:of )?\d\d"),
    (r"how much|what (?:percent|share|rate)|kitn[aei]", r"[$£₹]\s?\d|\d ?%"),
    (r"\b(?:tax|taxes|tds)\b", r"\b(?:tax|taxed|taxable|tax-free|TDS)\b"),
    (r"\btax(?:ed|able)\b", r"\b(?:taxed|taxable|tax-free|untaxed)\b"),
    (r"what (?:form|papers|documents)|which form|\bforms?\b", r"\b[Ff]orms?\b"),
)  # fmt: skip
_KINDS = tuple((re.compile(asks), re.compile(says)) for asks, says in _ASKED_AND_SAID)
_SENTENCES_KEPT = 8192
_KIND, _CONCEPT, _BEHIND = 2.0, 1.0, 1.5
_ENOUGH, _AHEAD, _ENOUGH_AGAIN = 4.0, 3.0, 1.5
_WHETHER_AHEAD = 5.0  # a first sentence mostly is the verdict that "can I…" asks for


def asks_whom(question: str) -> bool:
    """True for "who do I ring?"."""
    return bool(_ASKS_WHOM.search(question))


def led(text: str, question: str, country: Country, again: bool = False) -> tuple[str, str]:
    """The sentence to lead with and the rest; sentences that lean on another stay behind it.

    `again` tells that the whole was read a moment ago: what fits the new question best leads then.
    """
    units = _units(SENTENCE_END.split(text))
    asked = frozenset(stems(question))
    if not asked:
        return _parted(units)
    named, kinds = concepts(question, country.code), [says for asks, says in _KINDS if asks.search(question)]
    scores = [_score(unit, asked, named, kinds, country.code) for unit in units]
    best = max(range(len(units)), key=lambda at: (scores[at], -at))
    whether = bool(_ASKS_WHETHER.search(question)) and not _ASKS_HARM.search(question)
    enough, ahead = _ENOUGH, _WHETHER_AHEAD if whether else _AHEAD
    if again and len(units) > 1:  # the first sentence was read already
        best = max(range(1, len(units)), key=lambda at: (scores[at], -at))
        enough, ahead = _ENOUGH_AGAIN, -scores[best]
    if best and scores[best] >= enough and scores[best] - scores[0] >= ahead:
        # the verdict of the first sentence answers its own question, not this one
        first = [_capital(_VERDICT.sub("", units[0][0])), *units[0][1:]]
        units = [units[best], first, *units[1:best], *units[best + 1 :]]
    elif not whether:
        units[0] = [_capital(_VERDICT.sub("", units[0][0])), *units[0][1:]]
    return _parted([[each for each in unit if each] for unit in units])


def _parted(units: Sequence[Sequence[str]]) -> tuple[str, str]:
    flat = [sentence for unit in units for sentence in unit]
    return flat[0], " ".join(flat[1:])


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def _units(sentences: Sequence[str]) -> list[list[str]]:
    found: list[list[str]] = []
    for sentence in sentences:
        if found and (_LEANS.match(sentence) or _VERDICT.fullmatch(found[-1][-1] + " ")):
            found[-1].append(sentence)
        else:
            found.append([sentence])
    return found


def _score(
    unit: Sequence[str], asked: frozenset[str], wanted: frozenset[str], kinds: Sequence[re.Pattern[str]], code: str
) -> float:
    """How well the unit's own sentence says what is asked; those that lean on it count for less."""
    rare, whole = _rarity(code), 0.0
    for at, sentence in enumerate(unit):
        words, named = _said(sentence, code)
        score = sum(rare.get(stem, 0.0) for stem in words & asked)
        score += _CONCEPT * len(named & wanted) + _KIND * sum(bool(says.search(sentence)) for says in kinds)
        whole = max(whole, score / (1 if at == 0 else _BEHIND))
    return whole


@lru_cache(_SENTENCES_KEPT)
def _said(sentence: str, code: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words and the concepts of a note's sentence: there are few, and each is read for many questions."""
    return frozenset(stem for stem in stems(sentence) if stem.isalpha()), concepts(sentence.lower(), code)


@cache
def _rarity(code: str) -> Mapping[str, float]:
    """How much a word says, by the share of the country's note sentences that hold it."""
    notes = COUNTRIES[code].notes.values()
    sentences = [
        set(stems(each)) for note in notes for each in SENTENCE_END.split(" ".join(str(note["answer"]).split()))
    ]
    held = Counter(stem for each in sentences for stem in each)
    return {stem: math.log(len(sentences) / count) / 2 for stem, count in held.items()}
