"""MLflow traces, on request: what was asked (masked) and how long each phase took. Never the audit record."""

from __future__ import annotations

from typing import Any

import mlflow


def traced(row: dict[str, Any]) -> None:
    """Writes one trace of a finished row. Only masked text goes in, so nothing needs redacting on the way out."""
    with mlflow.start_span(name="answer a pension question", span_type="AGENT") as span:
        span.set_inputs({"query": row["masked_query"]})
        span.set_outputs({"answer": row["answer"], "outcome": row["outcome"]})
        span.set_attributes({"timings": row["timings"], "tools": row["tools"], "latency_ms": row["latency_ms"]})
        mlflow.update_current_trace(
            tags={"reference": row["reference"], "outcome": row["outcome"]},
            metadata={"mlflow.trace.session": row["session_id"]},
        )
