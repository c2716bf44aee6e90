"""How many questions came in, what became of them, and how many answers passed their checks."""

from __future__ import annotations

from operator import attrgetter

import streamlit as st

from ...governance.record import OUTCOMES
from .. import charts
from . import card, series
from .view import View


def draw(view: View) -> None:
    """Volume by outcome, or by what is compared; then the pass rate."""
    _volume(view)
    left, right = st.columns(2)
    with left:
        _rate(view, "Passed checks", "pass_rate", "checked", "Checked answers that were shown, not withheld.")
    with right:
        _rate(view, "Off topic", "off_topic_rate", "understood", "Questions read that were not about pensions.")


def _volume(view: View) -> None:
    found = view.binned(view.counts("at"))
    layers = {name: series.numbers(view, found, attrgetter(name)) for name in OUTCOMES}
    questions = sum(each.questions for each in found.values())
    title, shown = "Questions by outcome", layers
    if view.split:
        title = f"Questions by {view.split}"
        apart = view.binned(view.counts("at", view.split))
        shown = series.split(view, apart, lambda each: each.questions, lambda each: each.questions)
    figure = charts.mark(charts.stacked(view.bins, shown), view.marks())
    card.draw(view, title, figure, f"n = {questions:,} questions", lambda: series.rows(view, shown))


def _rate(view: View, title: str, rate: str, sample: str, note: str) -> None:
    found = view.binned(view.counts(*series.at_and(view)))
    if view.split:
        shown = series.split(view, found, attrgetter(rate), attrgetter("questions"))
    else:
        shown = {title: series.whole(view, found, attrgetter(rate))}
    number = sum(getattr(each, sample) for each in found.values())
    figure = charts.mark(charts.lines(view.bins, shown, ".1%"), view.marks())
    charts.low(figure, len(shown))
    card.draw(view, title, figure, f"n = {number:,}", lambda: series.rows(view, shown), note)
