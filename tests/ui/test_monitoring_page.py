"""The monitoring page: sums for reviewers, money for admins, nothing for members; unknown is a gap and never nought."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor import alerts
from advisor.governance import Event, migrate, record, record_feedback, write_move
from advisor.governance.decisions import decide
from advisor.governance.record import now
from advisor.governance.scores import Kept, keep
from advisor.settings import load_settings
from advisor.ui.monitoring.card import as_csv
from advisor.ui.monitoring.glance import trend
from advisor.ui.monitoring.page import COMPARE, GLANCE, SECTIONS

from .conftest import ROOT, Model, texts

FINDING = {"policy": "personal_data", "code": "pii.au_tfn", "rule": "checksum", "score": 1.0, "action": "block"}


@pytest.fixture
def store(model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A record of its own behind the page; you are an admin."""
    url = f"sqlite:///{tmp_path / 'record.db'}"
    monkeypatch.setenv("ADVISOR_DATABASE_URL", url)
    monkeypatch.setenv("ADVISOR_DEV_IDENTITY", "admin")
    migrate(url)
    return url


_made = iter(range(1_000_000))


def happened(url: str, number: int = 1, hours_ago: float = 1, **more: Any) -> list[str]:
    base = {
        "channel": "chat", "member_id": "AU001", "session_id": "s", "country": "AU", "outcome": "answered",
        "query": "q", "model_name": "m", "model_version": "1", "model_alias": "champion",
        "at": now() - timedelta(hours=hours_ago), "cost": 0.0, "latency_ms": 20.0,
        "receipt": {"timings": {"compose_ms": 12.0}},
    }  # fmt: skip
    events = [Event(reference=f"PA-{next(_made)}", **(base | more)) for _ in range(number)]
    record(url, events)
    return [each.reference for each in events]


def page(**query: str) -> AppTest:
    tester = AppTest.from_file(str(ROOT / "pages" / "monitoring.py"), default_timeout=60)
    for key, value in query.items():
        tester.query_params[key] = value
    return tester.run()


def metrics(tester: AppTest) -> dict[str, tuple[str, str]]:
    return {each.label: (each.value, each.delta) for each in tester.metric}


def figures(tester: AppTest) -> list[dict[str, Any]]:
    return [json.loads(each.proto.spec)["data"] for each in tester.get("plotly_chart")]


