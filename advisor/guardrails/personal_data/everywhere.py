"""Identifiers that are the same in every country: passport, driving licence, and the table that joins them all.

Sources: ICAO Doc 9303 (passport number of up to nine characters; per country: AU and IN a letter and seven or eight
digits, UK nine digits, US a letter and eight digits or nine digits). Licence numbers differ by state, so a label is
needed.
"""

from __future__ import annotations

import re

from .identifier import Identifier


def _enough_digits(compact: str) -> bool:
    return sum(character.isdigit() for character in compact) >= 5


IDENTIFIERS = (
    Identifier(
        code="passport",
        label="a passport number",
        placeholder="PASSPORT",
        country="",
        least=7,
        pattern=r"[A-Z]{1,2}[ \-]?\d(?:[ .\-]?\d){6,7}|\d{3}(?:[ .\-]?\d){5,6}",
        labels=r"passports?(?:\s*(?:no|num|number|#))?",
        check=lambda compact: bool(re.fullmatch(r"[A-Z]{0,2}\d{7,9}", compact)),
    ),
    Identifier(
        code="driving_licence",
        label="a driving licence number",
        placeholder="LICENCE",
        country="",
        pattern=r"(?:[A-Z]{1,5}-?)?\d[A-Z0-9]*(?:[ \-]\d[A-Z0-9]*)*",
        labels=(
            r"driv(?:ing|ers?|er's)\s*licen[cs]e(?:\s*(?:no|num|number|#))?|"
            r"(?<!afs )(?<!services )licen[cs]e\s*(?:no|num|number|#)|\bdl\s*(?:no|num|number|#)"
        ),
        check=_enough_digits,
        mislabelled=0.0,
    ),
)
