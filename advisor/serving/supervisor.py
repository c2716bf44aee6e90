"""Keeps a healthy server for each version in use, and switches without failing a question."""

from __future__ import annotations

import atexit
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from ..registry import aliases, connect
from ..settings import Settings
from .client import Endpoint, Served, ServingDown, ServingRefused, databricks_endpoint
from .head_start import remember
from .process import ModelServer, end_orphans

WATCH_SECONDS = 1.0
STARTING_WATCH_SECONDS = 0.2
PING_EVERY_SECONDS = 10
START_SECONDS = 90
BACK_OFF_SECONDS = (1, 2, 5, 10, 30)
# A version that lost its alias stays warm for a while, so that an undo is immediate.
WARM_SECONDS = 600
# How long a question waits for a server that is starting or restarting before it is told to try again.
PATIENCE_SECONDS = 45
# Kept running beside the version that answers, so that promoting it is immediate.
STANDBY_ALIAS = "challenger"

HEALTH_QUESTION = {
    "user_id": "",
    "session_id": "health",
    "country": "AU",
    "query": "At what age can I access my super?",
    "validation_mode": "deterministic",
    "enable_observability": False,
}


@dataclass
class _Fleet:
    """The servers by version: those that answer, those that start, and when a failed one is tried again."""

    ready: dict[int, ModelServer] = field(default_factory=dict)
    starting: dict[int, tuple[ModelServer, float]] = field(default_factory=dict)
    failures: dict[int, int] = field(default_factory=dict)
    retry_at: dict[int, float] = field(default_factory=dict)
    last_wanted: dict[int, float] = field(default_factory=dict)


