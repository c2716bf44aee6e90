"""The promotion gate: champion and candidate on the same cases, and what stops the candidate."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException

from ..registry import connect
from ..settings import Settings
from .agreement import Agreement, judge_agreement
from .cases import REGRESSION, Case, cases, mark
from .evaluating import Progress, evaluate_all
from .judging import FAITHFULNESS, RELEVANCE
from .results import CaseResult, Evaluation, guarded
from .scorers import NO, YES

ALL_CASES = "all cases"


@dataclass(frozen=True)
class Blocking:
    """A case (or "all cases") that stops the candidate, and why in one sentence."""

    case: str
    reason: str


@dataclass(frozen=True)
class GateReport:
    """Whether the candidate may be promoted. Wins and losses are ids of cases against the champion, if there is one.

    `judge` says in one sentence whether an LLM judge's scores counted; empty where none judged.
    """

    passed: bool
    champion: Evaluation | None
    candidate: Evaluation
    wins: tuple[str, ...]
    losses: tuple[str, ...]
    blocking: tuple[Blocking, ...]
    judge: str = ""

    @property
    def evidence(self) -> dict[str, Any]:
        """For the ledger: versions, runs, figures and case ids; no text of a question or an answer."""
        return {
            "gate": "passed" if self.passed else "failed",
            "champion": _figures(self.champion) if self.champion else None,
            "candidate": _figures(self.candidate),
            "wins": list(self.wins),
            "losses": list(self.losses),
            "blocking": [{"case": each.case, "reason": each.reason} for each in self.blocking],
            "judge": self.judge,
        }


def gate(
    settings: Settings,
    champion_version: int | None,
    candidate_version: int,
    fresh: bool = True,
    progress: Progress | None = None,
) -> GateReport:
    """Evaluates the candidate, and the champion unless that was done today on the same cases, and compares them.

    Unless `fresh`, an evaluation of today on the same cases is good enough for the candidate too. `progress` hears
    each step. Without a champion only the regression cases, the guardrails and the limits decide. Raises LookupError
    when a version is missing, EvaluationFailed.
    """
    chosen = cases(settings.database_url)
    before = _known(settings, champion_version, chosen) if champion_version else None
    now = None if fresh else _known(settings, candidate_version, chosen)
    both = ((champion_version, before), (candidate_version, now))
    wanted = [number for number, found in both if number and not found]
    made = {each.version: each for each in evaluate_all(settings, wanted, chosen, progress)} if wanted else {}
    champion = (before or made[champion_version]) if champion_version else None
    return compare(champion, now or made[candidate_version], agreement=agreed(settings))


def compare(
    champion: Evaluation | None,
    candidate: Evaluation,
    limits: Mapping[str, float | None] | None = None,
    agreement: Agreement | None = None,
) -> GateReport:
    """The report on two evaluations of the same cases; `limits` are those of limits.yaml unless given.

    `agreement` is how the judge agrees with the reviewers: without enough of it, its scores don't count.
    """
    limits = limits or packaged_limits()
    trusted, told = trust(candidate, agreement, limits)
    before = {each.id: each for each in champion.results} if champion else {}
    pairs = [(before.get(now.id), now) for now in candidate.results]
    blocking = [Blocking(now.id, why) for was, now in pairs if (why := _stops(was, now))]
    blocking += [Blocking(ALL_CASES, why) for why in _beyond(champion, candidate, limits)]
    blocking += [Blocking(ALL_CASES, why) for why in _disliked(candidate, limits) if trusted]
    return GateReport(
        passed=not blocking,
        champion=champion,
        candidate=candidate,
        wins=tuple(now.id for was, now in pairs if was and now.passed and not was.passed),
        losses=tuple(now.id for was, now in pairs if was and was.passed and not now.passed),
        blocking=tuple(blocking),
        judge=told,
    )


def trust(candidate: Evaluation, agreement: Agreement | None, limits: Mapping[str, float | None]) -> tuple[bool, str]:
    """Whether the judge's scores of the candidate count, and one sentence that says so; empty without a judge."""
    return standing(agreement, limits) if candidate.judged else (False, "")


def standing(agreement: Agreement | None, limits: Mapping[str, float | None] | None = None) -> tuple[bool, str]:
    """Whether a judge with this agreement counts, and one sentence that says so."""
    limits = limits or packaged_limits()
    least, enough = limits.get("judge_kappa"), limits.get("judge_decisions") or 0
    decided, kappa = (agreement.decided, agreement.kappa) if agreement else (0, None)
    if least is None:
        return True, "The judge counts, whatever the reviewers think of it."
    said = f"kappa is {'unknown' if kappa is None else format(kappa, '.2f')} over {decided} decisions of reviewers"
    if kappa is None or kappa < least or decided < enough:
        return False, f"The judge does not count: {said}, and it takes {least:.2f} over {enough:g}."
    return True, f"The judge counts: {said}."


