"""Ask, and record: the one way from a question to an answer and its event, for every channel."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from .contract import new_reference
from .governance import Event, record
from .guardrails import Guardrails
from .serving.client import ServingDown, ServingRefused
from .settings import Settings

if TYPE_CHECKING:
    from .shadow import Shadow


class Answers(Protocol):
    """Whatever turns input rows into output rows and says which version did: a server, or a loaded model."""

    def answer(self, rows: Sequence[Mapping[str, Any]]) -> Any: ...


@dataclass(frozen=True)
class Reply:
    """An output row, and the version and alias that answered (empty when none did)."""

    row: dict[str, Any]
    version: str
    alias: str


@cache
def _guardrails() -> Guardrails:
    return Guardrails()


def mask(text: str, country: str = "") -> str:
    """`text` with personal data replaced by placeholders: for anything stored that did not pass the model."""
    return _guardrails().mask(text, country)


def ask(
    answers: Answers, settings: Settings, channel: str, row: Mapping[str, Any], shadow: Shadow | None = None
) -> Reply:
    """One question to `answers`; the event is recorded whatever the outcome. Never raises for a failed answer.

    `shadow` is offered the question once its event is recorded.
    """
    try:
        served = answers.answer([row])
        reply = Reply(served.rows[0], served.version, served.alias)
    except (ServingDown, ServingRefused) as fault:
        reply = Reply(_failed(row, str(fault)), "", settings.model_alias)
    record(settings.database_url, [event(reply, settings, channel, str(row["country"]))], settings.review_confidence)
    if shadow:
        shadow.offer(row, reply)
    return reply


def event(reply: Reply, settings: Settings, channel: str, country: str) -> Event:
    """The masked event of one output row."""
    row = reply.row
    receipt = json.loads(row["receipt"]) if row["receipt"] else {}
    # what the record needs besides what a member is shown
    receipt |= {name: row[name] for name in ("off_topic", "usage", "timings") if row.get(name) is not None}
    # a policy may let more reach the member than may be kept
    kept = {
        name: row[name] if receipt.get("answer_masked") or not row[name] else mask(row[name], country)
        for name in ("answer", "withheld_answer")
    }
    return Event(
        reference=row["reference"],
        channel=channel,
        member_id=mask(row["user_id"] or ""),
        session_id=mask(row["session_id"] or ""),
        country=country if len(country) == 2 else "",
        outcome=row["outcome"],
        query=row["masked_query"] or "",
        model_name=settings.registered_model,
        model_version=reply.version,
        model_alias=reply.alias,
        urgent=bool(row["urgent"]),
        answer=kept["answer"],
        withheld_answer=kept["withheld_answer"],
        error=row["error"],
        violations=list(row["violations"]),
        findings=list(row["findings"]),
        evidence=list(row["evidence"]),
        receipt=receipt,
        confidence=row["confidence"],
        cost=row["cost"],
        latency_ms=row["latency_ms"],
    )


def _failed(row: Mapping[str, Any], error: str) -> dict[str, Any]:
    """The output row for a question that no model answered: cost and latency are unknown, not zero."""
    return {
        "user_id": row["user_id"],
        "session_id": row["session_id"],
        "query": row["query"],
        "answer": None,
        "evidence": [],
        "cost": None,
        "latency_ms": None,
        "blocked": False,
        "violations": [],
        "error": error,
        "reference": new_reference(),
        "outcome": "failed",
        "masked_query": mask(str(row["query"]), str(row["country"])),
        "withheld_answer": None,
        "off_topic": False,
        "urgent": False,
        "intent": [],
        "tools": [],
        "confidence": None,
        "validator": "none",
        "verdict": "not checked",
        "findings": [],
        "usage": None,
        "timings": None,
        "receipt": None,
    }
