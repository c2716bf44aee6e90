"""The figures of monitoring, read from the sums: what is unknown is None, never nought."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Select, Table, func, select

from .rollup_schema import (
    BUCKET_NAMES,
    COUNTS,
    FLOOR_MS,
    GROWTH,
    PHASES,
    TOTAL,
    rollup_rules,
    rollup_scores,
    rollup_times,
    rollups,
)
from .store import engine_for

Grain = Literal["hour", "day"]
By = Literal["at", "version", "country", "channel"]
Key = tuple[Any, ...]
# A percentile read from the buckets is off by at most this ratio.
ACCURACY = GROWTH**0.5 - 1


@dataclass(frozen=True)
class Scope:
    """What to read: from `since` to `until` (not included), UTC, on whole hours or days; empty filters mean all."""

    since: datetime
    until: datetime
    grain: Grain
    versions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Counts:
    """Questions by outcome, and what is known of them. `known_cost` is USD, of the `priced` questions only."""

    answered: int = 0
    declined: int = 0
    blocked: int = 0
    withheld: int = 0
    failed: int = 0
    urgent: int = 0
    off_topic: int = 0
    priced: int = 0
    metered: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    thumbs_up: int = 0
    thumbs_down: int = 0
    known_cost: float = 0.0

    def __add__(self, other: Counts) -> Counts:
        # not astuple: it copies every number, and pages add thousands
        return Counts(*(getattr(self, name) + getattr(other, name) for name in (*COUNTS, "known_cost")))

    @property
    def questions(self) -> int:
        return self.answered + self.declined + self.blocked + self.withheld + self.failed

    @property
    def checked(self) -> int:
        """Answers that went through their checks: shown, or withheld."""
        return self.answered + self.withheld

    @property
    def understood(self) -> int:
        """Questions that were read for their topic: neither blocked before it nor failed."""
        return self.answered + self.declined + self.withheld

    @property
    def unpriced(self) -> int:
        return self.questions - self.priced

    @property
    def thumbs(self) -> int:
        return self.thumbs_up + self.thumbs_down

    @property
    def pass_rate(self) -> float | None:
        return _ratio(self.answered, self.checked)

    @property
    def block_rate(self) -> float | None:
        return _ratio(self.blocked, self.questions)

    @property
    def failure_rate(self) -> float | None:
        return _ratio(self.failed, self.questions)

    @property
    def off_topic_rate(self) -> float | None:
        return _ratio(self.off_topic, self.understood)

    @property
    def helpful_rate(self) -> float | None:
        return _ratio(self.thumbs_up, self.thumbs)

    @property
    def cost(self) -> float | None:
        """USD; None when no question has a known cost."""
        return self.known_cost if self.priced else None

    @property
    def cost_per_question(self) -> float | None:
        return _ratio(self.known_cost, self.priced)

    @property
    def tokens(self) -> int | None:
        return self.input_tokens + self.output_tokens if self.metered else None


@dataclass(frozen=True)
class Times:
    """Questions by how long they took, as a histogram."""

    buckets: tuple[int, ...] = (0,) * len(BUCKET_NAMES)

    def __add__(self, other: Times) -> Times:
        return Times(tuple(one + two for one, two in zip(self.buckets, other.buckets, strict=True)))

    @property
    def questions(self) -> int:
        return sum(self.buckets)

    def quantile(self, ratio: float) -> float | None:
        """Milliseconds within ACCURACY, or None without a question; the ends of the range are their bound."""
        wanted, seen = max(1.0, ratio * self.questions), 0
        for number, count in enumerate(self.buckets):
            seen += count
            if seen >= wanted:
                return _middle(number)
        return None


@dataclass(frozen=True)
class Quality:
    """The scores of one scorer: `total` over the `scored` answers; in `unjudged` ones it had nothing to judge."""

    scored: int = 0
    unjudged: int = 0
    total: float = 0.0

    def __add__(self, other: Quality) -> Quality:
        return Quality(self.scored + other.scored, self.unjudged + other.unjudged, self.total + other.total)

    @property
    def mean(self) -> float | None:
        return _ratio(self.total, self.scored)


def counts(url: str, scope: Scope, *by: By) -> dict[Key, Counts]:
    """Counts by the values of `by`."""
    sums = [func.sum(rollups.c[name]) for name in (*COUNTS, "cost")]
    found = _rows(url, _chosen(rollups, scope, [rollups.c[name] for name in by], sums))
    return {
        key: Counts(**dict(zip(COUNTS, map(int, row[:-1]), strict=True)), known_cost=float(row[-1]))
        for key, row in _keyed(found, len(by))
    }


def times(url: str, scope: Scope, *by: By, phases: bool = False) -> dict[Key, Times]:
    """Times by the values of `by`; with `phases` of each phase, which comes first in the key, else of the whole."""
    row = rollup_times.c
    named = [*([row.phase] if phases else []), *(row[name] for name in by)]
    chosen = _chosen(rollup_times, scope, named, [func.sum(row[name]) for name in BUCKET_NAMES])
    found = _rows(url, chosen.where(row.phase.in_(PHASES) if phases else row.phase == TOTAL))
    return {key: Times(tuple(int(each) for each in sums)) for key, sums in _keyed(found, len(named))}


def rules(url: str, scope: Scope, *by: By) -> dict[Key, int]:
    """Questions by (policy, code, rule, action) and then the values of `by`."""
    row = rollup_rules.c
    named = [row.policy, row.code, row.rule, row.action, *(row[name] for name in by)]
    found = _rows(url, _chosen(rollup_rules, scope, named, [func.sum(row.questions)]))
    return {key: int(sums[0]) for key, sums in _keyed(found, len(named))}


def quality(url: str, scope: Scope, *by: By) -> dict[Key, Quality]:
    """Scores by scorer and then the values of `by`."""
    row = rollup_scores.c
    named = [row.scorer, *(row[name] for name in by)]
    sums = [func.sum(row.scored), func.sum(row.unjudged), func.sum(row.total)]
    found = _rows(url, _chosen(rollup_scores, scope, named, sums))
    return {key: Quality(int(s[0]), int(s[1]), float(s[2])) for key, s in _keyed(found, len(named))}


def choices(url: str) -> dict[str, list[str]]:
    """The versions (newest first), countries and channels that the record knows."""
    found: dict[str, list[str]] = {}
    for name in ("version", "country", "channel"):
        chosen = select(rollups.c[name]).where(rollups.c.grain == "day").distinct()
        found[name] = sorted(str(row[0]) for row in _rows(url, chosen))
    found["version"].sort(key=lambda version: (len(version), version), reverse=True)
    return found


def newest(url: str) -> datetime | None:
    """The newest hour with a question, UTC; None while there is none at all."""
    return _hour(url, func.max(rollups.c.at))


def oldest(url: str) -> datetime | None:
    """The oldest hour with a question, UTC; None while there is none at all."""
    return _hour(url, func.min(rollups.c.at))


def _hour(url: str, which: Any) -> datetime | None:
    found: datetime | None = _rows(url, select(which).where(rollups.c.grain == "hour"))[0][0]
    return found


def merged(found: Mapping[Key, Any], into: Iterable[tuple[Key, Key]]) -> dict[Key, Any]:
    """The figures of `found` added up under other keys: `into` holds (key in found, key of the sum)."""
    sums: dict[Key, Any] = {}
    for old, new in into:
        sums[new] = sums[new] + found[old] if new in sums else found[old]
    return sums


def _chosen(table: Table, scope: Scope, named: list[Any], sums: list[Any]) -> Select[Any]:
    row = table.c
    chosen = select(*named, *sums).where(row.grain == scope.grain, row.at >= scope.since, row.at < scope.until)
    filters = ((row.version, scope.versions), (row.country, scope.countries), (row.channel, scope.channels))
    for column, wanted in filters:
        if wanted:
            chosen = chosen.where(column.in_(wanted))
    # without a group, sums over nothing would be one row of nulls
    return chosen.group_by(*named) if named else chosen.having(func.count() > 0)


def _rows(url: str, chosen: Select[Any]) -> list[Any]:
    with engine_for(url).connect() as connection:
        return list(connection.execute(chosen).all())


def _keyed(rows: Iterable[Any], length: int) -> Iterable[tuple[Key, Any]]:
    for row in rows:
        yield tuple(row[:length]), row[length:]


def _middle(number: int) -> float:
    """The value that stands for a bucket: the geometric middle, and for the first and last one their bound."""
    if number == 0:
        return FLOOR_MS
    if number == len(BUCKET_NAMES) - 1:
        return float(FLOOR_MS * GROWTH ** (number - 1))
    return float(FLOOR_MS * GROWTH ** (number - 0.5))


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None
