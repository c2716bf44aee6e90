"""An LLM judge scores recorded answers: each once, for a known price, within a budget, and never when it failed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from advisor.evaluation.cases import Case
from advisor.evaluation.evaluating import evaluate
from advisor.evaluation.judging import FAITHFULNESS, NAMES, RELEVANCE, VERDICT, Bill
from advisor.evaluation.quality import QUALITY
from advisor.evaluation.scoring import score
from advisor.governance import Event, engine_for, migrate, record
from advisor.governance.record import now
from advisor.governance.review_schema import scores
from advisor.settings import Settings
from tests.llm.conftest import Scripted, said

GOOD = {"passed": True, "confidence": 0.9, "relevance": 1.0, "faithfulness": 0.8, "violations": []}
OBJECTION = {"code": "claim.unsupported", "severity": "major", "detail": "He wrote from jane@example.com."}
PRICES = """
prices:
  - {endpoint: 127.0.0.1, model: scripted, input: 1.0, output: 10.0, since: 2026-01-01, source: a test}
"""
EACH = (900 * 1.0 + 100 * 10.0) / 1e6  # USD for the tokens that the scripted server says


@pytest.fixture
def judge() -> Iterator[Scripted]:
    server = Scripted()
    server.script = lambda request, count: said(json.dumps(GOOD))
    yield server
    server.server.shutdown()


@pytest.fixture
def house(tmp_path: Path, judge: Scripted, monkeypatch: pytest.MonkeyPatch) -> Settings:
    prices = tmp_path / "prices.yaml"
    prices.write_text(PRICES, "utf-8")
    monkeypatch.setenv("ADVISOR_LLM_PRICES", str(prices))
    found = Settings(home=tmp_path, judge_url=judge.url, judge_model="scripted", llm_retries=0, llm_at_once=2)
    migrate(found.database_url)
    return found


def fill(house: Settings, count: int) -> None:
    usual: dict[str, Any] = {
        "channel": "chat", "member_id": "AU001", "session_id": "s", "country": "AU", "outcome": "answered",
        "query": "What tax is there on super contributions?", "answer": "It is 15%.", "model_name": "m",
        "model_version": "1", "model_alias": "champion",
    }  # fmt: skip
    record(house.database_url, [Event(reference=f"PA-{n:08d}", **usual) for n in range(count)])


def given(house: Settings) -> dict[str, list[float]]:
    with engine_for(house.database_url).connect() as connection:
        rows = connection.execute(select(scores).where(scores.c.scorer.in_(NAMES))).all()
    return {name: [row.value for row in rows if row.scorer == name] for name in NAMES}


def hour(house: Settings, **more: Any) -> Bill:
    bill = score(house, now() - timedelta(hours=1), **more).bill
    assert bill is not None
    return bill


def test_each_answer_is_judged_once_and_its_price_is_known(house: Settings, judge: Scripted) -> None:
    fill(house, 3)
    found = score(house, now() - timedelta(hours=1))
    assert (found.answers, found.scores) == (3, 3 * (len(QUALITY) + len(NAMES)))
    assert found.bill == Bill(3, 0, 3, pytest.approx(3 * EACH))
    assert given(house) == {VERDICT: [1.0] * 3, RELEVANCE: [1.0] * 3, FAITHFULNESS: [0.8] * 3}
    assert hour(house) == Bill()
    assert len(judge.asked) == 3


def test_without_a_known_price_the_cost_is_unknown(house: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ADVISOR_LLM_PRICES")
    fill(house, 2)
    bill = hour(house)
    assert (bill.judged, bill.cost) == (2, None)
    assert "unknown cost" in bill.told


NO_VERDICTS = {
    "a fault": (500, {"error": {"message": "oops"}}),
    "no JSON": said("All fine!"),
    "another shape": said('{"passed": "perhaps"}'),
    "cut": "cut",
}


@pytest.mark.parametrize("what", NO_VERDICTS)
def test_an_answer_without_a_verdict_has_no_score_and_is_asked_about_again(
    what: str, house: Settings, judge: Scripted
) -> None:
    fill(house, 1)
    judge.script = lambda request, count: NO_VERDICTS[what]
    bill = hour(house)
    assert (bill.judged, bill.not_judged) == (0, 1)
    assert given(house) == {name: [] for name in NAMES}
    judge.script = lambda request, count: said(json.dumps(GOOD))
    assert hour(house).judged == 1


@pytest.mark.parametrize("violations", [[], [OBJECTION]])
def test_what_the_judge_turns_down_has_not_passed(
    violations: list[dict[str, str]], house: Settings, judge: Scripted
) -> None:
    fill(house, 1)
    judge.script = lambda request, count: said(json.dumps(GOOD | {"passed": False, "violations": violations}))
    hour(house)
    assert given(house)[VERDICT] == [0.0]
    with engine_for(house.database_url).connect() as connection:
        assert "jane@" not in " ".join(connection.execute(select(scores.c.rationale)).scalars())


BUDGETS = [
    # USD, calls, most answers that may be judged
    (3 * EACH, 1000, 3),
    (None, 2, 2),
]


@pytest.mark.parametrize(("dollars", "calls", "most"), BUDGETS)
def test_the_budget_ends_it_and_the_next_run_goes_on(
    dollars: float | None, calls: int, most: int, house: Settings, judge: Scripted
) -> None:
    fill(house, 8)
    limited = house.model_copy(update={"judge_budget": dollars, "judge_calls": calls})
    bill = hour(limited)
    assert bill.used_up
    assert "budget was used up" in bill.told
    # a first call's price is not known beforehand, and two are under way at a time
    assert most <= bill.judged <= most + 1
    assert len(judge.asked) == bill.calls == bill.judged
    assert hour(house).judged == 8 - bill.judged


def test_an_evaluation_shows_what_the_judge_found_and_cost(
    settings: Settings, judge: Scripted, house: Settings
) -> None:
    judging = settings.model_copy(update={"judge_url": judge.url, "judge_model": "scripted"})
    asked = Case("age", "AU", "access", "At what age can I access my super?", "AU001", expect={"figure": 60})
    rain = Case("rain", "UK", "off_topic", "Will it rain tomorrow?", expect={"off_topic": True})
    made = evaluate(judging, 1, [asked, rain])
    assert (made.judged, made.mean(FAITHFULNESS)) == (1, 0.8)
    assert made.judge_cost_usd == pytest.approx(EACH)
    assert [each.scores[RELEVANCE] for each in made.results] == [1.0, "n/a"]
    assert made.pass_rate == 1.0
