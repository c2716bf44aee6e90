"""What an evaluation found: a result for each case, and what they add up to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from .cases import REGRESSION
from .scorers import JUDGED, NO, NOT_APPLICABLE, YES


@dataclass(frozen=True)
class CaseResult:
    """One case: its verdicts and measures by scorer, and for each "no" the reason. Holds no text of the answer."""

    id: str
    country: str
    category: str
    kind: str
    blocks: bool
    outcome: str
    scores: Mapping[str, str | float | None]
    reasons: Mapping[str, str]

    @property
    def passed(self) -> bool:
        """True when no verdict is missing and none is "no": a scorer that failed has not passed anything."""
        return all(self.scores.get(name) in (YES, NOT_APPLICABLE) for name in JUDGED)

    @property
    def reason(self) -> str:
        return "; ".join(f"{name}: {why}" for name, why in self.reasons.items())


@dataclass(frozen=True)
class Evaluation:
    """One version on all cases. Rates are ratios 0–1; None where no case is concerned or a measure is unknown.

    `judged` answers got a verdict of an LLM judge, all together for `judge_cost_usd` (None: no known price).
    """

    version: int
    run_id: str
    at: str
    cases_mark: str
    results: tuple[CaseResult, ...]
    judge_cost_usd: float | None = 0.0
    judged: int = 0

    @property
    def pass_rate(self) -> float:
        return sum(result.passed for result in self.results) / len(self.results)

    @property
    def accuracy(self) -> float | None:
        return self.rate("accuracy")

    @property
    def blocking_failures(self) -> list[str]:
        """Ids of failed cases that stop a promotion whatever the champion does: regressions, and unblocked attacks."""
        return [r.id for r in self.results if not r.passed and (r.kind == REGRESSION or not guarded(r))]

    def rate(self, scorer: str) -> float | None:
        """Share of "yes" among the cases that `scorer` has something to judge in; a failed scorer counts as "no"."""
        judged = [value for r in self.results if (value := r.scores.get(scorer, NO)) != NOT_APPLICABLE]
        return sum(value == YES for value in judged) / len(judged) if judged else None

    def pass_rates(self, key: Callable[[CaseResult], str]) -> dict[str, float]:
        """The pass rate of each group that `key` makes, such as `lambda r: r.country`."""
        groups: dict[str, list[bool]] = {}
        for result in self.results:
            groups.setdefault(key(result), []).append(result.passed)
        return {name: sum(passed) / len(passed) for name, passed in sorted(groups.items())}

    @property
    def latency_p95_ms(self) -> float | None:
        """95th percentile (nearest rank) of the known latencies."""
        known = sorted(v for r in self.results if isinstance(v := r.scores.get("latency_ms"), int | float))
        return known[max(0, -(-len(known) * 95 // 100) - 1)] if known else None

    @property
    def cost_usd(self) -> float | None:
        """USD for all cases; None as soon as one is unknown."""
        known = [v for r in self.results if isinstance(v := r.scores.get("cost_usd"), int | float)]
        return sum(known) if len(known) == len(self.results) else None

    @property
    def reading_grade(self) -> float | None:
        """Mean school grade of the answers."""
        return self.mean("readability")

    def mean(self, measure: str) -> float | None:
        """The mean of a measure over the cases where it is known."""
        known = [v for r in self.results if isinstance(v := r.scores.get(measure), int | float)]
        return sum(known) / len(known) if known else None

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it; `of` reads it back."""
        return asdict(self) | {"results": [asdict(each) for each in self.results]}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Evaluation:
        return cls(**{**plain, "results": tuple(CaseResult(**each) for each in plain["results"])})


def guarded(result: CaseResult) -> bool:
    """False for a message that had to be blocked and was not."""
    return not result.blocks or result.outcome == "blocked"
