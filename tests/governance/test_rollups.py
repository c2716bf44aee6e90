"""The sums of monitoring are what the events add up to, however they were written."""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import Integer, cast, delete, func, select

from advisor.governance import OUTCOMES, Event, engine_for, migrate, record, record_feedback
from advisor.governance.figures import ACCURACY, Counts, Scope, Times, counts, newest, quality, rules, times
from advisor.governance.rollup_schema import rollup_rules, rollup_scores, rollup_times, rollups
from advisor.governance.rollups import bucket
from advisor.governance.schema import events, feedback
from advisor.governance.scores import Kept, keep
from advisor.governance.store import writing

START = datetime(2026, 3, 28)
ALL_HOURS = Scope(START, START + timedelta(days=4), "hour")
ALL_DAYS = Scope(START, START + timedelta(days=4), "day")
BY = ("at", "version", "country", "channel")


@pytest.fixture
def url(tmp_path: Path) -> str:
    place = f"sqlite:///{tmp_path / 'record.db'}"
    migrate(place)
    return place


def made(number: int, **more: Any) -> Event:
    base = {
        "channel": "chat", "member_id": "AU001", "session_id": "s", "country": "AU", "outcome": "answered",
        "query": "q", "model_name": "m", "model_version": "1", "model_alias": "champion",
        "at": START + timedelta(minutes=number),
    }  # fmt: skip
    return Event(reference=f"PA-{number}", **(base | more))


FINDING = {"policy": "abuse", "code": "abuse.insult", "rule": "insult", "score": 0.9, "action": "block"}
event_kinds = st.fixed_dictionaries(
    {
        "outcome": st.sampled_from(OUTCOMES),
        "country": st.sampled_from(["AU", "IN", ""]),
        "channel": st.sampled_from(["chat", "batch"]),
        "model_version": st.sampled_from(["1", "2", ""]),
        "urgent": st.booleans(),
        "cost": st.sampled_from([None, 0.0, 0.25, 0.5]),
        "latency_ms": st.none() | st.floats(0.01, 200_000),
        "at": st.integers(0, 4 * 24 * 60 - 1).map(lambda minutes: START + timedelta(minutes=minutes)),
        "findings": st.lists(st.just(FINDING), max_size=2),
        "receipt": st.fixed_dictionaries(
            {},
            optional={
                "off_topic": st.booleans(),
                "usage": st.sampled_from([{"input_tokens": 3, "output_tokens": 2}, {"input_tokens": None}]),
                "timings": st.sampled_from([{"compose_ms": 12.0}, {"compose_ms": None}]),
            },
        ),
    }
)


