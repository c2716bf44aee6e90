"""Scored phrase rules over word lists, both kept as data (YAML): shared by attacks, abuse and distress.

A rule's `find` is a row of words and `<list>` names; `a|b` means either, `kind_of` is one phrase, `~3` allows up to
three other words in between. Each rule that
matches gives its score (ratio 0-1); scores add up like independent witnesses: 1 - (1-a)(1-b)…
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from importlib import resources
from operator import or_
from typing import Any

import yaml

from .folding import View, fold

# the same safe loader, written in C where there is one: ten times as fast
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TRIES = 12
_WORDS_KEPT = 20_000
TELLING = 0.45


@dataclass(frozen=True)
class Hit:
    """One kind of thing found: the surest rule, the joint score of all rules that matched, its span in the original."""

    code: str
    rule: str
    score: float
    start: int
    end: int
    message: str


@dataclass(frozen=True)
class Match:
    """One rule that matched a view: its span in the original text."""

    rule: Rule
    start: int
    end: int
    view: str


@dataclass(frozen=True)
class WordList:
    """Words, stems (written with a trailing *) and phrases; `heads` are the words an entry may start with."""

    words: frozenset[str]
    stems: tuple[str, ...]
    phrases: tuple[str, ...]
    heads: frozenset[str]

    @classmethod
    def of(cls, entries: Sequence[str]) -> WordList:
        """The list of these entries, spelled as the normalised texts are."""
        plain = [spelled(entry) for entry in entries]
        words = frozenset(e for e in plain if re.fullmatch(r"\w+", e))
        phrases = tuple(e for e in plain if not re.fullmatch(r"\w+\*?", e))
        stems = tuple(e[:-1] for e in plain if re.fullmatch(r"\w+\*", e))
        firsts = [re.match(r"(\w+)(\*?)", phrase) for phrase in phrases]
        return cls(
            words,
            stems + tuple(first.group(1) for first in firsts if first and first.group(2)),
            phrases,
            words | {first.group(1) for first in firsts if first},
        )

    @property
    def pattern(self) -> str:
        """A regular expression for any one entry."""
        parts = [re.escape(p).replace(r"\ ", r"\W+").replace(r"\*", r"\w*") for p in self.phrases]
        parts += sorted(map(re.escape, self.words), key=len, reverse=True) + [re.escape(s) + r"\w*" for s in self.stems]
        return "(?:" + "|".join(parts) + ")"


@dataclass(frozen=True)
class Page:
    """A view in the common spelling, with where entries of word lists begin: a rule is only tried where it can."""

    view: View
    known: dict[int, list[int]] = field(default_factory=dict)

    def starts(self, words: WordList) -> list[int]:
        """Where in the text an entry of the list may begin."""
        if id(words) not in self.known:
            heads = words.heads & self.view.words
            if words.stems:
                heads |= {word for word in self.view.words if word.startswith(words.stems)}
            self.known[id(words)] = sorted(place for word in heads for place in self.view.places_of(word))
        return self.known[id(words)]


def spelled(text: str) -> str:
    """Lower case, folded, without apostrophes: the spelling in which rules and texts meet."""
    return re.sub(r"'", "", fold(text).text.lower())


@dataclass(frozen=True)
class Rule:
    """One scored rule.

    `unless` cancels a match when it is found in the match and the 45 characters on either side; there the match itself
    stands between ⟦ and ⟧, so that a pattern can say "right before it" or "inside it". `hints` are strings one of which
    the text must hold, `channels` say whether questions, answers or both are searched.
    """

    name: str
    code: str
    score: float
    pattern: re.Pattern[str]
    first: WordList | None
    needs: tuple[WordList, ...]
    hints: tuple[str, ...]
    unless: re.Pattern[str] | None
    channels: tuple[str, ...]

    def search(self, page: Page) -> re.Match[str] | None:
        """The first match that is not cancelled by its surroundings."""
        text = page.view.text
        if self.hints and not any(hint in text for hint in self.hints):
            return None
        for count, match in enumerate(self._found(page)):
            if count >= _TRIES:
                break
            before, after = text[max(0, match.start() - 45) : match.start()], text[match.end() : match.end() + 45]
            if not (self.unless and self.unless.search(f"{before}⟦{match.group()}⟧{after}")):
                return match
        return None

    def _found(self, page: Page) -> Iterator[re.Match[str]]:
        if self.first is None:
            yield from self.pattern.finditer(page.view.text)
            return
        end = 0
        for start in page.starts(self.first):
            match = self.pattern.match(page.view.text, start) if start >= end else None
            if match:
                end = match.end()
                yield match


@dataclass(frozen=True)
class Needs:
    """Which rules a text can match at all: one bit a word list, and for each rule the bits of the lists it needs."""

    bits: Callable[[str], int]
    rules: tuple[tuple[int, Rule], ...]

    @classmethod
    def of(cls, rules: Sequence[Rule]) -> Needs:
        """The index of these rules."""
        bits: dict[tuple[frozenset[str], tuple[str, ...]], int] = {}
        heads: dict[str, int] = {}
        stems: dict[str, int] = {}
        indexed = []
        for rule in rules:
            needed = 0
            for words in rule.needs:
                bit = bits.setdefault((words.heads, words.stems), 1 << len(bits))
                needed |= bit
                for table, entries in ((heads, words.heads), (stems, words.stems)):
                    for entry in entries:
                        table[entry] = table.get(entry, 0) | bit
            indexed.append((needed, rule))
        sizes = sorted({len(stem) for stem in stems})

        # the same words come again in every text
        @lru_cache(maxsize=_WORDS_KEPT)
        def bits_of(word: str) -> int:
            held = heads.get(word, 0)
            for size in sizes:
                held |= stems.get(word[:size], 0)
            return held

        return cls(bits_of, tuple(indexed))

    def possible(self, words: Iterable[str]) -> Iterator[Rule]:
        """The rules all of whose word lists have an entry that may begin at one of the (distinct) words."""
        held = reduce(or_, map(self.bits, words), 0)
        return (rule for needed, rule in self.rules if needed & held == needed)


@dataclass(frozen=True)
class RuleBook:
    """Rules, their word lists and the sentence for each code. Immutable. `needs` is by channel."""

    lists: Mapping[str, WordList]
    rules: tuple[Rule, ...]
    messages: Mapping[str, str]
    needs: Mapping[str, Needs]

    @classmethod
    def load(cls, package: str, *names: str) -> RuleBook:
        """The rule book of a package's YAML files."""
        data: dict[str, Any] = {"words": {}, "unless": {}, "messages": {}, "rules": []}
        for name in names:
            part = yaml.load(resources.files(package).joinpath(name).read_text(encoding="utf-8"), Loader=_LOADER)
            for key in ("words", "unless", "messages"):
                data[key] |= part.get(key, {})
            data["rules"] += part.get("rules", [])
        lists = {name: WordList.of([str(entry) for entry in entries]) for name, entries in data["words"].items()}
        guards = {name: " ".join(text.split()) for name, text in data["unless"].items()}
        rules = tuple(_rule(entry, lists, guards) for entry in data["rules"])
        channels = sorted({channel for rule in rules for channel in rule.channels})
        needs = {name: Needs.of([rule for rule in rules if name in rule.channels]) for name in channels}
        return cls(lists, rules, data["messages"], needs)

    def matches(self, view: View, channel: str = "input") -> list[Match]:
        """All rules that match a view whose text is already in the common spelling."""
        page = Page(view)
        found = []
        for rule in self.needs[channel].possible(view.words):
            match = rule.search(page)
            if match:
                found.append(Match(rule, *view.span(*match.span()), view.name))
        return found

    def hits(self, matches: Sequence[Match], weak: float = 1.0) -> list[Hit]:
        """The matches by code, each with the joint score of all of them; the surest code first.

        Rules that say little by themselves (score under TELLING) count `weak` times (ratio 0-1) of their score.
        """
        best: dict[str, Match] = {}
        for match in matches:
            known = best.get(match.rule.name)
            if known is None or known.rule.score < match.rule.score:
                best[match.rule.name] = match
        rest = 1.0
        for match in best.values():
            rest *= 1 - match.rule.score * (1.0 if match.rule.score >= TELLING else weak)
        hits = []
        for code in dict.fromkeys(m.rule.code for m in sorted(best.values(), key=lambda m: -m.rule.score)):
            top = max((m for m in best.values() if m.rule.code == code), key=lambda m: m.rule.score)
            where = "" if top.view == "as written" else f" ({top.view})"
            hits.append(Hit(code, top.rule.name + where, 1 - rest, top.start, top.end, self.messages[code]))
        return hits


