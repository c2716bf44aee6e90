"""How far a judge can be trusted: its agreement with the reviewers who decided the same answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ..governance.second_opinions import SecondOpinion, second_opinions

LISTED = 50


@dataclass(frozen=True)
class Agreement:
    """Of `decided` answers: on how many both agree, and Cohen's kappa (1 always, 0 as by chance).

    `too_kind` counts answers that only the judge passed, `too_strict` those that only the reviewer found right.
    kappa is None where it says nothing: without an answer, or when both always said the same one thing.
    """

    decided: int
    agreed: int
    too_kind: int
    too_strict: int
    kappa: float | None


@dataclass(frozen=True)
class JudgeAgreement:
    """The agreement as a whole and by country, and the newest answers that they saw differently."""

    whole: Agreement
    countries: dict[str, Agreement]
    disagreements: tuple[SecondOpinion, ...]


def judge_agreement(url: str, since: datetime) -> JudgeAgreement:
    """The judge against the reviewers' decisions made since `since` (UTC, without a zone)."""
    found = second_opinions(url, since)
    return JudgeAgreement(
        agreement(found),
        {
            code: agreement([each for each in found if each.country == code])
            for code in sorted({e.country for e in found})
        },
        tuple(each for each in found if each.judge != each.reviewer)[:LISTED],
    )


def agreement(pairs: Sequence[SecondOpinion]) -> Agreement:
    """Cohen's kappa (1960) of two people who each say yes or no: (observed − by chance) / (1 − by chance)."""
    count = len(pairs)
    agreed = sum(each.judge == each.reviewer for each in pairs)
    kind = sum(each.judge and not each.reviewer for each in pairs)
    kappa = None
    if count:
        yes, right = (sum(getattr(each, who) for each in pairs) / count for who in ("judge", "reviewer"))
        by_chance = yes * right + (1 - yes) * (1 - right)
        kappa = None if by_chance == 1 else (agreed / count - by_chance) / (1 - by_chance)
    return Agreement(count, agreed, kind, count - agreed - kind, kappa)
