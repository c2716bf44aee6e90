"""The self-test: what it finds right and wrong, and that it leaves nothing behind."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest
from sqlalchemy import func, select

from advisor.governance.schema import events
from advisor.governance.store import engine_for, writing
from advisor.loaded import LoadedVersion
from advisor.registry import connect
from advisor.selftest import PLANTED, Check, run
from advisor.serving.client import Served, ServingDown
from advisor.settings import Settings


class Scripted:
    """Answers every question alike, or fails as it is told."""

    def __init__(self, fault: Exception | None = None, **changed: Any) -> None:
        self.fault = fault
        self.row = {"outcome": "answered", "answer": "yes", "masked_query": "", "error": None} | changed

    def answer(self, rows: list[dict[str, Any]]) -> Served:
        if self.fault:
            raise self.fault
        return Served([self.row | {"query": row["query"]} for row in rows], "1", "champion")


def recorded(settings: Settings) -> int:
    with engine_for(settings.database_url).connect() as connection:
        return int(connection.execute(select(func.count()).select_from(events)).scalar_one())


def checks(settings: Settings, answering: Any) -> dict[str, Check]:
    return {each.name: each for each in run(settings, answering)}


def test_a_sound_house_passes_and_nothing_is_left(settings: Settings, champion: LoadedVersion) -> None:
    before = recorded(settings)
    found = checks(settings, champion)
    assert [each.said for each in found.values() if not each.passed] == []
    assert len(found) == 2 + 2 * len(PLANTED)
    assert all(each.ms >= 0 and each.said.endswith(".") for each in found.values())
    assert recorded(settings) == before


BROKEN = [
    # what is wrong, who answers, the check that fails, words of its sentence
    ("nobody answers", Scripted(ServingDown("The model is restarting.")), "Answer, Australia", "is restarting"),
    ("an error", Scripted(outcome="failed", answer=None), "Answer, India", "ended as failed"),
    ("no guardrails", Scripted(), "Guardrails, United Kingdom", "was not blocked"),
    (
        "blocked, not masked",
        Scripted(outcome="blocked", masked_query=PLANTED["US"]),
        "Guardrails, United States",
        "not masked",
    ),
]


@pytest.mark.parametrize(("what", "answering", "check", "said"), BROKEN, ids=[each[0] for each in BROKEN])
def test_what_is_broken_is_said(settings: Settings, what: str, answering: Any, check: str, said: str) -> None:
    found = checks(settings, answering)[check]
    assert not found.passed
    assert said in found.said


def test_an_alias_that_nobody_carries_is_said(settings: Settings) -> None:
    found = checks(settings.model_copy(update={"model_alias": "nobody"}), Scripted())["Registry"]
    assert (found.passed, found.said.startswith("No version carries the alias nobody.")) == (False, True)


def test_a_registry_that_is_gone_is_said_in_time(settings: Settings) -> None:
    began = time.monotonic()
    found = next(run(Settings(tracking="http://127.0.0.1:9", registry="http://127.0.0.1:9"), Scripted()))
    assert time.monotonic() - began < 10
    assert (found.passed, "did not answer within 5 s" in found.said) == (False, True)
    connect(settings)


def test_a_store_locked_for_five_seconds_is_waited_for(settings: Settings) -> None:
    locked = threading.Event()

    def hold() -> None:
        with writing(settings.database_url):
            locked.set()
            time.sleep(5)

    holder = threading.Thread(target=hold)
    holder.start()
    locked.wait()
    found = checks(settings, Scripted())["Record"]
    holder.join()
    assert found.passed, found.said
    assert found.ms > 3000
