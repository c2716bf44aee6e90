"""Figures in questions: every notation members use is read as the same value."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.rules import Currency, YearStyle
from advisor.understanding.mentions import Mention, find, plain

TODAY = date(2026, 11, 24)
UK, US, AU = YearStyle(4, 6, "/"), YearStyle(1, 1), YearStyle(7, 1, "-")


def read(text: str, years: YearStyle = UK, month_first: bool = False) -> list[Mention]:
    return find(plain(text), years, TODAY, month_first)


def only(text: str, **options: object) -> Mention:
    found = read(text, **options)  # type: ignore[arg-type]
    assert len(found) == 1, found
    return found[0]


AMOUNTS = [
    ("$450k", 450_000),
    ("$1.2 million", 1_200_000),
    ("1.2m", 1_200_000),
    ("12 lakh", 1_200_000),
    ("12L", 1_200_000),
    ("₹12,00,000", 1_200_000),
    ("Rs. 50,000", 50_000),
    ("50,000/-", 50_000),
    ("1.5 crore", 15_000_000),
    ("£268,275", 268_275),
    ("£241.30", 241.30),
    ("half a million pounds", 500_000),
    ("a quarter of a million dollars", 250_000),
    ("250 grand", 250_000),
    ("two hundred and fifty thousand pounds", 250_000),
    ("one and a half lakh", 150_000),
    ("22 LPA", 2_200_000),
]


@pytest.mark.parametrize(("text", "value"), AMOUNTS)
def test_amounts(text: str, value: float) -> None:
    assert only(text).value == pytest.approx(value)


PERIODS = [
    ("£1,000 a month", "month"),
    ("£12,000 pa", "year"),
    ("$500 per week", "week"),
    ("$900 a fortnight", "fortnight"),
    ("monthly basic of ₹26,000", "month"),
    ("$40,000", ""),
]


@pytest.mark.parametrize(("text", "period"), PERIODS)
def test_period_of_an_amount(text: str, period: str) -> None:
    assert only(text).period == period


AGES = [
    ("I am 58", 58, "current"),
    ("im 58", 58, "current"),
    ("58yo", 58, "current"),
    ("aged 58", 58, "current"),
    ("I'm fifty-eight", 58, "current"),
    ("if I retire at 62", 62, "future"),
    ("when I turn 60", 60, "future"),
    ("start at 62 and 1 month", 62 + 1 / 12, "future"),
    ("start at 66 years and 6 months", 66.5, "future"),
    ("claim at 66½", 66.5, "future"),
    ("my wife is 64", 64, "partner"),
]


@pytest.mark.parametrize(("text", "age", "role"), AGES)
def test_ages(text: str, age: float, role: str) -> None:
    mention = only(text)
    assert (mention.kind, mention.role) == ("age", role)
    assert mention.value == pytest.approx(age)


DATES = [
    ("born 20 April 1960", date(1960, 4, 20)),
    ("born on 20th of April 1960", date(1960, 4, 20)),
    ("dob 1960-04-20", date(1960, 4, 20)),
    ("dob 20/04/1960", date(1960, 4, 20)),
    ("born April 20, 1960", date(1960, 4, 20)),
    ("born 20/4/60", date(1960, 4, 20)),
]


@pytest.mark.parametrize(("text", "day"), DATES)
def test_birth_dates(text: str, day: date) -> None:
    mention = only(text)
    assert (mention.kind, mention.value, mention.role) == ("date", day, "birth")


def test_americans_write_the_month_first() -> None:
    assert only("born 4/5/1960", years=US, month_first=True).value == date(1960, 4, 5)
    assert only("born 4/5/1960", years=UK).value == date(1960, 5, 4)


TAX_YEARS = [
    ("2025-26", AU, "2025-26"),
    ("2025/26", UK, "2025/26"),
    ("2025/2026", UK, "2025/26"),
    ("25/26", UK, "2025/26"),
    ("FY26", AU, "2025-26"),
    ("next tax year", UK, "2027/28"),
    ("last financial year", AU, "2025-26"),
]


@pytest.mark.parametrize(("text", "years", "label"), TAX_YEARS)
def test_tax_years(text: str, years: YearStyle, label: str) -> None:
    mention = only(text, years=years)
    assert (mention.kind, mention.value) == ("tax_year", label)


DURATIONS = [
    ("33 years", "years", 33),
    ("24 qualifying years", "years", 24),
    ("10 years 6 months", "years", 10.5),
    ("52 weeks", "weeks", 52),
    ("18 months", "months", 18),
]


@pytest.mark.parametrize(("text", "kind", "value"), DURATIONS)
def test_durations(text: str, kind: str, value: float) -> None:
    mention = only(text)
    assert (mention.kind, mention.value) == (kind, value)


@pytest.mark.parametrize(
    "text", ["my 401(k)", "a 403(b)", "72(t)", "Division 293", "form 15G", "EPS-95", "the rule of 55", "80CCD(1B)"]
)
def test_names_are_no_figures(text: str) -> None:
    assert read(text) == []


CURRENCIES = st.sampled_from([Currency("AUD", "$"), Currency("GBP", "£"), Currency("INR", "₹", "indian")])


@given(CURRENCIES, st.integers(1, 10**11))
def test_what_a_country_writes_is_read_back(currency: Currency, amount: int) -> None:
    assert only(currency.format(amount)).value == amount


@given(
    st.decimals(min_value="0.1", max_value="999", places=1),
    st.sampled_from([("k", 1e3), (" thousand", 1e3), (" million", 1e6), ("m", 1e6), (" lakh", 1e5), (" crore", 1e7)]),
)
def test_scaled_amounts_are_read_back(number: object, scale: tuple[str, float]) -> None:
    word, factor = scale
    assert only(f"£{number}{word}").value == pytest.approx(float(str(number)) * factor)


@given(st.dates(date(1930, 1, 1), date(2010, 12, 31)))
def test_dates_are_read_back(day: date) -> None:
    for written in (f"{day.day} {day:%B} {day.year}", day.isoformat(), f"{day:%d/%m/%Y}"):
        assert only(f"born {written}").value == day


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    for mention in read(text):
        assert 0 <= mention.start < mention.end <= len(plain(text))
