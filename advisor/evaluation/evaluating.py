"""Evaluate versions: in a process of its own, so that neither MLflow's settings nor a version's code stay behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..registry import connect
from ..registry import version as registered_version
from ..settings import Settings
from . import EvaluationFailed
from .cases import Case, cases
from .results import Evaluation

# With its usual pool MLflow's store on SQLite loses traces of an evaluation and waits half a minute.
ENVIRONMENT = {
    "MLFLOW_SQLALCHEMYSTORE_POOL_SIZE": "30",
    "MLFLOW_SQLALCHEMYSTORE_MAX_OVERFLOW": "30",
    "MLFLOW_GENAI_EVAL_MAX_WORKERS": "4",
    "MLFLOW_GENAI_EVAL_MAX_SCORER_WORKERS": "1",
    "MLFLOW_DISABLE_TELEMETRY": "true",
}
LONGEST_SECONDS = 1800


def evaluate(settings: Settings, version: int, chosen: Sequence[Case] | None = None) -> Evaluation:
    """Version `version` on all cases (or `chosen`): an MLflow run is logged and the version is tagged.

    Raises LookupError when there is no such version, EvaluationFailed.
    """
    return evaluate_all(settings, [version], chosen)[0]


def evaluate_all(settings: Settings, versions: Sequence[int], chosen: Sequence[Case] | None = None) -> list[Evaluation]:
    """An Evaluation for each version, all on the same cases. Raises like `evaluate`."""
    chosen = cases(settings.database_url) if chosen is None else chosen
    if not chosen:
        raise EvaluationFailed("There are no cases to evaluate on.")
    client = connect(settings)
    for number in versions:
        # said before the first of them is evaluated, which takes a while
        registered_version(number, settings.registered_model, client)
    request = {
        # the token stays in the environment, where it came from
        "settings": settings.model_dump(mode="json", exclude={"databricks_token"}),
        "versions": list(versions),
        "cases": [case.plain() for case in chosen],
    }
    reply = _ask_worker(settings, json.dumps(request, default=str))
    if "missing" in reply:
        raise LookupError(reply["missing"])
    return [Evaluation.of(each) for each in reply["evaluations"]]


def _ask_worker(settings: Settings, request: str) -> dict[str, Any]:
    log = settings.home / "logs" / "evaluation.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as errors:
        try:
            done = subprocess.run(
                [sys.executable, "-m", f"{__package__}.worker"],
                input=request,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                cwd=Path(__file__).parents[2],
                env=os.environ | ENVIRONMENT,
                timeout=LONGEST_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise EvaluationFailed(f"The evaluation took longer than {LONGEST_SECONDS // 60} minutes.") from None
    if done.returncode != 0:
        raise EvaluationFailed(f"The evaluation did not finish; {log} says why.")
    reply: dict[str, Any] = json.loads(done.stdout)
    return reply
