"""Abuse: insults, hatred of groups, obscenity aimed at people, and threats. Civil anger passes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..disguises import views
from ..folding import View
from ..phrases import Hit, Match, RuleBook

_STARRED = re.compile(r"(?<![\w*])(?=[a-z*#@$!.\-]*[*#@$!])(?=[a-z]*[a-z][a-z*#@$!.\-]*)[a-z*#@$!.\-]{3,14}(?![\w*])")
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")


@dataclass(frozen=True)
class Abuse:
    """Finds abuse by scored rules over every view of a text. Immutable."""

    book: RuleBook
    hidden: tuple[str, ...]

    @classmethod
    def build(cls) -> Abuse:
        """The rules that ship with the package."""
        book = RuleBook.load(__package__ or "", "words.yaml", "rules.yaml")
        hidden = sorted(
            book.lists["obscene"].words
            | book.lists["slur"].words
            | book.lists["insult"].words
            | book.lists["crude"].words
        )
        return cls(book, tuple(hidden))

    def find(self, view: View) -> list[Hit]:
        """The abuse in a text, the surest first; each score is a ratio 0-1."""
        matches: list[Match] = []
        for each in views(view, known=self.hidden):
            matches += self.book.matches(each)
            uncovered = self._uncover(each)
            if uncovered is not None:
                matches += self.book.matches(uncovered)
        return self.book.hits(matches)

    def _uncover(self, view: View) -> View | None:
        """The view with starred-out (f***) and drawn-out (stuuupid) words spelled in full; None if it has none."""
        pieces = []
        for match in _STARRED.finditer(view.text):
            word = self._starred_word(match.group())
            if word:
                pieces.append((match.start(), match.end(), word))
        taken = {start for start, _, _ in pieces}
        for match in re.finditer(r"[a-z]{4,}", view.text):
            if _DRAWN_OUT.search(match.group()) and match.start() not in taken:
                pieces.append((match.start(), match.end(), _DRAWN_OUT.sub(r"\1", match.group())))
        return view.rewrite(sorted(pieces), "letters starred out") if pieces else None

    def _starred_word(self, token: str) -> str | None:
        core = token.strip(".-!")
        if not re.search(r"[*#@$]|(?<=[a-z])!(?=[a-z])", core) or not re.search(r"[a-z]", core):
            return None
        pattern = re.compile("".join("[a-z]" if c in "*#@$!" else re.escape(c) for c in core) + "$")
        loose = re.compile(
            re.sub(r"(?:\[a-z\])+", "[a-z]{1,6}", "".join("[a-z]" if c in "*#@$!" else re.escape(c) for c in core))
            + "$"
        )
        for wanted in (pattern, loose):
            for word in self.hidden:
                if wanted.match(word):
                    return word
        return None
