"""Check digits: python-stdnum does those it has; the Australian Medicare card's is added here."""

from __future__ import annotations

from stdnum import luhn
from stdnum.au import abn, tfn
from stdnum.gb import nhs, utr
from stdnum.in_ import aadhaar as aadhaar_number
from stdnum.iso7064 import mod_97_10


def tax_file_number(compact: str) -> bool:
    """Whether nine digits are an Australian tax file number."""
    return len(compact) == 9 and tfn.is_valid(compact)


def australian_business_number(compact: str) -> bool:
    """Whether eleven digits are an Australian business number."""
    return len(compact) == 11 and abn.is_valid(compact)


def nhs_number(compact: str) -> bool:
    """Whether ten digits are an NHS number."""
    return len(compact) == 10 and nhs.is_valid(compact)


def aadhaar(compact: str) -> bool:
    """Whether twelve digits are an Aadhaar number."""
    return len(compact) == 12 and aadhaar_number.is_valid(compact)


def payment_card(compact: str) -> bool:
    """Whether the digits of a payment card agree with the last of them (Luhn)."""
    return luhn.is_valid(compact)


def taxpayer_reference(compact: str) -> bool:
    """Whether ten digits are a UK unique taxpayer reference."""
    return len(compact) == 10 and utr.is_valid(compact)


def medicare_card(compact: str) -> bool:
    """Whether an Australian Medicare number (10 or 11 digits) agrees with its ninth digit, the check digit.

    Source: Services Australia, weights 1, 3, 7 and 9 twice, modulus 10.
    """
    if len(compact) not in (10, 11) or not compact.isdigit():
        return False
    weighted = sum(weight * int(digit) for weight, digit in zip((1, 3, 7, 9, 1, 3, 7, 9), compact[:8], strict=True))
    return weighted % 10 == int(compact[8])


def iban(compact: str) -> bool:
    """Whether an international bank account number has the remainder 1 modulo 97 (ISO 13616)."""
    return mod_97_10.is_valid(compact[4:] + compact[:4])
