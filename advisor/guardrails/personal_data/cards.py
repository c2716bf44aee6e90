"""Payment cards and international bank account numbers.

Sources: ISO/IEC 7812 (card numbers, Luhn check digit, Presidio's), ISO 13616 and the SWIFT IBAN registry (lengths).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import checksums, surroundings
from .identifier import SEPARATOR, Candidate, around, isolated, label_distance

LEAST_DIGITS = 13  # in a row, whatever separators are between them
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
