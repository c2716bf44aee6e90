"""Alerts: a breach opens once, is told once, and ends by itself; the webhook is a real server on loopback."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from advisor import alerts
from advisor.cli import app
from advisor.governance import Event, migrate, record
from advisor.governance.breaches import latest
from advisor.settings import Settings, load_settings

NOW = datetime(2026, 5, 4, 10, 30)
CANARY = "canary.person@example.com"


class Hook:
    """The webhook: what it was sent, and how it answers."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.status = 200
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if hook.status == 200:
                    hook.got.append(body)
                self.send_response(hook.status)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self.server.server_port}/secret-path"


@pytest.fixture
def hook() -> Iterator[Hook]:
    made = Hook()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def watched(tmp_path: Path, hook: Hook) -> Settings:
    made = Settings(home=tmp_path, alert_webhook=hook.address, alert_minimum=10, alert_cost_per_day=5)  # type: ignore[arg-type]
    migrate(made.database_url)
    return made


_made = iter(range(1_000_000))


def happened(settings: Settings, number: int, at: datetime = NOW, **more: Any) -> None:
    base = {
        "channel": "chat", "member_id": CANARY, "session_id": CANARY, "country": "AU", "outcome": "answered",
        "query": CANARY, "model_name": "m", "model_version": "1", "model_alias": "champion", "at": at, "cost": 0.0,
        "latency_ms": 20.0,
    }  # fmt: skip
    record(settings.database_url, [Event(reference=f"PA-{next(_made)}", **(base | more)) for _ in range(number)])


CROSSINGS = [
    ("block", {"outcome": "blocked"}, "Share of blocked questions: 50.0%, more than 30.0% (n = 40)."),
    ("error", {"outcome": "failed", "latency_ms": None, "cost": None}, "50.0%, more than 5.0%"),
    ("pass", {"outcome": "withheld"}, "50.0%, less than 80.0%"),
    ("p95", {"latency_ms": 60_000.0}, "more than 10.0 s"),
    ("cost", {"cost": 0.5}, "Cost of a day (UTC), USD: $10.00, more than $5.00"),
]


@pytest.mark.parametrize(("rule", "kind", "said"), CROSSINGS)
def test_each_threshold_is_noticed(watched: Settings, hook: Hook, rule: str, kind: dict, said: str) -> None:
    happened(watched, 20)
    assert alerts.check(watched, NOW) == []
    happened(watched, 20, **kind)
    assert [breach.rule for breach in alerts.check(watched, NOW)] == [rule]
    assert said in hook.got[0]["text"]
    assert hook.got[0]["alert"] == rule


def test_a_breach_is_told_once_and_again_after_it_has_ended(watched: Settings, hook: Hook) -> None:
    happened(watched, 20, outcome="blocked")
    for minute in range(3):
        alerts.check(watched, NOW + timedelta(minutes=minute))
    assert len(hook.got) == 1
    later = NOW + timedelta(hours=6)
    assert alerts.check(watched, later) == []
    assert latest(watched.database_url, 5)[0].ended_at == later
    happened(watched, 20, outcome="blocked", at=later)
    alerts.check(watched, later)
    assert [body["alert"] for body in hook.got] == ["block", "block"]


def test_a_failed_delivery_is_kept_with_its_reason_and_tried_later(watched: Settings, hook: Hook) -> None:
    hook.status = 503
    happened(watched, 20, outcome="blocked")
    alerts.check(watched, NOW)
    kept = latest(watched.database_url, 5)[0]
    assert (kept.sent_at, kept.attempts, kept.fault) == (None, 1, "The webhook answered 503.")
    hook.status = 200
    alerts.check(watched, NOW + timedelta(minutes=1))
    assert hook.got == []
    later = NOW + timedelta(minutes=alerts.RETRY_MINUTES)
    alerts.check(watched, later)
    kept = latest(watched.database_url, 5)[0]
    assert (len(hook.got), kept.sent_at, kept.attempts, kept.fault) == (1, later, 2, None)


def test_a_webhook_that_is_away_is_no_error_and_its_secret_address_is_not_kept(watched: Settings, hook: Hook) -> None:
    hook.server.shutdown()
    hook.server.server_close()
    happened(watched, 20, outcome="blocked")
    assert len(alerts.check(watched, NOW)) == 1
    fault = latest(watched.database_url, 5)[0].fault or ""
    assert "can't be reached" in fault
    assert "secret-path" not in fault + watched.model_dump_json()


QUIET = [
    ("too few questions", {}, {"number": 9, "outcome": "blocked"}),
    ("too long ago", {}, {"number": 20, "outcome": "blocked", "at": NOW - timedelta(hours=4)}),
    ("switched off", {"alert_block_rate": "off"}, {"number": 20, "outcome": "blocked"}),
    ("unknown cost is not nought, and not much", {"alert_error_rate": "off"}, {"number": 20, "cost": None}),
]


@pytest.mark.parametrize(("why", "changed", "events"), QUIET)
def test_it_keeps_quiet(tmp_path: Path, why: str, changed: dict, events: dict) -> None:
    settings = Settings(home=tmp_path, alert_minimum=10, alert_cost_per_day=0, **changed)
    migrate(settings.database_url)
    happened(settings, **events)
    assert alerts.check(settings, NOW) == [], why


def test_what_is_sent_holds_figures_and_nothing_personal(watched: Settings, hook: Hook) -> None:
    happened(watched, 20, outcome="blocked", session_id="session-7", member_id="AU009")
    alerts.check(watched, NOW)
    body = json.dumps(hook.got[0])
    for personal in (CANARY, "session-7", "AU009", "PA-"):
        assert personal not in body
    assert (hook.got[0]["value"], hook.got[0]["questions"], hook.got[0]["since"]) == (1.0, 20, "2026-05-04T10:30:00Z")


def test_two_watchers_open_and_send_one_breach(watched: Settings, hook: Hook) -> None:
    happened(watched, 20, outcome="blocked")
    watchers = [threading.Thread(target=alerts.check, args=(watched, NOW)) for _ in range(4)]
    for each in watchers:
        each.start()
    for each in watchers:
        each.join()
    assert (len(hook.got), len(latest(watched.database_url, 9))) == (1, 1)


def test_the_watch_looks_by_itself_until_it_is_stopped(watched: Settings, hook: Hook) -> None:
    happened(watched, 20, outcome="blocked", at=alerts.right_now())
    watch = alerts.Watch(watched, every_seconds=0.05)
    deadline = time.monotonic() + 10
    while not hook.got and time.monotonic() < deadline:
        time.sleep(0.05)
    watch.stop()
    assert len(hook.got) == 1


def test_the_command_lists_what_is_crossed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DATABASE_URL", f"sqlite:///{tmp_path / 'record.db'}")
    monkeypatch.setenv("ADVISOR_ALERT_MINIMUM", "10")
    settings = load_settings()
    migrate(settings.database_url)
    assert CliRunner().invoke(app, ["alerts"]).output == ""
    happened(settings, 20, at=alerts.right_now(), outcome="blocked")
    assert "Share of blocked questions: 100.0%, more than 30.0%" in CliRunner().invoke(app, ["alerts"]).output
