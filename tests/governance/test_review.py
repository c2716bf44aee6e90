"""The queue of what needs a human, what reviewers do with it, and two of them at once."""

from __future__ import annotations

import io
import shutil
import threading
from collections.abc import Mapping, Sequence
from csv import DictReader
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import insert, select

from advisor.asking import ask
from advisor.governance import Event, engine_for, migrate, record, record_feedback, store
from advisor.governance.decisions import Meanwhile, NotSaved, claim, decide, history, release, remark, reopen, undo
from advisor.governance.export import COLUMNS, as_csv, as_parquet, harmless
from advisor.governance.lessons import expectation, keep, turns_before
from advisor.governance.precision import precision
from advisor.governance.queue import Wanted, choices, counts, every, one, page, session
from advisor.governance.record import now
from advisor.governance.regressions import RegressionCaseError, listed, withdraw
from advisor.governance.review_schema import review_cases, review_rules, reviews
from advisor.governance.schema import events
from advisor.governance.triage import reasons
from advisor.loaded import LoadedVersion
from advisor.settings import Settings

TFN = {"policy": "personal_data", "code": "pii.au_tfn", "rule": "label and checksum", "score": 0.99,
       "start": 0, "end": 9, "action": "block", "message": "it looks like it holds a tax file number"}  # fmt: skip
OVERRIDE = TFN | {"policy": "attack", "code": "attack.override", "rule": "ignore instructions", "score": 0.8}


@pytest.fixture
def url(tmp_path: Path, empty_record: Path) -> str:
    return f"sqlite:///{shutil.copy(empty_record, tmp_path / 'record.db')}"


def happened(reference: str, outcome: str = "answered", **more: Any) -> Event:
    base = {"channel": "chat", "member_id": "AU001", "session_id": "s1", "country": "AU", "query": "q",
            "confidence": 1.0, "model_name": "m", "model_version": "1", "model_alias": "champion"}  # fmt: skip
    return Event(reference=reference, outcome=outcome, **(base | more))


NEEDS = [
    # what happened, its reasons, its severity
    ({"outcome": "blocked", "confidence": 0.0}, ["blocked"], "medium"),
    ({"outcome": "withheld"}, ["withheld"], "high"),
    ({"outcome": "failed", "confidence": None}, ["failed"], "high"),
    ({"urgent": True}, ["distress"], "urgent"),
    ({"urgent": True, "outcome": "blocked"}, ["distress", "blocked"], "urgent"),
    ({"confidence": 0.49}, ["low_confidence"], "low"),
    ({"confidence": 0.5}, None, None),
    ({"confidence": None}, None, None),
    ({"outcome": "declined", "confidence": 0.1}, None, None),
    ({}, None, None),
]


@pytest.mark.parametrize(("event", "why", "severity"), NEEDS)
def test_who_is_queued_and_how_urgently(url: str, event: dict[str, Any], why: list[str] | None, severity: str) -> None:
    record(url, [happened("PA-1", **event)])
    found = page(url, Wanted())
    assert [reasons(row) for row in found] == ([why] if why else [])
    if why:
        assert counts(url, Wanted(severities=(severity,)))["open"] == 1


def test_the_floor_of_confidence_is_the_callers(url: str) -> None:
    record(url, [happened("PA-1", confidence=0.7)], low_confidence=0.8)
    assert counts(url, Wanted())["open"] == 1


def test_the_floor_of_confidence_is_a_setting(champion: LoadedVersion, tmp_path: Path, url: str) -> None:
    class Unsure:
        def answer(self, rows: Sequence[Mapping[str, Any]]) -> Any:
            row = champion.answer(rows).rows[0] | {"confidence": 0.8}
            return SimpleNamespace(rows=[row], version="1", alias="champion")

    row = {"user_id": "", "session_id": "s", "country": "AU", "query": "At what age can I access my super?"}
    for floor, queued in ((0.8, 0), (0.81, 1)):
        ask(Unsure(), Settings(home=tmp_path, database=url, review_confidence=floor), "chat", row)
        assert len(page(url, Wanted(reasons=("low_confidence",)))) == queued


