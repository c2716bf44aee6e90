"""What is put on the screen: typed text as typed, answers without foreign links, receipts that say what is known."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some
from markdown_it import MarkdownIt

from advisor.demo import demo_members
from advisor.members import Profile
from advisor.ui import markdown, profile_card, receipt
from advisor.ui.conversation import Conversation, Turn
from advisor.ui.download import as_markdown

OFFICIAL = {"https://www.ato.gov.au/x"}


@given(some.text(some.characters(min_codepoint=33, max_codepoint=126), min_size=1))
def test_typed_text_stays_as_typed(text: str) -> None:
    inline = MarkdownIt().parse(markdown.plain(text))[1]
    assert [child.type for child in inline.children or []] == ["text"]
    assert inline.children[0].content.replace("\u2060", "") == text


ANSWERS = [
    ("a dollar is no formula", "You pay $5 of $10.", r"You pay \$5 of \$10."),
    ("an official link stays", "[ATO](https://www.ato.gov.au/x)", "[ATO](https://www.ato.gov.au/x)"),
    ("another link becomes its words", "[win](https://evil.example/?q=1)", "win"),
    ("a script is no link", "[win](javascript:alert)", "win"),
    ("a picture is not fetched", "![chart](https://evil.example/p.png)", "chart"),
    ("a bare official address stays", "See https://www.ato.gov.au/x.", "See https://www.ato.gov.au/x."),
    ("another bare address is not clickable", "See https://evil.example/a", "See https\u2060://evil.example/a"),
]


@pytest.mark.parametrize(("what", "text", "shown"), ANSWERS, ids=[case[0] for case in ANSWERS])
def test_answer(what: str, text: str, shown: str) -> None:
    assert markdown.answer(text, OFFICIAL) == shown


LEADS = [
    ("**You get $5.**\n\nWhy: so.", ("You get $5.", "Why: so.")),
    ("**Alone.**", ("Alone.", "")),
    ("**Part** of it.\n\nMore.", ("", "**Part** of it.\n\nMore.")),
    ("**One** and **two**\n\nMore.", ("", "**One** and **two**\n\nMore.")),
    ("No stars.", ("", "No stars.")),
]


@pytest.mark.parametrize(("text", "parts"), LEADS)
def test_lead(text: str, parts: tuple[str, str]) -> None:
    assert markdown.lead(text) == parts


@pytest.mark.parametrize(
    ("usd", "shown"),
    [(0, "$0.00"), (0.0, "$0.00"), (None, "unknown"), (0.0004, "$0.0004"), (0.25, "$0.2500"), (1.5, "$1.50")],
)
def test_cost(usd: float | None, shown: str) -> None:
    assert receipt.cost(usd) == shown


@pytest.mark.parametrize(("ms", "shown"), [(None, "unknown"), (41.6, "42 ms"), (0.0, "0 ms"), (1340, "1.3 s")])
def test_latency(ms: float | None, shown: str) -> None:
    assert receipt.latency(ms) == shown


def answered(**changed: object) -> Turn:
    notes = {
        "engine": "embedded",
        "rules_date": "2026-11-24",
        "rules_year": "2026-27",
        "calculations": [
            {
                "calculator": "au_lump_sum_tax",
                "inputs": {"amount": 50000.0, "made_up": None, "age": 60},
                "from_question": ["amount"],
                "from_profile": ["age"],
                "assumptions": ["there is no tax-free part"],
            }
        ],
        "sources": ["ATO: ITAA 1997 s 301-10"],
        "guardrails": ["nothing found"],
    }
    row = {
        "reference": "PA-TESTTEST",
        "outcome": "answered",
        "answer": "**You would pay no tax ($0).**",
        "masked_query": "tax on $50,000?",
        "error": None,
        "cost": 0.0,
        "latency_ms": 12.4,
        "validator": "deterministic",
        "verdict": "passed",
        "timings": {"guard_input_ms": 1.25, "understand_ms": 2.0},
        "receipt": json.dumps(notes),
    }
    return Turn("tax on $50,000?", "AU", datetime(2026, 11, 24, 9, 30), row | changed, "3", "champion")


def test_a_receipt_says_all_that_a_member_can_quote() -> None:
    told = {title: "; ".join(lines) for title, lines in receipt.facts(answered())}
    assert told["Reference"] == "PA-TESTTEST"
    assert told["Answered by"] == "version 3 (champion), embedded engine"
    assert told["Rules"] == "Australia, as of 24 November 2026, income year 2026-27"
    assert "$50,000 (from your question)" in told["Inputs"]
    assert "60 years (from your profile)" in told["Inputs"]
    assert "None" not in told["Inputs"]
    assert told["Assumptions"] == "there is no tax-free part"
    assert told["Sources"] == "ATO: ITAA 1997 s 301-10"
    assert told["Guardrails"] == "nothing found"
    assert told["Answer checks"] == "passed, deterministic"
    assert told["Cost"] == "$0.00"
    assert told["Time"] == "12 ms"
    assert told["Phases"] == "checking your question 1.2 ms, understanding it 2.0 ms"


def test_a_receipt_of_a_failed_question_says_unknown_and_not_zero() -> None:
    failed = answered(receipt=None, cost=None, latency_ms=None, timings=None, outcome="failed", verdict="not checked")
    failed.version = ""
    told = dict(receipt.facts(failed))
    assert told["Answered by"] == ["no model version answered"]
    assert told["Cost"] == ["unknown"]
    assert told["Time"] == ["unknown"]
    assert "Inputs" not in told


def test_the_download_holds_question_answer_receipt_and_disclaimer_and_no_secret() -> None:
    turn = answered(masked_query="my number is [tax file number], tax on $50,000?")
    turn.query = "my number is 123 456 782, tax on $50,000?"
    text = as_markdown(Conversation("AU001", "chat-x", [turn]), "Margaret Collins")
    for part in (
        "Margaret Collins",
        "> my number is [tax file number]",
        "no tax ($0)",
        "PA-TESTTEST",
        "general information",
    ):
        assert part in text
    assert "123 456 782" not in text


def test_history_leaves_out_what_was_blocked_failed_or_still_open() -> None:
    turns = [
        answered(),
        answered(outcome="blocked", answer="I can't take this."),
        answered(outcome="failed", answer=None),
        answered(outcome="withheld", answer="I am not showing it."),
        answered(outcome="declined", answer="I can only help with pensions."),
        Turn("open", "AU", datetime(2026, 1, 1)),
    ]
    turns[0].query = "my number is 123 456 782"
    told = Conversation("AU001", "chat-x", turns).history
    assert [each["role"] for each in told] == ["user", "assistant"] * 2
    assert told[0]["content"] == "tax on $50,000?", "the masked words, not the typed ones"


@pytest.mark.parametrize("row", demo_members(), ids=lambda row: row["member_id"])
def test_every_demo_member_has_a_whole_card(row: dict[str, object]) -> None:
    profile, today = Profile(row), date(2026, 11, 24)
    shown = [value for _, value in profile_card.figures(profile, today)] + profile_card.facts(profile, today)
    assert shown[0] == str(profile.age(today))
    assert len(profile_card.figures(profile, today)) == 1 + len(profile.accounts)
    assert not [text for text in shown if "None" in text or "_" in text or not text]
    symbol = {"AU": "$", "US": "$", "UK": "£", "IN": "₹"}[profile.country]
    assert all(value.startswith(symbol) for _, value in profile_card.figures(profile, today)[1:])
