"""Champion and candidate side by side, in words for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .gate import GateReport
from .judging import NAMES
from .results import Evaluation
from .scorers import JUDGED

WIDE = 24


def lines(report: GateReport) -> Iterator[str]:
    """The figures of both versions, wins, losses, what fails now, and what blocks the candidate."""
    before, now = report.champion, report.candidate
    yield _line("", f"champion {before.version}" if before else "no champion", f"version {now.version}")
    earlier = _figures(before) if before else {}
    for name, shown in _figures(now).items():
        yield _line(name, earlier.get(name, ""), shown)
    yield f"wins ({len(report.wins)}): {', '.join(report.wins) or 'none'}"
    yield f"losses ({len(report.losses)}): {', '.join(report.losses) or 'none'}"
    yield from _failing(now)
    if report.judge:
        yield report.judge
    for each in report.blocking:
        yield f"BLOCKS {each.case}: {each.reason}"
    yield "The gate lets it pass." if report.passed else "The gate does not let it pass."


def alone(made: Evaluation) -> Iterator[str]:
    """The figures of one version, and what fails."""
    yield _line("", f"version {made.version}")
    for name, shown in _figures(made).items():
        yield _line(name, shown)
    yield from _failing(made)
    yield f"blocking failures: {', '.join(made.blocking_failures) or 'none'}"


def as_json(report: GateReport) -> dict[str, Any]:
    """The ledger's evidence, with both evaluations case by case."""
    return report.evidence | {
        "evaluations": [each.plain() for each in (report.champion, report.candidate) if each is not None]
    }


def _figures(made: Evaluation) -> dict[str, str]:
    rates: dict[str, float | None] = {"cases passed": made.pass_rate}
    rates |= {name.replace("_", " "): made.rate(name) for name in JUDGED}
    rates |= made.pass_rates(lambda r: r.country)
    shown = {name: "-" if rate is None else f"{rate:.1%}" for name, rate in rates.items()}
    measures = {"time p95, ms": made.latency_p95_ms, "cost, USD": made.cost_usd, "reading grade": made.reading_grade}
    if made.judged:
        measures |= {name.replace("llm_", "judge: "): made.mean(name) for name in NAMES}
        measures |= {"judge: cost, USD": made.judge_cost_usd}
    return shown | {name: "unknown" if value is None else f"{value:.4g}" for name, value in measures.items()}


def _failing(made: Evaluation) -> Iterator[str]:
    for result in made.results:
        if not result.passed:
            yield f"fails {result.id}: {result.reason or 'it could not be scored'}"


def _line(name: str, old: str, new: str = "") -> str:
    return f"{name:<{WIDE}}{old:<{WIDE}}{new}".rstrip()
