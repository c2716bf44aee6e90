"""One version on the cases: its answers scored by MLflow, the run logged, the version tagged."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import mlflow
import pandas as pd
from mlflow import MlflowClient
from mlflow.entities import Feedback
from mlflow.genai.scorers import scorer

from ..asking import mask
from ..contract import OUTPUT
from ..loaded import LoadedVersion, load_version
from ..registry import connect
from ..settings import Settings
from .cases import Case, mark
from .judging import NAMES, Bill, judging
from .results import CaseResult, Evaluation
from .scorers import JUDGED, MEASURED, NO, NOT_APPLICABLE, UNKNOWN, Score, Scorer
from .scorers.score import answered

ALL: dict[str, Scorer] = {**JUDGED, **MEASURED}
# What of a row the scorers read; the rest stays out of the traces.
SCORED = ("answer", "evidence", "cost", "latency_ms", "blocked", "violations", "error", "outcome", "off_topic", "tools")


def run(
    settings: Settings, number: int, chosen: Sequence[Case], progress: Callable[[int], None] = lambda done: None
) -> Evaluation:
    """Answers `chosen` with version `number`, scores the answers, logs an MLflow run and tags the version.

    `progress` hears how many cases are answered. Raises LookupError when there is no such version.
    """
    client = connect(settings)
    model = load_version(settings, version=number)
    found = client.get_model_version(settings.registered_model, str(number))
    home = client.get_run(found.run_id).info.experiment_id
    with mlflow.start_run(experiment_id=home, run_name=f"evaluate version {number}") as active:
        mlflow.set_tags({"evaluation": "cases", "model_name": settings.registered_model, "model_version": str(number)})
        rows: list[dict[str, Any]] = []
        for case in chosen:
            progress(len(rows))
            rows.append(answer(model, case))
        progress(len(rows))
        second, bill = _second_opinion(settings, chosen, rows)
        scorers = ALL | second
        scored = mlflow.genai.evaluate(
            data=[_item(case, row) for case, row in zip(chosen, rows, strict=True)],
            scorers=[_as_mlflow(name, judge) for name, judge in scorers.items()],
            model_id=getattr(found, "model_id", None),
        )
        results = _results(chosen, rows, scored.result_df, tuple(scorers))
        made = Evaluation(number, active.info.run_id, _now(), mark(chosen), results, bill.cost, bill.judged)
        _log(made)
    _tag(client, settings.registered_model, made)
    return made


def answer(model: LoadedVersion, case: Case) -> dict[str, Any]:
    """The version's row for one case, its texts masked. One at a time: so its latency is its own."""
    try:
        row = model.answer([case.row()]).rows[0]
    except Exception as fault:  # noqa: BLE001 - a version that can't answer has failed this case, not the evaluation
        empty: dict[str, Any] = dict.fromkeys(OUTPUT)
        row = empty | {"outcome": "failed", "error": type(fault).__name__, "evidence": [], "violations": []}
    text = row["answer"]
    return row | {"answer": mask(text, case.country) if text else text}


def _second_opinion(
    settings: Settings, chosen: Sequence[Case], rows: Sequence[Mapping[str, Any]]
) -> tuple[dict[str, Scorer], Bill]:
    """The judge's scorers, with all its calls made already, and its bill; no scorers where no judge is set."""
    judge = judging(settings)
    if judge is None:
        return {}, Bill()
    given = [(case, row) for case, row in zip(chosen, rows, strict=True) if answered(row)]
    items = [{**row, "query": mask(case.query, case.country), "country": case.country} for case, row in given]
    found = {case.id: scores for (case, _), scores in zip(given, judge.scores(items), strict=True)}

    def told(name: str) -> Scorer:
        def scored(case: Case, row: Mapping[str, Any]) -> Score:
            if case.id not in found:
                return Score(NOT_APPLICABLE)
            value, why = found[case.id].get(name, (None, "the judge gave no verdict"))
            return Score(value, mask(why, case.country))

        return scored

    return {name: told(name) for name in NAMES}, judge.bill


