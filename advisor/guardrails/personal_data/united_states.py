"""Identifiers of the United States.

Sources: SSA, "Social Security Number Randomization" (no area 000, 666 or 900-999; no group 00; no serial 0000);
IRS, "Individual taxpayer identification number" (9xx, middle digits 50-65, 70-88, 90-92, 94-99) and employer
identification number; CMS, "Understanding the Medicare Beneficiary Identifier format".
"""

from __future__ import annotations

import re

from .identifier import SEPARATOR, Identifier, digits, grouped


def social_security(compact: str) -> bool:
    """Whether nine digits can be a Social Security number."""
    return bool(re.fullmatch(r"(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}", compact))


def taxpayer_number(compact: str) -> bool:
    """Whether nine digits can be an individual taxpayer identification number."""
    return bool(re.fullmatch(r"9\d{2}(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\d{4}", compact))


_MBI = (
    r"[1-9][AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d{s}[AC-HJKMNP-RT-Y][0-9AC-HJKMNP-RT-Y]\d{s}[AC-HJKMNP-RT-Y]{{2}}\d{{2}}"
)

IDENTIFIERS = (
    Identifier(
        code="us_ssn",
        label="a Social Security number",
        placeholder="SSN",
        country="US",
        least=9,
        pattern=digits(9),
        labels=(
            r"ssns?|s\.s\.n\.?|socials?(?:\s+security)?(?:\s*(?:no|num|number|#))?|soc\s*sec|ss\s*(?:no|num|"
            r"number|#)"
        ),
        check=social_security,
        shape=r"\d{3}(?P<sep>[ \-])\d{2}(?P=sep)\d{4}",
        alone=0.75,
        abroad=0.65,
    ),
    Identifier(
        code="us_ssn",
        label="a Social Security number",
        placeholder="SSN",
        country="US",
        least=9,
        pattern=r"\d{9}",
        labels=r"ssn",
        check=social_security,
        shape=r"\d{9}",
        alone=0.55,
    ),
    Identifier(
        code="us_itin",
        label="a taxpayer number (ITIN)",
        placeholder="ITIN",
        country="US",
        least=9,
        pattern=rf"9{SEPARATOR}{digits(8)}",
        labels=(
            r"itins?|i\.t\.i\.n\.?|(?:individual\s+)?tax\s*payer\s+(?:id\w*\s+)?(?:no|num|number|id)|"
            r"tax\s+id(?:\s*(?:no|number|#))?"
        ),
        check=taxpayer_number,
        shape=grouped(3, 2, 4),
        alone=0.7,
    ),
    Identifier(
        code="us_ein",
        label="an employer number (EIN) that may point to you",
        placeholder="EIN",
        country="US",
        least=9,
        pattern=r"\d{2}-?\d{7}",
        labels=r"eins?|fein|employer\s+id\w*\s*(?:no|number|#)?",
        public=r"\b(?:plan|employers?'s?|company'?s?|fidelity|vanguard|custodian|irs)\W+(?:\w+\W+){0,1}(?:ein\b|#)",
    ),
    Identifier(
        code="us_mbi",
        label="a Medicare number",
        placeholder="MEDICARE",
        country="US",
        pattern=_MBI.format(s="[ -]?"),
        labels=r"medicare(?:\s*(?:card|beneficiary|id|no|num|number|#))*|mbi",
        shape=".*",
        alone=0.8,
        abroad=0.6,
    ),
)
