"""Recorded answers scored for quality: each once, the same sample from the same seed, and a broken scorer gives 0."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from advisor.evaluation import EvaluationFailed
from advisor.evaluation.quality import QUALITY
from advisor.evaluation.scoring import drawn, moment, score
from advisor.governance import Event, engine_for, migrate, record
from advisor.governance.record import now
from advisor.governance.review_schema import scores
from advisor.settings import Settings

RULE = {
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
GOOD = "Your fund pays 15% tax on your super contributions."


def answered(number: int, **more: Any) -> Event:
    usual: dict[str, Any] = {
        "channel": "chat",
        "member_id": "AU001",
        "session_id": "s",
        "country": "AU",
        "outcome": "answered",
        "query": "What tax is there on super contributions?",
        "answer": GOOD,
        "evidence": [RULE],
        "model_name": "m",
        "model_version": "1",
        "model_alias": "champion",
    }
    return Event(reference=f"PA-{number:08d}", **(usual | more))


@pytest.fixture
def house(tmp_path: Path) -> Settings:
    found = Settings(home=tmp_path)
    migrate(found.database_url)
    return found


def kept(house: Settings) -> dict[tuple[str, str], float | None]:
    with engine_for(house.database_url).connect() as connection:
        return {(row.reference, row.scorer): row.value for row in connection.execute(select(scores))}


def test_each_answer_is_scored_once_by_each_scorer(house: Settings) -> None:
    since = now() - timedelta(hours=1)
    old = answered(7, at=now() - timedelta(days=2))
    declined = answered(8, outcome="declined")
    blocked = answered(9, outcome="blocked", answer="I can't take this message.")
    record(house.database_url, [answered(1), answered(2), old, declined, blocked])
    first = score(house, since)
    assert (first.answers, first.scores) == (2, 2 * len(QUALITY))
    before = kept(house)
    assert set(before) == {(f"PA-{n:08d}", name) for n in (1, 2) for name in QUALITY}
    again = score(house, since)
    assert (again.answers, again.scores) == (0, 0)
    record(house.database_url, [answered(3)])
    assert score(house, since).answers == 1
    assert before.items() <= kept(house).items()


def test_a_scorer_added_later_is_given_without_touching_the_others(
    house: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(house.database_url, [answered(1)])
    latecomer = QUALITY["toxicity"]
    monkeypatch.delitem(QUALITY, "toxicity")
    assert score(house, now() - timedelta(hours=1)).scores == 4
    monkeypatch.setitem(QUALITY, "toxicity", latecomer)
    assert score(house, now() - timedelta(hours=1)).scores == 1


def test_a_broken_scorer_gives_nothing_away(house: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(event: Any) -> Any:
        raise KeyError("secret text")

    monkeypatch.setitem(QUALITY, "relevance", broken)
    record(house.database_url, [answered(1)])
    score(house, now() - timedelta(hours=1))
    assert kept(house)["PA-00000001", "relevance"] == 0.0
    with engine_for(house.database_url).connect() as connection:
        said = connection.execute(select(scores.c.rationale).where(scores.c.scorer == "relevance")).scalar_one()
    assert said == "The scorer failed (KeyError)."


def test_the_sample_is_the_same_every_time_and_grows_with_its_share() -> None:
    all_of_them = [f"PA-{n:08d}" for n in range(4000)]
    tenth = {each for each in all_of_them if drawn(each, 0.1, 0)}
    assert len(tenth) == pytest.approx(400, rel=0.15)
    assert tenth == {each for each in all_of_them if drawn(each, 0.1, 0)}
    assert tenth < {each for each in all_of_them if drawn(each, 0.3, 0)}
    assert tenth != {each for each in all_of_them if drawn(each, 0.1, 1)}
    assert all(drawn(each, 1.0, 0) for each in all_of_them)


@pytest.mark.parametrize("sample", [0, -0.1, 1.1])
def test_a_sample_is_a_ratio(house: Settings, sample: float) -> None:
    with pytest.raises(EvaluationFailed, match="sample"):
        score(house, now(), sample)


def test_since() -> None:
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert moment("7d", noon) == datetime(2026, 11, 17, 12)
    assert moment("24h", noon) == datetime(2026, 11, 23, 12)
    assert moment("2026-11-01") == datetime(2026, 11, 1)
    assert moment("2026-11-01T10:00:00+10:00") == datetime(2026, 11, 1)
    with pytest.raises(EvaluationFailed, match="write 7d"):
        moment("yesterday")


QUALITIES = [
    # scorer, changed, value
    ("relevance", {}, 1.0),
    ("relevance", {"query": "Hi"}, None),
    ("relevance", {"answer": "The weather is fine.", "evidence": []}, 0.0),
    ("faithfulness", {}, 1.0),
    ("faithfulness", {"answer": "Your fund pays 15% or 17% tax."}, 0.5),
    ("faithfulness", {"answer": "Your fund pays some tax."}, None),
    ("toxicity", {}, 1.0),
    ("country_compliance", {}, 1.0),
    ("country_compliance", {"answer": "HMRC takes 15%."}, 0.0),
    ("country_compliance", {"answer": "You pay £15."}, 0.0),
    ("citation_quality", {}, 1.0),
    ("citation_quality", {"evidence": []}, None),
    ("citation_quality", {"evidence": [RULE, RULE | {"reference": ""}]}, 0.5),
    ("citation_quality", {"evidence": [RULE | {"url": "http://ato.gov.au"}]}, 0.0),
]


@pytest.mark.parametrize(("scorer", "changed", "value"), QUALITIES)
def test_quality(scorer: str, changed: dict[str, Any], value: float | None) -> None:
    event = vars(answered(1)) | changed
    found = QUALITY[scorer](event)
    assert found.value == (value if value is None else pytest.approx(value)), found.rationale
    assert found.rationale


def test_an_abusive_answer_is_toxic() -> None:
    event = vars(answered(1)) | {"answer": "You are a worthless idiot, you stupid piece of shit."}
    found = QUALITY["toxicity"](event)
    assert found.value is not None
    assert found.value < 0.5, found.rationale
