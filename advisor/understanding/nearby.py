"""The words around each figure of a message, with how near they are."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from .mentions import Mention
from .words import STOP, stem, together, tokens

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_SOURCE = re.compile(r" (?:out of|from|in|into) (?:my|the|a|an|our|his|her) (?P<what>[a-z0-9]+)")
_REACH = 9  # words to either side of a figure that can say what it is
_FAINT = 0.05  # words less near than this say nothing


class Nearby:
    """A message's plain text and, for each figure in it, the stems around; worked out once a message."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.text = text
        self._mentions = [m for m in mentions if m.role != "zero"]
        self._zeros = [m for m in mentions if m.role == "zero"]

    @cached_property
    def stems(self) -> frozenset[str]:
        """Every stem of the message, little words included."""
        return frozenset(stem(word) for word in tokens(self.text))

    def words(self, mention: Mention) -> Mapping[str, float]:
        """Stems, and pairs of stems, near a figure with their nearness from 1 down to 0.

        A word counts most for the figure it is nearest to.
        """
        if mention.role == "zero":
            return _named(mention)
        if mention.start not in self._near:
            return {}
        best = self._best
        return {word: value * value / best[word] for word, value in self._near[mention.start].items()}

    @cached_property
    def _near(self) -> dict[int, dict[str, float]]:
        return {mention.start: self._around(mention) for mention in self._mentions}

    @cached_property
    def _best(self) -> dict[str, float]:
        best: dict[str, float] = {}
        for near in self._near.values():
            for word, value in near.items():
                best[word] = max(best.get(word, 0.0), value)
        return best

    def _around(self, mention: Mention) -> dict[str, float]:
        near: dict[str, float] = {}
        before = [m for m in self._mentions if m.end <= mention.start]
        after = [m for m in self._mentions if m.start >= mention.end]
        # the words of a "no …" belong to that zero alone
        text = list(together(self.text))
        for zero in self._zeros:
            text[zero.start : zero.end] = "_" * (zero.end - zero.start)
        blanked = "".join(text)
        first = max(before, key=lambda m: m.end) if before else mention
        _walk(blanked[: mention.start], 0, before, near, True, _is_label(blanked[: first.start]))
        _walk(blanked[mention.end :], mention.end, after, near, False, False)
        if mention.kind in ("years", "months", "weeks"):  # "10 missing NI years"
            near.update((stem(word), 1.0) for word in tokens(mention.text) if word.isalpha() and word not in STOP)
        source = _SOURCE.match(blanked, mention.end)
        if source:
            near[stem(source["what"])] = 1.0
        return near


def _named(mention: Mention) -> dict[str, float]:
    """A "no …" names what it is about: its own words."""
    words = [stem(word) for word in tokens(mention.text)]
    kept = [stem(word) for word in tokens(mention.text) if word not in STOP]
    pairs = itertools.pairwise(kept)
    return dict.fromkeys([*words, *(f"{a} {b}" for a, b in pairs)], 1.0)


_AMOUNTS = ("money", "number", "percent")
_ANOTHERS = 0.45  # what is left of a word's nearness when it belongs to the figure on its other side
_FORWARD = re.compile(
    r"\w{2,}ing|wanna|gonna|has|have|had|got|took|taken|made|paid|gave|sold|aged?|on|at"
    r"|(?:earn|get|make|pay|spend|draw|take|want|need|put|withdraw|pull|cash|add|save|give|own|owe|receive|contribute)s?"
    r"|earned|added|saved|received|contributed|chuck|bung|stick|whack|tip|chip|throw|stash|kick|pop|sling"
)


def _is_label(before: str) -> bool:
    """True where a figure follows its name ("threshold income 198,000"): the next name may be the next figure's."""
    word = re.search(r"([a-z'-]+) ?(?:of|is|was|[:=])? ?$", before)
    return word is not None and word[1] not in STOP and not _FORWARD.fullmatch(word[1])


def _anothers(word: str, start: int, beyond: Sequence[Mention], left: bool, labelled: bool) -> bool:
    """True for a word between two figures that belongs to the one on the other side.

    "4000 earning 30k": the earning is the second's; "20k salary taking 30k": the salary is the first's.
    """
    if not beyond:
        return False
    if not left:
        return bool(_FORWARD.fullmatch(word))
    touches = any(m.end + 1 == start and m.kind in _AMOUNTS for m in beyond)
    return touches and not labelled and word not in STOP and not _FORWARD.fullmatch(word)


def _walk(
    side: str, offset: int, beyond: Sequence[Mention], near: dict[str, float], left: bool, labelled: bool
) -> None:
    """Adds the words of one side, nearest first, until the trail fades."""
    nearness, last, steps = 1.0, "", 0
    position = len(side) if left else 0
    words = list(_WORD.finditer(side))
    for found in reversed(words) if left else words:
        gap = side[found.end() : position] if left else side[position : found.start()]
        position = found.start() if left else found.end()
        steps += 1
        nearness *= _fade(found[0], gap)
        if _anothers(found[0], offset + found.start(), beyond, left, labelled):
            nearness *= _ANOTHERS
        if any(m.start <= offset + found.start() < m.end for m in beyond):
            nearness, last = nearness * 0.45, ""
            continue
        if steps > _REACH or nearness < _FAINT:
            break
        said = "wage" if found[0] == "pay" and not left and position == found.end() == len("pay") + 1 else found[0]
        meant = [stem(part) for part in tokens(said)] or [stem(said)]  # "56k pay": what is earned, not paid in
        for part in (*meant, " ".join(meant)):
            near[part] = max(near.get(part, 0.0), nearness)
        word = meant[0] if left else meant[-1]
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
    if word in ("and", "but", "plus", "with", "while"):
        fade *= 0.55
    return fade
