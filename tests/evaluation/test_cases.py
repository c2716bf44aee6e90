from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from advisor.contract import COUNTRY_CODES
from advisor.demo import demo_members
from advisor.evaluation.cases import Case, cases, mark, packaged
from advisor.evaluation.stand_ins import refilled
from advisor.governance import migrate
from advisor.governance.record import OUTCOMES
from advisor.governance.regressions import EXPECTATIONS, RegressionCaseError, add, listed, withdraw
from advisor.guardrails import Guardrails

LEAST_PER_COUNTRY = 25
LEAST_BLOCKED, LEAST_OFF_TOPIC = 12, 6


@pytest.fixture
def url(tmp_path: Path) -> str:
    place = f"sqlite:///{tmp_path / 'record.db'}"
    migrate(place)
    return place


def test_the_packaged_cases_are_well_formed() -> None:
    known = {str(member["member_id"]) for member in demo_members()} | {""}
    for case in packaged():
        assert case.country in COUNTRY_CODES, case.id
        assert case.query, case.id
        assert case.source, case.id
        assert case.profile in known, case.id
        assert case.expect, case.id
        assert set(case.expect) <= set(EXPECTATIONS), case.id
        assert case.outcome in OUTCOMES, case.id
        assert not case.until or date.fromisoformat(case.until), case.id
        assert Case.of(case.plain()) == case


def test_there_are_enough_of_each_kind_and_no_id_or_question_twice() -> None:
    all_cases = packaged()
    counted = Counter(case.country for case in all_cases if case.category not in ("guardrail", "off_topic"))
    assert {country: n for country, n in counted.items() if n < LEAST_PER_COUNTRY} == {}
    assert set(counted) == set(COUNTRY_CODES)
    assert sum(case.blocked for case in all_cases) >= LEAST_BLOCKED
    assert sum(case.off_topic for case in all_cases) >= LEAST_OFF_TOPIC
    assert len({case.id for case in all_cases}) == len({case.query for case in all_cases}) == len(all_cases)


def test_a_case_counts_until_its_figure_runs_out(url: str) -> None:
    dated = next(case for case in packaged() if case.until == "2027-04-05")
    assert dated in cases(url, date(2027, 4, 5))
    assert dated not in cases(url, date(2027, 4, 6))


def test_the_mark_changes_with_any_case() -> None:
    one = Case("a", "AU", "test", "When?", expect={"figure": 60})
    other = Case("a", "AU", "test", "When?", expect={"figure": 61})
    assert mark([one]) == mark([one]) != mark([other])


def test_a_regression_case_is_kept_listed_and_taken_out(url: str) -> None:
    turns = [{"role": "user", "content": "My SSN is <SSN>"}]
    number = add(
        url,
        who="rita",
        country="AU",
        query="My TFN is <TFN>, when can I retire?",
        expect={"blocked": True, "code": "pii"},
        history=turns,
        from_reference="PA-22222222",
    )
    kept = next(each for each in cases(url) if each.kind == "regression")
    assert (kept.id, kept.blocked, kept.code, kept.source) == (f"regression-{number}", True, "pii", "PA-22222222")
    assert "<" not in kept.query + kept.history[0]["content"]
    assert Guardrails().check_input(kept.query, "AU").blocked
    withdraw(url, number, "ann")
    assert [each.kind for each in cases(url) if each.kind == "regression"] == []
    [gone] = listed(url, active_only=False)
    assert (gone.active, gone.withdrawn_by, gone.withdrawn_at is not None) == (False, "ann", True)
    with pytest.raises(LookupError, match="no active regression case 99"):
        withdraw(url, 99, "ann")


@pytest.mark.parametrize(
    ("country", "query", "expect", "said"),
    [
        ("FR", "When?", {"blocked": True}, "country"),
        ("AU", "  ", {"blocked": True}, "empty"),
        ("AU", "When?", {}, "what must become"),
        ("AU", "When?", {"tolerance": 1}, "what must become"),
        ("AU", "When?", {"colour": 1}, "colour"),
        ("AU", "When?", {"outcome": "lost"}, "outcome"),
        ("AU", "When?", {"figure": "60"}, "numbers"),
        ("AU", "When?", {"figure": [60, True]}, "numbers"),
    ],
)
def test_a_case_that_no_version_could_fail_is_not_kept(
    url: str, country: str, query: str, expect: dict[str, object], said: str
) -> None:
    with pytest.raises(RegressionCaseError, match=said):
        add(url, who="rita", country=country, query=query, expect=expect)
    assert listed(url) == []


MASKED = [
    ("AU", "my TFN is <TFN>"),
    ("AU", "my Medicare number <MEDICARE>"),
    ("AU", "call me on <PHONE>"),
    ("US", "my SSN is <SSN>"),
    ("US", "card <CARD>"),
    ("UK", "my NI number is <NINO>"),
    ("UK", "mail me at <EMAIL>"),
    ("IN", "my Aadhaar is <AADHAAR>"),
    ("IN", "my PAN is <PAN> and my UAN is <UAN>"),
    ("IN", "call me on <PHONE>"),
    ("AU", "I'm <NAME>, born <BIRTH_DATE>"),
    ("UK", "I'm <NAME>, my address is <ADDRESS>"),
    ("US", "born <BIRTH_DATE>, I live at <ADDRESS>"),
    ("IN", "my name is <NAME> and I live at <ADDRESS>"),
]


def test_a_masked_question_asked_again_is_blocked_and_masked_the_same() -> None:
    guardrails = Guardrails()
    for country, masked in MASKED:
        found = guardrails.check_input(refilled(masked, country), country)
        assert (found.blocked, found.masked) == (True, masked), country
    assert refilled("<TFN_2> and <NOVELTY> and a < b", "AU") == "123 456 782 and <NOVELTY> and a < b"
