"""Identifiers of India.

Sources: UIDAI, Aadhaar (12 digits, first digit 2-9, Verhoeff check digit, Presidio's); Income Tax Department, "PAN"
(five letters, the fourth the kind of holder, four digits, a letter); EPFO, universal account number (12 digits from
10) and member id; Election Commission, EPIC number; CBIC, structure of GSTIN; PFRDA, PRAN (12 digits).
"""

from __future__ import annotations

from . import checksums
from .identifier import SEPARATOR, Identifier, digits, grouped, spread

_STATES = "A[NPRS]|BR|C[GH]|D[DLN]|G[AJ]|H[PR]|J[HK]|K[AL]|L[AD]|M[HLNPZ]|NL|O[DR]|P[BY]|RJ|SK|T[NRSG]|U[KPT]|WB"

IDENTIFIERS = (
    Identifier(
        code="in_aadhaar",
        label="an Aadhaar number",
        placeholder="AADHAAR",
        country="IN",
        least=12,
        pattern=digits(12),
        labels=r"a{1,2}dh?a{1,2}rs?(?:\s*(?:card|no|num|number|#))*|uid(?:ai)?(?:\s*(?:no|number))?",
        check=checksums.aadhaar,
        shape=grouped(4, 4, 4),
        alone=0.75,
    ),
    Identifier(
        code="in_uan",
        label="a universal account number (UAN)",
        placeholder="UAN",
        country="IN",
        least=12,
        pattern=digits(12),
        labels=r"uans?|u\.a\.n\.?|universal\s+account(?:\s*(?:no|num|number|#))?",
        check=lambda compact: compact.startswith("10"),
        shape=grouped(4, 4, 4),
        alone=0.6,
    ),
    Identifier(
        code="in_pran",
        label="a permanent retirement account number (PRAN)",
        placeholder="PRAN",
        country="IN",
        least=12,
        pattern=digits(12),
        labels=(
            r"prans?|permanent\s+retirement(?:\s+account)?(?:\s*(?:no|num|number|#))?|nps\s+(?:account|"
            r"number|no)|ppo(?:\s*(?:no|number))?|pension\s+payment\s+order"
        ),
    ),
    Identifier(
        code="in_pan",
        label="a permanent account number (PAN)",
        placeholder="PAN",
        country="IN",
        least=4,
        pattern=spread("[A-Z][A-Z][A-Z][A-Z][A-Z]\\d\\d\\d\\d[A-Z]"),
        labels=r"pans?|p\.a\.n\.?|permanent\s+account(?:\s*(?:no|num|number|#))?",
        check=lambda compact: compact[3] in "PCHABGJLFT",
        # Apart from each other the letters must be capitals: "early 2030 I" is a sentence.
        shape=rf"[A-Z]{{5}}\d{{4}}[A-Z]|(?-i:[A-Z]{{5}}(?P<sep>{SEPARATOR})\d{{4}}(?P=sep)[A-Z])"
        r"|[A-Z]{5}(?P<mark>[./_\-]| - )\d{4}(?P=mark)[A-Z]",
        alone=0.85,
        abroad=0.75,
    ),
    Identifier(
        code="in_gstin",
        label="a GST number that may point to you",
        placeholder="GSTIN",
        country="IN",
        least=4,
        pattern=r"[0-3]\d[ \-]?[A-Z]{5}\d{4}[A-Z][ \-]?[1-9A-Z]Z[0-9A-Z]",
        labels=r"gst(?:in)?(?:\s*(?:no|num|number|#))?",
        shape=".*",
        alone=0.8,
        abroad=0.7,
    ),
    Identifier(
        code="in_voter",
        label="a voter card number",
        placeholder="VOTER",
        country="IN",
        least=7,
        pattern=spread("[A-Z][A-Z][A-Z]\\d\\d\\d\\d\\d\\d\\d"),
        labels=(
            r"voter(?:s|'s)?(?:\s*(?:id|card|identity|no|number|#))*|epic(?:\s*(?:no|number))?|elector(?:al|"
            r"'s)?(?:\s+\w+)?"
        ),
    ),
    Identifier(
        code="in_pf_member",
        label="a provident fund member number",
        placeholder="PF_MEMBER",
        country="IN",
        least=17,
        pattern=r"[A-Z]{2}[ /\-]?[A-Z]{3}[ /\-]?\d{7}[ /\-]?\d{3}[ /\-]?\d{7}",
        labels=r"p\.?f\.?(?:\s*(?:account|a/c|member|no|num|number|id|#))*|epf(?:\s+\w+)?|member\s+id",
        shape=".*",
        alone=0.8,
        abroad=0.7,
    ),
    Identifier(
        code="in_driving_licence",
        label="a driving licence number",
        placeholder="LICENCE",
        country="IN",
        least=13,
        pattern=rf"(?:{_STATES})[ \-]?\d{{2}}[ \-]?(?:19|20)\d{{2}}[ \-]?\d{{7}}",
        labels=r"driv(?:ing|ers?|er's)\s+licen[cs]e|licen[cs]e|dl",
        shape=".*",
        alone=0.7,
        abroad=0.6,
    ),
)
