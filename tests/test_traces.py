"""A trace of a finished row: its phases, tokens and cost where MLflow's own screens look for them, and masked text."""

from __future__ import annotations

import json
import time
from typing import Any

import mlflow
import pytest

from advisor.assessments import log_thumb
from advisor.registry import connect
from advisor.settings import Settings
from advisor.traces import traced

CALLS = [
    {"for": "answer", "model": "writer", "input_tokens": 900, "output_tokens": 100, "seconds": 0.1,
     "input_cost": 0.0009, "output_cost": 0.001},
    {"for": "judge", "model": "judge", "input_tokens": 500, "output_tokens": 20, "seconds": 0.05,
     "input_cost": None, "output_cost": None},
]  # fmt: skip
JUDGE = {"model": "judge", "prompt": "judge 1", "passed": True, "relevance": 1.0, "faithfulness": 0.8}


def row(**receipt: Any) -> dict[str, Any]:
    return {
        "masked_query": "My TFN is <TFN>", "answer": "Ask jane@example.com.", "outcome": "answered", "tools": ["au_x"],
        "latency_ms": 400.0, "reference": f"PA-{time.time_ns() % 10**8:08d}", "session_id": "s", "verdict": "passed",
        "timings": {"guard_input_ms": 10.0, "write_ms": 120.0, "check_ms": None, "judge_ms": 60.0},
        "receipt": json.dumps(receipt),
    }  # fmt: skip


def found(settings: Settings, asked: dict[str, Any], mask: Any = lambda text: text) -> Any:
    connect(settings)
    number = traced(asked, mask)
    mlflow.flush_trace_async_logging()
    return mlflow.get_trace(number)


def test_phases_calls_tokens_and_cost(settings: Settings) -> None:
    trace = found(settings, row(country="AU", calls=CALLS))
    assert trace.info.token_usage == {"input_tokens": 1400, "output_tokens": 120, "total_tokens": 1520}
    assert trace.info.cost["total_cost"] == pytest.approx(0.0019)
    assert trace.info.execution_time_ms == 400
    assert trace.info.tags["country"] == "AU"
    spans = {span.name: span for span in trace.data.spans if span.name != "paid call"}
    assert list(spans) == ["answer a pension question", "guard input", "write", "judge"]
    calls = {span.parent_id: span for span in trace.data.spans if span.name == "paid call"}
    assert calls[spans["write"].span_id].attributes["mlflow.llm.model"] == "writer"
    assert "mlflow.llm.cost" not in calls[spans["judge"].span_id].attributes, "an unknown cost is not nought"


def test_only_masked_text_goes_in(settings: Settings) -> None:
    def mask(text: str) -> str:
        return text.replace("jane@example.com", "<EMAIL>")

    assert "jane@" not in str(found(settings, row(answer_masked=False), mask).to_dict())
    assert "jane@" in str(found(settings, row(answer_masked=True), mask).to_dict()), (
        "what is masked is not searched again"
    )


def test_the_judge_and_the_member_are_assessments(settings: Settings) -> None:
    asked = row(judge=JUDGE, calls=CALLS)
    trace = found(settings, asked)
    log_thumb(settings, asked["reference"], True, "clear").join(20)
    for _ in range(50):
        given = {each.name: each for each in mlflow.get_trace(trace.info.trace_id).info.assessments}
        if len(given) == 4:
            break
        time.sleep(0.2)
    assert {name: each.feedback.value for name, each in given.items()} == {
        "judge passed": True, "judge relevance": 1.0, "judge faithfulness": 0.8, "helpful": True,
    }  # fmt: skip
    assert (given["judge passed"].source.source_type, given["helpful"].source.source_type) == ("LLM_JUDGE", "HUMAN")


def test_without_an_opinion_nothing_is_said_of_the_judge(settings: Settings) -> None:
    silent = JUDGE | {"passed": None, "relevance": None, "faithfulness": None}
    assert found(settings, row(judge=silent)).info.assessments == []
