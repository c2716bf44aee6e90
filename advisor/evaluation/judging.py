"""An LLM judge's scores of answers, with a budget. What was not judged has no score: it is never a pass."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from ..answering import Evidence
from ..contract import EVIDENCE_FIELDS
from ..countries import COUNTRIES
from ..governance.second_opinions import VERDICT
from ..llm import Engines, Judge, Judgement, engines
from ..settings import Settings

RELEVANCE, FAITHFULNESS = "llm_relevance", "llm_faithfulness"
NAMES = (VERDICT, RELEVANCE, FAITHFULNESS)


@dataclass(frozen=True)
class Bill:
    """What judging took: answers with a verdict, answers without one, paid calls, and USD (None: no known price).

    `used_up` tells that the budget ended before the answers did.
    """

    judged: int = 0
    not_judged: int = 0
    calls: int = 0
    cost: float | None = 0.0
    used_up: bool = False

    @property
    def told(self) -> str:
        """For people: "The judge judged 12 answers in 12 calls for $0.0031."."""
        price = "at unknown cost: no price is known for it" if self.cost is None else f"for ${self.cost:.4f}"
        left = f" {self.not_judged} got no verdict." if self.not_judged else ""
        ended = " Then its budget was used up." if self.used_up else ""
        return f"The judge judged {self.judged} answers in {self.calls} calls {price}.{left}{ended}"


class Judging:
    """A judge with a budget for one run. Safe on many threads; they never start a call that may not be paid for."""

    def __init__(self, judge: Judge, means: Engines, dollars: float | None, calls: int) -> None:
        self._judge, self._means = judge, means
        self._dollars, self._calls = dollars, calls
        self._bill, self._asked, self._under_way, self._dearest = Bill(), 0, 0, 0.0
        self._lock = threading.Lock()

    @property
    def bill(self) -> Bill:
        return self._bill

    def scores(self, items: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, tuple[float, str]]]:
        """For each item (country, query, answer, evidence), in order: scorer → (ratio 0–1, why); {} if not judged."""
        with ThreadPoolExecutor(self._means.at_once) as pool:
            yield from pool.map(self._scored, items)

    def _scored(self, item: Mapping[str, Any]) -> dict[str, tuple[float, str]]:
        if not self._enter():
            return {}
        rows = [Evidence(**{name: each.get(name) for name in EVIDENCE_FIELDS}) for each in item["evidence"]]
        country, meter = COUNTRIES[item["country"]].content["name"], self._means.meter()
        found = Judgement(None, "the scorer failed")
        try:
            found = self._judge.judge(item["query"], item["answer"], country, rows, meter)
        finally:
            self._leave(found, meter.calls, meter.cost)
        if found.opinion is None:
            return {}
        said = "; ".join(f"{each.code}: {each.detail}" for each in found.violations) or "nothing found"
        opinion = found.opinion
        return {
            VERDICT: (float(not any(each.severity != "minor" for each in found.violations)), said),
            RELEVANCE: (opinion.relevance, said),
            FAITHFULNESS: (opinion.faithfulness, said),
        }

    def _enter(self) -> bool:
        """Whether one more call may be made: those under way are taken to cost what the dearest so far did."""
        with self._lock:
            spent = (self._bill.cost or 0.0) + self._under_way * self._dearest
            if self._asked >= self._calls or (self._dollars is not None and spent >= self._dollars):
                self._bill = replace(self._bill, used_up=True)
                return False
            self._asked += 1
            self._under_way += 1
            return True

    def _leave(self, found: Judgement, calls: int, cost: float | None) -> None:
        with self._lock:
            before, well = self._bill, found.opinion is not None
            total = None if before.cost is None or cost is None else before.cost + cost
            done = (before.judged + well, before.not_judged + (not well), before.calls + calls)
            self._bill = Bill(*done, total, before.used_up)
            self._under_way -= 1
            self._dearest = max(self._dearest, cost or 0.0)


def judging(settings: Settings, dollars: float | None = None) -> Judging | None:
    """The settings' judge with its budget (`dollars` in its stead), or None where no judge is set."""
    means = engines({"judge": settings.llm_config.get("judge")})
    if means.judge is None:
        return None
    budget = settings.judge_budget if dollars is None else dollars
    return Judging(means.judge, means, budget, settings.judge_calls)
