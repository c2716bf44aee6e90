"""Words as the classifier and the slot filling compare them: light stems, and spelling mended to known words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]+)?(?:\([a-z]\))?|<[a-z]+>")
_SHORT = {
    "pls": "please", "plz": "please", "u": "you", "ur": "your", "r": "are", "wat": "what", "wot": "what", "wen": "when",
    "hw": "how", "mch": "much", "dont": "don't", "cant": "can't", "ret": "retire", "govt": "government",
    "gov": "government",
    "yr": "year", "yrs": "year", "mth": "month", "acct": "account", "amt": "amount", "bal": "balance",
    "contrib": "contribution", "contribs": "contribution", "ss": "social security", "soc": "social", "sec": "security",
    "max": "maximum", "min": "minimum", "w/d": "withdraw", "hubby": "husband", "missus": "wife",
    "superannuation": "super",
    "401(k)": "401k", "403(b)": "403b", "centerlink": "centrelink", "fte": "full", "pa": "year", "penson": "pension",
    "pention": "pension", "tex": "tax", "phaseout": "phase out", "yo": "old", "shud": "should", "shld": "should",
    "wud": "would", "b4": "before", "wanna": "want", "std": "standard", "ded": "deduction",
    "deds": "deduction", "fed": "federal", "gonna": "going",
    "chuck": "put", "chucking": "putting", "chucked": "put",
    "bung": "put", "bunging": "putting",
    "stick": "put", "sticking": "putting", "shove": "put", "shoving": "putting", "whack": "put", "tipping": "putting",
    "stash": "save", "stashed": "saved", "stashing": "saving", "pretax": "beforetax", "posttax": "aftertax",
}  # fmt: skip
STOP = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "in",
        "on",
        "for",
        "and",
        "or",
        "is",
        "are",
        "was",
        "be",
        "am",
        "i",
        "i'm",
        "im",
        "my",
        "me",
        "we",
        "our",
        "you",
        "your",
        "it",
        "its",
        "this",
        "that",
        "with",
        "at",
        "by",
        "from",
        "as",
        "do",
        "does",
        "did",
        "can",
        "could",
        "would",
        "will",
        "should",
        "may",
        "if",
        "so",
        "but",
        "what",
        "how",
        "when",
        "which",
        "who",
        "where",
        "there",
        "have",
        "has",
        "had",
        "get",
        "got",
        "much",
        "many",
        "just",
        "please",
        "not",
        "no",
        "into",
        "out",
        "up",
        "than",
        "then",
        "about",
        "after",
        "before",
        "over",
        "under",
    ]
)
_ENDINGS = (
    ("ations", "at"), ("ation", "at"), ("ings", ""), ("ing", ""), ("ements", "e"), ("ement", "e"), ("ments", ""),
    ("ment", ""),
    ("ies", "y"), ("ied", "y"), ("ners", "n"), ("als", "al"), ("ed", ""), ("ers", "er"), ("es", ""), ("ly", ""),
    ("s", ""),
)  # fmt: skip


@lru_cache(maxsize=20000)
def stem(word: str) -> str:
    """A crude common form: "withdrawals" and "withdrawal" meet, "contributing" and "contribution" nearly."""
    if len(word) < 5 or word[0].isdigit():
        return word[:-1] if len(word) == 4 and word.endswith(("s", "e")) and not word.endswith("ss") else word
    for ending, rest in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(rest) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)] + rest
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def tokens(text: str) -> list[str]:
    """The words of a plain text, shorthand written out."""
    found: list[str] = []
    for token in _TOKEN.findall(text.replace("401(k)", "401k").replace("403(b)", "403b")):
        found.extend(_SHORT.get(token, token).split())
    return found


def stems(text: str) -> list[str]:
    """Stems of the words that carry meaning."""
    return [stem(word.split("'")[0]) for word in tokens(text) if word not in STOP]


_TOGETHER = re.compile(r"\b(?:(before|after|pre|post)[ -](tax)|(up) (to)|(to) (have|get|reach)|(so) (far))\b")


def together(text: str) -> str:
    """`text`, as long as before, with pairs that only mean something together as one word: "before tax", "up to"."""
    return _TOGETHER.sub(lambda m: "".join(part for part in m.groups() if part) + " ", text)


class Speller:
    """Mends a word that is one slip away from exactly one known word (two slips from eight letters on)."""

    def __init__(self, known: Iterable[str], meant: Iterable[str]) -> None:
        """`known` words are left alone; a misspelt word is mended to one of those `meant`."""
        self.known = frozenset(word for word in known if word.isalpha())
        self._near: dict[str, str | None] = {}
        for word in sorted({word for word in meant if word.isalpha()}):
            if len(word) >= 4:
                for form in _deletions(word):
                    self._near[form] = None if form in self._near and self._near[form] != word else word

    def mend(self, word: str) -> str:
        """The known word meant, or `word` itself."""
        if word in self.known or f"{word}s" in self.known or len(word) < 5 or not word.isalpha():
            return word
        hits = {self._near.get(form) for form in (word, *_deletions(word))} - {None}
        near = {hit for hit in hits if hit and hit[0] == word[0] and abs(len(hit) - len(word)) <= 1}
        return near.pop() if len(near) == 1 else word


def _deletions(word: str) -> set[str]:
    return {word[:i] + word[i + 1 :] for i in range(len(word))}
