"""Check digits. Presidio's recognizers do those they have; the UK taxpayer reference is added here."""

from __future__ import annotations

from collections.abc import Callable

from presidio_analyzer import PatternRecognizer
from presidio_analyzer.predefined_recognizers import (
    AbaRoutingRecognizer,
    AuAbnRecognizer,
    AuMedicareRecognizer,
    AuTfnRecognizer,
    CreditCardRecognizer,
    InAadhaarRecognizer,
    NhsRecognizer,
    UkDrivingLicenceRecognizer,
)


def _presidio(recognizer: PatternRecognizer, *lengths: int) -> Callable[[str], bool]:
    def check(compact: str) -> bool:
        return (not lengths or len(compact) in lengths) and recognizer.validate_result(compact) is True

    return check


tax_file_number = _presidio(AuTfnRecognizer(), 9)
australian_business_number = _presidio(AuAbnRecognizer(), 11)
routing_number = _presidio(AbaRoutingRecognizer(), 9)
nhs_number = _presidio(NhsRecognizer(), 10)
aadhaar = _presidio(InAadhaarRecognizer(), 12)
payment_card = _presidio(CreditCardRecognizer())
uk_driving_licence = _presidio(UkDrivingLicenceRecognizer(), 16)
_medicare_card = _presidio(AuMedicareRecognizer(), 10)


def medicare_card(compact: str) -> bool:
    """Whether the first nine digits of an Australian Medicare number agree with its check digit (10 or 11 digits)."""
    return len(compact) in (10, 11) and _medicare_card(compact[:10])


def taxpayer_reference(compact: str) -> bool:
    """Whether a UK unique taxpayer reference (ten digits) agrees with its first digit, the check digit (modulus 11).

    Source: HMRC, validation of the unique taxpayer reference.
    """
    weights = (6, 7, 8, 9, 10, 5, 4, 3, 2)
    if len(compact) != 10 or not compact.isdigit():
        return False
    remainder = sum(weight * int(digit) for weight, digit in zip(weights, compact[1:], strict=True)) % 11
    return compact[0] == "21987654321"[remainder]


def iban(compact: str) -> bool:
    """Whether an international bank account number has the remainder 1 modulo 97 (ISO 13616)."""
    rearranged = compact[4:] + compact[:4]
    return int("".join(str(int(character, 36)) for character in rearranged)) % 97 == 1
