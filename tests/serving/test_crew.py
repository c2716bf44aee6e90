"""Worker processes of a large batch: they answer in order, say so when they are gone, and none is left behind."""

from __future__ import annotations

import json

import psutil
import pytest

from advisor.serving.client import ServingDown
from advisor.serving.crew import crew
from advisor.settings import Settings

SECRET = "sk-planted-secret-key"


def rows(count: int) -> list[dict[str, str]]:
    return [
        {"user_id": f"u{n}", "session_id": "s", "country": "AU", "query": f"I am {30 + n}. When can I access my super?"}
        for n in range(count)
    ]


def workers() -> list[psutil.Process]:
    return [each for each in psutil.Process().children() if "advisor.serving.worker" in " ".join(each.cmdline())]


@pytest.mark.server
def test_workers_answer_and_end_with_the_batch(settings: Settings) -> None:
    keyed = settings.model_copy(update={"llm_key": type(settings.llm_key)(SECRET)})
    with crew(keyed, 1, "champion", 2) as several:
        started = workers()
        assert len(started) == 2
        assert all(SECRET not in json.dumps(each.cmdline()) for each in started)
        served = several.answer(rows(3))
        assert [row["user_id"] for row in served.rows] == ["u0", "u1", "u2"]
        assert (served.version, served.alias) == ("1", "champion")
        assert all(row["outcome"] == "answered" for row in served.rows)
    assert not any(each.is_running() and each.status() != psutil.STATUS_ZOMBIE for each in started)
    logs = "".join(each.read_text("utf-8") for each in (settings.home / "logs").glob("batch-*.log"))
    assert SECRET not in logs
    assert "access my super" not in logs


@pytest.mark.server
def test_a_worker_that_is_gone_is_told(settings: Settings) -> None:
    with crew(settings, 1, "", 1) as several:
        workers()[0].kill()
        with pytest.raises(ServingDown, match="ended"):
            several.answer(rows(1))