class Serving:
    """The supervisor: `start` it once per app, `answer` from any thread, `stop` at the end."""

    def __init__(self, settings: Settings, early: ModelServer | None = None) -> None:
        """`early` is a server that has a head start: it answers once it is proven, if its version is still wanted."""
        self.settings = settings
        self.message = "The model server has not started yet."
        self._fleet = _Fleet()
        if early:
            self._fleet.starting[early.version] = (early, time.monotonic() + START_SECONDS)
        self._current: ModelServer | None = None
        self._busy: dict[int, int] = {}
        self._lock = threading.Condition()
        self._closing = threading.Event()
        self._remote: Endpoint | None = None
        self._remote_challenger: Endpoint | None = None
        self._standby: int | None = None
        self._pinged = time.monotonic()
        atexit.register(self.stop)

    @property
    def version(self) -> int | None:
        """The version that answers now, or None."""
        current = self._current
        return current.version if current else None

    @property
    def ready(self) -> bool:
        return self._remote is not None or self._current is not None

    @property
    def challenger(self) -> str:
        """The version that answers as the challenger (the endpoint's name, on Model Serving); empty without one."""
        if self._remote is not None:
            return self.settings.challenger_endpoint
        number = self._standby
        return str(number) if number in self._fleet.ready else ""

    def start(self) -> None:
        """Ends orphans of a killed app, starts the champion's server, and watches the aliases from then on."""
        if self.settings.serving_endpoint:
            self._remote = databricks_endpoint(
                self.settings.databricks_host, self.settings.serving_endpoint, self.settings.timeout_seconds
            )
            if self.settings.challenger_endpoint:
                self._remote_challenger = databricks_endpoint(
                    self.settings.databricks_host, self.settings.challenger_endpoint, self.settings.timeout_seconds
                )
            return
        end_orphans(self.settings.home)
        threading.Thread(target=self._watch, name="model-servers", daemon=True).start()

    def wait_until_ready(self, seconds: float) -> bool:
        """Whether a server is ready within `seconds`."""
        with self._lock:
            return self._lock.wait_for(lambda: self.ready or self._closing.is_set(), seconds) and self.ready

    def answer(self, rows: Sequence[Mapping[str, Any]]) -> Served:
        """Answers with the version behind the alias. Raises ServingDown, ServingRefused."""
        alias = self.settings.model_alias
        if self._remote is not None:
            return Served(self._remote.answer(rows), self.settings.serving_endpoint, alias)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                with self._use(deadline - time.monotonic()) as server:
                    return Served(server.endpoint.answer(rows), str(server.version), alias)
            except ServingDown:
                # The model writes nothing, so asking again is safe: a server that just died is replaced meanwhile.
                if time.monotonic() + WATCH_SECONDS > deadline or self._closing.is_set():
                    raise
                time.sleep(WATCH_SECONDS)

    def challenge(self, rows: Sequence[Mapping[str, Any]]) -> Served:
        """Answers with the challenger. Raises ServingDown at once when it does not run, ServingRefused."""
        if self._remote_challenger is not None:
            return Served(self._remote_challenger.answer(rows), self.settings.challenger_endpoint, STANDBY_ALIAS)
        number = self._standby
        if number is None:
            raise ServingDown("No version carries the alias challenger.")
        return Served(self.answer_as(number, rows).rows, str(number), STANDBY_ALIAS)

    def answer_as(self, version: int, rows: Sequence[Mapping[str, Any]]) -> Served:
        """Answers with one version. Raises ServingDown at once when its server does not run, ServingRefused."""
        server = self._fleet.ready.get(version)
        if server is None:
            raise ServingDown(f"The model server of version {version} is not running.")
        with self._kept_busy(server):
            return Served(server.endpoint.answer(rows), str(version), "")

    def stop(self) -> None:
        """Ends the watch and every server."""
        self._closing.set()
        with self._lock:
            self._current = None
            self._lock.notify_all()
        fleet = self._fleet
        for server in [*fleet.ready.values(), *(server for server, _ in fleet.starting.values())]:
            server.stop()

    @contextmanager
    def _use(self, seconds: float) -> Iterator[ModelServer]:
        """The current server, counted as busy while it is used so that it is not stopped under a question."""
        with ExitStack() as until_answered:
            with self._lock:
                there = self._lock.wait_for(lambda: self._current or self._closing.is_set(), max(seconds, 0))
                if not there:
                    raise ServingDown(self.message)
                server = self._current
                if server is None:
                    raise ServingDown("The app is shutting down.")
                until_answered.enter_context(self._kept_busy(server))
            yield server

    @contextmanager
    def _kept_busy(self, server: ModelServer) -> Iterator[None]:
        with self._lock:
            self._busy[server.port] = self._busy.get(server.port, 0) + 1
        try:
            yield
        finally:
            with self._lock:
                self._busy[server.port] -= 1

    def _watch(self) -> None:
        client = connect(self.settings)
        while not self._closing.is_set():
            try:
                carried = aliases(self.settings.registered_model, client)
                self._tend(carried.get(self.settings.model_alias), carried.get(STANDBY_ALIAS))
            except Exception as fault:  # noqa: BLE001 - the watch must outlive a locked store
                self.message = f"The registry can't be read ({type(fault).__name__}). It is tried again."
            self._closing.wait(STARTING_WATCH_SECONDS if self._fleet.starting else WATCH_SECONDS)

    def _tend(self, champion: int | None, standby: int | None) -> None:
        """One look at everything: replace the dead, start the wanted, promote the proven, retire the unwanted."""
        self._drop_dead()
        self._standby = standby
        wanted = [number for number in (champion, standby) if number is not None]
        for number in wanted:
            self._fleet.last_wanted[number] = time.monotonic()
            self._start(number)
        self._promote()
        if champion is None:
            self.message = f"No version carries the alias {self.settings.model_alias} yet."
        elif champion in self._fleet.ready:
            self._switch(self._fleet.ready[champion])
        self._retire(wanted)

    def _drop_dead(self) -> None:
        ping = time.monotonic() - self._pinged > PING_EVERY_SECONDS
        if ping:
            self._pinged = time.monotonic()
        for number, server in list(self._fleet.ready.items()):
            if not server.alive or (ping and not server.healthy()):
                del self._fleet.ready[number]
                if self._current is server:
                    self._switch(None)
                    self.message = f"The model server of version {number} is restarting."
                server.stop()

    def _start(self, number: int) -> None:
        fleet = self._fleet
        if number in fleet.ready or number in fleet.starting or time.monotonic() < fleet.retry_at.get(number, 0):
            return
        if self._current is None:
            self.message = f"The model server of version {number} is starting."
        server = ModelServer(self.settings, number)
        try:
            server.start()
        except Exception:  # noqa: BLE001 - whatever stops one version from starting must not stop the others
            self._failed(number, server)
            return
        fleet.starting[number] = (server, time.monotonic() + START_SECONDS)

    def _promote(self) -> None:
        for number, (server, deadline) in list(self._fleet.starting.items()):
            if server.alive and time.monotonic() < deadline and not server.healthy():
                continue
            del self._fleet.starting[number]
            if server.alive and self._proves(server):
                self._fleet.failures.pop(number, None)
                self._fleet.ready[number] = server
            else:
                self._failed(number, server)

    def _proves(self, server: ModelServer) -> bool:
        """Whether the server answers a real question, before any member asks one."""
        try:
            row = server.endpoint.answer([HEALTH_QUESTION])[0]
        except (ServingDown, ServingRefused):
            return False
        return not row["error"] and bool(row["answer"])

    def _failed(self, number: int, server: ModelServer) -> None:
        server.stop()
        failures = self._fleet.failures.get(number, 0)
        self._fleet.failures[number] = failures + 1
        pause = BACK_OFF_SECONDS[min(failures, len(BACK_OFF_SECONDS) - 1)]
        self._fleet.retry_at[number] = time.monotonic() + pause
        if self._current is None:
            self.message = f"The model server of version {number} did not start. It is tried again in {pause} s."

    def _switch(self, server: ModelServer | None) -> None:
        if self._current is server:
            return
        with self._lock:
            self._current = server
            self._lock.notify_all()
        if server:
            self.message = f"Version {server.version} answers."
            remember(server)

    def _retire(self, wanted: Sequence[int]) -> None:
        """Ends servers that nobody wants any more, once they are idle and their time to stay warm is over."""
        for number, server in list(self._fleet.ready.items()):
            warm = time.monotonic() - self._fleet.last_wanted.get(number, 0) < WARM_SECONDS
            if number in wanted or warm or server is self._current or self._busy.get(server.port):
                continue
            del self._fleet.ready[number]
            server.stop()
