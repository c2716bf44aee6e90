"""How answers read: they lead with the figure, and every text is filled from the parameters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from advisor.answering.notes import filled
from advisor.countries import COUNTRIES
from advisor.rules import InputError

US = COUNTRIES["US"]
FOLDER = Path(__file__).parents[3] / "advisor/countries/united_states"
NOTES = yaml.safe_load((FOLDER / "notes.yaml").read_text("utf-8"))
CASES = [
    case
    for file in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for case in yaml.safe_load(file.read_text("utf-8"))
    if "error" not in case
]
# The country's own calculators, not those that every country shares.
OWN = [name for name, each in US.calculators.items() if ".united_states." in each.function.__module__]
NOT_AMOUNTS = ("us_rule_of_55", "us_rmd_start_age", "us_full_retirement_age", "us_limits")
AMOUNTS = [case for case in CASES if case["calculator"] not in NOT_AMOUNTS]
NUMBER = re.compile(r"-?\$?\d[\d,]*(?:\.\d+)?")


def first_number(text: str) -> float:
    return float(NUMBER.search(text)[0].replace("$", "").replace(",", ""))


@pytest.mark.parametrize("case", AMOUNTS, ids=lambda case: f"{case['calculator']}: {case['name']}")
def test_the_headline_leads_with_the_figure(case):
    found = US.calculate(case["calculator"], tax_year=case["tax_year"], **case["inputs"])
    assert found.outcome.unit.startswith("USD")
    assert first_number(found.outcome.headline) == pytest.approx(found.value, abs=0.005)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['calculator']}: {case['name']}")
def test_every_answer_has_sources_and_short_steps(case):
    found = US.calculate(case["calculator"], tax_year=case["tax_year"], **case["inputs"])
    assert found.sources
    assert 1 <= len(found.outcome.steps) <= 9
    assert all(source.url.startswith("https://") for source in found.sources)


@pytest.mark.parametrize("name", OWN)
def test_every_calculator_can_be_asked_for_in_many_ways(name):
    assert len(set(US.phrases[name])) >= 15


NAMES = re.compile(
    r"\{[^}]*\}|40[13]\([kb]\)|457\(b\)|W-4\w|[Rr]ule of 55|[Ff]orms? (?:SSA-)?\d+(?:-\w+)?|\b529\b"
    r"|(?:April|December) \d+|72\(t\)|\b20\d\d\b"
)


@pytest.mark.parametrize("note", NOTES, ids=lambda note: note["id"])
def test_notes_hold_no_figure_of_their_own(note):
    assert "{" not in filled(note["answer"], US.rules(tax_year="2026"))
    words = NAMES.sub("", note["answer"])
    assert not re.search(r"\d", words)


def test_the_calculators_that_notes_explain_are_known():
    assert {name.split(":")[0] for name in US.explained} <= set(US.calculators)


def test_both_ages_are_named_when_the_birth_year_alone_leaves_them_open():
    found = US.calculate("us_rmd_start_age", birth_year=1949)
    assert found.value == 72
    assert any("first half" in note for note in found.outcome.notes)


def test_the_first_due_date_is_in_the_year_after_the_starting_age():
    figures = US.calculate("us_rmd_start_age", birth_year=1953).outcome.figures
    assert figures["first due date"][0].isoformat() == "2027-04-01"


def test_a_withdrawal_on_top_of_wages_says_what_it_adds():
    found = US.calculate("us_withdrawal_tax", tax_year="2026", amount=20_000, age=45, wages=60_000)
    # 12% of 6,500 and 22% of 13,500 more income tax, and 10% of 20,000
    assert found.outcome.figures["because of the withdrawal"][0] == 780 + 2_970 + 2_000


def test_an_age_just_below_the_free_age_is_said_to_be_assumed():
    notes = US.calculate("us_early_withdrawal_penalty", amount=100, age=59).outcome.notes
    assert any("59½" in note for note in notes)


def test_birth_details_that_are_missing_are_asked_for():
    with pytest.raises(InputError, match="year you were born"):
        US.calculate("us_full_retirement_age")


@pytest.mark.parametrize(("born", "age"), [(1960, "82 years and 6 months"), (1957, "82 years and 6 months")])
def test_the_comparison_tells_when_waiting_beats_full_retirement_age(born, age):
    found = US.calculate("us_claiming_age_comparison", benefit_at_full_age=2600, birth_year=born).outcome
    assert found.headline.endswith(f"past about {age}.")


@pytest.mark.parametrize(("put_in", "too_much"), [(7500, None), (8200, "$700 too much")])
def test_paying_in_more_than_the_limit_is_said(put_in, too_much):
    found = US.calculate("us_contribution_limit", tax_year="2026", plan="ira", age=44, contributed=put_in).outcome
    assert found.value == 0
    assert ("too much" in found.headline) == bool(too_much)
    assert (too_much or "") in found.headline
