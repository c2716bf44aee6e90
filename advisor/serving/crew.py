"""Several processes of one version, for a batch that should use every core."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from pydantic import SecretStr

from ..settings import Settings
from .client import Served, ServingDown

_SECRETS = {name for name, field in Settings.model_fields.items() if field.annotation is SecretStr}
STOP_SECONDS = 5


class Crew:
    """Answers with whichever of its workers is idle; `answer` from as many threads as there are workers."""

    def __init__(self, workers: Sequence[subprocess.Popen[str]], version: int, alias: str) -> None:
        self.version, self.alias = str(version), alias
        self._idle: queue.Queue[subprocess.Popen[str]] = queue.Queue()
        for worker in workers:
            self._idle.put(worker)

    def answer(self, rows: Sequence[Mapping[str, Any]]) -> Served:
        """One output row for each input row. Raises ServingDown."""
        worker = self._idle.get()
        try:
            return Served(_asked(worker, list(rows), self.version), self.version, self.alias)
        finally:
            self._idle.put(worker)


@contextmanager
def crew(settings: Settings, version: int, alias: str, size: int) -> Iterator[Crew]:
    """`size` workers of one version, started together and ended at the end. Raises ServingDown."""
    home = settings.home.resolve()
    # keys stay in the environment, where they came from
    request = {
        "settings": settings.model_dump(mode="json", exclude=_SECRETS) | {"home": str(home)},
        "version": version,
    }
    (home / "logs").mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        log = held.enter_context((home / "logs" / f"batch-{version}.log").open("w", encoding="utf-8"))
        workers = [held.enter_context(_worker(log)) for _ in range(size)]
        for worker in workers:
            _send(worker, request, str(version))
        for worker in workers:
            _reply(worker, str(version))
        yield Crew(workers, version, alias)


@contextmanager
def _worker(log: IO[str]) -> Iterator[subprocess.Popen[str]]:
    here = str(Path(__file__).parents[2])
    worker = subprocess.Popen(
        [sys.executable, "-m", f"{__package__}.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
        encoding="utf-8",
        # a worker has one core: more threads would only take turns on it
        env=os.environ
        | {"PYTHONPATH": os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH"))))}
        | {"OPENBLAS_NUM_THREADS": "1", "MLFLOW_DISABLE_TELEMETRY": "true"},
    )
    try:
        yield worker
    finally:
        assert worker.stdin is not None
        with suppress(OSError):
            worker.stdin.close()
        try:
            worker.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()


def _asked(worker: subprocess.Popen[str], what: Any, version: str) -> list[dict[str, Any]]:
    _send(worker, what, version)
    return _reply(worker, version)


def _send(worker: subprocess.Popen[str], what: Any, version: str) -> None:
    assert worker.stdin is not None
    try:
        worker.stdin.write(json.dumps(what, default=str) + "\n")
        worker.stdin.flush()
    except OSError:
        raise _ended(version) from None


def _reply(worker: subprocess.Popen[str], version: str) -> list[dict[str, Any]]:
    assert worker.stdout is not None
    line = worker.stdout.readline()
    if not line:
        raise _ended(version)
    found: list[dict[str, Any]] = json.loads(line)
    return found


def _ended(version: str) -> ServingDown:
    return ServingDown(f"A process that answers with version {version} ended; logs/batch-{version}.log says why.")
