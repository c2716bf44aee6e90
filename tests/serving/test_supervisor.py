"""Real model servers on loopback: health, alias moves, crashes and orphans."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from advisor.registering import log_model_to_mlflow
from advisor.registry import set_model_alias
from advisor.serving.client import Endpoint, ServingDown, ServingRefused
from advisor.serving.head_start import head_start
from advisor.serving.process import end_orphans
from advisor.serving.supervisor import Serving
from advisor.settings import Settings
from advisor.setup import set_up

pytestmark = pytest.mark.server

QUESTION = {"user_id": "AU001", "session_id": "s", "country": "AU", "query": "At what age can I access my super?"}
SEEN_WITHIN_SECONDS = 5


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A data folder of its own, since these tests move the champion."""
    settings = Settings(home=tmp_path_factory.mktemp("serving"))
    list(set_up(settings))
    return settings


@pytest.fixture(scope="module")
def serving(house: Settings) -> Iterator[Serving]:
    made = Serving(house)
    made.start()
    assert made.wait_until_ready(60), made.message
    yield made
    made.stop()


def test_the_champion_answers_with_nested_values_and_history(serving: Serving) -> None:
    history = [{"role": "user", "content": "hello"}]
    served = serving.answer([QUESTION, QUESTION | {"history": history}, QUESTION | {"query": ""}])
    assert (served.version, served.alias) == ("1", "champion")
    first, _, bad = served.rows
    assert first["cost"] == 0
    assert first["error"] is None
    assert isinstance(first["evidence"][0], dict)
    assert bad["error"]
    assert bad["answer"] is None


def test_an_alias_move_is_seen_soon_and_no_question_fails(house: Settings, serving: Serving) -> None:
    fresh = log_model_to_mlflow(settings=house).number
    answered: list[str] = []
    failed: list[str] = []
    over = threading.Event()

    def keep_asking() -> None:
        while not over.is_set():
            try:
                answered.append(serving.answer([QUESTION]).version)
            except ServingDown as fault:
                failed.append(str(fault))
            time.sleep(0.02)

    askers = [threading.Thread(target=keep_asking) for _ in range(2)]
    for asker in askers:
        asker.start()
    set_model_alias(alias="challenger", version=fresh, reason="warm it", settings=house)
    deadline = time.monotonic() + 60
    while fresh not in serving._fleet.ready and time.monotonic() < deadline:
        time.sleep(0.1)
    set_model_alias(alias="champion", version=fresh, reason="promote it", settings=house)
    moved = time.monotonic()
    while str(fresh) not in answered and time.monotonic() < moved + 30:
        time.sleep(0.02)
    seen = time.monotonic() - moved
    over.set()
    for asker in askers:
        asker.join()
    assert failed == []
    assert answered[-1] == str(fresh)
    assert seen < SEEN_WITHIN_SECONDS


def test_a_crashed_server_is_replaced_and_the_question_waits_for_it(serving: Serving) -> None:
    current = serving._current
    assert current is not None
    assert current.process is not None
    os.kill(current.process.pid, signal.SIGKILL)
    assert serving.answer([QUESTION]).rows[0]["error"] is None
    assert serving._current is not current


def test_the_next_start_gets_a_head_start_and_follows_the_alias(house: Settings, serving: Serving) -> None:
    early = head_start(house)
    assert early is not None
    assert early.version == serving.version
    other = next(number for number in (1, 2) if number != early.version)
    set_model_alias(alias="champion", version=other, reason="moved while the app was down", settings=house)
    second = Serving(house, early)
    second.start()
    try:
        deadline = time.monotonic() + 60
        while second.version != other and time.monotonic() < deadline:
            time.sleep(0.1)
        assert second.answer([QUESTION]).version == str(other)
    finally:
        second.stop()
    assert not early.alive


def test_servers_of_a_killed_app_end_at_the_next_start(house: Settings, tmp_path: Path) -> None:
    script = textwrap.dedent(
        """
        import os, sys
        from advisor.serving.supervisor import Serving
        from advisor.settings import load_settings
        serving = Serving(load_settings())
        serving.start()
        assert serving.wait_until_ready(60), serving.message
        print(serving._current.process.pid, flush=True)
        os.kill(os.getpid(), 9)
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"ADVISOR_HOME": str(house.home)},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    orphan = int(done.stdout.strip())
    assert psutil.pid_exists(orphan)
    assert end_orphans(house.home) >= 1  # the challenger may have been warm as well
    assert not psutil.pid_exists(orphan) or psutil.Process(orphan).status() == psutil.STATUS_ZOMBIE


def test_what_the_server_refuses_is_told_without_the_data(serving: Serving) -> None:
    assert serving._current is not None
    with pytest.raises(ServingRefused) as raised:
        serving._current.endpoint.answer([{"query": "a question with no country"}])
    assert "no country" not in str(raised.value)


def test_a_model_that_is_not_there_is_told_kindly() -> None:
    with pytest.raises(ServingDown, match="try again"):
        Endpoint("http://127.0.0.1:9/invocations", 2).answer([QUESTION])
