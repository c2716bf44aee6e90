"""What members said with their thumbs, and what scorers found in a sample of answers."""

from __future__ import annotations

import streamlit as st

from .. import charts
from . import card, judge, series
from .view import View, name_of


def draw(view: View) -> None:
    """Thumbs, then scores, then how far the judge among the scorers can be trusted."""
    _thumbs(view)
    _scores(view)
    judge.draw(view)


def _thumbs(view: View) -> None:
    found = view.binned(view.counts("at"))
    number = sum(each.thumbs for each in found.values())
    if not number:
        st.info("No member gave a thumb in this time.", icon=":material/thumbs_up_down:")
        return
    answers = sum(each.answered for each in found.values())
    layers = {
        "helpful": series.numbers(view, found, lambda each: each.thumbs_up),
        "not helpful": series.numbers(view, found, lambda each: each.thumbs_down),
    }
    colours = {"helpful": charts.OUTCOME_COLOURS["answered"], "not helpful": charts.OUTCOME_COLOURS["blocked"]}
    figure = charts.mark(charts.stacked(view.bins, layers, colours), view.marks())
    sample = f"n = {number:,} thumbs on {answers:,} answers"
    card.draw(view, "Feedback", figure, sample, lambda: series.rows(view, layers), "At the time of the question.")


def _scores(view: View) -> None:
    whole = view.quality()
    if not whole:
        st.info(
            "No answer of this time has been scored. `python -m advisor score` scores a sample.",
            icon=":material/fact_check:",
        )
        return
    scorers = [key[0] for key in sorted(whole)]
    chosen = None
    if view.split:
        chosen = st.selectbox("Scorer", scorers, format_func=_named, key="scorer", bind="query-params")
        found = view.binned(view.quality("at", view.split), at=1)
        apart = {key[1:]: each for key, each in found.items() if key[0] == chosen}
        lines = series.split(view, apart, lambda each: each.mean, lambda each: each.scored)
    else:
        found = view.binned(view.quality("at"), at=1)
        lines = {
            _named(name): [found[name, start].mean if (name, start) in found else None for start in view.bins]
            for name in scorers
        }
    figure = charts.mark(charts.lines(view.bins, lines, ".2f"), view.marks())
    figure["layout"]["yaxis"]["range"] = [0, 1.05]
    number = max(each.scored for key, each in whole.items() if chosen in (None, key[0]))
    title = f"Quality, {_named(chosen)} by {view.split}" if chosen else "Quality scores"
    note = "Mean score from 0 to 1 of a sample of answers. A scorer with nothing to judge in an answer gives none."
    card.draw(view, title, figure, f"n = {number:,} scored answers", lambda: series.rows(view, lines), note)


def _named(scorer: str | None) -> str:
    return name_of(scorer or "").replace("_", " ")
