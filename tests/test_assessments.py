"""A reviewer's decision on the question's trace in MLflow."""

from __future__ import annotations

import mlflow
import pytest

from advisor.assessments import log_decision, trace_of
from advisor.registry import connect
from advisor.settings import Settings
from advisor.traces import traced


def test_a_decision_is_a_human_assessment_of_the_trace(settings: Settings) -> None:
    connect(settings)
    traced({"masked_query": "My TFN is <TFN>", "answer": "I can't.", "outcome": "blocked", "timings": {}, "tools": [],
            "latency_ms": 1.0, "reference": "PA-TRACED2", "session_id": "s"})  # fmt: skip
    mlflow.flush_trace_async_logging()
    log_decision(settings, "PA-TRACED2", "rita", "false_alarm", "an order number").join(20)
    found = trace_of(settings, "PA-TRACED2")
    assert found
    given = mlflow.get_trace(found.trace_id).info.assessments[0]
    assert (given.name, given.feedback.value, given.rationale) == ("review", "false_alarm", "an order number")
    assert (given.source.source_type, given.source.source_id) == ("HUMAN", "rita")


@pytest.mark.parametrize("reference", ["PA-UNTRACED", "PA' OR tags.outcome = 'blocked"])
def test_without_a_trace_nothing_happens(settings: Settings, reference: str) -> None:
    assert trace_of(settings, reference) is None
    log_decision(settings, reference, "rita", "false_alarm", "").join(20)
