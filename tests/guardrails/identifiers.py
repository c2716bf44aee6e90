"""Valid identifiers of every kind, computed here independently of the package (official check-digit rules)."""

from __future__ import annotations

import random
import string


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice(string.digits) for _ in range(count))


def tfn(rng: random.Random) -> str:
    """A nine-digit tax file number: weighted sum divisible by 11."""
    while True:
        value = rng.choice("123456789") + _digits(rng, 8)
        if sum(w * int(d) for w, d in zip((1, 4, 3, 7, 5, 8, 6, 9, 10), value, strict=True)) % 11 == 0:
            return value


def medicare(rng: random.Random) -> str:
    """A ten-digit Medicare card number: the ninth digit checks the first eight."""
    first = rng.choice("23456") + _digits(rng, 7)
    check = sum(w * int(d) for w, d in zip((1, 3, 7, 9, 1, 3, 7, 9), first, strict=True)) % 10
    return f"{first}{check}{rng.randint(1, 9)}"


def abn(rng: random.Random) -> str:
    """An eleven-digit business number: one less in the first place, weighted sum divisible by 89."""
    while True:
        value = rng.choice("123456789") + _digits(rng, 10)
        shifted = [int(value[0]) - 1, *map(int, value[1:])]
        if sum(w * d for w, d in zip((10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19), shifted, strict=True)) % 89 == 0:
            return value


def ssn(rng: random.Random) -> str:
    """A nine-digit Social Security number."""
    area = rng.choice([n for n in range(1, 900) if n not in (666, 123, 78, 219)])
    return f"{area:03d}{rng.randint(11, 98):02d}{rng.randint(1000, 9899):04d}"


def itin(rng: random.Random) -> str:
    """A nine-digit individual taxpayer number."""
    return f"9{_digits(rng, 2)}{rng.choice([70, 75, 81, 88, 90, 92, 94, 99, 52, 61])}{_digits(rng, 4)}"


def routing(rng: random.Random) -> str:
    """A nine-digit bank routing number: weights 3 7 1, modulus 10."""
    first = rng.choice(("01", "02", "06", "11", "12", "26", "31")) + _digits(rng, 6)
    total = sum(w * int(d) for w, d in zip((3, 7, 1, 3, 7, 1, 3, 7), first, strict=True))
    return f"{first}{-total % 10}"


def nino(rng: random.Random) -> str:
    """A National Insurance number."""
    prefix = rng.choice(["AB", "CE", "JM", "PR", "SW", "YZ", "HK", "TX"])
    return prefix + _digits(rng, 6) + rng.choice("ABCD")


def nhs(rng: random.Random) -> str:
    """A ten-digit NHS number: modulus 11."""
    while True:
        first = rng.choice("4679") + _digits(rng, 8)
        check = 11 - sum((10 - i) * int(d) for i, d in enumerate(first)) % 11
        if check != 10:
            return f"{first}{0 if check == 11 else check}"


def utr(rng: random.Random) -> str:
    """A ten-digit unique taxpayer reference: the first digit checks the other nine."""
    rest = _digits(rng, 9)
    remainder = sum(w * int(d) for w, d in zip((6, 7, 8, 9, 10, 5, 4, 3, 2), rest, strict=True)) % 11
    return "21987654321"[remainder] + rest


def pan(rng: random.Random) -> str:
    """A permanent account number of a person."""
    letters = [rng.choice(string.ascii_uppercase) for _ in range(5)]
    return "".join([*letters[:3], "P", letters[4]]) + _digits(rng, 4) + rng.choice(string.ascii_uppercase)


_D = [[(i + j) % 5 if i < 5 and j < 5 else 0 for j in range(10)] for i in range(10)]


def aadhaar(rng: random.Random) -> str:
    """A twelve-digit Aadhaar number: Verhoeff check digit (dihedral group of order ten)."""

    def multiply(a: int, b: int) -> int:
        if a < 5:
            return (a + b) % 5 if b < 5 else 5 + (a + b - 5) % 5
        return 5 + (a - 5 - b) % 5 if b < 5 else (a - b) % 5

    def permute(position: int, digit: int) -> int:
        base = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)
        for _ in range(position % 8):
            digit = base[digit]
        return digit

    first = rng.choice("23456789") + _digits(rng, 10)
    total = 0
    for position, digit in enumerate(reversed(first), start=1):
        total = multiply(total, permute(position, int(digit)))
    check = next(d for d in range(10) if multiply(total, permute(0, d)) == 0)
    return f"{first}{check}"


def uan(rng: random.Random) -> str:
    """A twelve-digit universal account number."""
    return "10" + _digits(rng, 10)


def card(rng: random.Random) -> str:
    """A sixteen-digit payment card number: Luhn check digit."""
    first = rng.choice(("4", "51", "55", "2223", "6521")) + _digits(rng, 15)
    first = first[:15]
    total = sum(d if i % 2 else (d * 2 - 9 if d > 4 else d * 2) for i, d in enumerate(map(int, first)))
    return f"{first}{-total % 10}"


def iban(rng: random.Random) -> str:
    """A British or German IBAN: remainder 1 modulo 97."""
    country, account = rng.choice((("GB", "BARC" + _digits(rng, 14)), ("DE", _digits(rng, 18))))
    number = int("".join(str(int(c, 36)) for c in account + country + "00"))
    return f"{country}{98 - number % 97:02d}{account}"


def passport(rng: random.Random) -> str:
    """A passport number of a letter and seven digits (Australia, India)."""
    return rng.choice("NPRMZ") + _digits(rng, 7)


def email(rng: random.Random) -> str:
    """An e-mail address of a person."""
    name = rng.choice(["jo.bloggs", "priya_k", "sam", "maria-l"])
    host = rng.choice(["example.com", "mail.example.org", "example.co.uk", "example.in"])
    return f"{name}{rng.randint(1, 99)}@{host}"


def mobile(rng: random.Random, country: str) -> str:
    """A mobile number in the national form of the country."""
    return {
        "AU": "04" + rng.choice("0123") + _digits(rng, 7),
        "US": rng.choice(("212", "415", "617", "713", "206"))
        + str(rng.randint(2, 9))
        + str(rng.randint(20, 99))
        + _digits(rng, 4),
        "UK": "07" + rng.choice(("400", "500", "700", "800", "900")) + _digits(rng, 6),
        "IN": rng.choice(("98", "97", "99", "94")) + _digits(rng, 8),
    }[country]
