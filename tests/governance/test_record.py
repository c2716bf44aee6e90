from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect, select

from advisor.governance import Event, conversations, engine_for, migrate, record, record_feedback, turns
from advisor.governance.schema import events, metadata


@pytest.fixture
def url(tmp_path: Path) -> str:
    place = f"sqlite:///{tmp_path / 'record.db'}"
    migrate(place)
    return place


def happened(reference: str, member: str = "AU001", session: str = "s1", **more: object) -> Event:
    base = {
        "channel": "chat",
        "country": "AU",
        "outcome": "answered",
        "query": "q",
        "model_name": "m",
        "model_version": "1",
        "model_alias": "champion",
    }
    return Event(reference=reference, member_id=member, session_id=session, **(base | more))  # type: ignore[arg-type]


def test_migrations_build_the_schema_and_may_be_repeated(url: str) -> None:
    migrate(url)
    found = inspect(engine_for(url))
    for table in metadata.sorted_tables:
        assert {c["name"] for c in found.get_columns(table.name)} == {c.name for c in table.columns}


def test_an_event_is_kept_once_by_its_reference(url: str) -> None:
    assert record(url, [happened("PA-1"), happened("PA-2")]) == 2
    assert record(url, [happened("PA-2"), happened("PA-3")]) == 1
    with engine_for(url).connect() as connection:
        assert sorted(connection.execute(select(events.c.reference)).scalars()) == ["PA-1", "PA-2", "PA-3"]


def test_unknown_is_not_zero(url: str) -> None:
    record(url, [happened("PA-1", cost=None), happened("PA-2", cost=0.0)])
    with engine_for(url).connect() as connection:
        assert dict(connection.execute(select(events.c.reference, events.c.cost)).all()) == {"PA-1": None, "PA-2": 0.0}


def test_conversations_are_one_members_and_newest_first(url: str) -> None:
    record(
        url,
        [
            happened("PA-1", session="old", query="first", at=datetime(2026, 1, 1)),
            happened("PA-2", session="old", query="second", at=datetime(2026, 1, 2)),
            happened("PA-3", session="new", query="third", at=datetime(2026, 1, 3)),
            happened("PA-4", member="AU002", session="theirs"),
            happened("PA-5", session="batch", channel="batch"),
        ],
    )
    found = conversations(url, "AU001")
    assert [(c.session_id, c.first_query, c.questions) for c in found] == [("new", "third", 1), ("old", "first", 2)]
    assert [turn["reference"] for turn in turns(url, "AU001", "old")] == ["PA-1", "PA-2"]
    assert turns(url, "AU001", "theirs") == []


def test_feedback_is_read_back_and_the_last_word_counts(url: str) -> None:
    record(url, [happened("PA-1")])
    record_feedback(url, "PA-1", "AU001", True, "")
    record_feedback(url, "PA-1", "AU001", False, "wrong year")
    assert [turn["helpful"] for turn in turns(url, "AU001", "s1")] == [False]
