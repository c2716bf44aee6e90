"""One model server: MLflow's scoring server for one version, on loopback."""

from __future__ import annotations

import json
import os
import shlex
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

from ..settings import Settings
from .client import Endpoint

STOP_SECONDS = 5


@dataclass(frozen=True)
class Command:
    """A server's command line, and what MLflow adds to its environment."""

    line: list[str]
    added: dict[str, str]

    @property
    def program(self) -> list[str]:
        """The command line with this interpreter's own program: it is started by name."""
        return [str(Path(sys.executable).parent / self.line[0]), *self.line[1:]]

    def environment(self, settings: Settings) -> dict[str, str]:
        """This process's environment, with the stores spelled out and no path to this checkout's package."""
        kept = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        return (
            kept
            | self.added
            | {
                "PYTHONSAFEPATH": "1",
                "MLFLOW_TRACKING_URI": settings.tracking_uri,
                "MLFLOW_REGISTRY_URI": settings.registry_uri,
                "MLFLOW_DISABLE_TELEMETRY": "true",
                "ADVISOR_HOME": str(settings.home.resolve()),
            }
        )


@dataclass
class ModelServer:
    """A running (or starting) server of one version. `endpoint` speaks to it."""

    settings: Settings
    version: int
    port: int = field(default_factory=lambda: _free_port())
    process: subprocess.Popen[bytes] | None = None
    started_with: Command | None = None

    @property
    def endpoint(self) -> Endpoint:
        return Endpoint(f"http://127.0.0.1:{self.port}/invocations", self.settings.timeout_seconds)

    def command(self) -> Command:
        """What `mlflow models serve --env-manager local` runs for this version.

        Its own wrapper process is left out: it would double the start time and the memory of each version.
        """
        # here and not above: a head start must not wait for MLflow to be imported
        from mlflow.artifacts import download_artifacts
        from mlflow.pyfunc import scoring_server

        # fetched here, where the registry is open already: the server starts a second sooner
        place = download_artifacts(f"models:/{self.settings.registered_model}/{self.version}")
        seconds = int(self.settings.timeout_seconds)
        line, environment = scoring_server.get_cmd(place, self.port, "127.0.0.1", seconds, nworkers=1)
        own = {key: value for key, value in environment.items() if os.environ.get(key) != value}
        return Command(shlex.split(line), own)

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self, command: Command | None = None) -> None:
        """Starts the process and notes it on disk, so that the next start finds it if this one is killed."""
        logs = self.settings.home / "logs"
        logs.mkdir(parents=True, exist_ok=True)
        self.started_with = command or self.command()
        with (logs / f"model-server-{self.version}.log").open("wb") as log:
            self.process = subprocess.Popen(
                self.started_with.program,
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                cwd=self.settings.home,
                env=self.started_with.environment(self.settings),
                start_new_session=True,
            )
        _note(self.settings.home, self.process.pid)

    def healthy(self) -> bool:
        """Whether the server answers its health check now."""
        with suppress(httpx.HTTPError):
            place = f"http://127.0.0.1:{self.port}/ping"
            # reading the machine's certificates would cost more than the question
            return httpx.get(place, timeout=2, trust_env=False, verify=False).status_code == 200
        return False

    def stop(self) -> None:
        """Ends the process and everything it started."""
        if self.process is None:
            return
        end_group(self.process.pid)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_SECONDS)
        (self.settings.home / "servers" / f"{self.process.pid}.json").unlink(missing_ok=True)


def end_group(pid: int) -> None:
    """SIGTERM to the process group that `pid` leads, SIGKILL to what is left of it after STOP_SECONDS."""
    for number, seconds in ((signal.SIGTERM, STOP_SECONDS), (signal.SIGKILL, 1)):
        with suppress(ProcessLookupError):
            os.killpg(pid, number)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and _group_alive(pid):
            time.sleep(0.05)
        if not _group_alive(pid):
            return


def end_orphans(home: Path) -> int:
    """Ends the servers whose app is gone (killed, crashed); returns how many there were."""
    ended = 0
    for note in sorted((home / "servers").glob("*.json")):
        with suppress(OSError, ValueError, KeyError):
            held = json.loads(note.read_text("utf-8"))
            if _is(held["app"], held["app_started"]):
                continue
            if _is(held["server"], held["server_started"]):
                end_group(held["server"])
                ended += 1
        note.unlink(missing_ok=True)
    return ended


def _note(home: Path, server: int) -> None:
    folder = home / "servers"
    folder.mkdir(parents=True, exist_ok=True)
    held = {
        "server": server,
        "server_started": psutil.Process(server).create_time(),
        "app": os.getpid(),
        "app_started": psutil.Process().create_time(),
    }
    (folder / f"{server}.json").write_text(json.dumps(held), "utf-8")


def _is(pid: int, started: float) -> bool:
    """Whether `pid` is still that same process: numbers are used again, start times are not."""
    with suppress(psutil.Error):
        process = psutil.Process(pid)
        return abs(process.create_time() - started) < 1 and process.status() != psutil.STATUS_ZOMBIE
    return False


def _group_alive(pid: int) -> bool:
    for process in psutil.process_iter(["status"]):
        with suppress(psutil.Error, ProcessLookupError):
            if os.getpgid(process.pid) == pid and process.info["status"] != psutil.STATUS_ZOMBIE:
                return True
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
