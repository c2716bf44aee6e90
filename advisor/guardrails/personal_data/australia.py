"""Identifiers of Australia.

Sources: ATO, "Tax file number" check (weights 1 4 3 7 5 8 6 9 10, modulus 11); Services Australia, Medicare card
number (weights 1 3 7 9 1 3 7 9, modulus 10) and customer reference number; Australian Business Register, "Format of
the ABN" (modulus 89). The checks are Presidio's.
"""

from __future__ import annotations

from . import checksums
from .identifier import SEPARATOR, Identifier, digits, grouped

IDENTIFIERS = (
    Identifier(
        code="au_tfn",
        label="a tax file number",
        placeholder="TFN",
        country="AU",
        least=9,
        pattern=digits(9),
        labels=r"tfns?|t\.f\.n\.?|tax\s*file(?:\s*(?:no|num|number|#))?|tax\s+(?:no|number)",
        check=checksums.tax_file_number,
        shape=grouped(3, 3, 3),
        alone=0.7,
    ),
    Identifier(
        code="au_medicare",
        label="a Medicare number",
        placeholder="MEDICARE",
        country="AU",
        least=10,
        pattern=rf"[2-6]{SEPARATOR}{digits(9)}(?:[ /\-]?\d)?",
        labels=r"medicare(?:\s*(?:card|no|num|number|#))*",
        check=checksums.medicare_card,
        shape=r"\d{4}(?P<sep>[ \-]?)\d{5}(?P=sep)\d(?:[ /\-]\d)?",
        alone=0.6,
    ),
    Identifier(
        code="au_abn",
        label="a business number (ABN) that may point to you",
        placeholder="ABN",
        country="AU",
        least=11,
        pattern=digits(11),
        labels=r"abns?|a\.b\.n\.?|australian\s+business\s+(?:no|number)",
        check=checksums.australian_business_number,
        shape=grouped(2, 3, 3, 3),
        alone=0.6,
        public=(
            r"\b(?:funds?'?s?|trustees?|employers?'?s?|company|pty|ltd|limited|super\w*|ato|tax office|usi|"
            r"spfr?n|rse|provider|"
            r"insurer|bank|hostplus|hesta|cbus|unisuper|rest|aware|amp|colonial|mercer|"
            r"bt)\W+(?:\w+\W+){0,2}(?:abn\b|#)|"
            r"\babn\b\W+(?:of|for)\W+(?:\w+\W+){0,3}(?:fund|trustee|employer|company|super\w*|bank)\b|"
            r"#\s*(?:\(|,|is|for|belongs)?\s*(?:is\s+)?(?:\w+\W+){0,2}(?:fund|trustee|employer|company|super\b|usi)"
        ),
    ),
    Identifier(
        code="au_crn",
        label="a Centrelink customer reference number",
        placeholder="CRN",
        country="AU",
        least=9,
        pattern=rf"{digits(9)}[ \-]?[A-Z]",
        labels=r"crn|centrelink(?:\s+(?:customer|reference|ref|no|number))*|customer\s+reference(?:\s+(?:no|number))?",
        shape=r"(?-i:\d{3}(?P<sep>[ \-]?)\d{3}(?P=sep)\d{3}-?[A-Z])",
        alone=0.6,
    ),
)
