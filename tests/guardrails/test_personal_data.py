"""Personal data is found however it is written; amounts, dates, references and public numbers are left alone."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.guardrails import Guardrails

from . import identifiers as valid

_G = Guardrails()

# kind, country, maker, sizes of its groups, sentences that name it
KINDS = [
    ("au_tfn", "AU", valid.tfn, (3, 3, 3), ["my TFN is {}", "tax file number {} please", "{} is my tax file number"]),
    ("au_medicare", "AU", valid.medicare, (4, 5, 1), ["Medicare card {}", "{} is on my medicare card"]),
    ("au_abn", "AU", valid.abn, (2, 3, 3, 3), ["I'm a sole trader, ABN {}", "my ABN: {}"]),
    ("us_ssn", "US", valid.ssn, (3, 2, 4), ["my SSN is {}", "social security no. {}", "use {} as my ssn"]),
    ("us_itin", "US", valid.itin, (3, 2, 4), ["ITIN {}", "{} is my ITIN"]),
    ("uk_nino", "UK", valid.nino, (2, 2, 2, 2, 1), ["NI number {}", "my national insurance number is {}", "{}"]),
    ("uk_nhs", "UK", valid.nhs, (3, 3, 4), ["NHS number {}", "my nhs no. is {}"]),
    ("uk_utr", "UK", valid.utr, (5, 5), ["UTR {}", "my unique taxpayer reference is {}"]),
    ("in_pan", "IN", valid.pan, (5, 4, 1), ["PAN {}", "my pan card no. is {}", "{}"]),
    ("in_aadhaar", "IN", valid.aadhaar, (4, 4, 4), ["Aadhaar {}", "my adhaar number is {}"]),
    ("in_uan", "IN", valid.uan, (4, 4, 4), ["UAN {}", "my universal account number is {}"]),
    ("card", "AU", valid.card, (4, 4, 4, 4), ["card {}", "my Visa is {}, why?"]),
    ("iban", "UK", valid.iban, (4, 4, 4, 4, 4, 4), ["IBAN {}", "pay it to {}"]),
    ("passport", "IN", valid.passport, (8,), ["passport {}", "my passport number is {}"]),
    ("email", "US", valid.email, (64,), ["write to {}", "{}"]),
]
SEPARATORS = ["", " ", "-", ".", "/", "  ", " - ", "\u00a0", "\u2013", "_"]
_WITHOUT = re.compile(r"[^0-9a-z@]")


def _grouped(value: str, sizes: tuple[int, ...], separator: str) -> str:
    cuts = [sum(sizes[:i]) for i in range(len(sizes) + 1)]
    return separator.join(part for a, b in pairwise(cuts) if (part := value[a:b]))


def _bare(text: str) -> str:
    return _WITHOUT.sub("", text.lower())


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(KINDS), st.integers(0, 2**32), st.sampled_from(SEPARATORS), st.data())
def test_no_planted_identifier_survives_masking(kind: tuple, seed: int, separator: str, data: st.DataObject) -> None:
    code, country, make, sizes, sentences = kind
    value = make(random.Random(seed))
    written = _grouped(value, sizes, separator)
    if data.draw(st.booleans(), "full width"):
        written = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in written)
    if "{}" not in sentences and data.draw(st.booleans(), "lower case"):
        written = written.lower()
    sentence = data.draw(st.sampled_from(sentences)).format(written)
    text = (
        data.draw(st.sampled_from(["", "Hi. ", "I am 58. "])) + sentence + data.draw(st.sampled_from(["", " thanks"]))
    )
    masked = _G.mask(text, country)
    assert _bare(value) not in _bare(masked)
    assert written not in masked
    assert "<" in masked
    verdict = _G.check_input(text, country)
    assert verdict.blocked
    assert verdict.masked == masked
    assert [finding.code for finding in verdict.findings] == [f"pii.{code}"]


_AMOUNT = st.one_of(
    st.integers(1000, 999_999_999).map(lambda n: f"${n:,}"),
    st.integers(1000, 99_999_999).map(lambda n: f"{n:,}"),
    st.integers(1000, 999_999_999_999).map(lambda n: f"£{n}"),
    st.integers(1000, 99_999_999_999).map(lambda n: f"{n} rupees"),
    st.integers(10_000, 999_999_999).map(lambda n: f"{n:,}.50 dollars"),
    st.integers(1, 99).map(lambda n: f"{n} lakh"),
    st.integers(1, 99).map(lambda n: f"{n}.25%"),
)
_DATE = st.dates().map(lambda d: d.isoformat()) | st.dates().map(lambda d: d.strftime("%d/%m/%Y"))
_QUESTION = [
    "My balance is {} and I turn 60 on {}, what then?",
    "If I withdraw {} on {}, how much tax?",
    "I was born on {1} and have {0}",
    "{} since {}",
    "can I put {} in before {}",
]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(_QUESTION), _AMOUNT, _DATE, st.sampled_from(["AU", "US", "UK", "IN", ""]))
def test_amounts_and_dates_are_never_touched(question: str, amount: str, date: str, country: str) -> None:
    text = question.format(amount, date)
    verdict = _G.check_input(text, country)
    assert (verdict.blocked, verdict.masked, verdict.findings) == (False, text, ())


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(KINDS), st.integers(0, 2**32))
def test_masking_twice_changes_nothing_more(kind: tuple, seed: int) -> None:
    _, country, make, _, sentences = kind
    once = _G.mask(sentences[0].format(make(random.Random(seed))), country)
    assert _G.mask(once, country) == once


PERSONAL = [
    ("AU", "my BSB is 062-000 and my account number is 12345678", ["au_bsb", "bank_account"]),
    ("AU", "account 12345678 bsb 062000", ["bank_account", "au_bsb"]),
    ("AU", "my account is 033 088 4455667 (bsb and number)", ["au_bsb", "bank_account"]),
    ("UK", "sort code 20-00-00, account 55779911", ["uk_sort_code", "bank_account"]),
    ("UK", "30 96 26 / 00112233 are my sort code and account", ["uk_sort_code", "bank_account"]),
    ("US", "routing 021000021 and account 1234567890", ["us_routing", "bank_account"]),
    ("IN", "A/c no 50100123456789 IFSC HDFC0001234", ["bank_account", "in_ifsc"]),
    ("IN", "my SBI account 30123456789 please", ["bank_account"]),
    ("US", "my driver's license number is D1234567", ["driving_licence"]),
    ("UK", "licence MORGA657054SM9IJ", ["uk_driving_licence"]),
    ("IN", "driving licence MH12 20110012345", ["in_driving_licence"]),
    ("UK", "passport 925665416", ["passport"]),
    ("IN", "voter id ABC1234567", ["in_voter"]),
    ("IN", "GSTIN 27AAPFU0939F1ZV", ["in_gstin"]),
    ("IN", "PF no MH/BAN/0012345/000/0001234", ["in_pf_member"]),
    ("IN", "PRAN 110012345678", ["in_pran"]),
    ("AU", "CRN 204 123 456A", ["au_crn"]),
    ("US", "EIN 12-3456789 is mine, I am a sole proprietor", ["us_ein"]),
    ("US", "my medicare number is 1EG4-TE5-MK73", ["us_mbi"]),
    ("AU", "jane dot doe at gmail dot com", ["email"]),
    ("AU", "jane.doe (at) outlook (dot) com", ["email"]),
    ("UK", "j a n e @ g m a i l . c o m", ["email"]),
    ("AU", "me+1@health.gov.au", ["email"]),
    ("AU", "my tfn is one two three four five six seven eight two", ["au_tfn"]),
    ("UK", "my NHS number is nine four three, four seven six, five nine one nine", ["uk_nhs"]),
    ("US", "ssn five three six nine oh four three double nine", ["us_ssn"]),
    ("AU", "tfn 1 2 3 4 5 6 7 8 2", ["au_tfn"]),
    ("IN", "aadhaar २३४१ २३४१ २३४६", ["in_aadhaar"]),
    ("IN", "PAN \u0391BCPE1234F", ["in_pan"]),
    ("UK", "NI: A B 1 2 3 4 5 6 C", ["uk_nino"]),
    ("AU", "My tax file number (issued in 1999) is 123 456 782", ["au_tfn"]),
    ("AU", "tfn 123456789", ["au_tfn"]),
    ("US", "my ip is 203.0.113.45", ["ip"]),
    ("US", "device 00:1B:44:11:3A:B7", ["mac"]),
    ("US", "(415) 555-2671", ["phone"]),
    ("UK", "tel 01632 960 983", ["phone"]),
    ("IN", "98765 43210", ["phone"]),
    ("IN", "my landline is 022-23456789", ["phone"]),
    ("AU", "+61 (0)412 345 678", ["phone"]),
    ("US", "+44 7700 900123", ["phone"]),
    ("US", "536-90-4399?", ["us_ssn"]),
    ("UK", "my name is Ann Lee, born 12/03/1960", ["name", "birth_date"]),
    ("US", "I am John Smith and I live at 42 Oak Avenue, Springfield, IL 62704", ["name", "address"]),
    ("UK", "My name is Tom Baker and I live at 7 High Street, Leeds", ["name", "address"]),
]


@pytest.mark.parametrize(("country", "text", "codes"), PERSONAL, ids=[row[1] for row in PERSONAL])
def test_personal_data_is_found(country: str, text: str, codes: list[str]) -> None:
    assert [finding.code for finding in _G.check_input(text, country).findings] == [f"pii.{code}" for code in codes]


HARMLESS = """
    I have $450,000 in super, what if I withdraw 123456782?
    my balance is 876543210
    is 405561804 over the limit
    a fund with assets of 5105105105105100
    what about 473030874?
    Rs 12,34,56,789 in EPF
    1.5 million by 2040
    between 2011 and 2019, from 01-04-2027 to 31-03-2028
    s 290-170, Division 301, rule 72(t)(2)(A)(iv), ITAA 1997 s 291-20
    form 1099-R box 7, SA100, P60, 1257L
    MEM-1234 here, can I retire?
    I am AU001, or is it US001, UK001, IN001?
    case PA-7F3K2Q9D please
    reference CASE-2026-00123
    ticket 123456782
    your reference 4356 7812 1234
    order 123 456 782 never came
    13 28 61 or 1300 650 620 or 1800 227 737
    call 1-800-772-1213
    Social Security 800-772-1213
    0800 731 0193, 0300 200 3500, 0345 606 0265
    helpline 1800 118 005
    AustralianSuper ABN 65 714 394 898
    The fund's ABN is 51 824 753 556
    my employer's EIN is 12-3456789
    version 3.11.7 of the app, section 4.1.2.3
    my account balance is 450000
    my super account is 450000
    my savings account has 750000
    accounts 2024 2025
    is it true that my driver licence is enough ID at 60?
    do I need my SSN, my passport or my Medicare card?
    the 1995/2008 NHS scheme
    I was born on 1965-03-12, when do I reach pension age?
    what does base 64 mean
    1 2 3 4 5
    How much super can I take in 2025 2030 2035?
    write to help@ato.gov.au
    Room 1204, level 12 on 3/12
    In early 2030 I want to retire
    Is super 2030 a good plan?
    I have 123 456 789 a year
    open at 10 20 30 a, closed at 40 50 60 b
    x = 123456789 * 2
    my BSB starts with 062
    does HMRC answer on 0300 200 3300 or 0191 203 7010?
""".strip().splitlines()


@pytest.mark.parametrize("text", [line.strip() for line in HARMLESS])
def test_what_is_not_personal_data_is_left_alone(text: str) -> None:
    for country in ("AU", "US", "UK", "IN"):
        verdict = _G.check_input(text, country)
        assert (verdict.masked, verdict.findings) == (text, ())


def test_one_number_is_judged_by_its_sentence() -> None:
    """Nine digits that pass the tax file check are an amount in one sentence and an identifier in the next."""
    number = valid.tfn(random.Random(2))
    assert not _G.check_input(f"can I withdraw {number}?", "AU").blocked
    assert not _G.check_input(f"reference {number}", "AU").blocked
    assert _G.check_input(f"please check {number}", "AU").blocked
    assert not _G.check_input(f"please check {number}", "IN").blocked
    assert _G.check_input(f"please check my TFN {number}", "IN").blocked
