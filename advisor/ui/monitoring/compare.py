"""Every figure for each version, country or channel, side by side."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from ...governance.figures import By, Counts, Quality, Times
from .card import as_csv
from .filters import SPLITS
from .view import View, country_name, name_of

SHARES = ("Passed checks", "Blocked", "Failed", "Off topic", "Thumbs up")
NUMBERS = ("Questions", "Thumbs", "Scores", "Unknown cost", "Tokens")


def draw(view: View, with_cost: bool) -> None:
    """A table for each of SPLITS."""
    for title, by in SPLITS.items():
        rows = _rows(view, title, by, with_cost)
        with st.container(border=True):
            st.markdown(f"**By {title.lower()}**")
            st.dataframe(
                _frame(rows), hide_index=True, column_config=_columns(title), alt=f"Figures by {title.lower()}"
            )
            with st.container(horizontal=True, vertical_alignment="center"):
                st.download_button(
                    "Download CSV", as_csv(rows), f"by-{by}-{view.period.since:%Y%m%d}-{view.period.until:%Y%m%d}.csv",
                    "text/csv", icon=":material/download:", on_click="ignore", key=f"csv by {by}", type="tertiary",
                )  # fmt: skip
                st.caption(f"{view.clock} · {view.read}. None is unknown, which is not nought.")


def _rows(view: View, title: str, by: By, with_cost: bool) -> list[dict[str, Any]]:
    counted, timed = view.counts(by), view.times(by)
    scored: dict[str, Quality] = {}
    for (_, value), each in view.quality(by).items():
        scored[value] = scored.get(value, Quality()) + each
    named = country_name if by == "country" else name_of
    return [
        {title: named(value)}
        | _figures(counted[(value,)], timed.get((value,), Times()), scored.get(value, Quality()), with_cost)
        for value in sorted((key[0] for key in counted), key=lambda value: (len(value), value), reverse=True)
    ]


def _figures(counts: Counts, spent: Times, quality: Quality, with_cost: bool) -> dict[str, Any]:
    money = {
        "Cost, USD": counts.cost, "Per question, USD": counts.cost_per_question, "Unknown cost": counts.unpriced,
        "Tokens": counts.tokens,
    }  # fmt: skip
    return {
        "Questions": counts.questions,
        "Passed checks": counts.pass_rate,
        "Blocked": counts.block_rate,
        "Failed": counts.failure_rate,
        "Off topic": counts.off_topic_rate,
        "p50, ms": spent.quantile(0.5),
        "p95, ms": spent.quantile(0.95),
        "Thumbs": counts.thumbs,
        "Thumbs up": counts.helpful_rate,
        "Scores": quality.scored,
        "Mean score": quality.mean,
    } | (money if with_cost else {})


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """The rows with shares in percent."""
    frame = pd.DataFrame(rows)
    frame[list(SHARES)] = frame[list(SHARES)].astype(float) * 100
    return frame


def _columns(first: str) -> dict[str, Any]:
    return {
        first: st.column_config.TextColumn(pinned=True, width=120),
        **{name: st.column_config.NumberColumn(format="localized") for name in NUMBERS},
        **{name: st.column_config.NumberColumn(format="%.1f%%") for name in SHARES},
        **{name: st.column_config.NumberColumn(format="%.0f") for name in ("p50, ms", "p95, ms")},
        "Mean score": st.column_config.NumberColumn(format="%.2f"),
        "Cost, USD": st.column_config.NumberColumn(format="$%.2f"),
        "Per question, USD": st.column_config.NumberColumn(format="$%.4f"),
    }
