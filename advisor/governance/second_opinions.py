"""Answers that both a judge and a reviewer have said something about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select

from .review_schema import review_cases, scores
from .standing import DONE
from .store import engine_for

# The score that background scoring keeps of a judge's verdict: 1 passed, 0 not.
VERDICT = "llm_verdict"
# What a reviewer's decision says of the answer itself.
GOOD = {"right_block": False, "false_alarm": True, "missed_risk": False, "wrong_answer": False}


@dataclass(frozen=True)
class SecondOpinion:
    """One answer: whether the judge passed it, and whether the reviewer found it right. Times are UTC."""

    reference: str
    at: datetime
    country: str
    judge: bool
    reviewer: bool
    decision: str


def second_opinions(url: str, since: datetime) -> list[SecondOpinion]:
    """Answers decided by a reviewer since `since` that a judge has judged, the newest decision first.

    A message that was blocked was never judged, and a case that waits for an expert is not decided.
    """
    case, score = review_cases.c, scores.c.value
    chosen = (
        select(case.reference, case.decided_at, case.country, case.decision, case.judged, score)
        .outerjoin(scores, and_(scores.c.reference == case.reference, scores.c.scorer == VERDICT))
        .where(case.state == DONE, case.decided_at >= since, case.outcome.in_(("answered", "withheld")))
        .where(case.decision.in_(GOOD), or_(case.judged.is_not(None), score.is_not(None)))
        .order_by(case.decided_at.desc(), case.reference)
    )
    with engine_for(url).connect() as connection:
        found = connection.execute(chosen).all()
    return [
        SecondOpinion(row.reference, row.decided_at, row.country, _passed(row), GOOD[row.decision], row.decision)
        for row in found
    ]


def _passed(row: Any) -> bool:
    """The verdict while the question was answered, else the one of background scoring."""
    return bool(row.judged if row.judged is not None else row.value >= 1)
