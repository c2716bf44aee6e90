"""Rows whose answers wait for an endpoint are answered at the same time, in order, each by itself."""

from __future__ import annotations

import json
import threading
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from advisor.loaded import as_rows
from advisor.model import PensionAdvisorModel

from .conftest import Scripted, explained, said

ROWS, AT_ONCE = 32, 16


def model(server: Scripted, at_once: int, **more: Any) -> PensionAdvisorModel:
    made = PensionAdvisorModel()
    entry = {"url": server.url, "model": "scripted", "at_once": at_once, "retries": 0, **more}
    made.load_context(SimpleNamespace(model_config={"engine": "llm", "llm": entry, "members_url": "sqlite://"}))
    return made


def rows(count: int) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "user_id": [f"u{n}" for n in range(count)],
            "session_id": "s",
            "country": "AU",
            "query": [
                f"How much super must my employer pay on a salary of ${40_000 + n * 1000}?" for n in range(count)
            ],
        }
    )


@pytest.mark.server
def test_as_many_rows_wait_at_once_as_the_settings_say(scripted: Scripted) -> None:
    """The server answers nobody before sixteen are asking: fewer would break the barrier and answer themselves."""
    asked = model(scripted, AT_ONCE, timeout_seconds=60.0)
    asked.predict(None, rows(1))  # the first row builds and connects
    together = threading.Barrier(AT_ONCE, timeout=30.0)

    def script(request: dict[str, Any], count: int) -> Any:
        together.wait()
        return explained(request)

    scripted.script = script
    found = as_rows(asked.predict(None, rows(ROWS)))
    assert [row["user_id"] for row in found] == [f"u{n}" for n in range(ROWS)]
    for n, row in enumerate(found):
        assert f"${(40_000 + n * 1000) * 0.12:,.0f}" in row["answer"]
        assert json.loads(row["receipt"])["engine"] == "llm"
        assert row["usage"]["paid_calls"] == 1


def test_a_row_whose_endpoint_fails_costs_only_itself(scripted: Scripted) -> None:
    def script(request: dict[str, Any], count: int) -> Any:
        return (500, {"error": {}}) if "$43,000" in request["messages"][1]["content"] else explained(request)

    scripted.script = script
    found = as_rows(model(scripted, 4).predict(None, rows(6)))
    engines = [json.loads(row["receipt"])["engine"] for row in found]
    assert engines == ["llm", "llm", "llm", "embedded", "llm", "llm"]
    assert all(row["outcome"] == "answered" and row["error"] is None for row in found)


def test_two_prompts_of_one_endpoint_differ_in_what_they_send(scripted: Scripted) -> None:
    scripted.script = lambda request, count: said("UNANSWERED")
    with pytest.raises(LookupError, match="no prompt answer 999"):
        model(scripted, 1, prompt=999)
    row = as_rows(model(scripted, 1, prompt=1).predict(None, rows(1)))[0]
    assert json.loads(row["receipt"])["llm"]["prompt"] == "answer 1"