def test_a_thumb_down_queues_an_answer_and_a_thumb_taken_back_leaves_no_trace(url: str) -> None:
    record(url, [happened("PA-1"), happened("PA-2", outcome="withheld")])
    record_feedback(url, "PA-1", "AU001", False, "wrong year")
    record_feedback(url, "PA-2", "AU001", False, "")
    assert [(row["reference"], reasons(row)) for row in page(url, Wanted())] == [
        ("PA-2", ["withheld", "thumbs_down"]),
        ("PA-1", ["thumbs_down"]),
    ]
    record_feedback(url, "PA-1", "AU001", True, "")
    record_feedback(url, "PA-2", "AU001", True, "")
    assert [(row["reference"], reasons(row)) for row in page(url, Wanted())] == [("PA-2", ["withheld"])]
    record_feedback(url, "PA-9", "AU001", False, "of an answer that was never recorded")
    assert sum(counts(url, Wanted()).values()) == 1


def test_a_thumb_down_after_the_decision_opens_the_case_again(url: str) -> None:
    record(url, [happened("PA-1", urgent=True)])
    decide(url, "PA-1", "rita", "right_block", "", 0)
    record_feedback(url, "PA-1", "AU001", False, "")
    assert counts(url, Wanted())["reopened"] == 1
    assert [step.action for step in history(url, "PA-1")] == ["decide", "reopen"]


def test_an_event_sent_twice_is_queued_once(url: str) -> None:
    for _ in range(2):
        record(url, [happened("PA-1", outcome="blocked", findings=[TFN, TFN], violations=["pii.au_tfn: it holds one"])])
    assert sum(counts(url, Wanted()).values()) == 1
    assert [rule["code"] for rule in page(url, Wanted())[0]["rules"]] == ["pii.au_tfn"]


def seeded(url: str) -> None:
    start = datetime(2026, 3, 1)
    record(
        url,
        [
            happened("PA-1", "blocked", at=start, findings=[TFN], query="My TFN is <TFN>, when can I retire?"),
            happened("PA-2", "blocked", at=start + timedelta(1), findings=[OVERRIDE], country="UK", model_version="2"),
            happened("PA-3", "withheld", at=start + timedelta(2), violations=["source.unaccounted: one"],
                     withheld_answer="It is 100%_certain."),
            happened("PA-4", "failed", at=start + timedelta(3), channel="batch", model_version=""),
            happened("PA-5", urgent=True, at=start + timedelta(4), country="IN"),
            happened("PA-6", at=start + timedelta(5), confidence=0.2),
            happened("PA-7", at=start + timedelta(6)),
        ],
    )  # fmt: skip


FILTERS = [
    ({}, ["PA-5", "PA-3", "PA-4", "PA-1", "PA-2", "PA-6"]),
    ({"outcomes": ("blocked", "failed")}, ["PA-4", "PA-1", "PA-2"]),
    ({"reasons": ("distress", "withheld")}, ["PA-5", "PA-3"]),
    ({"policies": ("attack",)}, ["PA-2"]),
    ({"policies": ("answer_check",)}, ["PA-3"]),
    ({"rules": ("pii.au_tfn",)}, ["PA-1"]),
    ({"policies": ("attack",), "rules": ("pii.au_tfn",)}, []),
    ({"countries": ("UK", "IN")}, ["PA-5", "PA-2"]),
    ({"severities": ("urgent", "low")}, ["PA-5", "PA-6"]),
    ({"versions": ("2",)}, ["PA-2"]),
    ({"channels": ("batch",)}, ["PA-4"]),
    ({"since": datetime(2026, 3, 2), "until": datetime(2026, 3, 4)}, ["PA-3", "PA-2"]),
    ({"text": "tfn is <TFN>"}, ["PA-1"]),
    ({"text": "100%_"}, ["PA-3"]),
    ({"text": "0__c"}, []),
    ({"text": " pa-5 "}, ["PA-5"]),
    ({"countries": ("AU",), "outcomes": ("blocked",), "text": "retire"}, ["PA-1"]),
    ({"decisions": ("false_alarm",)}, []),
    ({"assignee": "rita"}, []),
]


