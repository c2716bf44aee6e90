"""Payment cards, international and national bank accounts.

Sources: ISO/IEC 7812 (card numbers, Luhn check digit, Presidio's), ISO 13616 and the SWIFT IBAN registry (lengths),
AusPayNet (BSB, six digits), ABA (routing number, check digit modulus 10, Presidio's), Pay.UK (sort code, six digits),
RBI (IFSC, four letters, a zero, six characters). A branch code alone names a bank, not a person: it counts together
with an account number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import checksums, surroundings
from .identifier import SEPARATOR, Candidate, around, isolated, label_distance

_S = r"[ ./_\-]{1,3}"
_CARD = re.compile(
    rf"(?<![A-Za-z0-9+])(?:\d{{4}}{_S}\d{{4}}{_S}\d{{4}}{_S}\d{{1,4}}(?:{_S}\d{{3}}(?!\d))?|"
    rf"\d{{4}}{_S}\d{{6}}{_S}\d{{4,5}}|\d{{13,19}})(?![A-Za-z0-9])(?![.,]\d)"
)
_CARD_LABEL = re.compile(
    (
        r"\b(?:(?:credit|debit|bank|payment|visa|master|rupay|amex)?\s?-?cards?(?:\s*(?:no|num|number|"
        r"#))?|visa|mastercard|amex|american express|rupay|maestro|charge|pan no)\b"
    ),
    re.I,
)
_IBAN_START = re.compile(
    rf"(?<![A-Za-z0-9])[A-Z]{SEPARATOR}[A-Z]{SEPARATOR}\d{SEPARATOR}\d(?={SEPARATOR}[A-Z0-9])", re.I
)
_IBAN_LABEL = re.compile(r"\biban\b", re.I)
_IBAN_LENGTHS = dict(
    pair.split(":")
    for pair in [
        "AD:24",
        "AE:23",
        "AL:28",
        "AT:20",
        "BA:20",
        "BE:16",
        "BG:22",
        "BH:22",
        "BR:29",
        "CH:21",
        "CR:22",
        "CY:28",
        "CZ:24",
        "DE:22",
        "DK:18",
        "DO:28",
        "EE:20",
        "ES:24",
        "FI:18",
        "FO:18",
        "FR:27",
        "GB:22",
        "GE:22",
        "GI:23",
        "GL:18",
        "GR:27",
        "HR:21",
        "HU:28",
        "IE:22",
        "IL:23",
        "IS:26",
        "IT:27",
        "JO:30",
        "KW:30",
        "KZ:20",
        "LB:28",
        "LI:21",
        "LT:20",
        "LU:20",
        "LV:21",
        "MC:27",
        "MD:24",
        "ME:22",
        "MK:19",
        "MT:31",
        "MU:30",
        "NL:18",
        "NO:15",
        "PK:24",
        "PL:28",
        "PS:29",
        "PT:25",
        "QA:29",
        "RO:24",
        "RS:22",
        "SA:24",
        "SE:24",
        "SI:19",
        "SK:24",
        "SM:27",
        "TN:24",
        "TR:26",
        "UA:29",
        "VG:24",
        "XK:20",
    ]
)


def spot_cards(text: str, country: str) -> Iterator[Candidate]:
    """Payment card numbers: by check digit anywhere, by their label even when the check digit is wrong."""
    del country
    for match in _CARD.finditer(text):
        compact = re.sub(r"\D", "", match.group())
        before, after = around(text, *match.span())
        if not 13 <= len(compact) <= 19 or compact[0] not in "23456" or surroundings.money_unit(before, after):
            continue
        distance = label_distance(before, after, _CARD_LABEL)
        valid = checksums.payment_card(compact)
        if distance is not None and (valid or distance <= 14):
            score, rule = (1.0 if valid else 0.6) - distance / 1000, "card label"
        elif (
            valid
            and isolated(before, after)
            and not (surroundings.money(before, after) or surroundings.reference(before))
        ):
            score, rule = 0.9, "card check digit"
        else:
            continue
        yield Candidate("card", "a payment card number", "CARD", match.start(), match.end(), score, rule, distance or 0)


def spot_ibans(text: str, country: str) -> Iterator[Candidate]:
    """International bank account numbers, by country length and check digits."""
    del country
    for match in _IBAN_START.finditer(text):
        length = _IBAN_LENGTHS.get(re.sub(r"[^A-Za-z]", "", match.group()).upper())
        if not length:
            continue
        end, compact = _take(text, match.start(), int(length))
        if len(compact) < int(length) or (end < len(text) and text[end].isalnum()):
            continue
        labelled = surroundings.label_before(around(text, *match.span())[0], _IBAN_LABEL) is not None
        if checksums.iban(compact) and (labelled or _in_fours(text[match.start() : end])):
            yield Candidate(
                "iban", "a bank account number (IBAN)", "IBAN", match.start(), end, 1.0, "IBAN check digits"
            )
        elif labelled:
            yield Candidate("iban", "a bank account number (IBAN)", "IBAN", match.start(), end, 0.6, "IBAN label")


def _in_fours(value: str) -> bool:
    """Whether a value is written in one piece or in fours: one sentence in a hundred has a valid sum by chance."""
    groups = re.split(r"[ ./_\-]+", value)
    return len(groups) == 1 or all(len(group) == 4 for group in groups[:-1])


def _take(text: str, start: int, count: int) -> tuple[int, str]:
    """The end of, and the letters and digits in, the next `count` of them from `start`, separators skipped."""
    taken: list[str] = []
    at = start
    skipped = 0
    while at < len(text) and len(taken) < count:
        if text[at].isascii() and text[at].isalnum():
            taken.append(text[at])
            skipped = 0
        elif text[at] in " -./_" and skipped < 3:
            skipped += 1
        else:
            break
        at += 1
    return at, "".join(taken).upper()


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
    pairs = list(_pairs(text))
    if pairs:
        yield from pairs
        return
    branches = list(_branches(text))
    account_spans: list[tuple[int, int]] = []
    for match in _ACCOUNT.finditer(text):
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


def _pairs(text: str) -> Iterator[Candidate]:
    """A branch code and an account number next to each other, with the branch code's name within reach."""
    for kind, pattern in _PAIRS:
        code, label, placeholder, word, _ = _BRANCH_WORDS[kind]
        if word is None or not word.search(text):
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


def _branches(text: str) -> Iterator[Candidate]:
    for code, label, placeholder, word, pattern in _BRANCH_WORDS.values():
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
