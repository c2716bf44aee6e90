"""How one answer is told: in an LLM's words where there is one, and what a judge says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from .answering import ANSWERED, Answer, Violation
from .countries import Country
from .understanding import Reading

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from .llm import Engines, Judgement
    from .llm.meter import Meter


class Timed(Protocol):
    """Measures the phases of a question."""

    def phase(self, name: str) -> AbstractContextManager[None]: ...


@dataclass
class Telling:
    """One question's paid calls, and what came of them. `engines` None: everything is embedded and free."""

    engines: Engines | None
    country: Country
    question: str
    history: Sequence[Mapping[str, str]]
    facts: Mapping[str, Any]
    mode: str
    meter: Meter | None = None
    trouble: list[str] = field(default_factory=list)
    judgement: Judgement | None = None
    about: Answer | None = None
    written_in: int = 0

    def __post_init__(self) -> None:
        self.meter = self.engines.meter() if self.engines else None

    def written(self, trail: Timed, reading: Reading, embedded: Answer) -> Answer | None:
        """The answer in the LLM's words; None where there is none, nothing to tell, or the words failed the checks."""
        agent = self.engines.agent if self.engines else None
        if agent is None or self.meter is None or not agent.wants(reading, embedded):
            return None
        with trail.phase("write"):
            done = agent.write(self.question, self.history, reading, self.country, self.facts, embedded, self.meter)
        self.trouble += done.trouble
        self.written_in = self.meter.calls
        return done.answer

    def wants_judge(self, faults: Sequence[Violation], unsure: bool, answer: Answer) -> bool:
        """Whether the judge is asked: once, about an answer that the other checks leave open."""
        if not (self.engines and self.engines.judge) or self.judgement or answer.outcome != ANSWERED:
            return False
        if self.mode == "deterministic" or any(fault.severity == "critical" for fault in faults):
            return False
        return self.mode != "hybrid" or bool(faults) or unsure

    def judged(self, trail: Timed, answer: Answer, floor: float) -> list[Violation]:
        """What the judge found, and whether it was less sure than `floor` (0–1); nothing when it could not be asked."""
        assert self.engines
        assert self.engines.judge
        assert self.meter
        self.about = answer
        with trail.phase("judge"):
            self.judgement = self.engines.judge.judge(
                self.question, answer.text, self.country.content["name"], answer.evidence, self.meter
            )
        found, opinion = self.judgement.violations, self.judgement.opinion
        if opinion and opinion.confidence < floor:
            found.append(Violation("judge.unsure", "minor", f"The judge is only {opinion.confidence:.0%} sure."))
        return found

    def validator(self, answer: Answer) -> str:
        """Who checked `answer`, in words. A judge that did not judge it is never said to have passed it."""
        if self.judgement and self.about is not answer:
            return "deterministic (the judge turned down other words)"
        if self.judgement and self.judgement.opinion:
            return "deterministic and judge"
        if self.judgement:
            return f"deterministic (not judged: {self.judgement.trouble})"
        if self.mode in ("llm_judge", "hybrid") and not (self.engines and self.engines.judge):
            return "deterministic (no judge configured)"
        return "deterministic"

    def _not_judged(self, given: Answer) -> str:
        """Why the given answer has no opinion of the judge; empty when it has one."""
        if self.judgement is None:
            return "not asked"
        return self.judgement.trouble if self.about is given else "asked about other words"

    @property
    def usage(self) -> dict[str, int]:
        """Tokens and paid calls."""
        meter = self.meter
        return {
            "input_tokens": meter.input_tokens if meter else 0,
            "output_tokens": meter.output_tokens if meter else 0,
            "paid_calls": meter.calls if meter else 0,
        }

    def receipt(self, given: Answer, in_its_words: bool) -> dict[str, Any]:
        """What the receipt says of the engines and of the answer that is `given`; nothing where there are none."""
        if not self.engines:
            return {}
        made = self.meter.made if self.meter else []
        calls = [{"for": "answer" if n < self.written_in else "judge", **asdict(call)} for n, call in enumerate(made)]
        said: dict[str, Any] = {"unpriced": bool(self.meter and self.meter.cost is None), "calls": calls}
        if self.engines.agent:
            agent = self.engines.agent
            said["engine"] = "llm" if in_its_words else "embedded"
            said["llm"] = {"model": agent.endpoint.spec.model, "prompt": agent.prompt.label, "trouble": self.trouble}
        if self.engines.judge:
            opinion = self.judgement.opinion if self.judgement and self.about is given else None
            said["judge"] = {
                "model": self.engines.judge.endpoint.spec.model,
                "prompt": self.engines.judge.prompt.label,
                "passed": opinion.passed if opinion else None,
                "confidence": opinion.confidence if opinion else None,
                "relevance": opinion.relevance if opinion else None,
                "faithfulness": opinion.faithfulness if opinion else None,
                "trouble": self._not_judged(given),
            }
        return said
