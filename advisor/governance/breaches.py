"""Thresholds that were crossed: when, by how much, and whether somebody was told."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Float, Index, Integer, String, Table, Text, select

from .rollups import INSERT
from .schema import metadata
from .store import engine_for, writing

# About a day of them.
MOST_ATTEMPTS = 288

# One row for each time that a rule's threshold was crossed; it is open until the value is back on the right side.
# value and threshold: a ratio 0-1, ms, or USD, as the rule has it; `questions` is what the value was measured on.
# sent_at: when the webhook took it; until then `next_attempt` says when it is tried again and `fault` why it failed.
breaches = Table(
    "breaches",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("rule", String(32), nullable=False),
    Column("started_at", DateTime, nullable=False),
    Column("ended_at", DateTime),
    Column("value", Float, nullable=False),
    Column("threshold", Float, nullable=False),
    Column("questions", BigInteger, nullable=False),
    Column("sent_at", DateTime),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt", DateTime),
    Column("fault", Text),
)
Index(
    "breaches_open",
    breaches.c.rule,
    unique=True,
    sqlite_where=breaches.c.ended_at.is_(None),
    postgresql_where=breaches.c.ended_at.is_(None),
)


@dataclass(frozen=True)
class Breach:
    """A row of `breaches`."""

    id: int
    rule: str
    started_at: datetime
    ended_at: datetime | None
    value: float
    threshold: float
    questions: int
    sent_at: datetime | None
    attempts: int
    next_attempt: datetime | None
    fault: str | None


def latest(url: str, limit: int) -> list[Breach]:
    """The newest breaches, open ones first."""
    order = (breaches.c.ended_at.is_not(None), breaches.c.id.desc())
    with engine_for(url).connect() as connection:
        return [Breach(**row) for row in connection.execute(select(breaches).order_by(*order).limit(limit)).mappings()]


def settle(
    url: str, crossed: Mapping[str, tuple[float, float, int]], clear: Collection[str], now: datetime, send: bool
) -> None:
    """Opens a breach for each rule of `crossed` (value, threshold, questions) that has none, and ends those of `clear`.

    With `send`, a new breach waits to be sent. Rules in neither are left as they are.
    """
    with writing(url) as connection:
        rows = connection.execute(select(breaches.c.rule).where(breaches.c.ended_at.is_(None)).with_for_update())
        opened = set(rows.scalars())
        for rule, (value, threshold, questions) in crossed.items():
            if rule not in opened:
                row = {"rule": rule, "started_at": now, "value": value, "threshold": threshold, "questions": questions}
                new = INSERT[connection.dialect.name](breaches).values(
                    **row, attempts=0, next_attempt=now if send else None
                )
                # another watcher may have opened it since the look
                connection.execute(new.on_conflict_do_nothing())
        over = opened & set(clear)
        if over:
            ended = breaches.update().where(breaches.c.rule.in_(over), breaches.c.ended_at.is_(None))
            connection.execute(ended.values(ended_at=now))


def take(url: str, now: datetime, again: datetime) -> list[Breach]:
    """The breaches whose sending is due, each handed to one caller alone; it is due again at `again`, unless sent."""
    due = breaches.c.sent_at.is_(None) & (breaches.c.next_attempt <= now) & (breaches.c.attempts < MOST_ATTEMPTS)
    with writing(url) as connection:
        rows = connection.execute(select(breaches).where(due).with_for_update(skip_locked=True)).mappings()
        found = [Breach(**row) for row in rows]
        if found:
            those = breaches.c.id.in_([each.id for each in found])
            connection.execute(
                breaches.update().where(those).values(next_attempt=again, attempts=breaches.c.attempts + 1)
            )
    return found


def sent(url: str, breach: Breach, now: datetime) -> None:
    """The webhook took it."""
    _change(url, breach, sent_at=now, next_attempt=None, fault=None)


def not_sent(url: str, breach: Breach, fault: str) -> None:
    """The webhook did not take it, for this reason."""
    _change(url, breach, fault=fault)


def _change(url: str, breach: Breach, **values: Any) -> None:
    with writing(url) as connection:
        connection.execute(breaches.update().where(breaches.c.id == breach.id).values(**values))