@pytest.mark.parametrize(("wanted", "expected"), FILTERS)
def test_filters_count_and_list_the_same(url: str, wanted: dict[str, Any], expected: list[str]) -> None:
    seeded(url)
    chosen = Wanted(**wanted)
    assert [row["reference"] for row in page(url, chosen)] == expected
    assert sum(counts(url, chosen).values()) == len(expected)
    assert [row["reference"] for row in every(url, chosen)] == expected


def test_pages_follow_each_other_in_each_order(url: str) -> None:
    seeded(url)
    for order, first in (("urgent", "PA-5"), ("newest", "PA-6"), ("oldest", "PA-1")):
        parts = [row["reference"] for at in (0, 4) for row in page(url, Wanted(), order, at, 4)]
        assert sorted(parts) == ["PA-1", "PA-2", "PA-3", "PA-4", "PA-5", "PA-6"]
        assert parts[0] == first


def test_there_is_only_to_choose_what_there_is(url: str) -> None:
    seeded(url)
    assert choices(url) == {
        "versions": ["1", "2"],
        "channels": ["batch", "chat"],
        "countries": ["AU", "IN", "UK"],
        "policies": ["answer_check", "attack", "personal_data"],
        "rules": ["attack.override", "pii.au_tfn", "source.unaccounted"],
    }


def standing(url: str, reference: str = "PA-1") -> tuple[str, str | None, str | None]:
    row = one(url, reference)
    assert row
    return row["standing"], row["assignee"], row["decision"]


def test_states_add_up_through_a_cases_life(url: str) -> None:
    seeded(url)

    def state() -> dict[str, int]:
        found = counts(url, Wanted())
        assert sum(found.values()) == 6
        return {name: number for name, number in found.items() if number}

    claim(url, "PA-1", "rita", minutes=30)
    assert state() == {"open": 5, "claimed": 1}
    assert [row["reference"] for row in page(url, Wanted(assignee="rita"))] == ["PA-1"]
    release(url, "PA-1", "rita")
    assert state() == {"open": 6}
    seen = decide(url, "PA-1", "rita", "false_alarm", "an order number", history(url, "PA-1")[-1].id)
    assert state() == {"open": 5, "done": 1}
    assert standing(url) == ("done", None, "false_alarm")
    undo(url, "PA-1", "rita", seen)
    assert standing(url) == ("open", None, None)
    seen = decide(url, "PA-1", "rita", "right_block", "", history(url, "PA-1")[-1].id)
    reopen(url, "PA-1", "raj", "look again", seen)
    assert state() == {"open": 5, "reopened": 1}
    seen = decide(url, "PA-1", "raj", "needs_expert", "tax law", history(url, "PA-1")[-1].id)
    assert standing(url) == ("reopened", None, "needs_expert")
    seen = decide(url, "PA-1", "eve", "missed_risk", "", seen)
    undo(url, "PA-1", "eve", seen)
    assert standing(url) == ("reopened", None, "needs_expert")
    remark(url, "PA-1", "eve", "noted")
    told = [(step.who, step.action, step.decision) for step in history(url, "PA-1")]
    assert told == [
        ("rita", "claim", None), ("rita", "release", None), ("rita", "decide", "false_alarm"), ("rita", "undo", None),
        ("rita", "decide", "right_block"), ("raj", "reopen", None), ("raj", "decide", "needs_expert"),
        ("eve", "decide", "missed_risk"), ("eve", "undo", None), ("eve", "comment", None),
    ]  # fmt: skip


def test_a_claim_lapses_by_itself(url: str) -> None:
    seeded(url)
    claim(url, "PA-1", "rita", minutes=0)
    assert standing(url) == ("open", None, None)
    assert counts(url, Wanted(assignee="rita")) == {"open": 0, "claimed": 0, "reopened": 0, "done": 0}
    assert claim(url, "PA-1", "raj", minutes=30) > now()
    assert standing(url) == ("claimed", "raj", None)


