"""How long answers took: percentiles over time, and by phase."""

from __future__ import annotations

from operator import methodcaller
from typing import Any

import streamlit as st

from ...governance.figures import ACCURACY
from ...governance.rollup_schema import PHASES
from .. import charts, shown
from ..receipt import PHASES as PHASE_WORDS
from . import card, series
from .view import View

QUANTILES = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
COLOURS = {"p50": "#4194bd", "p95": "#d86417", "p99": "#8a41d6"}
_EXACT = f"Percentiles are within {ACCURACY:.0%}. Questions that no model answered have no time and are left out."


def draw(view: View) -> None:
    """Percentiles over time; with something to compare the 95th of each; then the phases."""
    found = view.binned(view.times(*series.at_and(view)))
    questions = sum(each.questions for each in found.values())
    if not questions:
        st.info("No question in this time has a known latency.", icon=":material/timer_off:")
        return
    if view.split:
        title = f"Time to answer, p95 by {view.split}"
        lines = series.split(view, found, lambda each: each.quantile(0.95), lambda each: each.questions)
        figure = charts.lines(view.bins, lines, ",.0f", suffix=" ms")
    else:
        title = "Time to answer"
        lines = {name: series.whole(view, found, methodcaller("quantile", r)) for name, r in QUANTILES.items()}
        figure = charts.lines(view.bins, lines, ",.0f", COLOURS, suffix=" ms")
    sample = f"n = {questions:,} questions"
    card.draw(view, title, charts.mark(figure, view.marks()), sample, lambda: series.rows(view, lines), _EXACT)
    _phases(view)


def _phases(view: View) -> None:
    found = view.phases()
    spent = {phase: found[(phase,)] for phase in PHASES if (phase,) in found}
    if not spent:
        return
    rows: list[dict[str, Any]] = [
        {"Phase": PHASE_WORDS.get(f"{phase}_ms", phase), "Questions": each.questions}
        | {f"{name}, ms": _ms(each.quantile(ratio)) for name, ratio in QUANTILES.items()}
        for phase, each in spent.items()
    ]
    names = [row["Phase"] for row in rows]
    # percentiles don't add up, so each stands beside the other
    layers = {name: [row[f"{name}, ms"] for row in rows] for name in QUANTILES}
    figure = charts.ranked(names, layers, COLOURS, ",.0f", suffix=" ms", side_by_side=True)
    number = max(each.questions for each in spent.values())
    slowest = max(rows, key=lambda row: row["p95, ms"])
    note = f"Slowest at p95: {slowest['Phase']}, {shown.latency(slowest['p95, ms'])}."
    card.draw(view, "Time by phase", figure, f"n = {number:,} questions", lambda: rows, note, timed=False)


def _ms(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
