"""Reviewers' decisions and members' thumbs as MLflow's own assessments, on the question's trace if there is one."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass

import mlflow
from mlflow.entities import AssessmentSource, AssessmentSourceType

from .registry import connect
from .settings import Settings

NAME, THUMB = "review", "helpful"
MOST_EXPERIMENTS = 50

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Trace:
    """Where a question's trace is."""

    trace_id: str
    experiment_id: str


def trace_of(settings: Settings, reference: str) -> Trace | None:
    """The trace of a question, or None: traces are written only on request. Raises MlflowException."""
    client = connect(settings)
    homes = [settings.experiment_id]
    if not settings.experiment_id:
        homes = [each.experiment_id for each in client.search_experiments(max_results=MOST_EXPERIMENTS)]
    wanted = f"tags.reference = '{''.join(letter for letter in reference if letter.isalnum() or letter == '-')}'"
    found = client.search_traces(locations=homes, filter_string=wanted, max_results=1, include_spans=False)
    return Trace(found[0].info.trace_id, found[0].info.experiment_id or "") if found else None


def log_decision(settings: Settings, reference: str, who: str, decision: str, comment: str) -> threading.Thread:
    """Notes a decision (its comment masked) on the question's trace, on a thread of its own that nobody waits for."""
    return _noted(settings, reference, NAME, decision, comment, who)


def log_thumb(settings: Settings, reference: str, helpful: bool, reason: str) -> threading.Thread:
    """Notes a member's thumb (its reason masked) on the question's trace, likewise."""
    return _noted(settings, reference, THUMB, helpful, reason, "member")


def _noted(
    settings: Settings, reference: str, name: str, value: str | bool, rationale: str, who: str
) -> threading.Thread:
    def note() -> None:
        try:
            if trace := trace_of(settings, reference):
                mlflow.log_feedback(
                    trace_id=trace.trace_id,
                    name=name,
                    value=value,
                    rationale=rationale or None,
                    source=AssessmentSource(AssessmentSourceType.HUMAN, who),
                )
        except Exception as fault:  # noqa: BLE001 - what was said is kept in our own record already
            log.warning("What a person said could not be noted on its trace (%s).", type(fault).__name__)

    thread = threading.Thread(target=note, name="assessment", daemon=True)
    thread.start()
    return thread
