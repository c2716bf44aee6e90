"""Shadow: a sample of live questions is answered by the challenger as well, out of sight and out of the way.

A member's answer never waits for it and never fails with it. What is kept has no text: figures, verdicts, outcomes,
times and costs of both.
"""

from __future__ import annotations

import logging
import math
import queue
import random
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy.exc import SQLAlchemyError

from .asking import Reply
from .governance.shadows import Compared, keep
from .serving.client import Served, ServingDown, ServingRefused
from .settings import Settings

# A question that would wait behind this many others is not worth the memory: it is dropped, and counted.
ROOM = 100

log = logging.getLogger(__name__)


class Challenger(Protocol):
    """Whatever answers as the challenger. `challenger` is its version, empty while there is none."""

    @property
    def challenger(self) -> str: ...

    def challenge(self, rows: Sequence[Mapping[str, Any]]) -> Served: ...


class Shadow:
    """`offer` it every live question with its reply, from any thread; it takes its sample."""

    def __init__(self, settings: Settings, challenger: Challenger, room: int = ROOM) -> None:
        self._settings = settings
        self._challenger = challenger
        self._waiting: queue.Queue[tuple[dict[str, Any], Reply]] = queue.Queue(room)
        self._lost: Counter[str] = Counter()
        self._counting = threading.Lock()
        if settings.shadow_sample:
            threading.Thread(target=self._work, name="shadow", daemon=True).start()

    def offer(self, row: Mapping[str, Any], reply: Reply) -> None:
        """Takes the question along or leaves it; returns at once and never raises."""
        if random.random() >= self._settings.shadow_sample or not reply.version:
            return
        # a version compared with itself says nothing
        if self._challenger.challenger in ("", reply.version):
            return
        try:
            self._waiting.put_nowait((dict(row), reply))
        except queue.Full:
            self._lose("queue full")

    def finish(self) -> None:
        """Waits until everything taken so far is compared; for tests and a tidy end."""
        self._waiting.join()

    def _work(self) -> None:
        while True:
            row, reply = self._waiting.get()
            try:
                self._compare(row, reply)
            except Exception as fault:  # noqa: BLE001 - one question that can't be compared must not end the rest
                # its text may repeat the question, so only its kind is told
                log.warning("A shadow answer was lost (%s).", type(fault).__name__)
                self._lose("no answer")
            finally:
                self._waiting.task_done()

    def _compare(self, row: dict[str, Any], reply: Reply) -> None:
        version = self._challenger.challenger
        compared = None
        try:
            served = self._challenger.challenge([row | {"enable_observability": False}])
            version = served.version
            compared = compare(reply, Reply(served.rows[0], served.version, served.alias), str(row["country"]))
        except (ServingDown, ServingRefused):
            self._lose("no answer")
        with self._counting:
            lost, self._lost = self._lost, Counter()
        try:
            keep(self._settings.database_url, compared, lost, version)
        except SQLAlchemyError:
            with self._counting:
                self._lost += lost
            if compared:
                self._lose("not recorded")

    def _lose(self, cause: str) -> None:
        with self._counting:
            self._lost[cause] += 1


def compare(champion: Reply, challenger: Reply, country: str) -> Compared:
    """Both output rows of one question, as figures and verdicts; the reference is the champion's."""
    one, other = champion.row, challenger.row
    figures = leading_figure(one), leading_figure(other)
    both = one["outcome"] == other["outcome"] == "answered" and figures != (None, None)
    return Compared(
        reference=one["reference"],
        country=country if len(country) == 2 else "",
        champion_version=champion.version,
        challenger_version=challenger.version,
        champion_outcome=one["outcome"],
        challenger_outcome=other["outcome"],
        champion_verdict=one["verdict"] or "",
        challenger_verdict=other["verdict"] or "",
        champion_figure=figures[0],
        challenger_figure=figures[1],
        champion_latency_ms=one["latency_ms"],
        challenger_latency_ms=other["latency_ms"],
        champion_cost=one["cost"],
        challenger_cost=other["cost"],
        same_outcome=one["outcome"] == other["outcome"],
        same_figure=same_figure(*figures) if both else None,
    )


def leading_figure(row: Mapping[str, Any]) -> float | None:
    """The figure of the first calculation behind an answer, in its own unit; None where there is none."""
    found = (each.get("value") for each in row["evidence"] or [] if each.get("kind") == "calculation")
    first = next(found, None)
    return None if first is None else float(first)


def same_figure(one: float | None, other: float | None) -> bool:
    """Whether two figures are the same to the cent; none is only like none."""
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=0.005)
