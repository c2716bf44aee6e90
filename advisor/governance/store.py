"""The database behind the record: SQLite by default, anything SQLAlchemy speaks to by URL."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, make_url

from .rollups import catch_up

PATIENCE_SECONDS = 30.0


@cache
def engine_for(url: str) -> Engine:
    """One engine per URL. SQLite gets WAL, so that pages can read while questions are recorded."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, pool_pre_ping=True)
    if parsed.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _configure)
        event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: Any, _: object) -> None:
    # Python's driver commits behind our back unless it leaves transactions to us: a migration must be all or nothing.
    connection.isolation_level = None
    connection.execute(_waiting(PATIENCE_SECONDS))
    connection.execute("PRAGMA journal_mode=WAL")


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql(_waiting(options.get("patience", PATIENCE_SECONDS))).close()
    # a writer that first reads must hold the lock from the start; a reader must never wait for one
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes") else "BEGIN")


def _waiting(seconds: float) -> str:
    return f"PRAGMA busy_timeout={round(seconds * 1000)}"


def writing(url: str, patience: float = PATIENCE_SECONDS) -> AbstractContextManager[Connection]:
    """A transaction that will write: all or nothing, and alone in it on SQLite.

    Raises OperationalError when another writer holds the database for longer than `patience` seconds.
    """
    return engine_for(url).execution_options(writes=True, patience=patience).begin()


def migrate(url: str) -> None:
    """Brings the schema to the newest revision. Safe to repeat; callers hold the set-up lock."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with writing(url) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        catch_up(connection)
