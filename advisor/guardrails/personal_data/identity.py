"""A name together with a date of birth or an address: each alone is harmless, together they are a person.

There is no model of names here: a name counts only where the member introduces it ("my name is …", "I am …, born …").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .identifier import Candidate

_NAME_WORD = r"[A-Z][A-Za-z'’\-]+"
_NAME = re.compile(
    rf"(?:(?i:my (?:full )?name(?:'s| is)|i am|i'm|this is|name\s*[:\-]|"
    rf"full name\s*[:\-]?))\s+(?P<name>(?:(?:Mrs?|Ms|Miss|Dr|Shri|"
    rf"Smt)\.?\s+)?{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,3}})"
)
_DATE = (
    r"(?:\d{1,2}[-./ ]\d{1,2}[-./ ]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|"
    r"th)?\s+[A-Za-z]{3,9},?\s+\d{4}|[A-Za-z]{3,9}\s+\d{1,2},?\s+\d{4})"
)
_BIRTH = re.compile(
    rf"\b(?:d\.?o\.?b\.?|date of birth|born(?: on)?|birth\s?date|birthday)\W{{0,3}}(?:is\s+|on\s+)?(?P<dob>{_DATE})",
    re.I,
)
_ADDRESS = re.compile(
    r"\b(?:my\s+|home\s+|postal\s+)?(?:address(?:\s+is)?|living at|live at|lives at|residing at|"
    r"reside at|resident of)\W{0,3}"
    r"(?P<address>(?=[^?!\n]{0,40}\d)[^?!\n]{6,120}?)(?=\s+-\s|[?!\n;]|\.\s|\.$|$)",
    re.I,
)
# parts of the words that introduce a date of birth or an address
_INTRODUCED = ("birth", "born", "dob", "d.ob", "do.b", "d.o.b", "address", "liv", "resid")


def spot_identity(text: str, country: str) -> Iterator[Candidate]:
    """Name, date of birth and address where at least two of them stand together."""
    del country
    lowered = text.lower()
    introduced = any(words in lowered for words in _INTRODUCED)
    if not introduced or not (_BIRTH.search(text) or _ADDRESS.search(text)):  # a name alone is nobody's secret
        return
    found = [
        (code, label, placeholder, match.span(group))
        for code, label, placeholder, pattern, group in (
            ("name", "a full name", "NAME", _NAME, "name"),
            ("birth_date", "a date of birth", "BIRTH_DATE", _BIRTH, "dob"),
            ("address", "a home address", "ADDRESS", _ADDRESS, "address"),
        )
        for match in pattern.finditer(text)
    ]
    if len({code for code, *_ in found}) >= 2:
        for code, label, placeholder, (start, end) in found:
            yield Candidate(code, label, placeholder, start, end, 0.8, "name, birth date and address together")
