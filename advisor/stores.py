"""The stores: where they are, how big, how many rows, and whether their schema is the newest. Cheap to ask."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Table, column, func, make_url, select, table
from sqlalchemy.exc import SQLAlchemyError

from . import governance
from .addresses import without_secrets
from .governance.review_schema import regression_cases, reviews
from .governance.schema import alias_moves, events, feedback
from .governance.shadows import shadows
from .governance.store import engine_for
from .settings import Settings

COUNTED: tuple[Table, ...] = (events, feedback, reviews, regression_cases, alias_moves, shadows)

FOLDERS = {"Artefacts": "artifacts", "Logs": "logs"}


@dataclass(frozen=True)
class Store:
    """A store: its address without secrets, and its size in bytes (None where this machine can't tell)."""

    name: str
    address: str
    size: int | None


@dataclass(frozen=True)
class Schema:
    """The record's revision (None when it can't be read) and the newest one there is."""

    revision: str | None
    newest: str

    @property
    def current(self) -> bool:
        return self.revision == self.newest


def stores(settings: Settings) -> list[Store]:
    """The record, the members, MLflow's store, its artefacts and the logs."""
    home = settings.home.resolve()
    databases = {"Record": settings.database_url, "Members": settings.members_url, "MLflow": settings.tracking_uri}
    if settings.members_url == settings.database_url:
        databases = {"Record and members": settings.database_url, "MLflow": settings.tracking_uri}
    return [
        *(Store(name, without_secrets(url), _database_size(url)) for name, url in databases.items()),
        *(Store(name, str(home / folder), _folder_size(home / folder)) for name, folder in FOLDERS.items()),
    ]


def rows(url: str) -> dict[str, int | None]:
    """How many rows each table of the record holds; None where it can't be counted.

    On PostgreSQL these are the estimates that it keeps itself: counting a large table would take it seconds.
    """
    found: dict[str, int | None] = {}
    for each in COUNTED:
        try:
            found[each.name] = _estimate(url, each) if _postgres(url) else _count(url, each)
        except SQLAlchemyError:
            found[each.name] = None
    return found


def schema(url: str) -> Schema:
    """The record's revision beside the newest of this checkout."""
    newest = ScriptDirectory(str(Path(governance.__file__).parent / "migrations")).get_current_head() or ""
    try:
        with engine_for(url).connect() as connection:
            return Schema(MigrationContext.configure(connection).get_current_revision(), newest)
    except SQLAlchemyError:
        return Schema(None, newest)


def _count(url: str, counted: Table) -> int:
    with engine_for(url).connect() as connection:
        return int(connection.execute(select(func.count()).select_from(counted)).scalar_one())


def _estimate(url: str, counted: Table) -> int:
    catalogue = table("pg_class", column("relname"), column("reltuples"))
    chosen = select(catalogue.c.reltuples).where(catalogue.c.relname == counted.name)
    with engine_for(url).connect() as connection:
        return max(0, int(connection.execute(chosen).scalar() or 0))


def _postgres(url: str) -> bool:
    return make_url(url).get_backend_name() == "postgresql"


def _database_size(url: str) -> int | None:
    """The size of an SQLite file with its log; None for any other database."""
    place = Path(url.removeprefix("sqlite:///"))
    if not url.startswith("sqlite:///") or not place.is_file():
        return None
    beside = [place.with_name(f"{place.name}{ending}") for ending in ("", "-wal")]
    return sum(each.stat().st_size for each in beside if each.is_file())


def _folder_size(place: Path) -> int | None:
    if not place.is_dir():
        return None
    return sum(each.stat().st_size for each in place.rglob("*") if each.is_file())