def test_members_may_not_see_it(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    happened(store)
    monkeypatch.setenv("ADVISOR_DEV_IDENTITY", "AU001")
    tester = page()
    assert not tester.metric
    assert not figures(tester)


def test_without_a_question_it_says_so_and_draws_nothing(store: str) -> None:
    tester = page()
    assert "Nothing has been asked yet." in texts(tester)
    assert not tester.metric
    assert not tester.exception


def test_the_figures_are_those_of_the_record(store: str) -> None:
    happened(store, 6, cost=0.5)
    happened(store, 2, outcome="withheld", cost=None)
    happened(store, 2, outcome="blocked", findings=[FINDING])
    found = metrics(page())
    assert found["Questions"][0] == "10"
    assert found["Passed checks"] == ("75.0%", "n = 8")
    assert found["Blocked"][0] == "20.0%"
    assert found["Failed"][0] == "0.0%"
    assert found["Thumbs up"] == ("unknown", "n = 0")
    assert found["Cost, USD"] == ("$3.00", "2 unknown")


def test_reviewers_see_all_but_money(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    happened(store, 3, cost=0.5)
    assert "Cost" in page().segmented_control(key="section").options
    monkeypatch.setenv("ADVISOR_DEV_IDENTITY", "reviewer")
    for section in (GLANCE, "Traffic", "Cost", COMPARE):
        tester = page(section=section)
        assert "Cost" not in tester.segmented_control(key="section").options
        assert metrics(tester)["Questions"][0] == "3"
        shown = json.dumps([list(frame.value.columns) for frame in (*tester.dataframe, *tester.table)]) + str(
            metrics(tester)
        )
        assert "USD" not in shown + texts(tester)


@pytest.mark.parametrize("section", [GLANCE, *SECTIONS, COMPARE])
def test_each_section_in_each_range_and_split(store: str, section: str) -> None:
    given = happened(store, 4, cost=0.1) + happened(store, 2, country="UK", model_version="2", hours_ago=700)
    happened(store, outcome="blocked", findings=[FINDING])
    happened(store, outcome="failed", latency_ms=None, cost=None, model_version="", receipt={})
    record_feedback(store, given[0], "AU001", True, "")
    keep(store, [Kept(given[0], "relevance", 0.9, ""), Kept(given[1], "relevance", None, "")])
    for query in (
        {"range": "24 h"},
        {"range": "Year", "by": "Version"},
        {"range": "30 d", "clock": "Local", "by": "Country"},
    ):
        tester = page(section=section, **query)
        assert not tester.exception
        assert not tester.error
        assert figures(tester) or section in (GLANCE, COMPARE)
        if section == COMPARE:
            assert [frame.value.columns[0] for frame in (*tester.dataframe, *tester.table)] == [
                "Version",
                "Country",
                "Channel",
            ]


def test_at_a_glance_each_country_and_version_stands_under_the_whole_and_no_chart_is_loaded(store: str) -> None:
    happened(store, 3, cost=0.5)
    happened(store, 1, country="UK", model_version="2", outcome="withheld", cost=None)
    tester = page(range="24 h")
    countries, versions = (each.value.to_dict("records") for each in tester.table)
    assert [(row["Country"], row["Questions"], row["Passed checks"]) for row in countries] == [
        ("All", "4", "75.0%"),
        ("[Australia](?range=24+h&section=Traffic&country=Australia)", "3", "100.0%"),
        ("[United Kingdom](?range=24+h&section=Traffic&country=United+Kingdom)", "1", "0.0%"),
    ]  # fmt: skip
    assert [row["Cost, USD"].replace("\\", "") for row in versions] == ["$1.50", "$1.50", "unknown"]
    assert not figures(tester)


@pytest.mark.parametrize(
    ("values", "steps"),
    [
        ([0, 4, 8], "·▅█"),
        ([None, 0, 1], " ·█"),
        ([1, 1000], "▁█"),
        ([0, 0], "··"),
        ([None, None], "  "),
        ([], ""),
        ([None, 2] * 14, "█" * 14),
        ([None, None] + [1, 3] * 13, " " + "█" * 13),
    ],
)
def test_a_trend_has_a_sign_of_its_own_for_nought_and_for_unknown(values: list[float | None], steps: str) -> None:
    assert trend(values) == steps


def test_what_the_record_cannot_know_is_a_gap_and_what_did_not_happen_is_nought(store: str) -> None:
    happened(store, 2, hours_ago=30)
    happened(store, 3, hours_ago=1)
    (volume, passed, _) = figures(page(range="7 d", section="Traffic"))
    answered = next(layer["y"] for layer in volume if layer["name"] == "answered")
    assert answered[0] is None, "older than the record"
    assert 0 in answered, "a quiet stretch"
    assert sum(value or 0 for value in answered) == 5
    assert 0 not in passed[0]["y"]
    assert None in passed[0]["y"]


def test_unknown_cost_is_said_and_not_drawn(store: str) -> None:
    happened(store, 2, cost=None)
    tester = page(section="Cost")
    assert metrics(tester)["Cost, USD"] == ("unknown", "2 unknown")
    assert {value for figure in figures(tester) for line in figure for value in line["y"]} == {None}
    assert "No cost of this time is known. The cost is unknown for 2 questions." in texts(tester)


def test_where_nothing_was_spent_no_empty_bars_are_drawn(store: str) -> None:
    happened(store, 2)
    tester = page(section="Cost")
    assert metrics(tester)["Cost, USD"][0] == "$0.00"
    assert len(figures(tester)) == 1, "this month alone"
    assert "Nothing was spent in this time." in texts(tester)


def test_without_a_judge_nothing_is_said_of_one(store: str) -> None:
    happened(store)
    assert "judge" not in texts(page(section="Quality")).lower()


def test_the_judge_is_held_against_the_reviewers_by_country(store: str) -> None:
    for country, passed, decision in (
        ("AU", True, "wrong_answer"),
        ("AU", False, "false_alarm"),
        ("UK", True, "false_alarm"),
        ("UK", False, "wrong_answer"),
    ):
        [reference] = happened(store, country=country, outcome="withheld", receipt={"judge": {"passed": passed}})
        decide(store, reference, "ann", decision, "", 0)
    tester = page(section="Quality")
    told = texts(tester)
    assert "Cohen's kappa 0.00" in told
    assert "The judge does not count: kappa is 0.00 over 4 decisions of reviewers" in told
    layers = figures(tester)[-1]
    assert {layer["name"]: dict(zip(layer["y"], layer["x"], strict=True)) for layer in layers} == {
        "the judge passed, the reviewer did not": {"Australia": 1, "United Kingdom": 0},
        "the reviewer passed, the judge did not": {"Australia": 1, "United Kingdom": 0},
        "both said the same": {"Australia": 0, "United Kingdom": 2},
    }
    tester.session_state["differing"] = True
    tester.run()
    assert list(tester.dataframe[-1].value["Country"]) == ["Australia", "Australia"]


def test_range_filters_and_section_come_from_the_address(store: str) -> None:
    happened(store, 4)
    happened(store, 3, country="UK")
    happened(store, 5, hours_ago=24 * 20)
    tester = page(range="30 d", country="Australia", section="Speed")
    assert metrics(tester)["Questions"][0] == "9"
    assert "Time to answer" in texts(tester)
    assert "Australia" in texts(tester)
    assert metrics(page(range="nonsense"))["Questions"][0] == "7"


def test_each_chart_states_its_sample_clock_and_time_of_reading_and_has_a_table(store: str) -> None:
    happened(store, 4)
    tester = page(section="Traffic")
    charts = figures(tester)
    told = [each.value for each in tester.caption if each.value.startswith("n = ")]
    assert len(told) == len(charts)
    assert all("UTC" in each and "read " in each for each in told)
    tester.session_state["table questions-by-outcome"] = True
    tester.run()
    table = tester.dataframe[0].value
    assert table["answered"].sum() == 4
    assert table.columns[0] == "From (UTC)"


def test_moves_of_aliases_are_marked(store: str) -> None:
    happened(store, 4, hours_ago=40)
    name = load_settings().registered_model
    moved = {"who": "admin", "model_name": name, "alias": "champion", "from_version": "1", "reason": "better"}
    write_move(store, **moved, to_version="2", outcome="moved")
    write_move(store, **moved, to_version="3", outcome="refused")
    layout = json.loads(page(section="Traffic").get("plotly_chart")[0].proto.spec)["layout"]
    assert [each["text"] for each in layout["annotations"]] == ["champion → 2"]
    assert len(layout["shapes"]) == 1


def test_a_breach_is_on_top_and_a_breach_of_cost_for_admins_alone(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_ALERT_MINIMUM", "5")
    monkeypatch.setenv("ADVISOR_ALERT_COST_PER_DAY", "1")
    happened(store, 6, outcome="blocked", cost=0.5, hours_ago=0)
    alerts.check(load_settings())

    def breaches() -> list[str]:
        return [each.value.replace("\\", "").split(":")[0] for each in page().error]

    assert breaches() == ["Cost of a day (UTC), USD", "Share of blocked questions"]
    monkeypatch.setenv("ADVISOR_DEV_IDENTITY", "reviewer")
    assert breaches() == ["Share of blocked questions"]


def test_the_table_of_alerts_says_how_the_webhook_took_it(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_ALERT_MINIMUM", "5")
    monkeypatch.setenv("ADVISOR_ALERT_WEBHOOK", "http://127.0.0.1:9/hidden")
    happened(store, 6, outcome="blocked", hours_ago=0)
    alerts.check(load_settings())
    tester = page()
    tester.session_state["alerts"] = True
    tester.run()
    told = tester.dataframe[0].value["Webhook"][0]
    assert told.startswith("not sent after 1: The webhook can't be reached")
    assert "hidden" not in told + texts(tester)


def test_a_csv_holds_no_formula_and_leaves_the_unknown_empty() -> None:
    rows = [{"Rule": "=1+1", "Questions": 3, "Rate": None}, {"Rule": "pii.au_tfn", "Questions": -2, "Rate": 0.5}]
    read = list(csv.reader(io.StringIO(as_csv(rows).decode("utf-8-sig"))))
    assert read == [["Rule", "Questions", "Rate"], ["'=1+1", "3", ""], ["pii.au_tfn", "-2", "0.5"]]
    assert as_csv([]) == b"\xef\xbb\xbf"
