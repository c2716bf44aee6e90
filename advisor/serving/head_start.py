"""A head start: the version that answered last is served at once, while MLflow is still being imported.

If the alias has moved meanwhile, the supervisor starts the right version as always and ends this one.
"""

from __future__ import annotations

import json
from contextlib import suppress

from ..settings import Settings
from .process import Command, ModelServer

_NOTE = "last-served.json"


def remember(server: ModelServer) -> None:
    """Notes how a server that answers was started."""
    if server.started_with is None:
        return
    held = {
        "model": server.settings.registered_model,
        "tracking": _store(server.settings),
        "version": server.version,
        "port": str(server.port),
        "line": server.started_with.line,
        "added": server.started_with.added,
    }
    with suppress(OSError):  # without the note the next start only takes a little longer
        fresh = server.settings.home / f".{_NOTE}.new"
        fresh.write_text(json.dumps(held), "utf-8")
        fresh.rename(server.settings.home / _NOTE)


def head_start(settings: Settings) -> ModelServer | None:
    """A starting server of the version that answered last in this data folder; None when there was none."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        held = json.loads((settings.home / _NOTE).read_text("utf-8"))
        if not _store(settings) or (held["model"], held["tracking"]) != (settings.registered_model, _store(settings)):
            return None
        server = ModelServer(settings, int(held["version"]))
        line = [str(server.port) if part == held["port"] else part for part in held["line"]]
        server.start(Command(line, held["added"]))
        return server
    return None


def _store(settings: Settings) -> str:
    """The local store's path; a remote store gives no head start, and its address may hold a password."""
    return settings.tracking_uri if settings.tracking_uri.startswith("sqlite:") else ""
