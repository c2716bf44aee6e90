"""Bank accounts with their branch codes.

Sources: AusPayNet (BSB, six digits), ABA (routing number, nine digits), Pay.UK (sort code, six digits), RBI (IFSC,
four letters, a zero, six characters). A branch code alone names a bank, not a person: it counts together with an
account number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from . import surroundings
from .identifier import Candidate, around, label_distance

_NUMBER = r"(?:no|num|number|numbers|nr|#)"
_ACCOUNT = re.compile(
    rf"(?P<label>\b(?:(?P<bank>bank|checking|chequing|cheque|savings?|current|nominated|salary|credit|"
    rf"debit)\s+)?(?:accounts?|accts?|acc|a/c|ac)\b\.?)"
    rf"(?P<link>(?:\s*(?:{_NUMBER}|details|id)\b\.?|\s*(?:is|are|was|to|with|ending|starting|being|in|"
    rf"at)\b|\s*[:=#,\-(]){{0,4}})\s*"
    r"(?P<value>\d(?:[ .\-]?\d){4,17})(?![A-Za-z0-9])(?![.,]\d)",
    re.I,
)
_BRANCH_WORDS = {
    "bsb": (
        "au_bsb",
        "a bank branch code (BSB)",
        "BSB",
        re.compile(r"\bb\.?s\.?b\b", re.I),
        re.compile(r"(?<![\w.,])\d{3}[ \-]?\d{3}(?![\w])(?![.,]\d)"),
    ),
    "sort": (
        "uk_sort_code",
        "a bank sort code",
        "SORT_CODE",
        re.compile(r"\bsort(?:ing)?[\s\-]*code\b|\bs/c\b", re.I),
        re.compile(r"(?<![\w.,])\d{2}(?P<s>[ \-.]?)\d{2}(?P=s)\d{2}(?![\w])(?![.,]\d)"),
    ),
    "routing": (
        "us_routing",
        "a bank routing number",
        "ROUTING",
        re.compile(r"\b(?:routing|aba|rtn|transit)\b", re.I),
        re.compile(r"(?<![\w.,])\d(?:[ \-]?\d){8}(?![\w])(?![.,]\d)"),
    ),
    "ifsc": (
        "in_ifsc",
        "a bank branch code (IFSC)",
        "IFSC",
        None,
        re.compile(r"(?<![A-Za-z0-9])[A-Z]{4}[ \-]?0[ \-]?[A-Z0-9]{6}(?![A-Za-z0-9])", re.I),
    ),
}
# parts of the names of branch codes, and where the one without a name has its zero: looked for first
_PARTS = {
    "bsb": ("bsb", "b.sb", "bs.b", "b.s.b"),
    "sort": ("sort", "s/c"),
    "routing": ("routing", "aba", "rtn", "transit"),
}
_IFSC_ZERO = re.compile(r"0(?:(?<=[a-z]{4}0)|(?<=[a-z]{4}[ \-]0))", re.I)
_LINK = r"[\s,/:;&|\-]{0,4}(?:(?:and|then|with|bank|account|acct|acc|a/c|no|number|num|is)\b[\s.:,#/\-]{0,4}){0,4}"
_PAIRS = (
    (
        "bsb",
        re.compile(
            (
                rf"(?<![\w.,])(?P<branch>\d{{3}}[ \-]?\d{{3}})(?!\d)(?=[\s,/:;&|"
                rf"\-]){_LINK}(?P<account>\d(?:[ \-]?\d){{4,9}})(?![\w])(?![.,]\d)"
            ),
            re.I,
        ),
    ),
    (
        "sort",
        re.compile(
            (
                rf"(?<![\w.,])(?P<branch>\d{{2}}(?P<s>[ \-.]?)\d{{2}}(?P=s)\d{{2}})(?!\d)(?=[\s,/:;&|"
                rf"\-]){_LINK}(?P<account>\d(?:[ \-]?\d){{5,7}})(?![\w])(?![.,]\d)"
            ),
            re.I,
        ),
    ),
)
_BARE_ACCOUNT = re.compile(r"(?<![\w.,+])\d(?:[ \-]?\d){4,17}(?![\w])(?![.,]\d)")
_MINE = re.compile(r"\b(?:my|mine|our|his|her|wife's|husband's)\b", re.I)


def spot_accounts(text: str, country: str) -> Iterator[Candidate]:
    """Bank accounts with their branch codes: BSB, sort code, routing number or IFSC beside an account number."""
    del country
    lowered = text.lower()
    named = {kind for kind, parts in _PARTS.items() if any(part in lowered for part in parts)}
    if _IFSC_ZERO.search(text):
        named.add("ifsc")
    pairs = list(_pairs(text, named))
    if pairs:
        yield from pairs
        return
    branches = list(_branches(text, named))
    account_spans: list[tuple[int, int]] = []
    for match in _ACCOUNT.finditer(text) if "ac" in lowered or "a/c" in lowered else ():
        start, end = match.span("value")
        if _is_account(match, text, bool(branches)):
            account_spans.append((start, end))
    if branches:
        account_spans += _beside(text, branches, account_spans)
    for start, end in account_spans:
        if any(start < b.end and b.start < end for b in branches):
            continue
        yield Candidate("bank_account", "a bank account number", "ACCOUNT", start, end, 0.95, "account label", 0)
    for branch in branches:
        if account_spans or _MINE.search(text[max(0, branch.start - 40) : branch.start]):
            yield branch


def _pairs(text: str, named: Collection[str]) -> Iterator[Candidate]:
    """A branch code and an account number next to each other, with the branch code's name within reach."""
    for kind, pattern in _PAIRS:
        code, label, placeholder, word, _ = _BRANCH_WORDS[kind]
        if kind not in named or word is None or not word.search(text):
            continue
        for match in pattern.finditer(text):
            if label_distance(*around(text, *match.span()), word) is not None:
                yield Candidate(code, label, placeholder, *match.span("branch"), 0.96, "branch code beside account", 0)
                yield Candidate(
                    "bank_account",
                    "a bank account number",
                    "ACCOUNT",
                    *match.span("account"),
                    0.96,
                    "account beside branch code",
                    0,
                )


