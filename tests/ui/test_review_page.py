"""The reviewers' page: the queue and its filters, a case and its decision, rules, replay, and regression cases."""

from __future__ import annotations

import shutil
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from advisor.governance import Event, record, record_feedback, store
from advisor.governance.decisions import claim, decide, history
from advisor.governance.queue import one
from advisor.governance.record import now
from advisor.governance.regressions import listed
from advisor.guardrails import Guardrails
from advisor.settings import Settings

from .conftest import ROOT, texts

TFN = {"policy": "personal_data", "code": "pii.au_tfn", "rule": "label and checksum", "score": 0.6, "start": 10,
       "end": 21, "action": "block", "message": "it looks like it holds a tax file number"}  # fmt: skip
HOSTILE = "<img src=x onerror=alert(1)> **bold** $x$ [link](http://evil.example)"


@pytest.fixture
def url(settings: Settings, tmp_path: Path, empty_record: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A record of its own with a few cases; you are a reviewer."""
    place = f"sqlite:///{shutil.copy(empty_record, tmp_path / 'review.db')}"
    monkeypatch.setenv("ADVISOR_DATABASE_URL", place)
    monkeypatch.setenv("ADVISOR_DEV_IDENTITY", "reviewer")
    monkeypatch.chdir(ROOT)
    hours = iter(range(9, 0, -1))

    def event(reference: str, outcome: str, **more: Any) -> Event:
        base = {"channel": "chat", "member_id": "AU001", "session_id": "s1", "country": "AU", "model_name": "m",
                "model_version": "1", "model_alias": "champion",
                "at": now() - timedelta(hours=next(hours))}  # fmt: skip
        return Event(reference=reference, outcome=outcome, **(base | more))

    record(
        place,
        [
            event("PA-FINE", "answered", query="When can I retire?", answer="At 60."),
            event("PA-TFN", "blocked", query="My TFN is <TFN>, when can I retire?", findings=[TFN], answer="I can't.",
                  violations=["pii.au_tfn: it looks like it holds a tax file number"]),
            event("PA-HELD", "withheld", query=HOSTILE, answer="I did not pass.", withheld_answer="**It is $77,777.**",
                  violations=["figure.unaccounted: 77,777"], confidence=0.9),
            event("PA-SAD", "answered", query="I can't go on", answer="Please call.", urgent=True, session_id="s2"),
            event("PA-DOWN", "failed", query="Hello?", error="The model can't be reached.", model_version="",
                  channel="batch"),
        ],
    )  # fmt: skip
    return place


def opened(**query: str | list[str]) -> AppTest:
    tester = AppTest.from_file(str(ROOT / "pages" / "review.py"), default_timeout=60)
    for key, value in query.items():
        tester.query_params[key] = value
    tester.run()
    assert not tester.exception
    return tester


def press(tester: AppTest, label: str) -> AppTest:
    button = next(each for each in tester.button if each.label == label)
    button.click().run()
    assert not tester.exception
    return tester


def references(tester: AppTest) -> list[str]:
    return tester.dataframe[0].value["reference"].tolist() if tester.dataframe else []


@pytest.mark.parametrize("identity", ["AU001", "admin"])
def test_only_reviewers_see_texts(url: str, identity: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DEV_IDENTITY", identity)
    for query in ({}, {"case": "PA-TFN"}):
        tester = opened(**query)
        assert not tester.dataframe
        assert "TFN" not in texts(tester)


def test_the_queue_is_urgent_first_with_counts_that_add_up(url: str) -> None:
    decide(url, "PA-DOWN", "raj", "wrong_answer", "", 0)
    tester = opened()
    assert references(tester) == ["PA-SAD", "PA-HELD", "PA-TFN"]
    assert "3 open · 0 claimed · 0 reopened · 1 done · **4 in all**" in texts(tester)
    assert "Export 3 cases:" in texts(tester)


FILTERED = [
    ({"reasons": "Blocked"}, ["PA-TFN"]),
    ({"severities": "Urgent"}, ["PA-SAD"]),
    ({"outcomes": "Failed"}, ["PA-DOWN"]),
    ({"policies": "Answer checks"}, ["PA-HELD"]),
    ({"rules": "pii.au_tfn"}, ["PA-TFN"]),
    ({"versions": "1", "order": "Oldest first"}, ["PA-TFN", "PA-HELD", "PA-SAD"]),
    ({"channels": "batch"}, ["PA-DOWN"]),
    ({"text": "my tfn is <TFN>"}, ["PA-TFN"]),
    ({"state": "Done"}, []),
    ({"range": "24 hours", "countries": "AU", "text": "go on"}, ["PA-SAD"]),
    ({"reasons": "no such reason"}, ["PA-SAD", "PA-HELD", "PA-DOWN", "PA-TFN"]),
]


@pytest.mark.parametrize(("query", "expected"), FILTERED)
def test_a_shared_address_shows_the_same_view(url: str, query: dict[str, str], expected: list[str]) -> None:
    assert references(opened(**query)) == expected


def test_days_from_to_are_in_the_address_too(url: str) -> None:
    span = {"range": "From – to", "state": "All"}
    today, before = f"{now():%Y-%m-%d}", f"{now() - timedelta(days=2):%Y-%m-%d}"
    assert len(references(opened(**span, days=[before, today]))) == 4
    assert references(opened(**span, days=["2020-01-01", "2020-01-31"])) == []


def test_the_label_counts_the_filters_of_a_shared_address(url: str) -> None:
    tester = opened(reasons="Blocked", countries="AU")
    assert tester.expander[0].label == "Filters (2)"
    assert references(press(tester, "Clear")) == ["PA-SAD", "PA-HELD", "PA-DOWN", "PA-TFN"]
    assert tester.expander[0].label == "Filters"


def test_personal_data_in_the_search_stays_out_of_the_address(url: str) -> None:
    tester = opened()
    tester.text_input[0].set_value("my TFN is 123 456 782").run()
    assert tester.query_params["text"] == "my TFN is <TFN>"
    assert references(tester) == ["PA-TFN"]


def test_a_case_shows_what_is_known_and_nothing_as_markup(url: str) -> None:
    said = texts(opened(case="PA-TFN"))
    assert "My TFN is :orange-background[<TFN>], when can I retire?" in said
    assert "it was never kept" in said
    assert "It looks like it holds a tax file number." in said
    assert "At 60." in said
    tester = opened(case="PA-HELD")
    raw = "\n".join(each.value for each in tester.markdown)
    assert "\\<img" in raw
    assert "<img" not in raw.replace("\\<img", "")
    assert "\\*\\*bold\\*\\*" in raw
    assert "It is \\$77,777." in raw
    assert "no question PA-NONE" in texts(opened(case="PA-NONE"))


def test_a_decision_is_kept_masked_and_can_be_undone_and_reopened(url: str) -> None:
    tester = opened(case="PA-TFN")
    assert "Choose a decision first." in texts(press(tester, "Save decision"))
    tester.radio[0].set_value("false_alarm")
    tester.text_area[0].set_value("an order number, ring 0412 345 678")
    press(tester, "Save decision")
    kept = history(url, "PA-TFN")[-1]
    assert (kept.who, kept.decision, kept.comment) == ("reviewer", "false_alarm", "an order number, ring <PHONE>")
    assert "Saved: false alarm." in texts(tester)
    assert tester.text_area[0].value == ""
    assert "taken back" in texts(press(tester, "Undo"))
    tester.radio[0].set_value("right_block")
    press(tester, "Save decision")
    tester.text_area[0].set_value("look again")
    press(tester, "Reopen")
    found = one(url, "PA-TFN")
    assert found
    assert found["standing"] == "reopened"
    assert [step.action for step in history(url, "PA-TFN")] == ["decide", "undo", "decide", "reopen"]


def test_the_second_of_two_reviewers_is_told_and_loses_nothing(url: str) -> None:
    second = opened(case="PA-TFN")
    decide(url, "PA-TFN", "rita", "right_block", "a [real](http://evil.example) number", 0)
    second.radio[0].set_value("false_alarm")
    second.text_area[0].set_value("looks like an order number")
    press(second, "Save decision")
    assert "[real](" not in second.warning[0].value
    told = texts(second)
    assert "rita decided this a moment ago." in told
    assert "Their decision: right block. They wrote: “a [real](http://evil.example) number”." in told
    assert second.text_area[0].value == "looks like an order number"
    assert len(history(url, "PA-TFN")) == 1
    press(second, "Only comment")
    assert [(step.who, step.comment) for step in history(url, "PA-TFN")][1:] == [
        ("reviewer", "looks like an order number")
    ]


def test_a_claim_of_somebody_else_is_shown_and_ones_own_can_be_given_back(url: str, monkeypatch) -> None:
    mine = opened(case="PA-TFN")
    press(mine, "Claim")
    assert "Yours until" in texts(mine)
    assert references(opened(mine="true")) == ["PA-TFN"]
    press(mine, "Give back")
    assert one(url, "PA-TFN")["standing"] == "open"  # type: ignore[index]
    claim(url, "PA-TFN", "rita", 30)
    other = opened(case="PA-TFN")
    assert "rita has it until" in texts(other)
    assert next(each for each in other.button if each.label == "Save decision").disabled


def test_a_store_that_is_locked_says_so_and_keeps_the_comment(url: str) -> None:
    tester = opened(case="PA-TFN")
    tester.radio[0].set_value("right_block")
    tester.text_area[0].set_value("typed with care")
    locked, done = threading.Event(), threading.Event()

    def holding() -> None:
        with store.writing(url):
            locked.set()
            done.wait(10)

    other = threading.Thread(target=holding)
    other.start()
    locked.wait()
    press(tester, "Save decision")
    done.set()
    other.join()
    assert "The store is busy and nothing was saved." in texts(tester)
    assert tester.text_area[0].value == "typed with care"
    assert tester.radio[0].value == "right_block"
    press(tester, "Save decision")
    assert history(url, "PA-TFN")[-1].comment == "typed with care"


def test_a_record_that_can_not_be_read_is_said(url: str, tmp_path: Path) -> None:
    store.engine_for(url).dispose()
    (tmp_path / "review.db").write_bytes(b"this is no database" * 100)
    for name in ("review.db-wal", "review.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    assert "can't be read right now" in opened().error[0].value


def test_a_reference_that_a_member_quotes_opens_even_outside_the_queue(url: str) -> None:
    record(url, [Event("PA-7F3K2Q9D", "chat", "AU001", "s9", "AU", "answered", "Poem?", "m", "1", "champion")])
    tester = press(opened(text="pa-7f3k2q9d"), "Open PA-7F3K2Q9D")
    assert "It is not in the queue" in texts(tester)
    tester.radio[0].set_value("missed_risk")
    press(tester, "Save decision")
    assert references(opened(state="Done")) == ["PA-7F3K2Q9D"]


def test_next_goes_to_the_case_that_waits_most(url: str) -> None:
    tester = press(opened(case="PA-SAD"), "Next case")
    assert tester.query_params["case"] == "PA-HELD"
    assert "PA-HELD" in tester.header[0].value
    press(tester, "Queue")
    assert references(tester) == ["PA-SAD", "PA-HELD", "PA-DOWN", "PA-TFN"]


def test_a_decided_case_becomes_a_regression_case_in_one_click_and_is_withdrawn(url: str) -> None:
    decide(url, "PA-TFN", "rita", "right_block", "", 0)
    tester = opened(case="PA-TFN")
    assert "From now on it must be blocked as pii.au_tfn." in texts(tester)
    press(tester, "Make it a regression case")
    made = listed(url)[0]
    assert (made.who, made.query, made.expect) == (
        "reviewer", "My TFN is <TFN>, when can I retire?", {"blocked": True, "code": "pii.au_tfn"},
    )  # fmt: skip
    assert [turn["content"] for turn in made.history] == ["When can I retire?", "At 60."]
    listing = opened(section="Regression cases")
    assert listing.dataframe[0].value["expected"].tolist() == ["must be blocked as pii.au_tfn"]
    press(tester, "Withdraw")
    assert listed(url) == []


def test_for_a_wrong_answer_the_reviewer_says_what_would_be_right(url: str) -> None:
    decide(url, "PA-HELD", "rita", "wrong_answer", "", 0)
    tester = opened(case="PA-HELD")
    press(tester, "Make it a regression case")
    assert "Say what must become" in tester.warning[0].value
    tester.number_input[0].set_value(60)
    tester.text_input[0].set_value("[at](http://evil.example) 60")
    press(tester, "Make it a regression case")
    assert listed(url)[0].expect == {"figure": 60, "text": "[at](http://evil.example) 60"}
    assert "It is regression case 1: it must lead to 60 and must say “[at](http://evil.example) 60”." in texts(tester)
    assert "[at](" not in "".join(each.value for each in tester.markdown)


def test_a_rule_without_decisions_is_not_known_yet(url: str) -> None:
    table = opened(section="Rules").dataframe[0].value.set_index("code")
    assert table.loc["pii.au_tfn", "precision"] == "not known yet"
    decide(url, "PA-TFN", "rita", "false_alarm", "", 0)
    table = opened(section="Rules").dataframe[0].value.set_index("code")
    assert (table.loc["pii.au_tfn", "precision"], table.loc["pii.au_tfn", "decided"]) == ("0%", 1)


def test_a_replay_shows_what_would_flip_and_yields_a_policy(url: str) -> None:
    decide(url, "PA-TFN", "rita", "false_alarm", "", 0)
    tester = opened(section="Replay")
    press(tester, "Replay")
    assert "Nothing is changed yet" in tester.warning[0].value
    next(each for each in tester.slider if each.label == "Personal data from").set_value(0.8)
    press(tester, "Replay")
    flips = tester.dataframe[0].value.set_index("name")
    assert flips.loc["PA-TFN", ["effect", "now", "by"]].tolist() == [["Better"], "pass", "pii.au_tfn"]
    policy = yaml.safe_load(tester.code[0].value)
    assert policy["personal_data"]["threshold"] == 0.8
    assert Guardrails(policy).policy.personal_data.threshold == 0.8


def test_a_thumb_down_brings_the_members_words(url: str) -> None:
    record_feedback(url, "PA-FINE", "AU001", False, "wrong *year*")
    assert "gave a thumb down and wrote: “wrong *year*”" in texts(opened(case="PA-FINE"))
    assert references(opened(reasons="Thumb down")) == ["PA-FINE"]
