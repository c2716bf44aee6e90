"""The words around each figure of a message, with how near they are."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from .mentions import Mention
from .words import STOP, stem, tokens

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_REACH = 9  # words to either side of a figure that can say what it is
_FAINT = 0.05  # words less near than this say nothing


class Nearby:
    """A message's plain text and, for each figure in it, the stems around; worked out once a message."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        self._mentions = [m for m in mentions if m.role != "zero"]
        self._zeros = [m for m in mentions if m.role == "zero"]
        self._found: dict[tuple[int, int, str], Mapping[str, float]] = {}

    @cached_property
    def stems(self) -> frozenset[str]:
        """Every stem of the message, little words included."""
        return frozenset(stem(word) for word in tokens(self.text))

    def words(self, mention: Mention) -> Mapping[str, float]:
        """Stems, and pairs of stems, near a figure with their nearness from 1 down to 0."""
        key = (mention.start, mention.end, mention.role)
        if key not in self._found:
            self._found[key] = _named(mention) if mention.role == "zero" else self._around(mention)
        return self._found[key]

    def _around(self, mention: Mention) -> dict[str, float]:
        near: dict[str, float] = {}
        before = [m for m in self._mentions if m.end <= mention.start]
        after = [m for m in self._mentions if m.start >= mention.end]
        # the words of a "no …" belong to that zero alone
        text = list(self.text)
        for zero in self._zeros:
            text[zero.start : zero.end] = "_" * (zero.end - zero.start)
        blanked = "".join(text)
        _walk(blanked[: mention.start], 0, before, near, left=True)
        _walk(blanked[mention.end :], mention.end, after, near, left=False)
        return near


def _named(mention: Mention) -> dict[str, float]:
    """A "no …" names what it is about: its own words."""
    words = [stem(word) for word in tokens(mention.text)]
    kept = [stem(word) for word in tokens(mention.text) if word not in STOP]
    pairs = zip(kept, kept[1:], strict=False)
    return dict.fromkeys([*words, *(f"{a} {b}" for a, b in pairs)], 1.0)


def _walk(side: str, offset: int, beyond: Sequence[Mention], near: dict[str, float], left: bool) -> None:
    """Adds the words of one side, nearest first, until the trail fades."""
    nearness, last, steps = 1.0, "", 0
    position = len(side) if left else 0
    words = list(_WORD.finditer(side))
    for found in reversed(words) if left else words:
        gap = side[found.end() : position] if left else side[position : found.start()]
        position = found.start() if left else found.end()
        steps += 1
        nearness *= _fade(found[0], gap)
        if any(m.start <= offset + found.start() < m.end for m in beyond):
            nearness, last = nearness * 0.45, ""
            continue
        if steps > _REACH or nearness < _FAINT:
            break
        word = stem(found[0])
        near[word] = max(near.get(word, 0.0), nearness)
        if found[0] in STOP:
            continue
        if last:
            pair = f"{word} {last}" if left else f"{last} {word}"
            near[pair] = max(near.get(pair, 0.0), nearness)
        last = word


def _fade(word: str, gap: str) -> float:
    fade = 0.93
    if re.search(r"[.;?!](?:\s|$)", gap):
        fade *= 0.3
    elif re.search(r"[,:(]", gap):
        fade *= 0.55
    if word in ("and", "but", "plus"):
        fade *= 0.55
    return fade
