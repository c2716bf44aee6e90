"""How often each rule is right, from what people decided. Without a decision that is not known, which is not zero."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, cast, func, select

from .review_schema import review_cases, review_rules
from .sampling import interval
from .store import engine_for


@dataclass(frozen=True)
class Precision:
    """A rule: how many cases it stopped, and what was decided about them. `rule` is empty for a code as a whole."""

    policy: str
    code: str
    rule: str
    stopped: int
    right: int
    false_alarms: int

    @property
    def decided(self) -> int:
        return self.right + self.false_alarms

    @property
    def value(self) -> float | None:
        """Ratio 0–1 of right blocks among the decided; None while nothing is decided."""
        return self.right / self.decided if self.decided else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Where the true ratio lies with 95 % confidence (Wilson); None while nothing is decided."""
        return interval(self.right, self.decided) if self.decided else None


def precision(url: str, since: datetime | None = None, each_rule: bool = False) -> list[Precision]:
    """Every code that stopped something since `since` (UTC), or each rule of every code; the most decided first."""
    rule, case = review_rules.c, review_cases.c
    named: tuple[Any, ...] = (rule.policy, rule.code, rule.rule) if each_rule else (rule.policy, rule.code)
    once = (
        select(*named, rule.reference, case.decision)
        .join(review_cases, case.reference == rule.reference)
        .where(rule.action == "block", *([case.at >= since] if since else []))
        .distinct()
        .subquery()
    )

    def count(decision: str) -> Any:
        return func.sum(cast(once.c.decision.is_not_distinct_from(decision), Integer))

    keys = [once.c[column.name] for column in named]
    chosen = select(*keys, func.count(), count("right_block"), count("false_alarm")).group_by(*keys)
    with engine_for(url).connect() as connection:
        rows = connection.execute(chosen).all()
    found = [Precision(*(row if each_rule else (row[0], row[1], "", *row[2:]))) for row in rows]
    return sorted(found, key=lambda each: (-each.decided, -each.stopped, each.code, each.rule))
