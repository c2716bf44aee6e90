"""What an identifier looks like: one table entry holds its pattern, labels, checksum and how sure each makes us."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import surroundings

# Between the digits of a number people write nothing, or up to three of these.
SEPARATOR = r"[ ./_\-]{0,3}"
LABEL_REACH_BEFORE = 60
LABEL_REACH_AFTER = 32
DIRECT_LABEL = 14
REACH = 140
_ROW = re.compile(rf"\d(?:{SEPARATOR}\d)*")


@dataclass(frozen=True)
class Candidate:
    """A stretch of a text that may be personal data. `score` is a ratio 0-1, `distance` characters to its label."""

    code: str
    label: str
    placeholder: str
    start: int
    end: int
    score: float
    rule: str
    distance: int = 999


Spotter = Callable[[str, str], Iterator[Candidate]]


def longest_row(text: str) -> int:
    """How many digits stand in a row at most, whatever separators are between them."""
    return max((sum(map(str.isdigit, row)) for row in _ROW.findall(text)), default=0)


def digits(*groups: int) -> str:
    """A pattern for digits in groups of these sizes, with any separators."""
    return SEPARATOR.join(rf"\d(?:{SEPARATOR}\d){{{size - 1}}}" if size > 1 else r"\d" for size in groups)


def grouped(*groups: int) -> str:
    """A pattern for the usual ways to write a number: these groups with one kind of separator, or none at all."""
    parts = [rf"\d{{{size}}}" for size in groups]
    return rf"{parts[0]}(?:(?P<sep>[ \-]){'(?P=sep)'.join(parts[1:])}|{''.join(parts[1:])})"


def spread(text: str) -> str:
    """A pattern for single character classes written one after the other, with any separators between them."""
    return SEPARATOR.join(re.findall(r"\[[^\]]+\]|\\d|\w", text))


@dataclass(frozen=True)
class Identifier:
    """One kind of personal identifier.

    `pattern` finds it however it is separated; `shape` is the usual way to write it, needed where no label stands
    near; `check` tests the compact value (letters and digits, upper case). `alone` is the score of a well-formed value
    without a label in the member's own country, `abroad` the same elsewhere (ratios 0-1). `least` is how many digits
    in a row it holds at least, separators aside: a text without such a row is not searched.
    """

    code: str
    label: str
    placeholder: str
    country: str
    pattern: str
    labels: str
    least: int = 0
    check: Callable[[str], bool] | None = None
    shape: str = ""
    alone: float = 0.0
    abroad: float = 0.0
    mislabelled: float = 0.6
    public: str = ""

    def spotter(self) -> Spotter:
        """A function from (text, country) to the candidates of this kind."""
        pattern = re.compile(rf"(?<![A-Za-z0-9+@])(?:{self.pattern})(?![A-Za-z0-9@])(?![.,]\d)", re.I)
        labels = re.compile(rf"(?<![a-z0-9])(?:{self.labels})(?![a-z])", re.I)
        shape = re.compile(self.shape, re.I) if self.shape else None
        public = re.compile(self.public, re.I) if self.public else None
        needs_label = not (self.alone or self.abroad)

        def spot(text: str, country: str) -> Iterator[Candidate]:
            if needs_label and not labels.search(text):
                return
            for match in pattern.finditer(text):
                before, after = around(text, match.start(), match.end())
                if public and public.search(before[-60:] + " # " + after[:40]):
                    continue
                score, rule, distance = self._judge(match.group(), before, after, country, labels, shape)
                if score > 0:
                    yield Candidate(
                        self.code, self.label, self.placeholder, match.start(), match.end(), score, rule, distance
                    )

        return spot

    def _judge(
        self, value: str, before: str, after: str, country: str, labels: re.Pattern[str], shape: re.Pattern[str] | None
    ) -> tuple[float, str, int]:
        """The score (ratio 0-1) of a value in its place, the rule that gave it, and the distance to its label."""
        compact = re.sub(r"[^A-Za-z0-9]", "", value).upper()
        valid = self.check is None or self.check(compact)
        is_number = compact.isdigit()
        if is_number and surroundings.money_unit(before, after):
            return 0.0, "", 0
        distance = label_distance(before, after, labels)
        if distance is not None and not (is_number and distance > DIRECT_LABEL and surroundings.money(before, after)):
            if valid:
                return 1.0 - distance / 1000, "label and " + ("checksum" if self.check else "format"), distance
            if distance <= DIRECT_LABEL:
                return self.mislabelled, "label", distance
        own = not country or country == self.country or not self.country
        score = self.alone if own else self.abroad
        if not score or not valid or (shape and not shape.fullmatch(value)) or not isolated(before, after):
            return 0.0, "", 0
        if is_number and (surroundings.money(before, after, value) or surroundings.reference(before)):
            return 0.0, "", 0
        return score, "checksum and country" if self.check else "format and country", 999


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a stretch, as far as any judgement looks."""
    return text[max(0, start - REACH) : start], text[end : end + REACH]


def label_distance(before: str, after: str, labels: re.Pattern[str]) -> int | None:
    """Characters to the nearest label within reach, before or after the value; None when there is none."""
    ahead = surroundings.label_before(before, labels)
    behind = surroundings.label_after(after, labels)
    near = [
        d for d, reach in ((ahead, LABEL_REACH_BEFORE), (behind, LABEL_REACH_AFTER)) if d is not None and d <= reach
    ]
    return min(near) if near else None


def isolated(before: str, after: str) -> bool:
    """Whether a value stands by itself, not as a part of a longer number or of a code such as CASE-2025-05191."""
    return not re.search(r"(?:\d[ ./\-]|[A-Za-z0-9]-|[$£€₹#])$", before[-3:]) and not re.match(r"[ ./\-]\d", after[:3])
