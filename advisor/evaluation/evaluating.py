"""Evaluate versions: in a process of its own, so that neither MLflow's settings nor a version's code stay behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from pydantic import SecretStr

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
SECRETS = {name for name, field in Settings.model_fields.items() if field.annotation is SecretStr}


@dataclass(frozen=True)
class Step:
    """How far an evaluation is: `done` of `total` cases of version `version` are answered; then they are scored."""

    version: int
    done: int
    total: int


Progress = Callable[[Step], None]


def evaluate(settings: Settings, version: int, chosen: Sequence[Case] | None = None) -> Evaluation:
    """Version `version` on all cases (or `chosen`): an MLflow run is logged and the version is tagged.

    Raises LookupError when there is no such version, EvaluationFailed.
    """
    return evaluate_all(settings, [version], chosen)[0]


def evaluate_all(
    settings: Settings,
    versions: Sequence[int],
    chosen: Sequence[Case] | None = None,
    progress: Progress | None = None,
) -> list[Evaluation]:
    """An Evaluation for each version, all on the same cases; `progress` hears each step. Raises like `evaluate`."""
    chosen = cases(settings.database_url) if chosen is None else chosen
    if not chosen:
        raise EvaluationFailed("There are no cases to evaluate on.")
    client = connect(settings)
    for number in versions:
        # said before the first of them is evaluated, which takes a while
        registered_version(number, settings.registered_model, client)
    request = {
        # keys stay in the environment, where they came from
        "settings": settings.model_dump(mode="json", exclude=SECRETS),
        "versions": list(versions),
        "cases": [case.plain() for case in chosen],
    }
    reply = _ask_worker(settings, json.dumps(request, default=str), progress)
    if "missing" in reply:
        raise LookupError(reply["missing"])
    return [Evaluation.of(each) for each in reply["evaluations"]]


def _ask_worker(settings: Settings, request: str, progress: Progress | None) -> dict[str, Any]:
    """The worker's last line, once it has ended well; the lines before it are steps."""
    log = settings.home / "logs" / "evaluation.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    late = threading.Event()
    reply: dict[str, Any] = {}
    with log.open("w", encoding="utf-8") as errors, _worker(errors) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None

        def give_up() -> None:
            late.set()
            worker.kill()

        watch = threading.Timer(LONGEST_SECONDS, give_up)
        watch.start()
        try:
            with suppress(BrokenPipeError), worker.stdin as sent:
                sent.write(request)
            for line in worker.stdout:
                reply = json.loads(line)
                if progress and "step" in reply:
                    progress(Step(**reply["step"]))
        finally:
            watch.cancel()
    if late.is_set():
        raise EvaluationFailed(f"The evaluation took longer than {LONGEST_SECONDS // 60} minutes.")
    if worker.returncode != 0 or not reply:
        raise EvaluationFailed(f"The evaluation did not finish; {log} says why.")
    return reply


def _worker(errors: IO[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", f"{__package__}.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
        cwd=Path(__file__).parents[2],
        env=os.environ | ENVIRONMENT,
    )