REFUSED = [
    # what was done before, what is tried, what is said
    ([], lambda url: decide(url, "PA-1", "raj", "maybe", "", 0), "must be one of"),
    ([], lambda url: decide(url, "PA-99", "raj", "false_alarm", "", 0), "no question PA-99"),
    (["claim"], lambda url: decide(url, "PA-1", "raj", "false_alarm", "", 0), "rita claimed this a moment ago"),
    (["claim"], lambda url: claim(url, "PA-1", "raj", 30), "the claim lapses at"),
    (["decide"], lambda url: decide(url, "PA-1", "raj", "false_alarm", "", 1), "Undo the decision or reopen"),
    (["decide"], lambda url: claim(url, "PA-1", "raj", 30), "decided already"),
    (["decide"], lambda url: undo(url, "PA-1", "raj", 1), "no decision of yours"),
    ([], lambda url: undo(url, "PA-1", "rita", 0), "no decision of yours"),
    ([], lambda url: reopen(url, "PA-1", "raj", "", 0), "not decided"),
    ([], lambda url: remark(url, "PA-1", "raj", "  "), "empty"),
    (["decide"], lambda url: reopen(url, "PA-1", "raj", "", 0), "rita decided this a moment ago"),
]


@pytest.mark.parametrize(("before", "tried", "said"), REFUSED)
def test_what_is_refused_says_why_and_writes_nothing(url: str, before: list[str], tried: Any, said: str) -> None:
    seeded(url)
    for action in before:
        claim(url, "PA-1", "rita", 30) if action == "claim" else decide(url, "PA-1", "rita", "right_block", "sure", 0)
    written = history(url, "PA-1")
    with pytest.raises(NotSaved, match=said):
        tried(url)
    assert history(url, "PA-1") == written


def test_of_two_reviewers_at_once_one_decides_and_the_other_is_told(url: str) -> None:
    seeded(url)
    start, told = threading.Barrier(2), []

    def deciding(who: str, decision: str) -> None:
        start.wait()
        try:
            decide(url, "PA-1", who, decision, f"because {who}", 0)
        except Meanwhile as fault:
            told.append(fault)

    both = [threading.Thread(target=deciding, args=each) for each in (("rita", "right_block"), ("raj", "false_alarm"))]
    for each in both:
        each.start()
    for each in both:
        each.join()
    steps = history(url, "PA-1")
    assert len(steps) == len(told) == 1
    assert str(told[0]) == f"{steps[0].who} decided this a moment ago. Nothing of yours was saved yet."
    assert told[0].review == steps[0]


def test_a_store_that_stays_locked_says_so_and_works_again_after(url: str) -> None:
    seeded(url)
    locked, done = threading.Event(), threading.Event()

    def holding() -> None:
        with store.writing(url):
            locked.set()
            done.wait(5)

    other = threading.Thread(target=holding)
    other.start()
    locked.wait()
    with pytest.raises(NotSaved, match="The store is busy and nothing was saved"):
        decide(url, "PA-1", "rita", "right_block", "typed with care", 0)
    done.set()
    other.join()
    decide(url, "PA-1", "rita", "right_block", "typed with care", 0)
    assert standing(url)[2] == "right_block"


def test_any_question_of_the_record_can_be_decided_and_is_queued_by_that(url: str) -> None:
    seeded(url)
    found = one(url, "PA-7")
    assert found
    assert found["standing"] is None
    decide(url, "PA-7", "rita", "missed_risk", "", 0)
    assert reasons(page(url, Wanted(states=("done",)))[0]) == ["picked"]
    assert one(url, "PA-99") is None


def test_the_conversation_around_a_case_is_that_members_alone(url: str) -> None:
    seeded(url)
    record(url, [happened("PA-8", member_id="AU002"), happened("PA-9", session_id="s2")])
    found = one(url, "PA-3")
    assert found
    around = session(url, "AU001", "s1", found["at"], limit=2)
    assert [row["reference"] for row in around] == ["PA-2", "PA-3", "PA-4", "PA-5"]


CELLS = [
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"), ("\r=1", "'\r=1"),
    ("\n=1", "'\n=1"), ("  =1", "'  =1"), ("＝1", "'＝1"), ("a=1", "a=1"), ("", ""), ("£5", "£5"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "written"), CELLS)
