from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from advisor.loaded import load_version
from advisor.registry import aliases, connect, versions
from advisor.settings import Settings
from advisor.setup import STEPS, set_up

ROOT = Path(__file__).parents[1]


def start(home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "advisor", "setup"],
        cwd=ROOT,
        env=os.environ | {"ADVISOR_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def whole(home: Path) -> None:
    """The house is set up once, and its champion answers."""
    settings = Settings(home=home)
    client = connect(settings)
    assert [each.number for each in versions(settings.registered_model, client)] == [1]
    assert aliases(settings.registered_model, client) == {"champion": 1}
    question = {"user_id": "UK001", "session_id": "s", "country": "UK", "query": "When do I reach State Pension age?"}
    assert load_version(settings).answer([question]).rows[0]["error"] is None


def test_each_step_is_shown_and_a_second_start_changes_nothing(settings: Settings) -> None:
    before = versions(settings.registered_model, connect(settings))
    assert tuple(set_up(settings)) == STEPS
    assert versions(settings.registered_model, connect(settings)) == before


@pytest.mark.server
def test_two_starts_at_once_leave_one_house(tmp_path: Path) -> None:
    starts = [start(tmp_path), start(tmp_path)]
    told = [each.communicate(timeout=120)[0] for each in starts]
    assert [each.returncode for each in starts] == [0, 0], told
    whole(tmp_path)


@pytest.mark.server
@pytest.mark.parametrize("seconds", [1.2, 2.0, 2.8, 3.6])
def test_a_start_killed_halfway_leaves_nothing_broken(tmp_path: Path, seconds: float) -> None:
    first = start(tmp_path)
    time.sleep(seconds)
    first.send_signal(signal.SIGKILL)
    first.wait()
    again = start(tmp_path)
    told = again.communicate(timeout=120)[0]
    assert again.returncode == 0, told
    whole(tmp_path)
