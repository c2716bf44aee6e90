"""MLflow traces, on request: what was asked (masked), each phase, and what paid calls took. Never the audit record."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import mlflow
from mlflow.entities import AssessmentSource, AssessmentSourceType
from mlflow.exceptions import MlflowException

MS = 1_000_000  # nanoseconds
# What MLflow's own screens add up and show.
TOKENS, COST, MODEL = "mlflow.chat.tokenUsage", "mlflow.llm.cost", "mlflow.llm.model"
KINDS = {"guard_input": "GUARDRAIL", "guard_output": "GUARDRAIL", "check": "GUARDRAIL", "judge": "EVALUATOR"}
ASKED_FOR = {"write": "answer", "judge": "judge"}  # the phase that a paid call belongs to
_TRIES, _WAIT_SECONDS = 10, 0.5

log = logging.getLogger(__name__)


def traced(row: Mapping[str, Any], mask: Callable[[str], str] = lambda text: text) -> str:
    """Writes one trace of a finished row and returns its id.

    Only masked text goes in: `mask` is for an answer that a policy lets through unmasked. The judge's opinion is
    attached as an assessment. Phases are laid out one after the other, as they ran.
    """
    receipt = json.loads(row.get("receipt") or "{}")
    masked = bool(receipt.get("answer_masked"))
    answer = row["answer"] if masked or not row["answer"] else mask(row["answer"])
    ended = time.time_ns()
    began = ended - int((row["latency_ms"] or 0.0) * MS)
    root = mlflow.start_span_no_context(
        "answer a pension question",
        span_type="AGENT",
        inputs={"query": row["masked_query"]},
        tags={"reference": row["reference"], "outcome": row["outcome"], "country": receipt.get("country", "")},
        metadata={"mlflow.trace.session": mask(row["session_id"] or "")},
        start_time_ns=began,
    )
    root.set_attributes({name: row[name] for name in ("tools", "latency_ms", "validator", "verdict") if name in row})
    for name, start, end in _phases(row["timings"] or {}, began):
        span = mlflow.start_span_no_context(
            name.replace("_", " "), KINDS.get(name, "CHAIN"), parent_span=root, start_time_ns=start
        )
        for call in receipt.get("calls", ()):
            if ASKED_FOR.get(name) == call["for"]:
                start = _call(span, call, start)
        span.end(end_time_ns=end)
    root.end(outputs={"answer": answer, "outcome": row["outcome"]}, end_time_ns=ended)
    judged = receipt.get("judge") or {}
    if judged.get("passed") is not None:
        _assessor().submit(_assess, root.trace_id, dict(judged))
    return str(root.trace_id)


def _phases(timings: Mapping[str, float | None], began: int) -> Iterator[tuple[str, int, int]]:
    """(name, start, end) in ns, of the phases that ran."""
    for name, spent in timings.items():
        if spent:
            yield name.removesuffix("_ms"), began, began + int(spent * MS)
            began += int(spent * MS)


def _call(parent: Any, call: Mapping[str, Any], began: int) -> int:
    """One paid call below its phase; returns when it ended. A cost that is not known is left out, not nought."""
    ended = began + int(call["seconds"] * 1000 * MS)
    span = mlflow.start_span_no_context("paid call", "CHAT_MODEL", parent_span=parent, start_time_ns=began)
    read, written = call["input_tokens"], call["output_tokens"]
    known: dict[str, Any] = {
        MODEL: call["model"],
        TOKENS: {"input_tokens": read, "output_tokens": written, "total_tokens": read + written},
    }
    if call["input_cost"] is not None:
        sums = call["input_cost"], call["output_cost"]
        known[COST] = {"input_cost": sums[0], "output_cost": sums[1], "total_cost": sum(sums)}
    span.set_attributes(known)
    span.end(end_time_ns=ended)
    return ended


@cache
def _assessor() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, "assessment")


def _assess(trace_id: str, judged: Mapping[str, Any]) -> None:
    """Attaches the judge's opinion, once MLflow has written the trace on its own thread."""
    source = AssessmentSource(AssessmentSourceType.LLM_JUDGE, f"{judged['model']}, {judged['prompt']}")
    for name in ("passed", "relevance", "faithfulness"):
        for tried in range(_TRIES):
            try:
                mlflow.log_feedback(trace_id=trace_id, name=f"judge {name}", value=judged[name], source=source)
                break
            except MlflowException as fault:
                if tried + 1 == _TRIES:
                    log.warning("A judge's opinion could not be noted on its trace (%s).", fault.error_code)
                    return
                time.sleep(_WAIT_SECONDS)
