"""Links to native pages: the address each has, or the reason why it has none."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest

from advisor import links
from advisor.links import Link
from advisor.settings import Settings

AZURE = {"databricks_host": "https://adb-77.4.azuredatabricks.net/", "workspace_id": "77"}
AWS = {"databricks_host": "dbc-1.cloud.databricks.com", "workspace_id": "42"}
UNITY = {"catalog": "main", "schema_name": "pensions", "tracking": "databricks", "experiment_id": "9"}
UI = {"mlflow_ui": "http://127.0.0.1:5000/", "experiment_id": "1"}
SERVER = {"tracking": "https://ann:secret@mlflow.example:8443/base", "experiment_id": "1"}
A, B = "https://dbc-1.cloud.databricks.com", "https://adb-77.4.azuredatabricks.net"

# what it is, the settings, the link, its address
ADDRESSES: list[tuple[str, dict[str, str], Callable[[Settings], Link], str]] = [
    ("model", AWS | UNITY, links.model, f"{A}/explore/data/models/main/pensions/pension_advisor?o=42"),
    (
        "version",
        AWS | UNITY,
        lambda s: links.version(s, 3),
        f"{A}/explore/data/models/main/pensions/pension_advisor/version/3?o=42",
    ),
    ("an Azure host", AZURE | UNITY, links.model, f"{B}/explore/data/models/main/pensions/pension_advisor"),
    ("no workspace id", AWS | UNITY | {"workspace_id": ""}, links.experiment, f"{A}/ml/experiments/9"),
    ("experiment", AWS | UNITY, links.experiment, f"{A}/ml/experiments/9?o=42"),
    ("another experiment", AWS | UNITY, lambda s: links.experiment(s, "12"), f"{A}/ml/experiments/12?o=42"),
    ("run", AWS | UNITY, lambda s: links.run(s, "abc"), f"{A}/ml/experiments/9/runs/abc?o=42"),
    (
        "trace",
        AWS | UNITY,
        lambda s: links.trace(s, "tr-1"),
        f"{A}/ml/experiments/9/traces?o=42&selectedEvaluationId=tr-1",
    ),
    (
        "trace in Unity Catalog",
        AWS | UNITY,
        lambda s: links.trace(s, "trace:/main.pensions/7"),
        f"{A}/ml/experiments/9/traces?o=42&selectedEvaluationId=trace%3A%2Fmain.pensions%2F7",
    ),
    ("logged model", AWS | UNITY, lambda s: links.logged_model(s, "m-1"), f"{A}/ml/experiments/9/models/m-1?o=42"),
    (
        "prompt",
        AWS | UNITY,
        lambda s: links.prompt(s, "main.pensions.answer", 2),
        f"{A}/ml/experiments/9/prompts/main.pensions.answer?o=42&promptVersion=2",
    ),
    ("endpoint", AWS | {"serving_endpoint": "pension"}, links.endpoint, f"{A}/ml/endpoints/pension?o=42"),
    (
        "an odd name",
        AWS,
        lambda s: links.endpoint(s, "a b/c?d#e"),
        f"{A}/ml/endpoints/a%20b%2Fc%3Fd%23e?o=42",
    ),
    (
        "inference table",
        AWS | {"inference_table": "main.logs.pension_payload"},
        links.inference_table,
        f"{A}/explore/data/main/logs/pension_payload?o=42",
    ),
    ("warehouse", AWS | {"warehouse_id": "w1"}, links.warehouse, f"{A}/sql/warehouses/w1?o=42"),
    ("dashboard", AWS | {"dashboard_id": "d1"}, links.dashboard, f"{A}/dashboardsv3/d1/published?o=42"),
    ("app", AWS | {"databricks_app": "pension-advisor"}, links.app, f"{A}/apps/pension-advisor?o=42"),
    (
        "app log",
        {"databricks_app": "pension-advisor", "app_url": "pension-advisor-42.aws.databricksapps.com"},
        links.app_logs,
        "https://pension-advisor-42.aws.databricksapps.com/logz",
    ),
    ("local model", UI, links.model, "http://127.0.0.1:5000/#/models/pension_advisor"),
    ("local version", UI, lambda s: links.version(s, 2), "http://127.0.0.1:5000/#/models/pension_advisor/versions/2"),
    ("local experiment", UI, links.experiment, "http://127.0.0.1:5000/#/experiments/1"),
    ("local run", UI, lambda s: links.run(s, "abc", "4"), "http://127.0.0.1:5000/#/experiments/4/runs/abc"),
    (
        "local trace",
        UI,
        lambda s: links.trace(s, "tr-1"),
        "http://127.0.0.1:5000/#/experiments/1/traces?selectedEvaluationId=tr-1",
    ),
    ("local logged model", UI, lambda s: links.logged_model(s, "m"), "http://127.0.0.1:5000/#/experiments/1/models/m"),
    ("local prompt", UI, lambda s: links.prompt(s, "answer", 2), "http://127.0.0.1:5000/#/prompts/answer"),
    (
        "a tracking server, without its password",
        SERVER,
        links.experiment,
        "https://mlflow.example:8443/base/#/experiments/1",
    ),
]

# what it is, the settings, the link, words of the reason
REASONS: list[tuple[str, dict[str, str], Callable[[Settings], Link], str]] = [
    ("a database file", {}, links.model, "ADVISOR_MLFLOW_UI"),
    ("a database file", {}, lambda s: links.version(s, 1), "ADVISOR_MLFLOW_UI"),
    ("a database file", {}, lambda s: links.trace(s, "tr-1"), "ADVISOR_MLFLOW_UI"),
    ("a database file", {}, lambda s: links.prompt(s, "answer", 1), "ADVISOR_MLFLOW_UI"),
    ("a UI, no experiment", {"mlflow_ui": "localhost:5000"}, lambda s: links.run(s, "r"), "MLFLOW_EXPERIMENT_ID"),
    ("an address that is none", {"mlflow_ui": "javascript://x"}, links.model, "ADVISOR_MLFLOW_UI"),
    ("a port that is none", {"mlflow_ui": "http://x:port"}, links.model, "ADVISOR_MLFLOW_UI"),
    ("no host", UNITY, links.model, "DATABRICKS_HOST"),
    ("no host", UNITY, links.experiment, "DATABRICKS_HOST"),
    ("no workspace", {}, links.endpoint, "no workspace is connected"),
    ("no workspace", {}, links.app, "no workspace is connected"),
    ("no endpoint", AWS, links.endpoint, "SERVING_ENDPOINT"),
    ("no table", AWS | {"inference_table": "payload"}, links.inference_table, "three parts"),
    ("an empty part", AWS | {"inference_table": "a..b"}, links.inference_table, "three parts"),
    ("no warehouse", AWS, links.warehouse, "DATABRICKS_WAREHOUSE_ID"),
    ("no dashboard", AWS, links.dashboard, "ADVISOR_DASHBOARD_ID"),
    ("not an app", AWS, links.app, "DATABRICKS_APP_NAME"),
    ("not an app", {}, links.app_logs, "terminal"),
    ("an app of unknown address", {"databricks_app": "a"}, links.app_logs, "ADVISOR_APP_URL"),
    ("no experiment", AWS | UNITY | {"experiment_id": ""}, lambda s: links.trace(s, "t"), "MLFLOW_EXPERIMENT_ID"),
    ("the workspace's old registry", AWS | {"tracking": "databricks"}, links.model, "ADVISOR_CATALOG"),
]


def settings(given: dict[str, str]) -> Settings:
    """Settings of these values alone, whatever this machine's environment says."""
    empty = dict.fromkeys(("tracking", "registry", "experiment_id", "databricks_host", "databricks_app"), "")
    return Settings(**{**empty, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(("what", "given", "link", "url"), ADDRESSES, ids=[case[0] for case in ADDRESSES])
def test_address(what: str, given: dict[str, str], link: Callable[[Settings], Link], url: str) -> None:
    found = link(settings(given))
    assert (found.url, found.reason) == (url, "")
    assert found.label


@pytest.mark.parametrize(("what", "given", "link", "reason"), REASONS, ids=[case[0] for case in REASONS])
def test_reason(what: str, given: dict[str, str], link: Callable[[Settings], Link], reason: str) -> None:
    found = link(settings(given))
    assert found.url is None
    assert reason in found.reason
    assert found.reason.endswith(".")


def test_no_link_touches_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def called(*_: object, **__: object) -> None:
        raise AssertionError("a link asked the network")

    monkeypatch.setattr(socket.socket, "connect", called)
    monkeypatch.setattr(socket, "getaddrinfo", called)
    for _, given, link, url in ADDRESSES:
        assert link(settings(given)).url == url
