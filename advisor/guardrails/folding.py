"""One spelling for many: full-width, look-alike and hidden characters folded to ASCII, with the way back.

A `View` is a rewritten text that knows, for each of its characters, which span of the original it came from.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

# Look-alikes that Unicode's compatibility folding (NFKC) leaves alone: Cyrillic, Greek, dashes, quotes.
_LOOK_ALIKES = dict(
    zip(
        "АВЕКМНОРСТУХаеорсухіїјѕһԁԛԝьІЈЅԌΑΒΕΖΗΙΚΜΝΟΡΤΥΧαοιυνκρε",
        "ABEKMHOPCTYXaeopcyxiijshdqwbIJSGABEZHIKMNOPTYXaoiuvkpe",
        strict=True,
    )
)
_LOOK_ALIKES |= dict.fromkeys("‐‑‒–—―−﹣⁃", "-") | dict.fromkeys("‘’‛`´ʼ", "'") | dict.fromkeys("“”„«»", '"')
_LOOK_ALIKES |= {"ı": "i", "ł": "l", "ø": "o", "ß": "ss", "⁄": "/", "∕": "/", "․": ".", "·": ".", "•": "."}
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_DROPPED = ("Cf", "Mn", "Mc", "Me", "Cc")
_TAGS = range(0xE0020, 0xE007F)
# Hangul, kana and Han are letters as they stand: taken apart they would no longer be the same words.
_WHOLE = ((0x1100, 0x11FF), (0x2E80, 0xD7FF), (0xF900, 0xFAFF))
_WORD = re.compile(r"\w+")
_NATIVE_SCRIPT = re.compile(r"[\u0400-\u04ff\u0370-\u03ff]")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True)
class View:
    """A rewriting of a text. `places[i]` is the span of the original behind character i; None means the text itself."""

    text: str
    places: tuple[tuple[int, int], ...] | None = None
    name: str = "as written"

    # what several policies ask of one view is worked out once
    @cached_property
    def lowered(self) -> View:
        """The view in lower case, where that has as many characters."""
        text = self.text.lower()
        return View(text if len(text) == len(self.text) else self.text, self.places, self.name)

    @cached_property
    def plain(self) -> View:
        """The view in lower case and without apostrophes."""
        if "'" not in self.lowered.text:
            return self.lowered
        cuts = [(match.start(), match.end(), "") for match in re.finditer("'", self.lowered.text)]
        return self.lowered.rewrite(cuts, self.name)

    @cached_property
    def words(self) -> frozenset[str]:
        """The different words of the view."""
        return frozenset(_WORD.findall(self.text))

    def places_of(self, word: str) -> list[int]:
        """Where a word stands in the view by itself, not as a part of a longer one."""
        return [match.start() for match in _alone(word).finditer(self.text)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text behind characters `start` to `end` of this view."""
        if self.places is None:
            return start, end
        if not self.places or start >= end:
            return 0, 0
        covered = self.places[start:end]
        return min(place[0] for place in covered), max(place[1] for place in covered)

    def _places(self, start: int, end: int) -> Iterable[tuple[int, int]]:
        return (
            zip(range(start, end), range(start + 1, end + 1), strict=True)
            if self.places is None
            else self.places[start:end]
        )

    def rewrite(self, pieces: Iterable[tuple[int, int, str]], name: str) -> View:
        """A new view in which each piece (start, end, replacement) of this one is replaced; pieces are in order."""
        out: list[str] = []
        places: list[tuple[int, int]] = []
        at = 0
        for start, end, replacement in pieces:
            out.append(self.text[at:start])
            places.extend(self._places(at, start))
            out.append(replacement)
            places.extend([self.span(start, end)] * len(replacement))
            at = end
        out.append(self.text[at:])
        places.extend(self._places(at, len(self.text)))
        return View("".join(out), tuple(places), name)


@lru_cache(maxsize=4096)
def _alone(word: str) -> re.Pattern[str]:
    # a pattern that begins with the word itself is looked for much faster than one that begins with its edge
    return re.compile(rf"{word}(?<!\w{word})(?!\w)")


@cache
def _fold_character(character: str, keep_script: bool) -> str:
    if character.isascii():
        return character
    code = ord(character)
    if code in _TAGS:
        return chr(code - 0xE0000)
    if _INVISIBLE.match(character) or (unicodedata.category(character) in _DROPPED and character not in "\n\t\r"):
        return ""
    if character in _LOOK_ALIKES and not (keep_script and character.isalpha()):
        return _LOOK_ALIKES[character]
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    if any(low <= code <= high for low, high in _WHOLE):
        return character
    if character.isspace():
        return "\n" if character in "\n\r" else " "
    folded = unicodedata.normalize("NFKD", character)
    bare = "".join(part for part in folded if unicodedata.category(part) not in _DROPPED)
    return "".join(_LOOK_ALIKES.get(part, part) if not keep_script else part for part in bare) or ""


def fold(text: str) -> View:
    """The text with look-alike letters, digits of every script, hidden tags and odd spaces folded to ASCII.

    Words written wholly in Cyrillic or Greek stay as they are (they are a language, not a disguise).
    """
    if text.isascii() and "\x00" not in text:
        return View(text)
    strange = {character for character in set(text) if not character.isascii()}
    if not any(map(_NATIVE_SCRIPT.match, strange)):
        folded = {character: _fold_character(character, False) for character in strange}
        if all(len(replacement) == 1 for replacement in folded.values()):
            for character, replacement in folded.items():
                text = text.replace(character, replacement)
            return View(text, None, "folded")
    out: list[str] = []
    places: list[tuple[int, int]] = []
    for word in re.finditer(r"\s+|\S+", text):
        letters = word.group()
        if letters.isascii():
            out.append(letters)
            places.extend(zip(range(word.start(), word.end()), range(word.start() + 1, word.end() + 1), strict=True))
            continue
        keep_script = bool(_NATIVE_SCRIPT.search(letters)) and _is_foreign(letters, text)
        for offset, character in enumerate(letters, start=word.start()):
            replacement = _fold_character(character, keep_script)
            out.append(replacement)
            places.extend([(offset, offset + 1)] * len(replacement))
    return View("".join(out), tuple(places), "folded")


def _is_foreign(word: str, text: str) -> bool:
    """Whether a word with Cyrillic or Greek letters is a word of that language rather than disguised English."""
    if _LATIN.search(word):
        return False
    native = sum(1 for character in word if _NATIVE_SCRIPT.match(character))
    disguised = sum(1 for character in word if character in _LOOK_ALIKES and character.isalpha())
    return disguised < native or not _LATIN.search(text)
