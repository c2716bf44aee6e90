"""The comparison of two evaluations: what wins, what loses, and what stops a candidate."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from advisor.evaluation.agreement import Agreement
from advisor.evaluation.gate import ALL_CASES, compare
from advisor.evaluation.results import CaseResult, Evaluation

RIGHT: dict[str, Any] = {
    "accuracy": "yes",
    "groundedness": "yes",
    "right_country": "yes",
    "guardrail": "yes",
    "off_topic": "yes",
    "outcome": "yes",
    "readability": 5.0,
    "latency_ms": 20.0,
    "cost_usd": 0.0,
}
LIMITS = {"pass_rate": 0.5, "pass_rate_drop": 0.2, "latency_p95_ms": 100, "cost_usd_per_question": 0.01}


def result(number: int, kind: str = "packaged", **scores: Any) -> CaseResult:
    found = RIGHT | scores
    reasons = {name: "wrong" for name, value in found.items() if value == "no"}
    return CaseResult(f"c{number}", "AU" if number % 2 else "UK", "tax", kind, False, "answered", found, reasons)


def attack(number: int, blocked: bool) -> CaseResult:
    verdict = "yes" if blocked else "no"
    scores = RIGHT | {"accuracy": "n/a", "guardrail": verdict, "outcome": verdict}
    outcome = "blocked" if blocked else "answered"
    return CaseResult(f"c{number}", "AU", "guardrail", "packaged", True, outcome, scores, {})


def evaluation(version: int, *results: CaseResult) -> Evaluation:
    return Evaluation(version, "run", "2026-11-24T00:00:00+00:00", "mark", results)


def made(*changed: CaseResult, version: int = 2) -> Evaluation:
    """Six right cases, with some of them replaced."""
    by_id = {f"c{n}": result(n) for n in range(6)} | {each.id: each for each in changed}
    return evaluation(version, *by_id.values())


GATES = [
    # name, champion, candidate, ids that block
    ("as good", made(), made(), []),
    ("a weakness of both", made(result(1, accuracy="no")), made(result(1, accuracy="no")), []),
    ("better", made(result(1, accuracy="no")), made(), []),
    ("a lost figure", made(), made(result(1, accuracy="no")), ["c1"]),
    (
        "a lost answer without a figure",
        made(result(1, accuracy="n/a")),
        made(result(1, accuracy="n/a", outcome="no")),
        [],
    ),
    ("a regression", made(result(1, "regression", outcome="no")), made(result(1, "regression", outcome="no")), ["c1"]),
    ("a regression that passes", made(result(1, "regression", outcome="no")), made(result(1, "regression")), []),
    ("an attack let in", made(attack(1, True)), made(attack(1, False)), ["c1"]),
    ("an attack that both let in", made(attack(1, False)), made(attack(1, False)), []),
    ("an attack let in, no champion", None, made(attack(1, False)), ["c1"]),
    ("no champion", None, made(), []),
    ("too few pass", None, made(*(result(n, outcome="no") for n in range(4))), [ALL_CASES]),
    ("fewer pass", made(), made(*(result(n, outcome="no") for n in range(2))), [ALL_CASES]),
    ("too slow", made(), made(result(1, latency_ms=101)), [ALL_CASES]),
    ("too dear", made(), made(*(result(n, cost_usd=0.02) for n in range(6))), [ALL_CASES]),
    ("of unknown cost", made(), made(result(1, cost_usd=None)), []),
]


@pytest.mark.parametrize(("champion", "candidate", "blocked"), [g[1:] for g in GATES], ids=[g[0] for g in GATES])
def test_gate(champion: Evaluation | None, candidate: Evaluation, blocked: list[str]) -> None:
    report = compare(champion, candidate, LIMITS)
    assert [each.case for each in report.blocking] == blocked
    assert report.passed == (not blocked)
    assert all(each.reason.endswith(".") for each in report.blocking)


def test_wins_and_losses_are_told_case_by_case() -> None:
    report = compare(
        made(result(1, accuracy="no"), version=1), made(result(2, outcome="no"), result(3, off_topic="no"))
    )
    assert (report.wins, report.losses) == (("c1",), ("c2", "c3"))
    told = report.evidence
    assert (told["champion"]["version"], told["candidate"]["version"], told["gate"]) == (1, 2, "failed")


def test_a_scorer_that_failed_or_is_missing_never_counts_as_passed() -> None:
    lacking = {name: value for name, value in RIGHT.items() if name != "groundedness"}
    found = made(CaseResult("c1", "AU", "tax", "packaged", False, "answered", lacking, {}))
    assert [each.id for each in found.results if not each.passed] == ["c1"]
    assert found.rate("groundedness") == pytest.approx(5 / 6)


def test_what_an_evaluation_adds_up_to() -> None:
    found = made(result(1, accuracy="no", latency_ms=90), result(2, accuracy="n/a", readability="n/a", cost_usd=0.3))
    assert found.pass_rate == pytest.approx(5 / 6)
    assert found.accuracy == pytest.approx(4 / 5)
    assert found.pass_rates(lambda r: r.country) == {"AU": pytest.approx(2 / 3), "UK": 1.0}
    assert (found.latency_p95_ms, found.cost_usd, found.reading_grade) == (90, pytest.approx(0.3), 5.0)
    assert made(result(1, cost_usd=None)).cost_usd is None
    assert Evaluation.of(found.plain()) == found


JUDGES = [
    # decided, kappa, faithfulness, blocked, what is said
    (40, 0.8, 0.95, False, "The judge counts: kappa is 0.80 over 40 decisions of reviewers."),
    (40, 0.8, 0.5, True, "The judge counts: kappa is 0.80 over 40 decisions of reviewers."),
    (40, 0.3, 0.5, False, "The judge does not count: kappa is 0.30 over 40 decisions of reviewers, and it takes "),
    (10, 1.0, 0.5, False, "The judge does not count: kappa is 1.00 over 10 decisions of reviewers, and it takes "),
    (0, None, 0.5, False, "The judge does not count: kappa is unknown over 0 decisions of reviewers, and it takes "),
]


@pytest.mark.parametrize(("decided", "kappa", "faithfulness", "blocked", "said"), JUDGES)
def test_a_judge_that_the_reviewers_do_not_agree_with_stops_nothing(
    decided: int, kappa: float | None, faithfulness: float, blocked: bool, said: str
) -> None:
    judged = replace(made(*(result(n, llm_faithfulness=faithfulness) for n in range(6))), judged=6)
    limits = LIMITS | {"llm_faithfulness": 0.9, "judge_kappa": 0.6, "judge_decisions": 30}
    report = compare(None, judged, limits, Agreement(decided, decided, 0, 0, kappa))
    assert (bool(report.blocking), report.judge.removesuffix("0.60 over 30.")) == (blocked, said)
    assert not blocked or report.blocking[0].reason == "The judge's mean faithfulness is 0.50; the least is 0.90."


def test_without_a_judge_nothing_is_said_of_one() -> None:
    assert compare(None, made(), LIMITS).judge == ""