def test_no_cell_is_a_formula(cell: str, written: str) -> None:
    assert harmless(cell) == written


def test_an_export_is_exactly_the_filter_with_who_decided_what_when(url: str) -> None:
    seeded(url)
    record(url, [happened("PA-8", "blocked", at=datetime(2026, 3, 9), findings=[TFN], query="=cmd|' /C calc'!A0")])
    decide(url, "PA-1", "rita", "false_alarm", '-2+3, said "so"\nand more', 0)
    wanted = Wanted(rules=("pii.au_tfn",))
    rows = list(DictReader(io.StringIO(as_csv(url, wanted).decode("utf-8-sig"), newline="")))
    assert [row["reference"] for row in rows] == ["PA-8", "PA-1"]
    assert set(rows[0]) == set(COLUMNS)
    assert rows[0]["question"] == "'=cmd|' /C calc'!A0"
    last = rows[1]
    assert (last["reviewer"], last["decision"], last["model_version"]) == ("rita", "false_alarm", "1")
    assert (last["comment"], last["rules"]) == ('\'-2+3, said "so"\nand more', "pii.au_tfn (label and checksum)")
    assert last["asked_at_utc"] == "2026-03-01T00:00:00Z"
    assert last["decided_at_utc"].endswith("Z")
    frame = pd.read_parquet(io.BytesIO(as_parquet(url, wanted)))
    assert frame["reference"].tolist() == ["PA-8", "PA-1"]
    assert frame["question"][0] == "=cmd|' /C calc'!A0"
    assert str(frame["asked_at_utc"].dt.tz) == "UTC"
    nothing = Wanted(countries=("US",))
    assert as_csv(url, nothing).decode("utf-8-sig").splitlines() == [",".join(COLUMNS)]
    assert len(pd.read_parquet(io.BytesIO(as_parquet(url, nothing)))) == 0


def test_precision_is_of_the_decided_and_unknown_is_not_zero(url: str) -> None:
    flagged = TFN | {"action": "flag", "code": "pii.email"}
    other = TFN | {"rule": "bare number"}
    record(url, [happened(f"PA-{n}", "blocked", findings=[TFN, other, flagged]) for n in range(4)])
    record(url, [happened("PA-9", "blocked", findings=[OVERRIDE])])
    for n, decision in enumerate(("right_block", "right_block", "false_alarm", "needs_expert")):
        decide(url, f"PA-{n}", "rita", decision, "", 0)
    tfn, override = precision(url)
    assert (tfn.code, tfn.stopped, tfn.decided, tfn.value) == ("pii.au_tfn", 4, 3, 2 / 3)
    assert tfn.interval
    assert tfn.interval[0] == pytest.approx(0.208, abs=0.001)
    assert tfn.interval[1] == pytest.approx(0.939, abs=0.001)
    assert (override.code, override.stopped, override.value, override.interval) == ("attack.override", 1, None, None)
    undo(url, "PA-2", "rita", history(url, "PA-2")[-1].id)
    assert precision(url)[0].value == 1
    assert [(each.code, each.rule) for each in precision(url, each_rule=True)] == [
        ("pii.au_tfn", "bare number"), ("pii.au_tfn", "label and checksum"), ("attack.override", "ignore instructions"),
    ]  # fmt: skip
    assert precision(url, since=now() + timedelta(1)) == []


LESSONS = [
    # outcome, decision, what the case expects
    ("blocked", "false_alarm", {"blocked": False}),
    ("answered", "missed_risk", {"blocked": True}),
    ("blocked", "right_block", {"blocked": True, "code": "pii.au_tfn"}),
    ("withheld", "right_block", None),
    ("answered", "wrong_answer", None),
    ("blocked", "needs_expert", None),
]


@pytest.mark.parametrize(("outcome", "decision", "expected"), LESSONS)
def test_what_a_decision_teaches(outcome: str, decision: str, expected: Mapping[str, Any] | None) -> None:
    assert expectation({"outcome": outcome, "decision": decision, "rules": [TFN]}) == expected


