"""The alias ledger: who moved which alias, from which version to which, when and why."""

from __future__ import annotations

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


def moves(url: str, model_name: str, limit: int = 100) -> list[dict[str, Any]]:
    """The latest moves and refusals, newest first."""
    chosen = (
        select(alias_moves).where(alias_moves.c.model_name == model_name).order_by(alias_moves.c.id.desc()).limit(limit)
    )
    with engine_for(url).connect() as connection:
        return [dict(row) for row in connection.execute(chosen).mappings()]
