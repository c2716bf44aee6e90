"""What a text says under its disguise: leetspeak, spaced letters, typing slips, base64, hex, rot13, reversed…

Each disguise gives one more view of the text; all views lead back to spans of the original.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from .folding import View, fold

_LEET = str.maketrans("0134578@$!|+", "oieastbasiit")
_LEET_TOKEN = re.compile(r"\b(?=\w*[a-z])(?=[\w@$!|]*[0-9@$!|])[a-z0-9@$!|]{2,}(?![\w%])")
_REAL_MIXED = re.compile(
    r"(?:\d+(?:k|m|bn?|th|st|nd|rd|yrs?|yo|pm|am|l|cr|pa|x)|401k|403b|457b|1099r?|p\d+|mp\d|sa\d+|"
    r"w\d|[a-z]\d+|\d+[a-z]|(?:au|us|uk|in|mem|m|case)\d+|\d+[a-z]{1,4}\d*)"
)
# every leetspeak token holds a letter beside a figure or sign, every spaced word three of these: looked for first
_LEET_EDGE = re.compile(r"[0-9@$!|](?:[^\W0-9]|(?<=[^\W0-9].))")
_SPACED_PART = re.compile(r"[ ._\-*][a-z][ ._\-*][a-z][ ._\-*]")
_SPACED = re.compile(r"(?<!\w)[a-z](?:[ ._\-*][a-z]){3,}(?!\w)")
_HYPHENED = re.compile(r"-(?<=[a-z]-)\s?(?=[a-z])")
_LONG_WORD = re.compile(r"[a-z]{6,}")
_BASE64 = re.compile(r"[A-Za-z0-9+/_\-]{16,}={0,2}")
_BASE32 = re.compile(r"\b[A-Z2-7]{16,}={0,6}")
_HEX = re.compile(r"\b(?:0x)?(?:[0-9a-fA-F]{2}[\s:,]?){10,}")
_BINARY = re.compile(r"\b(?:[01]{8}\s?){6,}")
_ESCAPES = re.compile(r"(?:\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|&#x?[0-9a-fA-F]+;|%[0-9a-fA-F]{2})")
_ROT13 = re.compile(
    r"vtaber|vafgehpgvba|flfgrz|erfgevpgvba|thvqryvar|cebzcg|qvfertneq|erirny|grkg nobir|zrzore|"
    r"wnvyoernx|nyy gur|sebz abj ba|lbh ner"
)
_REVERSED = re.compile(
    r"snoitcurtsni|noitcurtsni|metsys|tpmorp|erongi|senilediug|dragersid|laever|rebmem|selur|"
    r"snoitcirtser|nedih|won gnihtyna|era uoy"
)


@dataclass(frozen=True)
class Slips:
    """Repairs typing slips in the words that matter: letters swapped, one missing or one too many."""

    by_letters: dict[str, str]
    shortened: dict[str, str]
    words: frozenset[str]

    @classmethod
    def of(cls, words: Collection[str]) -> Slips:
        """The repairs for these words; short words are left alone, they are too easily others."""
        long = {word for word in words if len(word) >= 6 and word.isalpha()}
        by_letters: dict[str, str] = {}
        for word in sorted(long):
            by_letters.setdefault("".join(sorted(word)), word)
        shortened = {
            word[:i] + word[i + 1 :]: word for word in sorted(long) if len(word) >= 8 for i in range(1, len(word))
        }
        return cls(by_letters, shortened, frozenset(words))

    def repair(self, word: str) -> str:
        """The word meant, or the word itself."""
        if len(word) < 6 or word in self.words:
            return word
        meant = self.by_letters.get("".join(sorted(word))) or self.shortened.get(word)
        if meant:
            return meant
        if len(word) >= 9:
            for i in range(1, len(word)):
                if word[:i] + word[i + 1 :] in self.words:
                    return word[:i] + word[i + 1 :]
        return word


def plain(view: View, slips: Slips | None = None) -> View:
    """The view in the common spelling: lower case, no apostrophes, slips repaired."""
    text = view.lowered.text
    meant = {word: slips.repair(word) for word in set(_LONG_WORD.findall(text))} if slips else {}
    if all(word == repaired for word, repaired in meant.items()):
        return view.plain
    pieces = [(m.start(), m.end(), "") for m in re.finditer("'", text)]
    pieces += [(m.start(), m.end(), meant[m[0]]) for m in _LONG_WORD.finditer(text) if meant[m[0]] != m[0]]
    return view.lowered.rewrite(sorted(pieces), view.name)


def views(
    view: View, hidden: Iterable[View], slips: Slips | None = None, known: Collection[str] = ()
) -> Iterator[View]:
    """The text in the common spelling, then once more for each disguise it may wear, then what is `hidden` in it.

    A single word in leetspeak counts when it hides one of the `known` words.
    """
    base = plain(view, slips)
    yield base
    for rewritten in (_leet(base, known), _spaced(base), _hyphened(base)):
        if rewritten is not None:
            yield plain(rewritten, slips)
    for each in hidden:
        yield plain(each, slips)


def _leet(view: View, known: Collection[str]) -> View | None:
    if not _LEET_EDGE.search(view.text):
        return None
    tokens = [m.group() for m in _LEET_TOKEN.finditer(view.text) if not _REAL_MIXED.fullmatch(m.group())]
    if len(tokens) < 2 and not any(token.translate(_LEET) in known for token in tokens):
        return None
    pieces = [
        (m.start(), m.end(), m.group().translate(_LEET))
        for m in re.finditer(r"\b[a-z0-9@$!|]+", view.text)
        if not m.group().isdigit() or len(m.group()) == 1
    ]
    return view.rewrite(pieces, "leetspeak")


def _spaced(view: View) -> View | None:
    runs = list(_SPACED.finditer(view.text)) if _SPACED_PART.search(view.text) else []
    if not runs:
        return None
    return view.rewrite([(m.start(), m.end(), re.sub(r"[^a-z]", "", m.group())) for m in runs], "spaced letters")


def _hyphened(view: View) -> View | None:
    cuts = list(_HYPHENED.finditer(view.text))
    return view.rewrite([(m.start(), m.end(), "") for m in cuts], "hyphened words") if len(cuts) >= 2 else None


def decoded(view: View) -> Iterator[View]:
    """What a text holds in another code (base64, hex, escapes…), or when read backwards."""
    text = view.text
    for name, pattern, decode in _DECODERS:
        for match in list(pattern.finditer(text))[:5]:
            hidden = decode(match.group())
            if hidden:
                place = view.span(*match.span())
                yield View(hidden, tuple([place] * len(hidden)), name)
    lowered = text.lower()
    if len(lowered) != len(text):
        return
    if ("%" in text or "\\" in text or "&#" in text) and _ESCAPES.search(text):
        hidden = fold(html.unescape(unquote(re.sub(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})", _escape, text)))).text
        yield View(hidden, tuple([(0, len(text))] * len(hidden)), "escapes")
    if _ROT13.search(lowered):
        yield View(codecs.encode(text, "rot13"), view.places, "rot13")
    if _REVERSED.search(lowered):
        places = view.places or tuple((i, i + 1) for i in range(len(text)))
        yield View(text[::-1], tuple(reversed(places)), "reversed")


def _escape(match: re.Match[str]) -> str:
    return chr(int(match.group(1) or match.group(2), 16))


def _readable(data: bytes) -> str:
    """The bytes as text when they are text, else nothing."""
    try:
        text = fold(data.decode("utf-8")).text
    except UnicodeDecodeError:
        return ""
    letters = sum(character.isalpha() or character.isspace() for character in text)
    return text if len(text) >= 8 and letters > 0.8 * len(text) else ""


def _from_base64(value: str) -> str:
    value = value.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return _readable(base64.b64decode(value + "=" * (-len(value) % 4)))
    except (binascii.Error, ValueError):
        return ""


def _from_base32(value: str) -> str:
    value = value.rstrip("=")
    try:
        return _readable(base64.b32decode(value + "=" * (-len(value) % 8)))
    except (binascii.Error, ValueError):
        return ""


def _from_hex(value: str) -> str:
    digits = re.sub(r"^0x|[^0-9a-fA-F]", "", value)
    return _readable(bytes.fromhex(digits[: len(digits) // 2 * 2]))


def _from_binary(value: str) -> str:
    digits = re.sub(r"\s", "", value)
    return _readable(bytes(int(digits[i : i + 8], 2) for i in range(0, len(digits) - 7, 8)))


_DECODERS = (
    ("base64", _BASE64, _from_base64),
    ("base32", _BASE32, _from_base32),
    ("hex", _HEX, _from_hex),
    ("binary", _BINARY, _from_binary),
)
