"""Abuse: insults, hatred of groups, obscenity aimed at people, and threats. Civil anger passes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from ..disguises import views
from ..folding import View
from ..phrases import Hit, Match, RuleBook

_STARRED = re.compile(r"(?<![\w*])(?=[a-z*#@$!.\-]{0,14}[*#@$!])(?=[*#@$!.\-]{0,14}[a-z])[a-z*#@$!.\-]{3,14}(?![\w*])")
_STARS = re.compile(r"[*#@$!]")
_STARRED_RUN = re.compile(r"[a-z*#@$!.\-]+")
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

    def find(self, view: View, hidden: Sequence[View] = ()) -> list[Hit]:
        """The abuse in a text and in what is `hidden` in it, the surest first; each score is a ratio 0-1."""
        matches: list[Match] = []
        for each in views(view, hidden, known=self.hidden):
            matches += self.book.matches(each)
            uncovered = self._uncover(each)
            if uncovered is not None:
                matches += self.book.matches(uncovered)
        return self.book.hits(matches)

    def _uncover(self, view: View) -> View | None:
        """The view with starred-out (f***) and drawn-out (stuuupid) words spelled in full; None if it has none."""
        pieces = []
        for match in _starred(view.text):
            word = self._starred_word(match.group())
            if word:
                pieces.append((match.start(), match.end(), word))
        taken = {start for start, _, _ in pieces}
        drawn_out = any(letter * 3 in view.text for letter in ascii_lowercase)
        for match in re.finditer(r"[a-z]{4,}", view.text) if drawn_out else ():
            if _DRAWN_OUT.search(match.group()) and match.start() not in taken:
                pieces.append((match.start(), match.end(), _DRAWN_OUT.sub(r"\1", match.group())))
        return view.rewrite(sorted(pieces), "letters starred out") if pieces else None

    def _starred_word(self, token: str) -> str | None:
        """The abusive word behind a token such as "f***" or "st*pid"; None when it hides none."""
        core = token.strip(".-!")
        letters, stars = len(re.findall("[a-z]", core)), len(re.findall("[*#@$!]", core))
        if not stars or not core[:1].isalpha() or (letters < 2 and stars < 3):
            return None
        gaps = ["[a-z]" if character in "*#@$!" else re.escape(character) for character in core]
        exact = re.compile("".join(gaps) + "$")
        # Writers do not count their stars.
        loose = re.compile(re.sub(r"(?:\[a-z\]){2,}", "[a-z]{1,6}", "".join(gaps)) + "$") if letters >= 2 else exact
        near = [word for word in self.hidden if word[0] == core[0]]
        return next((word for pattern in (exact, loose) for word in near if pattern.match(word)), None)


def _starred(text: str) -> Iterator[re.Match[str]]:
    """What `_STARRED` finds in a text, looked for around its stars and signs alone."""
    end = 0
    for star in _STARS.finditer(text):
        if star.start() < end:
            continue
        at = star.start()
        while at > end and _STARRED_RUN.match(text[at - 1]):
            at -= 1
        run = _STARRED_RUN.match(text, star.start())
        end = run.end() if run else star.end()
        while at < end:
            match = _STARRED.match(text, at)
            if match:
                yield match
            at = match.end() if match else at + 1