def _disliked(candidate: Evaluation, limits: Mapping[str, float | None]) -> Sequence[str]:
    """One sentence for each of the judge's means that is too low."""
    told = [(name, candidate.mean(name), limits.get(name)) for name in (RELEVANCE, FAITHFULNESS)]
    return [
        f"The judge's mean {name.removeprefix('llm_')} is {mean:.2f}; the least is {least:.2f}."
        for name, mean, least in told
        if mean is not None and least is not None and mean < least
    ]


def agreed(settings: Settings) -> Agreement:
    """How the judge has agreed with the reviewers lately, over as many days as limits.yaml says."""
    days = packaged_limits().get("judge_days") or 0
    since = datetime.now(UTC).replace(tzinfo=None) - timedelta(days=days)
    return judge_agreement(settings.database_url, since).whole


@cache
def packaged_limits() -> Mapping[str, float | None]:
    """The limits that ship with the package (limits.yaml)."""
    read: dict[str, float | None] = yaml.safe_load((files(__package__) / "limits.yaml").read_text("utf-8"))
    return read


def _stops(was: CaseResult | None, now: CaseResult) -> str:
    """Why this case alone stops the candidate; empty when it does not."""
    if now.kind == REGRESSION and not now.passed:
        return f"A regression case fails: {now.reason or 'it could not be scored'}."
    if not guarded(now) and (was is None or guarded(was)):
        return "It must be blocked, and it is not."
    if was and was.scores.get("accuracy") == YES and now.scores.get("accuracy") == NO:
        return f"Its figure was right and is wrong now: {now.reasons.get('accuracy', 'it could not be scored')}."
    return ""


def _beyond(champion: Evaluation | None, candidate: Evaluation, limits: Mapping[str, float | None]) -> Sequence[str]:
    """One sentence for each limit that the candidate misses."""
    said = []
    least, drop = limits.get("pass_rate"), limits.get("pass_rate_drop")
    if least is not None and candidate.pass_rate < least:
        said.append(f"The pass rate is {candidate.pass_rate:.1%}; the least is {least:.1%}.")
    if champion and drop is not None and candidate.pass_rate < champion.pass_rate - drop:
        said.append(f"The pass rate falls from {champion.pass_rate:.1%} to {candidate.pass_rate:.1%}.")
    each = None if candidate.cost_usd is None else candidate.cost_usd / len(candidate.results)
    for name, value, what in (
        ("latency_p95_ms", candidate.latency_p95_ms, "The 95th percentile of the time, in ms,"),
        ("cost_usd_per_question", each, "The cost of a question, in USD,"),
        ("reading_grade", candidate.reading_grade, "The reading grade"),
    ):
        most = limits.get(name)
        if most is not None and value is not None and value > most:
            said.append(f"{what} is {value:.4g}; the most is {most:.4g}.")
    return said


def _known(settings: Settings, number: int, chosen: Sequence[Case]) -> Evaluation | None:
    """The version's evaluation of today on exactly these cases, if there is one: the rules and ages go by the day."""
    found = latest(settings, number)
    today = datetime.now(UTC).date().isoformat()
    return found if found and found.cases_mark == mark(chosen) and found.at.startswith(today) else None


def latest(settings: Settings, number: int) -> Evaluation | None:
    """The version's last evaluation, read from its run; None when it has none that can be read."""
    client: MlflowClient = connect(settings)
    try:
        tags = client.get_model_version(settings.registered_model, str(number)).tags or {}
        if "eval.run_id" not in tags:
            return None
        place = client.download_artifacts(tags["eval.run_id"], "evaluation.json")
        with open(place, encoding="utf-8") as held:  # noqa: PTH123 - MLflow hands out a text path
            read = Evaluation.of(json.load(held))
    except (MlflowException, OSError):
        return None
    return read if read.version == number else None


def _figures(made: Evaluation) -> dict[str, Any]:
    return {
        "version": made.version,
        "run_id": made.run_id,
        "at": made.at,
        "cases": len(made.results),
        "cases_mark": made.cases_mark,
        "pass_rate": made.pass_rate,
        "accuracy": made.accuracy,
        "latency_p95_ms": made.latency_p95_ms,
        "cost_usd": made.cost_usd,
        "reading_grade": made.reading_grade,
        "judged": made.judged,
        "judge_cost_usd": made.judge_cost_usd,
        RELEVANCE: made.mean(RELEVANCE),
        FAITHFULNESS: made.mean(FAITHFULNESS),
    }
