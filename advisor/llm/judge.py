"""A second opinion on an answer by an LLM: passed, not passed, or not judged. A fault is never a pass."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..answering import Violation
from ..answering.answer import Evidence
from . import material
from .endpoint import Endpoint, EndpointFault
from .meter import Meter, OverBudget
from .prompts import Prompt

_STRANGE, _LONGEST_CODE = re.compile(r"[^a-z0-9_.]+"), 50
_FENCE = re.compile(r"\A\s*```(?:json)?\s*|\s*```\s*\Z")


class Objection(BaseModel):
    """One thing the judge found."""

    model_config = ConfigDict(extra="ignore")

    code: str = Field(min_length=1)
    severity: Literal["critical", "major", "minor"]
    detail: str


class Opinion(BaseModel):
    """The judge's reply. Ratios are 0–1."""

    model_config = ConfigDict(extra="ignore")

    passed: bool
    confidence: float = Field(ge=0, le=1)
    relevance: float = Field(ge=0, le=1)
    faithfulness: float = Field(ge=0, le=1)
    violations: list[Objection] = Field(default_factory=list, max_length=20)


@dataclass(frozen=True)
class Judgement:
    """What came of judging: an opinion, or (None) the reason why there is none."""

    opinion: Opinion | None
    trouble: str = ""

    @property
    def violations(self) -> list[Violation]:
        """The judge's findings; a bare "not passed" counts as a major one."""
        if self.opinion is None:
            return []
        found = [Violation(_code(each.code), each.severity, each.detail) for each in self.opinion.violations]
        if not self.opinion.passed and not any(each.severity != "minor" for each in found):
            found.append(Violation("judge.not_passed", "major", "The judge did not pass this answer."))
        return found


def _code(said: str) -> str:
    """A code as the record can hold it, whatever the judge made up."""
    return f"judge.{_STRANGE.sub('_', said.lower()).strip('_.')[:_LONGEST_CODE]}"


class Judge:
    """Asks an endpoint of its own, with its own prompt, for a verdict in JSON."""

    def __init__(self, endpoint: Endpoint, prompt: Prompt) -> None:
        self.endpoint, self.prompt = endpoint, prompt

    def judge(self, question: str, answer: str, country: str, rows: Sequence[Evidence], meter: Meter) -> Judgement:
        """The judgement on an answer. Never raises: a fault of the endpoint or wrong JSON means "not judged"."""
        evidence = [f"{row.title}: {row.detail} {row.authority} {row.reference}".strip() for row in rows]
        asked = "\n\n".join(
            f"<{tag}>\n{material.data(value)}\n</{tag}>"
            for tag, value in (("country", country), ("question", question), ("answer", answer), ("evidence", evidence))
        )
        chat = [{"role": "system", "content": self.prompt.text}, {"role": "user", "content": asked}]
        try:
            reply = self.endpoint.chat(chat, meter, schema=Opinion.model_json_schema())
        except EndpointFault as fault:
            return Judgement(None, f"endpoint: {fault}")
        except OverBudget as fault:
            return Judgement(None, f"budget: {fault}")
        try:
            return Judgement(Opinion.model_validate_json(_FENCE.sub("", reply.content or "")))
        except ValidationError:
            return Judgement(None, "malformed verdict")