def _branches(text: str, named: Collection[str]) -> Iterator[Candidate]:
    for kind, (code, label, placeholder, word, pattern) in _BRANCH_WORDS.items():
        if kind not in named:
            continue
        if word is None:
            found = [(match, 0) for match in pattern.finditer(text)]
        elif word.search(text):
            found = [
                (match, distance)
                for match in pattern.finditer(text)
                if (distance := label_distance(*around(text, *match.span()), word)) is not None
            ]
            nearest = min((distance for _, distance in found), default=0)
            found = [
                (match, distance)
                for match, distance in found
                if (code == "us_routing" and distance < 15) or distance == nearest
            ]
        else:
            continue
        for match, distance in found:
            yield Candidate(code, label, placeholder, match.start(), match.end(), 0.95, "branch code label", distance)


def _is_account(match: re.Match[str], text: str, branch_given: bool) -> bool:
    """Whether the number after the word "account" is an account number rather than what the account holds."""
    start, end = match.span("value")
    before, after = around(text, start, end)
    compact = re.sub(r"\D", "", match.group("value"))
    if surroundings.money_unit(before, after) or re.fullmatch(r"(?:(?:19|20)\d\d[ .\-]?)+", match.group("value")):
        return False
    numbered = bool(re.search(rf"\b{_NUMBER}\b|#", match.group("link"), re.I))
    if numbered or branch_given:
        return len(compact) >= 5
    if re.search(r"\b(?:in|with|to|at)\s*$", match.group("link"), re.I) and not match.group("bank"):
        return len(compact) >= 8 and not compact.endswith("000")
    plain = len(compact) >= (6 if match.group("bank") else 8) and not compact.endswith("000")
    return plain and not surroundings.money("", after)


def _beside(text: str, branches: list[Candidate], known: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Numbers next to a branch code that no label names: "82-14-30 / 55779911 (sort code and account)"."""
    if known:
        return []
    found = []
    for branch in branches:
        for match in _BARE_ACCOUNT.finditer(text, branch.end, min(len(text), branch.end + 40)):
            between = text[branch.end : match.start()]
            if re.fullmatch(r"[\s,/:;&\-]*(?:and|then|account|acct|acc|a/c|no|number|num|is|#|\W)*", between, re.I):
                found.append(match.span())
            break
    return found
