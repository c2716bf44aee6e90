"""Answers: figure first, every figure accounted for, readable, and honest where there is none."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import textstat

from advisor.answering import Answer, check
from advisor.countries import COUNTRIES

Ask = Callable[..., Answer]
PROFILES = {
    "AU": {"age": 61, "partnered": True, "homeowner": True, "salary": 90000.0, "balance_super": 420000.0},
    "US": {"age": 62, "filing_status": "joint", "salary": 80000.0, "balance_401k": 300000.0},
    "UK": {"age": 60, "region": "England", "salary": 40000.0, "balance_pension": 250000.0, "qualifying_years": 33},
    "IN": {"age": 50, "sector": "private", "monthly_wage": 50000.0, "balance_epf": 2500000.0, "service_years": 14},
}  # fmt: skip
EVERY = 9  # of the phrases, so that the test stays quick
PHRASES = [
    (country, phrase)
    for country, each in COUNTRIES.items()
    for phrase in [phrase for phrases in each.phrases.values() for phrase in phrases][::EVERY]
]


@pytest.mark.parametrize("known", [False, True], ids=["no profile", "profile"])
@pytest.mark.parametrize("country", COUNTRIES)
def test_every_figure_is_accounted_for(ask: Ask, country: str, known: bool) -> None:
    profile = PROFILES[country] if known else {}
    for phrase in [phrase for code, phrase in PHRASES if code == country]:
        answer = ask(country, phrase, profile)
        assert check(answer.text, answer.evidence, COUNTRIES[country], phrase, profile) == [], phrase


LEADS = [
    ("IN", "gratuity, basic 26,000, 7 years", "₹1,05,000"),
    ("UK", "state pension a week with 35 qualifying years", "£241.30"),
    ("US", "standard deduction 2026, single, age 40", "$16,100"),
    ("AU", "super guarantee on $100,000", "$12,000"),
]


@pytest.mark.parametrize(("country", "text", "figure"), LEADS)
def test_the_figure_comes_first(ask: Ask, country: str, text: str, figure: str) -> None:
    first = ask(country, text).text.split("\n")[0]
    assert re.search(r"[$£₹][\d,.]*\d", first)[0] == figure  # type: ignore[index]


@pytest.mark.parametrize(("country", "text", "figure"), LEADS)
def test_sources_and_facts_are_named(ask: Ask, country: str, text: str, figure: str) -> None:
    answer = ask(country, text)
    assert "Sources (rules of" in answer.text
    assert "What I used:" in answer.text
    assert {row.kind for row in answer.evidence} >= {"calculation", "parameter"}


def test_profile_facts_are_named_as_such(ask: Ask) -> None:
    answer = ask("IN", "what is my gratuity", {"monthly_wage": 50000.0, "service_years": 14})
    assert "From your profile:" in answer.text
    assert {row.id for row in answer.evidence if row.kind == "profile"} == {"last_wage", "service_years"}


def test_what_would_change_it(ask: Ask) -> None:
    answer = ask("IN", "gratuity, basic 26,000, 7 years")
    assert answer.text.count("would be ₹") + answer.text.count("it would be") >= 2


def test_missing_facts_are_asked_for(ask: Ask) -> None:
    answer = ask("IN", "what is my gratuity for 12 years of service")
    assert answer.outcome == "needs_facts"
    assert answer.question_back
    assert answer.results == ()


def test_alternatives_are_a_table(ask: Ask) -> None:
    answer = ask("IN", "gratuity on basic 60,000 after 12 or 15 years?")
    assert len(answer.results) == 2
    assert "| --- |" in answer.text


OUTSIDE = [
    ("who painted the mona lisa", "declined", "I can only help with"),
    ("which fund should I choose for my pension", "declined", "I can't tell you what to choose"),
    ("thanks", "answered", "thank you"),
]


@pytest.mark.parametrize(("text", "outcome", "says"), OUTSIDE)
def test_outside_the_calculations(ask: Ask, text: str, outcome: str, says: str) -> None:
    answer = ask("UK", text)
    assert (answer.outcome, answer.results) == (outcome, ())
    assert says in answer.text
    assert check(answer.text, answer.evidence, COUNTRIES["UK"], text, {}) == []


@pytest.mark.parametrize("country", COUNTRIES)
def test_no_html_and_own_currency(ask: Ask, country: str) -> None:
    for _, phrase in [each for each in PHRASES if each[0] == country][:20]:
        text = ask(country, phrase, PROFILES[country]).text
        assert not re.search(r"</?[a-z]+[ >]", text)


def test_answers_are_plain_to_read(ask: Ask) -> None:
    """The headlines read at about age 13 or below: automated readability index, which counts letters and words."""
    grades = []
    for country, phrase in PHRASES:
        answer = ask(country, phrase, PROFILES[country])
        if answer.results:
            grades.append(textstat.automated_readability_index(answer.results[0].outcome.headline))
    assert len(grades) > 50
    assert sorted(grades)[len(grades) // 2] <= 8


def test_answers_hold_no_identifiers_and_few_sources(ask: Ask) -> None:
    for country, phrase in PHRASES:
        text = ask(country, phrase, PROFILES[country]).text
        words = re.sub(r"\]\([^)]*\)", "", text)
        assert not re.search(r"\b[a-z]+_[a-z_]+\b|\b40[13][kb]\b", words), words
        if "Sources (rules of" in text:
            assert text.split("Sources (rules of")[1].count("\n- ") <= 6


def test_a_choice_is_told_in_words(ask: Ask) -> None:
    text = ask("AU", "tax on 40k from an untaxed fund at 62").text
    assert "from an untaxed fund" in text
    assert "With a taxed fund, it would be" in text