def _item(case: Case, row: Mapping[str, Any]) -> dict[str, Any]:
    """One row of the data for `mlflow.genai.evaluate`: nothing personal, since MLflow keeps it as a trace."""
    turns = [{**turn, "content": mask(turn.get("content", ""), case.country)} for turn in case.history]
    masked = case.plain() | {"query": mask(case.query, case.country), "history": turns}
    return {
        "inputs": {name: value for name, value in masked.items() if name != "expect"},
        "outputs": {name: row[name] for name in SCORED},
        # MLflow keeps expectations beside scores: their names must not meet
        "expectations": {
            f"expected_{name}": value for name, value in (case.expect or {"outcome": case.outcome}).items()
        },
    }


def _as_mlflow(name: str, judge: Scorer) -> Any:
    """One of our scorers as MLflow's: "n/a" and "unknown" are words there, so that nothing absent counts as passed."""

    def scored(inputs: dict[str, Any], outputs: dict[str, Any], expectations: dict[str, Any]) -> Feedback:
        expect = {name.removeprefix("expected_"): value for name, value in expectations.items()}
        found = judge(Case.of({**inputs, "expect": expect}), outputs)
        return Feedback(name=name, value=UNKNOWN if found.value is None else found.value, rationale=found.rationale)

    return scorer(scored, name=name)


def _results(
    chosen: Sequence[Case], rows: Sequence[Mapping[str, Any]], table: pd.DataFrame, scorers: Sequence[str]
) -> tuple[CaseResult, ...]:
    """A result for each case, in order. What MLflow has no score for (a scorer's error, a lost trace) is a "no"."""
    kept = {row["request"]["id"]: row for row in table.to_dict("records")}
    return tuple(_result(case, row, kept.get(case.id, {}), scorers) for case, row in zip(chosen, rows, strict=True))


def _result(case: Case, row: Mapping[str, Any], kept: Mapping[Any, Any], scorers: Sequence[str]) -> CaseResult:
    scores: dict[str, str | float | None] = {}
    reasons = {}
    for name in scorers:
        value, why = kept.get(f"{name}/value"), kept.get(f"{name}/rationale")
        if not isinstance(value, str | int | float) or value != value:
            value, why = (NO if name in JUDGED else UNKNOWN), "the scorer failed"
        scores[name] = None if value == UNKNOWN else value
        if value == NO:
            reasons[name] = str(why)
    return CaseResult(case.id, case.country, case.category, case.kind, case.blocked, row["outcome"], scores, reasons)


def _log(made: Evaluation) -> None:
    """Rates by scorer, country and category as metrics; every case as a table; the whole as JSON to read back."""
    rates = {name: made.rate(name) for name in JUDGED}
    measures = {
        "latency_p95_ms": made.latency_p95_ms,
        "cost_usd": made.cost_usd,
        "reading_grade": made.reading_grade,
    }
    if made.judged:
        measures |= {name: made.mean(name) for name in NAMES} | {"judge_cost_usd": made.judge_cost_usd}
    groups = {f"country/{name}": rate for name, rate in made.pass_rates(lambda r: r.country).items()}
    groups |= {f"category/{name}": rate for name, rate in made.pass_rates(lambda r: r.category).items()}
    known = {"pass_rate": made.pass_rate, **rates, **measures, **groups}
    mlflow.log_metrics({f"eval/{name}": value for name, value in known.items() if value is not None})
    mlflow.log_dict(made.plain(), "evaluation.json")
    lines = [
        {"case": r.id, "country": r.country, "category": r.category, "passed": r.passed, **r.scores, "why": r.reason}
        for r in made.results
    ]
    mlflow.log_table({name: [line[name] for line in lines] for name in lines[0]}, "results.json")


def _tag(client: MlflowClient, model_name: str, made: Evaluation) -> None:
    told = {
        "pass_rate": made.pass_rate,
        "accuracy": made.accuracy,
        "run_id": made.run_id,
        "cases": len(made.results),
        "cases_mark": made.cases_mark,
        "at": made.at,
        "blocking_failures": len(made.blocking_failures),
        "latency_p95_ms": made.latency_p95_ms,
        "cost_usd": made.cost_usd,
        "reading_grade": made.reading_grade,
    }
    if made.judged:
        told |= {name: made.mean(name) for name in NAMES}
        told |= {"judge_cost_usd": made.judge_cost_usd, "judged": made.judged}
    for name, value in told.items():
        text = UNKNOWN if value is None else f"{value:.4g}" if isinstance(value, float) else str(value)
        client.set_model_version_tag(model_name, str(made.version), f"eval.{name}", text)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
