"""Score a sample of recorded answers into the store, each by each scorer once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from ..asking import mask
from ..governance.scores import PART, Kept, answers, keep, unscored
from ..settings import Settings
from . import EvaluationFailed
from .judging import NAMES, Bill, Judging, judging
from .quality import QUALITY

PAID_PART = 32

_AGO = re.compile(r"(\d+)([mhd])")
_UNIT = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True)
class Scored:
    """How many answers were in the sample and still to be scored, how many scores were new, and the judge's bill."""

    answers: int
    scores: int
    bill: Bill | None = None


def score(
    settings: Settings, since: datetime, sample: float = 1.0, seed: int = 0, budget: float | None = None
) -> Scored:
    """Scores a sample (ratio 0–1) of the answers recorded since `since` (UTC); safe to repeat and to kill.

    The same seed draws the same answers, and a larger sample contains the smaller one. Where a judge is set, it
    scores them too, for `budget` USD at most (the settings' by default). Raises EvaluationFailed for a sample that
    is no ratio.
    """
    if not 0 < sample <= 1:
        raise EvaluationFailed("The sample must be more than 0 and at most 1.")
    url = settings.database_url
    chosen = [each for each in unscored(url, since, tuple(QUALITY)) if drawn(each, sample, seed)]
    written = 0
    for start in range(0, len(chosen), PART):
        part = answers(url, chosen[start : start + PART])
        written += keep(url, [kept for event in part for kept in judged(event)])
    judge = judging(settings, budget)
    if judge is None:
        return Scored(len(chosen), written)
    left = [each for each in unscored(url, since, NAMES) if drawn(each, sample, seed)]
    return Scored(len({*chosen, *left}), written + _by_judge(url, judge, left), judge.bill)


def _by_judge(url: str, judge: Judging, left: Sequence[str]) -> int:
    """Keeps the judge's scores in small parts, since each is paid for; returns how many were new."""
    written = 0
    for start in range(0, len(left), PAID_PART):
        part = list(answers(url, left[start : start + PAID_PART]))
        given = zip(part, judge.scores(part), strict=True)
        made = [Kept(e["reference"], name, value, why) for e, found in given for name, (value, why) in found.items()]
        # what a judge writes may repeat what a member wrote
        written += keep(url, [replace(each, rationale=mask(each.rationale)) for each in made])
        if judge.bill.used_up:
            break
    return written


def drawn(reference: str, sample: float, seed: int) -> bool:
    """Whether `reference` is in the sample: by its hash, so that every run and every machine agrees."""
    digest = hashlib.sha256(f"{seed}:{reference}".encode()).digest()
    return int.from_bytes(digest[:8], "big") < sample * 2**64


def judged(event: Mapping[str, Any]) -> Iterator[Kept]:
    """A score by each scorer; one that fails gives 0, since nothing has been shown to be good."""
    for name, judge in QUALITY.items():
        try:
            found = judge(event)
            yield Kept(event["reference"], name, found.value, found.rationale)
        except Exception as fault:  # noqa: BLE001 - one answer that can't be judged must not stop the rest
            yield Kept(event["reference"], name, 0.0, f"The scorer failed ({type(fault).__name__}).")


def moment(text: str, now: datetime | None = None) -> datetime:
    """A time in UTC, without a zone, from "7d", "24h", "30m" (so long ago) or an ISO date or time.

    A time without a zone is UTC. Raises EvaluationFailed when it is neither.
    """
    here = now or datetime.now(UTC)
    ago = _AGO.fullmatch(text.strip())
    if ago:
        return (here - timedelta(**{_UNIT[ago[2]]: int(ago[1])})).astimezone(UTC).replace(tzinfo=None)
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        raise EvaluationFailed(f"“{text}” is no time: write 7d, 24h or 2026-11-01.") from None
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC).replace(tzinfo=None)
