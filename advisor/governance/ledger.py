"""The alias ledger: who moved which alias, from which version to which, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from .record import now
from .schema import alias_moves
from .store import engine_for, writing


def write_move(
    url: str,
    *,
    who: str,
    model_name: str,
    alias: str,
    from_version: str | None,
    to_version: str | None,
    reason: str,
    outcome: str,
    evidence: dict[str, Any] | None = None,
) -> None:
    """Appends a move (`outcome` "moved") or a refusal ("refused"). Nothing is ever changed or deleted here."""
    row = {
        "at": now(),
        "who": who,
        "model_name": model_name,
        "alias": alias,
        "from_version": from_version,
        "to_version": to_version,
        "reason": reason,
        "outcome": outcome,
        "evidence": evidence or {},
    }
    with writing(url) as connection:
        connection.execute(alias_moves.insert().values(row))


@dataclass(frozen=True)
class Wanted:
    """Which moves and refusals: empty means all. `since` and `until` (not included) are UTC."""

    alias: str = ""
    outcome: str = ""
    who: str = ""
    since: datetime | None = None
    until: datetime | None = None


def search(url: str, model_name: str, wanted: Wanted, limit: int = 1000) -> list[dict[str, Any]]:
    """The latest `limit` moves and refusals that are `wanted`, newest first."""
    rows = alias_moves.c
    chosen = select(alias_moves).where(rows.model_name == model_name).order_by(rows.id.desc()).limit(limit)
    for column, value in ((rows.alias, wanted.alias), (rows.outcome, wanted.outcome), (rows.who, wanted.who)):
        if value:
            chosen = chosen.where(column == value)
    if wanted.since:
        chosen = chosen.where(rows.at >= wanted.since)
    if wanted.until:
        chosen = chosen.where(rows.at < wanted.until)
    with engine_for(url).connect() as connection:
        return [dict(row) for row in connection.execute(chosen).mappings()]


def movers(url: str, model_name: str) -> dict[str, list[str]]:
    """What there is to choose from: every `alias` and `who` of the ledger, in order."""
    found = {}
    with engine_for(url).connect() as connection:
        for name in ("alias", "who"):
            column = alias_moves.c[name]
            chosen = select(column).where(alias_moves.c.model_name == model_name).distinct().order_by(column)
            found[name] = list(connection.execute(chosen).scalars())
    return found


def moves(url: str, model_name: str, limit: int = 100) -> list[dict[str, Any]]:
    """The latest moves and refusals, newest first."""
    return search(url, model_name, Wanted(), limit)
