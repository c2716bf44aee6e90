"""Identifiers of the United Kingdom.

Sources: HMRC, NIM39110 "National Insurance numbers: format"; NHS Data Dictionary, "NHS number" (modulus 11); HMRC,
unique taxpayer reference (modulus 11); DVLA, driver number format. The NHS and DVLA checks are Presidio's.
"""

from __future__ import annotations

import re

from . import checksums
from .identifier import SEPARATOR, Identifier, digits, grouped, spread

_NINO = "[A-Z][A-Z]\\d\\d\\d\\d\\d\\d"


def national_insurance(compact: str) -> bool:
    """Whether the prefix and suffix letters are ones that are issued."""
    return bool(re.fullmatch(r"(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]", compact))


IDENTIFIERS = (
    Identifier(
        code="uk_nino",
        label="a National Insurance number",
        placeholder="NINO",
        country="UK",
        least=6,
        pattern=spread(_NINO + "[A-Z]"),
        labels=(
            r"ninos?|n\.?i\.?(?:\s*(?:no|num|number|#))?|nat(?:ional)?\.?\s*ins(?:urance)?(?:\s*(?:no|num|"
            r"number|#))?|insurance\s+(?:no|number)"
        ),
        check=national_insurance,
        # Apart from each other the letters must be capitals: "at 10 20 30 a" is a sentence.
        shape=rf"[A-Z]{{2}}\d{{6}}[A-D]|(?-i:[A-Z]{{2}}(?P<sep>{SEPARATOR})\d{{2}}(?P=sep)\d{{2}}(?P=sep)\d{{2}}(?P=sep)[A-D])"
        r"|[A-Z]{2}(?P<mark>[./_\-]| - )\d{2}(?P=mark)\d{2}(?P=mark)\d{2}(?P=mark)[A-D]"
        r"|(?-i:[A-Z]{2}[ \-.]?\d{6}[ \-.]?[A-D])",
        alone=0.85,
        abroad=0.75,
    ),
    Identifier(
        code="uk_nino",
        label="a National Insurance number",
        placeholder="NINO",
        country="UK",
        least=6,
        pattern=spread(_NINO),
        labels=r"ninos?|n\.?i\.?\s*(?:no|num|number|#)|nat(?:ional)?\.?\s*ins(?:urance)?(?:\s*(?:no|num|number|#))?",
        check=lambda compact: national_insurance(compact + "A"),
    ),
    Identifier(
        code="uk_nhs",
        label="an NHS number",
        placeholder="NHS",
        country="UK",
        least=10,
        pattern=digits(10),
        labels=r"nhs(?:\s*(?:no|num|number|#))?|health\s+service\s+(?:no|number)",
        check=checksums.nhs_number,
        shape=grouped(3, 3, 4),
        alone=0.7,
    ),
    Identifier(
        code="uk_utr",
        label="a taxpayer reference (UTR)",
        placeholder="UTR",
        country="UK",
        least=10,
        pattern=digits(10) + "K?",
        labels=(
            r"utrs?|u\.t\.r\.?|(?:unique\s+)?tax\s*payer'?s?\s+(?:ref(?:erence)?|no|number)|"
            r"tax\s+ref(?:erence)?|self\s*assessment\s+(?:ref(?:erence)?|no|number)"
        ),
        check=lambda compact: checksums.taxpayer_reference(compact.rstrip("K")),
        shape=grouped(5, 5),
        alone=0.65,
    ),
    Identifier(
        code="uk_driving_licence",
        label="a driving licence number",
        placeholder="LICENCE",
        country="UK",
        least=6,
        pattern=r"[A-Z9]{5}[ \-]?\d{6}[ \-]?[A-Z9]{2}\d?[A-Z0-9]{2,3}",
        labels=r"driv(?:ing|ers?|er's)\s+licen[cs]e|licen[cs]e|dvla",
        check=lambda compact: bool(re.fullmatch(r"[A-Z]{1,5}9{0,4}\d{6}[A-Z9]{2}[A-Z0-9]{3}", compact)),
        shape=".*",
        alone=0.8,
        abroad=0.6,
    ),
)