def test_a_case_becomes_one_regression_case_with_its_conversation(url: str) -> None:
    start = datetime(2026, 3, 1)
    record(
        url,
        [
            happened("PA-1", at=start, query="Can I retire at 60?", answer="Yes."),
            happened("PA-2", "blocked", at=start + timedelta(hours=1), query="no", answer="I can't."),
            happened("PA-3", "blocked", at=start + timedelta(hours=2), findings=[TFN], query="And with TFN <TFN>?"),
            happened("PA-4", "blocked", at=start + timedelta(hours=3), query="[withheld: a safety check failed]"),
        ],
    )
    case = one(url, "PA-3")
    assert case
    around = session(url, "AU001", "s1", case["at"])
    assert turns_before(case, around) == [
        {"role": "user", "content": "Can I retire at 60?"},
        {"role": "assistant", "content": "Yes."},
    ]
    number = keep(url, case, around, "rita", {"blocked": True})
    assert keep(url, case, around, "raj", {"blocked": True}) == number
    assert [(each.id, each.who, each.from_reference, each.query) for each in listed(url)] == [
        (number, "rita", "PA-3", "And with TFN <TFN>?")
    ]
    withdraw(url, number, "bob")
    assert keep(url, case, around, "raj", {"blocked": True}) > number
    lost = one(url, "PA-4")
    assert lost
    with pytest.raises(RegressionCaseError, match="was stored"):
        keep(url, lost, [], "rita", {"blocked": True})


def test_clicks_at_once_make_one_regression_case(url: str) -> None:
    seeded(url)
    case, start, made = one(url, "PA-1"), threading.Barrier(4), []
    assert case

    def clicked() -> None:
        start.wait()
        made.append(keep(url, case, [], "rita", {"blocked": True}))

    clicks = [threading.Thread(target=clicked) for _ in range(4)]
    for each in clicks:
        each.start()
    for each in clicks:
        each.join()
    assert made == [listed(url, active_only=False)[0].id] * 4


def test_what_asked_for_an_expert_can_not_be_undone_under_the_one_who_took_it(url: str) -> None:
    seeded(url)
    decide(url, "PA-1", "rita", "needs_expert", "", 0)
    claim(url, "PA-1", "raj", 30)
    with pytest.raises(Meanwhile, match="raj claimed this a moment ago"):
        undo(url, "PA-1", "rita", history(url, "PA-1")[-1].id)
    assert standing(url) == ("claimed", "raj", "needs_expert")


def test_events_of_before_the_queue_are_queued_by_the_migration(tmp_path: Path) -> None:
    old, new = (f"sqlite:///{tmp_path / name}.db" for name in ("old", "new"))
    config = Config()
    config.set_main_option("script_location", str(Path(store.__file__).parent / "migrations"))
    with store.writing(old) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
    migrate(new)
    seeded(new)
    judged = happened("PA-10", "withheld", receipt={"judge": {"passed": False}})
    record(new, [happened("PA-8", "answered", confidence=0.1), happened("PA-9", confidence=None), judged])
    with engine_for(new).connect() as connection:
        rows = [dict(row) for row in connection.execute(select(events)).mappings()]
    with store.writing(old) as connection:
        connection.execute(insert(events), rows)
        connection.exec_driver_sql(
            "INSERT INTO feedback VALUES ('PA-7','2026-03-01','AU001',0,''),('PA-8','2026-03-01','AU001',0,'')"
        )
    record_feedback(new, "PA-7", "AU001", False, "")
    record_feedback(new, "PA-8", "AU001", False, "")
    migrate(old)
    for table, key in ((review_cases, "reference"), (review_rules, "code"), (reviews, "id")):
        with engine_for(old).connect() as before, engine_for(new).connect() as after:
            found = [
                [tuple(row) for row in each.execute(select(table).order_by(table.c[key]))] for each in (before, after)
            ]
        assert found[0] == found[1]
    with engine_for(old).connect() as connection:
        assert connection.scalars(select(review_cases.c.judged).where(review_cases.c.reference == "PA-10")).all() == [
            False
        ]