def _rule(entry: Mapping[str, Any], lists: Mapping[str, WordList], guards: Mapping[str, str]) -> Rule:
    """A rule from its YAML entry: `find` in the short notation, or `regex`; `unless` names guards or is a pattern."""
    first: WordList | None = None
    needs: tuple[WordList, ...] = ()
    if "regex" in entry:
        pattern = entry["regex"]
    else:
        pattern, first, needs = _pattern(entry["find"], lists, bool(entry.get("across")))
    unless = [guards.get(part, part) for part in _listed(entry.get("unless"))]
    return Rule(
        name=entry["name"],
        code=entry["code"],
        score=float(entry["score"]),
        pattern=re.compile(pattern),
        first=first,
        needs=needs,
        hints=tuple(entry.get("hints", ())),
        unless=re.compile("|".join(f"(?:{part})" for part in unless)) if unless else None,
        channels=tuple(entry.get("channels", ("input",))),
    )


def _listed(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def _pattern(
    find: str, lists: Mapping[str, WordList], across: bool
) -> tuple[str, WordList | None, tuple[WordList, ...]]:
    between = r"\W+" if across else r"[^\w.?!]+"
    out: list[str] = [r"\b"]
    first: WordList | None = None
    needs: list[WordList] = []
    gap = ""
    for position, item in enumerate(find.split()):
        if item.startswith("~"):
            gap = rf"{between}(?:\w+{between}){{0,{item[1:]}}}?"
            continue
        if position:
            out.append(gap or between)
        gap = ""
        words = lists[item[1:-1]] if re.fullmatch(r"<\w+>", item) else _heads(item)
        if words is not None:
            needs.append(words)
            first = words if not position else first
        item = re.sub(r"<(\w+)>|_", lambda m: lists[m.group(1)].pattern if m.group(1) else r"\W+", item)
        out.append(f"(?:{item})")
    return "".join(out) + r"\b", first, tuple(needs)


def _heads(item: str) -> WordList | None:
    """The words the alternatives of an item may start with, one of which a text must hold; None if not plain words."""
    words = []
    for alternative in item.split("|"):
        first = re.match(r"(\w+?)(?:(\\w\*)|_|\\W|$)", alternative)
        if not first:
            return None
        words.append(first.group(1) + ("*" if first.group(2) else ""))
    return WordList.of(words)
