"""What the challenger would have answered: figures, verdicts, time and cost of both. No text of either is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Column, DateTime, Float, Index, Integer, String, Table, and_, case, func, or_, select

from .record import now
from .schema import events, metadata
from .store import engine_for, writing

# Why a sample led to no comparison: no room to wait, no answer of the challenger, or no way to write it down.
CAUSES = ("queue full", "no answer", "not recorded")


def _side(name: str) -> list[Column[Any]]:
    return [
        Column(f"{name}_outcome", String(16), nullable=False),
        Column(f"{name}_verdict", String(32), nullable=False),
        Column(f"{name}_figure", Float),
        Column(f"{name}_latency_ms", Float),
        Column(f"{name}_cost", Float),
    ]


# One row per compared question, under the reference of its event. Cost is USD; null is unknown, or no figure.
# same_figure is null when there was nothing to compare: not both answered, or neither with a figure.
shadows = Table(
    "shadows",
    metadata,
    Column("reference", String(16), primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("country", String(8), nullable=False),
    Column("champion_version", String(32), nullable=False),
    Column("challenger_version", String(32), nullable=False),
    *_side("champion"),
    *_side("challenger"),
    Column("same_outcome", Boolean, nullable=False),
    Column("same_figure", Boolean),
    Index("shadows_by_versions", "champion_version", "challenger_version", "at"),
)

# Samples that led to no comparison, counted by cause (one of CAUSES).
shadow_losses = Table(
    "shadow_losses",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", DateTime, nullable=False),
    Column("challenger_version", String(32), nullable=False),
    Column("cause", String(16), nullable=False),
    Column("count", Integer, nullable=False),
)


@dataclass(frozen=True)
class Compared:
    """One question answered by both. `figure` is the one that leads the answer, in its own unit."""

    reference: str
    country: str
    champion_version: str
    challenger_version: str
    champion_outcome: str
    challenger_outcome: str
    champion_verdict: str
    challenger_verdict: str
    champion_figure: float | None
    challenger_figure: float | None
    champion_latency_ms: float | None
    challenger_latency_ms: float | None
    champion_cost: float | None
    challenger_cost: float | None
    same_outcome: bool
    same_figure: bool | None


@dataclass(frozen=True)
class Summary:
    """What a pair of versions adds up to. Latencies are means in ms and costs USD, of the questions both are known for.

    `figures` is how many questions had a figure to compare; `timed` and `priced` how many the means are made of.
    """

    champion_version: str
    challenger_version: str
    questions: int
    same_outcome: int
    figures: int
    same_figure: int
    timed: int
    champion_latency_ms: float | None
    challenger_latency_ms: float | None
    priced: int
    champion_cost: float | None
    challenger_cost: float | None
    since: datetime
    until: datetime


def keep(url: str, compared: Compared | None, losses: Mapping[str, int], challenger_version: str) -> None:
    """Writes a comparison, if there is one, and the losses counted since the last one, in one transaction."""
    with writing(url) as connection:
        if compared:
            connection.execute(shadows.insert().values(at=now(), **asdict(compared)))
        rows = [
            {"at": now(), "challenger_version": challenger_version, "cause": cause, "count": count}
            for cause, count in losses.items()
            if count
        ]
        if rows:
            connection.execute(shadow_losses.insert(), rows)


def summaries(url: str) -> list[Summary]:
    """Every pair of versions that was compared, the one of the newest comparison first."""
    rows = shadows.c

    def both(measure: str) -> Any:
        return and_(rows[f"champion_{measure}"].is_not(None), rows[f"challenger_{measure}"].is_not(None))

    def mean(side: str, measure: str) -> Any:
        return func.avg(case((both(measure), rows[f"{side}_{measure}"]))).label(f"{side}_{measure}")

    def count(condition: Any, name: str) -> Any:
        return func.sum(case((condition, 1), else_=0)).label(name)

    chosen = (
        select(
            rows.champion_version,
            rows.challenger_version,
            func.count().label("questions"),
            count(rows.same_outcome, "same_outcome"),
            func.count(rows.same_figure).label("figures"),
            count(rows.same_figure, "same_figure"),
            count(both("latency_ms"), "timed"),
            mean("champion", "latency_ms"),
            mean("challenger", "latency_ms"),
            count(both("cost"), "priced"),
            mean("champion", "cost"),
            mean("challenger", "cost"),
            func.min(rows.at).label("since"),
            func.max(rows.at).label("until"),
        )
        .group_by(rows.champion_version, rows.challenger_version)
        .order_by(func.max(rows.at).desc())
    )
    with engine_for(url).connect() as connection:
        return [Summary(**row) for row in connection.execute(chosen).mappings()]


def losses(url: str, challenger_version: str) -> dict[str, int]:
    """How many samples of this challenger led to no comparison, by cause."""
    rows = shadow_losses.c
    chosen = (
        select(rows.cause, func.sum(rows.count))
        .where(rows.challenger_version == challenger_version)
        .group_by(rows.cause)
    )
    with engine_for(url).connect() as connection:
        return {cause: int(number) for cause, number in connection.execute(chosen)}


def disagreements(
    url: str, champion_version: str, challenger_version: str, with_text: bool, limit: int = 100
) -> list[dict[str, Any]]:
    """The latest questions where outcome or figure differ; with the masked question only `with_text`."""
    rows = shadows.c
    chosen = (select(shadows, events.c.query) if with_text else select(shadows)).where(
        rows.champion_version == champion_version,
        rows.challenger_version == challenger_version,
        or_(rows.same_outcome.is_(False), rows.same_figure.is_(False)),
    )
    if with_text:
        chosen = chosen.outerjoin(events, events.c.reference == rows.reference)
    with engine_for(url).connect() as connection:
        found = connection.execute(chosen.order_by(rows.at.desc()).limit(limit))
        return [dict(row) for row in found.mappings()]
