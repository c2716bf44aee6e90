"""The words of India: notes carry no figure of their own, and the limits that may be asked for are the ones known."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from advisor.answering.notes import filled
from advisor.countries import COUNTRIES
from advisor.countries.india.limits import PARAMETERS, Limit
from advisor.countries.india.wording import count, percent
from advisor.rules import Result

CASES = [
    case
    for file in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for case in yaml.safe_load(file.read_text("utf-8"))
    if "error" not in case
]
NOTES: list[dict[str, Any]] = yaml.safe_load((files("advisor.countries.india") / "notes.yaml").read_text("utf-8"))
PLACEHOLDER = re.compile(r"\{[^}]*\}")
# names of forms, sections, laws and years are not figures of law
NAMES = re.compile(
    r"(?:Form|Act|Scheme|section) \d+\w*|\d+[A-Z]+(?:\(\w+\))?|(?:\d{1,2} )?[A-Z][a-z]+ \d{4}|before \d{4}|20\d\d-\d\d"
    r"|15[GH]"
)


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note["id"])
def test_a_note_is_complete(note: dict[str, Any]) -> None:
    assert set(note) - {"explains"} == {"id", "title", "asks", "answer", "authority", "reference", "url", "checked"}
    assert len(note["asks"]) >= 6
    assert note["url"].startswith("https://")
    assert isinstance(note["checked"], date)


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note["id"])
def test_every_figure_of_a_note_is_a_number_of_the_law(note: dict[str, Any]) -> None:
    assert "{" not in filled(note["answer"], COUNTRIES["IN"].rules(date(2026, 11, 24)))
    left = NAMES.sub("", PLACEHOLDER.sub("", note["answer"]))
    assert re.findall(r"\d+|[{}]", left) == []


def test_the_calculators_that_notes_explain_are_known() -> None:
    assert {name.split(":")[0] for name in COUNTRIES["IN"].explained} <= set(COUNTRIES["IN"].calculators)


def test_note_ids_are_unique() -> None:
    ids = [note["id"] for note in NOTES]
    assert len(ids) == len(set(ids))


def test_every_limit_that_may_be_asked_for_is_known() -> None:
    assert set(get_args(Limit)) == set(PARAMETERS)


@pytest.mark.parametrize(
    ("ratio", "text"), [(0.0833, "8.33 %"), (0.12, "12 %"), (0.005, "0.5 %"), (1, "100 %"), (0, "0 %")]
)
def test_ratios_read_as_percentages(ratio: float, text: str) -> None:
    assert percent(ratio) == text


@pytest.mark.parametrize(("number", "text"), [(1, "1 year"), (2, "2 years"), (2.5, "2.5 years"), (0, "0 years")])
def test_counts_agree_with_their_noun(number: float, text: str) -> None:
    assert count(number, "year") == text


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['calculator']}: {case['name']}")
def test_the_headline_leads_with_the_figure(case: dict[str, Any]) -> None:
    result = COUNTRIES["IN"].calculate(case["calculator"], case.get("date"), case.get("tax_year"), **case["inputs"])
    if result.value is None:
        return
    numbers = [float(number.replace(",", "")) for number in re.findall(r"\d[\d,]*(?:\.\d+)?", _plain(result))]
    shown = result.value * 100 if result.outcome.unit.startswith("ratio") else result.value
    assert numbers[0] == pytest.approx(shown, abs=0.005)


def _plain(result: Result) -> str:
    """The headline without the financial year, which is a name."""
    return result.outcome.headline.replace(f"for {result.rules_year}", "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['calculator']}: {case['name']}")
def test_an_answer_is_short_whole_sentences(case: dict[str, Any]) -> None:
    outcome = (
        COUNTRIES["IN"].calculate(case["calculator"], case.get("date"), case.get("tax_year"), **case["inputs"]).outcome
    )
    assert 1 <= len(outcome.steps) <= 6
    for sentence in (outcome.headline, *outcome.steps, *outcome.notes):
        assert sentence[0].isupper() or not sentence[0].isalpha()
        assert sentence.endswith((".", "?"))
