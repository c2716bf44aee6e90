"""Several servers of one version, for a batch that should use every core."""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from ..settings import Settings
from .client import Served, ServingDown
from .process import ModelServer

START_SECONDS = 90


class Crew:
    """Answers with whichever of its servers is idle; `answer` from as many threads as there are servers."""

    def __init__(self, servers: Sequence[ModelServer], alias: str) -> None:
        self.version, self.alias = str(servers[0].version), alias
        self._idle: queue.Queue[ModelServer] = queue.Queue()
        for server in servers:
            self._idle.put(server)

    def answer(self, rows: Sequence[Mapping[str, Any]]) -> Served:
        """One output row for each input row. Raises ServingDown, ServingRefused."""
        server = self._idle.get()
        try:
            return Served(server.endpoint.answer(rows), self.version, self.alias)
        finally:
            self._idle.put(server)


@contextmanager
def crew(settings: Settings, version: int, alias: str, size: int) -> Iterator[Crew]:
    """`size` servers of one version, started together and ended at the end. Raises ServingDown."""
    servers = [ModelServer(settings, version) for _ in range(size)]
    try:
        for server in servers:
            server.start()
        deadline = time.monotonic() + START_SECONDS
        while not all(server.healthy() for server in servers):
            if time.monotonic() > deadline or not all(server.alive for server in servers):
                raise ServingDown(f"The model servers of version {version} did not start.")
            time.sleep(0.1)
        yield Crew(servers, alias)
    finally:
        for server in servers:
            server.stop()
