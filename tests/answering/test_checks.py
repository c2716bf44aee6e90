"""The checks that need no LLM: a table of answers and what is wrong with each."""

from __future__ import annotations

import pytest

from advisor.answering import Evidence, check
from advisor.countries import COUNTRIES

UK = COUNTRIES["UK"]
EVIDENCE = (
    Evidence("calculation", "x", "Tax", "You would pay £6,000.", 6000.0, "GBP per year", "", "", "", "2026-11-24"),
    Evidence(
        "parameter", "y", "basic rate", "20%; from 6 April 2026", 0.2, "ratio 0–1", "HMRC", "ITA 2007 s 6",
        "https://www.gov.uk/tax", "2026-04-06",
    ),
)  # fmt: skip
QUESTION = "What tax do I pay on £40,000 at 62?"

GOOD = [
    "You would pay £6,000 on £40,000.",
    "You would pay £500 a month.",
    "About £6k of £40,000 goes in tax.",
    "The rate is 20%.",
    "At 62 you would pay £6,000 a year, under the rules of 6 April 2026.",
    "1. First step.\n2. Second step.\n3. You pay £6,000.",
    "See [HMRC](https://www.gov.uk/tax).",
    "You would pay no tax (£0).",
]


@pytest.mark.parametrize("text", GOOD)
def test_accounted_for(text: str) -> None:
    assert check(text, EVIDENCE, UK, QUESTION, {}) == []


BAD = [
    ("", "answer.empty"),
    ("You would pay £6,500.", "figure.unaccounted"),
    ("You would pay £6,010.", "figure.unaccounted"),
    ("The rate is 21%.", "percentage.unaccounted"),
    ("The rules started on 6 April 2025.", "date.unaccounted"),
    ("The rules changed in 2019.", "date.unaccounted"),
    ("You would pay $6,000.", "currency.foreign"),
    ("Pay 6,000 rupees.", "currency.foreign"),
    ("Ask Centrelink about it.", "country.foreign"),
    ("See https://example.com/tax.", "source.unaccounted"),
    ("We will call you back.", "promise.callback"),
    ("An adviser will contact you.", "promise.callback"),
    ("This is a guaranteed return.", "promise.guarantee"),
    ("I recommend you buy the global fund.", "promise.recommendation"),
    ("I have transferred your pot.", "promise.action"),
]


@pytest.mark.parametrize(("text", "code"), BAD)
def test_findings(text: str, code: str) -> None:
    assert code in {violation.code for violation in check(text, EVIDENCE, UK, QUESTION, {})}


def test_profile_figures_are_accounted_for() -> None:
    assert check("Your pot is £82,000.", EVIDENCE, UK, QUESTION, {"balance_pension": 82000.0}) == []


def test_lakh_is_understood() -> None:
    assert check("You get ₹1.05 lakh.", [EVIDENCE[0]], COUNTRIES["IN"], "gratuity of ₹1,05,000?", {}) == []
