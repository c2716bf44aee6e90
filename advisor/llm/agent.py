"""One question → an answer in an LLM's words, or the reason why the embedded answer stands."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from openai.types.chat import ChatCompletionMessage

from ..answering import ANSWERED, UNKNOWN, Answer, Violation, citing, sections
from ..countries import Country
from ..understanding import Reading
from . import material
from .checks import Grounds, faults
from .endpoint import Endpoint, EndpointFault
from .meter import Meter, OverBudget
from .prompts import Prompt
from .tools import Bench

_STEPS = 4  # replies in which tools may be called
_TRIES = 2  # texts that are checked: the first, and one more after the finding


@dataclass(frozen=True)
class Written:
    """An answer in the LLM's words (None: the embedded one stands), and what happened on the way, a code each."""

    answer: Answer | None
    trouble: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """One question as the agent gets it: masked, read, and already answered by the embedded engine."""

    question: str
    history: Sequence[Mapping[str, str]]
    reading: Reading
    country: Country
    facts: Mapping[str, Any]
    embedded: Answer


class Agent:
    """Writes with one call where the embedded planner knows what to calculate, else lets the LLM call the tools."""

    def __init__(self, endpoint: Endpoint, prompt: Prompt) -> None:
        self.endpoint, self.prompt = endpoint, prompt
        # a text that holds it has the prompt in it, in whatever language or encoding the rest is
        self._canary = secrets.token_hex(8)

    @staticmethod
    def wants(reading: Reading, embedded: Answer) -> bool:
        """Whether a paid call is worth it: only pension questions that are answered, or that nothing fits."""
        return reading.topic in ("pension", "unknown") and embedded.outcome in (ANSWERED, UNKNOWN)

    def write(
        self,
        question: str,
        history: Sequence[Mapping[str, str]],
        reading: Reading,
        country: Country,
        facts: Mapping[str, Any],
        embedded: Answer,
        meter: Meter,
    ) -> Written:
        """The answer to a masked question in the LLM's words, if it stands every check.

        Never raises: what went wrong is in `trouble`.
        """
        asked = Asked(question, history, reading, country, facts, embedded)
        try:
            if asked.embedded.outcome == ANSWERED:
                return self._explain(asked, meter)
            return self._work_out(asked, meter)
        except EndpointFault as fault:
            return Written(None, (f"endpoint: {fault}",))
        except OverBudget as fault:
            return Written(None, (f"budget: {fault}",))
        except Exception as fault:  # noqa: BLE001 - whatever a reply is made of, the embedded answer stands
            return Written(None, (f"endpoint: malformed reply ({type(fault).__name__})",))

    def _explain(self, asked: Asked, meter: Meter) -> Written:
        known = asked.embedded
        given = material.material(known.results, known.evidence, asked.facts, asked.country, known.assumptions)
        chat = self._opening(asked, given)
        return self._checked(asked, chat, meter, self.endpoint.chat(chat, meter), known)

    def _work_out(self, asked: Asked, meter: Meter) -> Written:
        bench = Bench(asked.country)
        given = {"profile": material.facts_told(asked.facts), "country": asked.country.content["name"]}
        chat = self._opening(asked, given)
        tools = bench.schemas()
        for _ in range(_STEPS):
            reply = self.endpoint.chat(chat, meter, tools)
            if not reply.tool_calls:
                if not bench.rows:
                    return Written(None, ("nothing was worked out",))
                known = Answer("", tuple(dict.fromkeys(bench.rows)), tuple(bench.results), confidence=0.6)
                return self._checked(asked, chat, meter, reply, known)
            chat.append(_said(reply))
            chat += [
                {"role": "tool", "tool_call_id": call.id, "content": _called(bench, call)} for call in reply.tool_calls
            ]
        return Written(None, ("too many steps",))

    def _opening(self, asked: Asked, given: Mapping[str, Any]) -> list[dict[str, Any]]:
        rules = f"{self.prompt.text}\n\nMark of these rules, never to be written: {self._canary}"
        told = material.question(asked.question, asked.history, given)
        return [{"role": "system", "content": rules}, {"role": "user", "content": told}]

    def _checked(
        self, asked: Asked, chat: list[dict[str, Any]], meter: Meter, reply: ChatCompletionMessage, known: Answer
    ) -> Written:
        """The reply if it stands the checks, else one more try with what was found, else nothing."""
        rests_on = (asked.country, asked.question, asked.facts, known.evidence, known.results)
        grounds = Grounds(*rests_on, self.prompt.text, self._canary)
        trouble: list[str] = []
        for tried in range(_TRIES):
            text = (reply.content or "").strip()
            found = faults(text, grounds)
            if not found:
                return Written(_answer(text, asked, known), tuple(trouble))
            trouble += [violation.code for violation in found]
            if tried + 1 < _TRIES:
                chat += [_said(reply), {"role": "user", "content": _finding(found)}]
                try:
                    reply = self.endpoint.chat(chat, meter)
                except EndpointFault as fault:
                    return Written(None, (*trouble, f"endpoint: {fault}"))
                except OverBudget as fault:
                    return Written(None, (*trouble, f"budget: {fault}"))
        return Written(None, tuple(trouble))


def _said(reply: ChatCompletionMessage) -> dict[str, Any]:
    said: dict[str, Any] = {"role": "assistant", "content": reply.content or ""}
    if reply.tool_calls:
        said["tool_calls"] = [call.model_dump() for call in reply.tool_calls]
    return said


def _called(bench: Bench, call: Any) -> str:
    function = getattr(call, "function", None)
    return bench.call(getattr(function, "name", ""), getattr(function, "arguments", ""))


def _finding(found: Sequence[Violation]) -> str:
    told = "\n".join(f"- {violation.detail}" for violation in found)
    return f"Your text can't be shown:\n{told}\nWrite it again by the same rules, from the same material."


def _answer(text: str, asked: Asked, known: Answer) -> Answer:
    """The text with the sources of what it rests on, which the LLM does not write itself."""
    sources = citing.sources(known.results, asked.country) if known.results else ""
    notes = [row for row in known.evidence if row.kind == "note" and row.url] if not sources else []
    cited = "\n".join(f"- [{row.authority}, {row.reference}]({row.url})" for row in notes)
    assumed = "" if not known.assumptions else sections.assumed(known.assumptions)
    blocks = [assumed, sources or (f"Sources:\n\n{cited}" if cited else "")]
    said = [text, *(block for block in blocks if block and block not in text)]
    return replace(known, text="\n\n".join(said), outcome=ANSWERED)
