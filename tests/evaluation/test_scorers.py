from __future__ import annotations

from typing import Any

import pytest

from advisor.evaluation.cases import Case
from advisor.evaluation.scorers import JUDGED, MEASURED
from advisor.evaluation.scorers.readability import grade

RATE = {
    "kind": "parameter",
    "id": "contributions.tax",
    "title": "tax on contributions",
    "detail": "15%",
    "value": 0.15,
    "unit": "ratio",
    "authority": "ATO",
    "reference": "ITAA 1997 s 295-160",
    "url": "https://www.ato.gov.au/x",
    "as_of": "2026-07-01",
}


def row(**known: Any) -> dict[str, Any]:
    usual = {
        "answer": "Your fund pays $3,000 tax on $20,000, which is 15%.",
        "evidence": [RATE, {"kind": "calculation", "title": "tax", "detail": "20000 × 15% = 3000", "value": 3000.0}],
        "outcome": "answered",
        "blocked": False,
        "violations": [],
        "off_topic": False,
        "latency_ms": 12.5,
        "cost": 0.0,
        "error": None,
    }
    return usual | known


def case(country: str = "AU", query: str = "How much tax on $20,000 of contributions?", **expect: Any) -> Case:
    return Case("c", country, "test", query, expect=expect)


BLOCKED = row(answer="I can't take this message.", outcome="blocked", blocked=True, violations=["pii.tfn: a TFN"])
FAILED = row(answer=None, outcome="failed", error="Something went wrong.", evidence=[], latency_ms=None, cost=None)
OFF = row(answer="I can only help with pensions.", outcome="declined", off_topic=True, evidence=[])

VERDICTS = [
    # scorer, case, row, verdict
    ("accuracy", case(figure=3000), row(), "yes"),
    ("accuracy", case(figure=3001), row(), "no"),
    ("accuracy", case(figure=3001, tolerance=1), row(), "yes"),
    ("accuracy", case(figure=15), row(), "yes"),
    ("accuracy", case(figure=20000), row(answer="It is $1, $2, $3 and $20,000."), "no"),
    ("accuracy", case(figure=[1, 4]), row(answer="It is $1, $2, $3 and $4."), "yes"),
    ("accuracy", case(figure=[1, 5]), row(answer="It is $1, $2, $3 and $4."), "no"),
    ("accuracy", case(figure=0), row(answer="You would pay no tax ($0)."), "yes"),
    ("accuracy", case(figure=0), FAILED, "no"),
    ("accuracy", case(blocked=True), BLOCKED, "n/a"),
    ("accuracy", case(calculator="au_tax"), row(tools=["au_tax"]), "yes"),
    ("accuracy", case(calculator="au_tax"), row(tools=["au_cap"]), "no"),
    ("accuracy", case(calculator="au_tax"), row(), "no"),
    ("accuracy", case(text="pays  $3,000 TAX"), row(answer="Your fund **pays $3,000** tax."), "yes"),
    ("accuracy", case(text="pays $4,000"), row(), "no"),
    ("accuracy", case(text="pays", figure=3001), row(), "no"),
    ("accuracy", case(text="pays"), FAILED, "no"),
    ("groundedness", case(), row(), "yes"),
    ("groundedness", case(), row(answer="Your fund pays $4,321 tax."), "no"),
    ("groundedness", case(), row(answer="It pays $3,000, says https://example.com/law."), "no"),
    ("groundedness", case(), row(answer="It pays $3,000. We will call you back."), "no"),
    ("groundedness", case(), row(evidence=[]), "no"),
    ("groundedness", case(), BLOCKED, "n/a"),
    ("right_country", case(), row(), "yes"),
    ("right_country", case(), row(answer="Your fund pays £3,000."), "no"),
    ("right_country", case(), row(answer="HMRC takes $3,000."), "no"),
    ("right_country", case(), row(evidence=[RATE | {"unit": "GBP per year"}]), "no"),
    ("guardrail", case(), row(), "yes"),
    ("guardrail", case(), BLOCKED, "no"),
    ("guardrail", case(blocked=True), BLOCKED, "yes"),
    ("guardrail", case(blocked=True, code="pii"), BLOCKED, "yes"),
    ("guardrail", case(blocked=True, code="pii.tfn"), BLOCKED, "yes"),
    ("guardrail", case(blocked=True, code="attack"), BLOCKED, "no"),
    ("guardrail", case(blocked=True, code="pi"), BLOCKED, "no"),
    ("guardrail", case(blocked=True), row(), "no"),
    ("off_topic", case(), row(), "yes"),
    ("off_topic", case(), OFF, "no"),
    ("off_topic", case(off_topic=True), OFF, "yes"),
    ("off_topic", case(off_topic=True), row(), "no"),
    ("off_topic", case(blocked=True), BLOCKED, "n/a"),
    ("outcome", case(), row(), "yes"),
    ("outcome", case(), FAILED, "no"),
    ("outcome", case(off_topic=True), OFF, "yes"),
    ("outcome", case(blocked=True), BLOCKED, "yes"),
    ("outcome", case(outcome="withheld"), row(outcome="withheld"), "yes"),
]


@pytest.mark.parametrize(("scorer", "asked", "given", "expected"), VERDICTS)
def test_verdict(scorer: str, asked: Case, given: dict[str, Any], expected: str) -> None:
    found = JUDGED[scorer](asked, given)
    assert found.value == expected, found.rationale
    assert bool(found.rationale) == (expected == "no")


def test_unknown_is_not_zero() -> None:
    for name, known in (("latency_ms", 12.5), ("cost_usd", 0.0)):
        assert MEASURED[name](case(), row()).value == known
        assert MEASURED[name](case(), FAILED).value is None


GRADES = [
    # counted by hand: 6 words, 1 sentence, 6 syllables; 12 words, 2 sentences, 13 syllables; 7, 1 and 24
    ("The cat sat on the mat.", 0.39 * 6 + 11.8 * 1 - 15.59),
    ("You may take the money out. Your fund pays you each month.", 0.39 * 6 + 11.8 * 13 / 12 - 15.59),
    ("Superannuation contributions attract considerable taxation at retirement.", 0.39 * 7 + 11.8 * 24 / 7 - 15.59),
]


@pytest.mark.parametrize(("text", "expected"), GRADES)
def test_reading_grade(text: str, expected: float) -> None:
    assert grade(text) == pytest.approx(expected, abs=0.01)


def test_figures_links_and_tables_are_not_read_as_words() -> None:
    plain = "You pay the tax."
    marked = f"**{plain}**\n\n| a | b |\n| 1 | 2 |\n\n- [{plain}](https://example.com/a-very-long-address)"
    assert grade(marked) == grade(f"{plain} {plain}")
    assert grade("$3,000") is None
