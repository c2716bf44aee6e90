"""Numbers written as words, turned into digits: "half a million" → "500000", "sixty-two" → "62"."""

from __future__ import annotations

import re

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_SMALL = {word: value for value, word in enumerate(_UNITS.split())}
_TENS = {
    w: 10 * n
    for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "grand": 1e3,
    "lakh": 1e5,
    "lakhs": 1e5,
    "lac": 1e5,
    "million": 1e6,
    "crore": 1e7,
    "crores": 1e7,
}
_WORD = "|".join(sorted([*_SMALL, *_TENS, *_SCALES], key=len, reverse=True))
_RUN = re.compile(rf"\b(?:{_WORD})(?:(?:[\s-]+(?:and[\s-]+)?)(?:{_WORD}))*\b")
_PART = re.compile(r"\b(half|quarter)\s+(?:of\s+)?an?\s+(lakh|million|mill?|crore)\b")
_AND_HALF = re.compile(rf"\b(\w+)\s+and\s+a\s+(half|quarter)\s+({'|'.join(_SCALES)})\b")
_AND_HALF_PLAIN = re.compile(r"\b(\d{1,3}|[a-z]+)\s+and\s+a\s+half\b")
_A_SCALE = re.compile(rf"\ban?\s+(?=(?:{'|'.join(_SCALES)})\b)")
_DIGIT_HUNDRED = re.compile(r"\b(\d+(?:\.\d+)?)\s+hundred(\s+(?:thousand|grand))?\b")
_ALONE = re.compile(
    r"^(?P<lead>(?:(?:and|just|only|what about|how about|for|if|make it|say|ok) )*)one(?P<tail>[?.! ]*)$"
)
_PARTS = {"half": 0.5, "quarter": 0.25}
_HINDI = {
    "ek": "1", "do": "2", "teen": "3", "tin": "3", "char": "4", "chaar": "4", "paanch": "5", "panch": "5", "chhe": "6",
    "chah": "6", "saat": "7", "aath": "8", "nau": "9", "das": "10", "dus": "10", "gyarah": "11", "barah": "12",
    "pandrah": "15", "bees": "20", "pachees": "25", "pachis": "25", "tees": "30", "dedh": "1.5", "dhai": "2.5",
    "adhai": "2.5",
}  # fmt: skip
_HINDI_COUNT = re.compile(
    rf"\b(?<!har )({'|'.join(sorted(_HINDI, key=len, reverse=True))})"
    r"(?= (?:saal|sal|varsh|baras|mahin[aey]|maheen[aey]|hafte|lakhs?|lacs?|crores?|cr|hazaa?r)\b)"
)  # "do" is an English word as well: only before a unit is it two
_COUPLE = re.compile(r"\b(?:a )?couple(?: of| o)? (?=(?:more )?(?:years?|yrs?|months?|weeks?)\b)")
_COUNTED = re.compile(
    r"\s*-?(?:years?|yrs?|months?|weeks?|fortnights?|percent|per cent|%|child(?:ren)?|kids?|son|daughter|dependents?)\b"
)


def digits(text: str) -> str:
    """`text` (lower case) with its number words as digits. "one" alone stays a pronoun unless a unit follows."""
    text = _COUPLE.sub("2 ", _HINDI_COUNT.sub(lambda m: _HINDI[m[1]], text))
    text = _PART.sub(lambda m: f"{_PARTS[m[1]] * _SCALES.get(m[2], _SCALES['million']):.0f}", text)
    text = _AND_HALF.sub(_and_half, text)
    text = _DIGIT_HUNDRED.sub(lambda m: f"{float(m[1]) * 100 * (1000 if m[2] else 1):.0f}", text)
    text = _ALONE.sub(lambda m: f"{m['lead']}1{m['tail']}", _A_SCALE.sub("one ", text))
    return _AND_HALF_PLAIN.sub(_half_more, _RUN.sub(_run, text))


def _and_half(found: re.Match[str]) -> str:
    whole = _value(found[1])
    return found[0] if whole is None else f"{(whole + _PARTS[found[2]]) * _SCALES[found[3]]:.0f}"


def _half_more(found: re.Match[str]) -> str:
    whole = _value(found[1])
    return found[0] if whole is None else f"{whole + 0.5:g}"


def _value(word: str) -> float | None:
    if re.fullmatch(r"\d+(\.\d+)?", word):
        return float(word)
    return {"a": 1, **_SMALL, **_TENS}.get(word)


def _run(found: re.Match[str]) -> str:
    words = re.findall(_WORD, found[0])
    if words[0] in _SCALES and not found[0].startswith("one"):
        return found[0]  # "5 lakh", "1.2 million": the scale belongs to the digits before it
    if words == ["one"] and not _COUNTED.match(found.string, found.end()):
        return found[0]
    total, current = 0.0, 0.0
    for word in words:
        if word in _SCALES:
            current = max(current, 1) * _SCALES[word]
            if word != "hundred":
                total, current = total + current, 0.0
        else:
            current += _SMALL.get(word, 0) + _TENS.get(word, 0)
    return f"{total + current:.0f}"
