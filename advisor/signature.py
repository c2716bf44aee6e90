"""The model's signature: its columns, as MLflow and Unity Catalog record them."""

from __future__ import annotations

from mlflow.models import ModelSignature
from mlflow.types import ColSpec, DataType, Schema
from mlflow.types.schema import Array, Object, Property

from .contract import EVIDENCE_FIELDS, FINDING_FIELDS, TIMING_FIELDS


def signature() -> ModelSignature:
    """The model's columns, as MLflow and Unity Catalog record them."""
    text, number, flag, long = DataType.string, DataType.double, DataType.boolean, DataType.long
    turn = Object([Property("role", text), Property("content", text)])
    inputs = Schema(
        [
            *(ColSpec(text, name) for name in ("user_id", "session_id", "country", "query")),
            ColSpec(text, "validation_mode", required=False),
            ColSpec(flag, "enable_observability", required=False),
            ColSpec(Array(turn), "history", required=False),
        ]
    )
    numbers = {"value", "score"}
    whole = {"start", "end"}

    def struct(fields: tuple[str, ...]) -> Object:
        kinds = {name: number if name in numbers else long if name in whole else text for name in fields}
        return Object([Property(name, kind, required=False) for name, kind in kinds.items()])

    usage = Object([Property(name, long) for name in ("input_tokens", "output_tokens", "paid_calls")])
    timings = Object([Property(name, number, required=False) for name in TIMING_FIELDS])
    outputs = {
        "user_id": text,
        "session_id": text,
        "query": text,
        "answer": text,
        "evidence": Array(struct(EVIDENCE_FIELDS)),
        "cost": number,
        "latency_ms": number,
        "blocked": flag,
        "violations": Array(text),
        "error": text,
        "reference": text,
        "outcome": text,
        "masked_query": text,
        "withheld_answer": text,
        "off_topic": flag,
        "urgent": flag,
        "intent": Array(text),
        "tools": Array(text),
        "confidence": number,
        "validator": text,
        "verdict": text,
        "findings": Array(struct(FINDING_FIELDS)),
        "usage": usage,
        "timings": timings,
        "receipt": text,
    }
    return ModelSignature(inputs, Schema([ColSpec(kind, name, required=False) for name, kind in outputs.items()]))