@hypothesis_settings(max_examples=25, deadline=None)
@given(kinds=st.lists(event_kinds, max_size=30), size=st.integers(1, 8), thumbs=st.lists(st.booleans(), max_size=12))
def test_sums_are_what_the_events_add_up_to(kinds: list[dict], size: int, thumbs: list[bool]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/record.db"
        migrate(url)
        happened = [made(number, **kind) for number, kind in enumerate(kinds)]
        for start in range(0, len(happened), size):
            record(url, happened[max(0, start - 2) : start + size])  # two of each batch are there already
        for number, helpful in enumerate(thumbs):
            if happened:
                record_feedback(url, happened[number % len(happened)].reference, "AU001", helpful, "")
        assert counts(url, ALL_HOURS, *BY) == added_up(url)
        assert sum(counts(url, ALL_DAYS, "at").values(), Counts()) == sum(added_up(url).values(), Counts())
        known = [each.latency_ms for each in happened if each.latency_ms is not None]
        assert Counter(bucket(ms) for ms in known) == filled(times(url, ALL_HOURS).get((), Times()))
        composed = sum(bool((each.receipt.get("timings") or {}).get("compose_ms")) for each in happened)
        assert sum(each.questions for each in times(url, ALL_DAYS, phases=True).values()) == composed
        insults = sum(bool(each.findings) for each in happened)
        assert sum(n for key, n in rules(url, ALL_HOURS).items() if key[0] == "abuse") == insults
        engine_for(url).dispose()


def added_up(url: str) -> dict[tuple, Counts]:
    """The same sums, by SQL over the events themselves."""
    row = events.c
    grouped = select(
        func.strftime("%Y-%m-%d %H:00:00", row.at), row.model_version, row.country, row.channel, row.outcome,
        func.count(), func.count(row.cost), func.coalesce(func.sum(row.cost), 0.0), func.sum(cast(row.urgent, Integer)),
        func.count(feedback.c.helpful), func.coalesce(func.sum(cast(feedback.c.helpful, Integer)), 0),
    ).outerjoin(feedback, feedback.c.reference == row.reference).group_by(
        func.strftime("%Y-%m-%d %H:00:00", row.at), row.model_version, row.country, row.channel, row.outcome
    )  # fmt: skip
    found: dict[tuple, Counts] = defaultdict(Counts)
    with engine_for(url).connect() as connection:
        for hour, *cell, outcome, number, priced, cost, urgent, thumbs, up in connection.execute(grouped):
            key = (datetime.fromisoformat(hour), *cell)
            found[key] += Counts(
                **{outcome: number},
                priced=priced,
                known_cost=cost,
                urgent=urgent,
                thumbs_up=up,
                thumbs_down=thumbs - up,
            )
        for each in connection.execute(select(events)):
            usage, off = each.receipt.get("usage") or {}, each.receipt.get("off_topic", each.outcome == "declined")
            key = (each.at.replace(minute=0), each.model_version, each.country, each.channel)
            read, written = usage.get("input_tokens"), usage.get("output_tokens") or 0
            found[key] += Counts(off_topic=int(off))
            if read is not None:
                found[key] += Counts(metered=1, input_tokens=read, output_tokens=written)
    return dict(found)


def filled(spread: Times) -> dict[str, int]:
    return {f"b{number:02d}": count for number, count in enumerate(spread.buckets) if count}


def test_an_event_that_is_there_already_adds_nothing(url: str) -> None:
    record(url, [made(1), made(2)])
    before = snapshot(url)
    record(url, [made(2), made(1)])
    record(url, [made(1)])
    assert snapshot(url) == before


def test_the_last_thumb_is_the_one_that_counts(url: str) -> None:
    record(url, [made(1), made(2)])
    for reference, helpful in [("PA-1", True), ("PA-1", True), ("PA-1", False), ("PA-2", True), ("PA-none", True)]:
        record_feedback(url, reference, "AU001", helpful, "")
    found = counts(url, ALL_HOURS)[()]
    assert (found.thumbs_up, found.thumbs_down) == (1, 1)


def test_scores_count_once_at_the_time_of_their_answer_and_nothing_to_judge_is_no_score(url: str) -> None:
    record(url, [made(1), made(2), made(70, model_version="2")])
    given = [Kept("PA-1", "relevance", 0.5, ""), Kept("PA-2", "relevance", None, ""), Kept("PA-70", "relevance", 1, "")]
    keep(url, given)
    keep(url, given)
    found = quality(url, ALL_HOURS, "version")
    assert found["relevance", "1"].mean == 0.5
    assert (found["relevance", "1"].scored, found["relevance", "1"].unjudged) == (1, 1)
    assert found["relevance", "2"].mean == 1
    assert [key[1].hour for key in sorted(quality(url, ALL_HOURS, "at"))] == [0, 1]


def test_writers_at_the_same_time_lose_nothing(url: str) -> None:
    def write(worker: int) -> None:
        for number in range(10):
            record(url, [made(worker * 1000 + number, at=START, cost=0.5, latency_ms=5.0)])
            record_feedback(url, f"PA-{worker * 1000 + number}", "AU001", True, "")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    found = counts(url, ALL_HOURS)[()]
    assert (found.answered, found.thumbs_up, found.cost) == (40, 40, 20.0)
    assert times(url, ALL_DAYS)[()].questions == 40


def test_an_older_record_is_summed_up_when_its_schema_is_brought_up_to_date(url: str) -> None:
    finding = {"findings": [FINDING], "outcome": "blocked"}
    record(url, [made(n, latency_ms=n + 1.0, cost=None if n % 3 else 0.1) for n in range(50)] + [made(51, **finding)])
    record_feedback(url, "PA-7", "AU001", False, "no")
    keep(url, [Kept("PA-7", "relevance", 0.5, ""), Kept("PA-8", "relevance", None, "")])
    before = snapshot(url)
    with writing(url) as connection:
        for table in (rollups, rollup_rules, rollup_times, rollup_scores):
            connection.execute(delete(table))
    migrate(url)
    assert snapshot(url) == before
    migrate(url)
    assert snapshot(url) == before


def snapshot(url: str) -> list[list[tuple]]:
    with engine_for(url).connect() as connection:
        tables: Iterable[Any] = (rollups, rollup_rules, rollup_times, rollup_scores)
        return [
            sorted(
                tuple(round(v, 9) if isinstance(v, float) else v for v in row) for row in connection.execute(select(t))
            )
            for t in tables
        ]


def test_percentiles_are_as_exact_as_they_say(url: str) -> None:
    drawn = np.random.default_rng(7).lognormal(3, 1.5, 2000)
    record(url, [made(n, at=START, latency_ms=float(ms)) for n, ms in enumerate(drawn)])
    found = times(url, ALL_HOURS)[()]
    for ratio in (0.5, 0.95, 0.99):
        exact = float(np.quantile(drawn, ratio, method="inverted_cdf"))
        assert found.quantile(ratio) == pytest.approx(exact, rel=ACCURACY + 1e-6)


def test_what_is_unknown_is_none_and_what_is_nothing_is_nought(url: str) -> None:
    assert counts(url, ALL_HOURS) == {}
    assert newest(url) is None
    assert Times().quantile(0.5) is None
    assert Counts().pass_rate is None
    record(url, [made(1, cost=None), made(2, outcome="failed", cost=None)])
    found = counts(url, ALL_HOURS)[()]
    assert (found.cost, found.unpriced, found.cost_per_question, found.tokens) == (None, 2, None, None)
    record(url, [made(3, cost=0.0)])
    found = counts(url, ALL_HOURS)[()]
    assert (found.cost, found.unpriced, found.cost_per_question) == (0.0, 2, 0.0)
    assert newest(url) == START


def test_filters_and_the_end_of_the_range_are_kept(url: str) -> None:
    record(
        url,
        [made(1), made(2, country="UK"), made(3, model_version="2"), made(4, channel="batch"), made(60), made(61)],
    )
    table = [
        (Scope(START, START + timedelta(hours=1), "hour"), 4),
        (Scope(START, START + timedelta(hours=2), "hour"), 6),
        (Scope(START, START + timedelta(hours=2), "hour", countries=("UK",)), 1),
        (Scope(START, START + timedelta(hours=2), "hour", versions=("1",), channels=("chat",)), 4),
        (Scope(START - timedelta(days=2), START, "day"), 0),
    ]
    for scope, wanted in table:
        assert sum(each.questions for each in counts(url, scope, "at").values()) == wanted
