"""Hourly and daily sums over the record, added to in the transaction that writes what they are about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, time
from functools import cache
from math import log
from typing import Any

from sqlalchemy import Connection, Insert, Table, exists, select
from sqlalchemy.dialects import postgresql, sqlite

from .review_schema import scores
from .rollup_schema import (
    BUCKET_NAMES,
    BUCKETS,
    FLOOR_MS,
    GROWTH,
    PHASES,
    TOTAL,
    rollup_rules,
    rollup_scores,
    rollup_times,
)
from .rollup_schema import rollups as rollups_table
from .schema import events, feedback
from .triage import rules_of

Cell = tuple[Any, ...]
Sums = dict[Table, dict[Cell, Counter[str]]]
PART = 500
BACKFILL_ROWS = 2000
# What can be told to add to a row that is there already, by the database's dialect.
INSERT: Mapping[str, Callable[[Table], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_GROWTH_LOG = log(GROWTH)


def bucket(ms: float) -> str:
    """The name of the bucket that a latency falls into."""
    if ms < FLOOR_MS:
        return BUCKET_NAMES[0]
    return BUCKET_NAMES[min(1 + int(log(ms / FLOOR_MS) / _GROWTH_LOG), BUCKETS - 1)]


def count_events(connection: Connection, happened: Iterable[Mapping[str, Any]]) -> None:
    """Adds just written events to the sums."""
    add(connection, tally(happened))


def count_thumb(connection: Connection, reference: str, before: bool | None, helpful: bool) -> None:
    """Adds a thumb, and takes back the one that it replaces (None: there was none)."""
    if before is not helpful:
        count_thumbs(connection, [{"reference": reference, "helpful": helpful}], {reference: before})


def count_thumbs(
    connection: Connection, given: Sequence[Mapping[str, Any]], before: Mapping[str, bool | None] | None = None
) -> None:
    """Adds just written thumbs to the sums, in the place of those `before`, by reference."""
    helpful = {row["reference"]: row["helpful"] for row in given}
    found = _nothing()
    for event in _events(connection, list(helpful)):
        sums, reference = found[rollups_table][_cell(event)], event["reference"]
        sums[_thumb(helpful[reference])] += 1
        if (replaced := (before or {}).get(reference)) is not None:
            sums[_thumb(replaced)] -= 1
    add(connection, found)


def count_scores(connection: Connection, given: Sequence[Mapping[str, Any]]) -> None:
    """Adds just written scores to the sums."""
    by_reference = defaultdict(list)
    for row in given:
        by_reference[row["reference"]].append(row)
    found = _nothing()
    for event in _events(connection, list(by_reference)):
        for row in by_reference[event["reference"]]:
            _score(found, _cell(event), row)
    add(connection, found)


def tally(happened: Iterable[Mapping[str, Any]]) -> Sums:
    """What events add up to, by hour."""
    found = _nothing()
    for event in happened:
        cell, receipt = _cell(event), event["receipt"] or {}
        usage = receipt.get("usage") or {}
        sums = found[rollups_table][cell]
        sums[event["outcome"]] += 1
        sums["urgent"] += bool(event["urgent"])
        sums["off_topic"] += bool(receipt.get("off_topic", event["outcome"] == "declined"))
        if event["cost"] is not None:
            sums["priced"] += 1
            sums["cost"] += event["cost"]
        if usage.get("input_tokens") is not None:
            sums["metered"] += 1
            sums["input_tokens"] += int(usage["input_tokens"])
            sums["output_tokens"] += int(usage.get("output_tokens") or 0)
        for phase, ms in _times(event, receipt):
            found[rollup_times][(*cell, phase)][bucket(ms)] += 1
        for rule in rules_of(event):
            named = (rule[name] for name in ("policy", "code", "rule", "action"))
            found[rollup_rules][(*cell, *named)]["questions"] += 1
    return found


def add(connection: Connection, found: Sums) -> None:
    """Adds hourly sums to their hours and days, whoever else is adding at the same time."""
    for table, cells in found.items():
        rows = _rows(table, cells)
        if rows:
            connection.execute(_upsert(table, connection.dialect.name), rows)


def catch_up(connection: Connection) -> None:
    """Sums up a record that is older than its sums; does nothing where there are any."""
    if connection.execute(select(exists().select_from(rollups_table))).scalar():
        return
    names = ("at", "model_version", "country", "channel", "outcome", "urgent", "cost", "latency_ms", "receipt")
    columns = [events.c[name] for name in (*names, "reference", "findings", "violations")]
    for part in _parts(connection, select(*columns).order_by(events.c.at)):
        add(connection, tally(part))
    joined = select(*columns[:4], feedback.c.helpful).join(feedback, feedback.c.reference == events.c.reference)
    for part in _parts(connection, joined):
        found = _nothing()
        for row in part:
            found[rollups_table][_cell(row)][_thumb(row["helpful"])] += 1
        add(connection, found)
    judged = (*columns[:4], scores.c.scorer, scores.c.value)
    scored = select(*judged).join(scores, scores.c.reference == events.c.reference)
    for part in _parts(connection, scored):
        found = _nothing()
        for row in part:
            _score(found, _cell(row), row)
        add(connection, found)


def _parts(connection: Connection, chosen: Any) -> Iterable[Sequence[Any]]:
    return connection.execute(chosen.execution_options(yield_per=BACKFILL_ROWS)).mappings().partitions()


def _events(connection: Connection, references: Sequence[str]) -> Iterable[Any]:
    columns = [events.c[name] for name in ("reference", "at", "model_version", "country", "channel")]
    for start in range(0, len(references), PART):
        chosen = select(*columns).where(events.c.reference.in_(references[start : start + PART]))
        yield from connection.execute(chosen).mappings().all()


def _nothing() -> Sums:
    return defaultdict(lambda: defaultdict(Counter))


def _cell(event: Mapping[str, Any]) -> Cell:
    hour: datetime = event["at"].replace(minute=0, second=0, microsecond=0)
    return hour, event["model_version"], event["country"], event["channel"]


def _times(event: Mapping[str, Any], receipt: Mapping[str, Any]) -> Iterable[tuple[str, float]]:
    if event["latency_ms"] is not None:
        yield TOTAL, event["latency_ms"]
    timings = receipt.get("timings") or {}
    for phase in PHASES:
        if (ms := timings.get(f"{phase}_ms")) is not None:
            yield phase, ms


def _score(found: Sums, cell: Cell, row: Mapping[str, Any]) -> None:
    sums = found[rollup_scores][(*cell, row["scorer"])]
    sums["scored" if row["value"] is not None else "unjudged"] += 1
    sums["total"] += row["value"] or 0


def _thumb(helpful: bool) -> str:
    return "thumbs_up" if helpful else "thumbs_down"


def _rows(table: Table, hours: Mapping[Cell, Counter[str]]) -> list[dict[str, Any]]:
    """The rows of `table` for hourly cells and for their days, in the order of the key: no two writers cross."""
    days: dict[Cell, Counter[str]] = defaultdict(Counter)
    for cell, sums in hours.items():
        day = days[(datetime.combine(cell[0], time.min), *cell[1:])]
        for name, number in sums.items():
            day[name] += number
    key = [c.name for c in table.primary_key if c.name not in ("grain", "at", "version", "country", "channel")]
    names = ("at", "version", "country", "channel", *key)
    measures = [c.name for c in table.columns if not c.primary_key]
    return [
        {"grain": grain, **dict(zip(names, cell, strict=True)), **{name: cells[cell][name] for name in measures}}
        for grain, cells in (("day", days), ("hour", hours))
        for cell in sorted(cells)
    ]


@cache
def _upsert(table: Table, dialect: str) -> Insert:
    insert = INSERT[dialect](table)
    measures = [c.name for c in table.columns if not c.primary_key]
    made: Insert = insert.on_conflict_do_update(
        index_elements=[c.name for c in table.primary_key],
        set_={name: table.c[name] + insert.excluded[name] for name in measures},
    )
    return made
