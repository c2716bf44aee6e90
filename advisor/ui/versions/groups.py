"""Pass rates of two evaluations, group by group."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ...differences import of_evaluations
from ...evaluation.results import Evaluation
from .. import shown

_PERCENT = st.column_config.NumberColumn(format="%.1f%%")


def draw(left: Evaluation, right: Evaluation, by: str) -> None:
    """A row for each country or category (`by`) of either."""
    found = of_evaluations(left, right, by)
    one, other = f"Version {left.version}", f"Version {right.version}"
    rows = {
        by.capitalize(): [each.name.replace("_", " ") for each in found],
        "Cases": [each.cases for each in found],
        one: [percent(each.left) for each in found],
        other: [percent(each.right) for each in found],
        "Change": [_change(each.change) for each in found],
    }
    st.dataframe(
        pd.DataFrame(rows), hide_index=True, column_config={one: _PERCENT, other: _PERCENT}, height="content",
        alt=f"Pass rates by {by}",
    )  # fmt: skip


def percent(ratio: float | None) -> float | None:
    """A ratio 0–1 in percent, for a column of figures."""
    return None if ratio is None else ratio * 100


def _change(ratio: float | None) -> str:
    points = percent(ratio)
    if points is None:
        return shown.UNKNOWN
    return "same" if abs(points) < 0.05 else f"{points:+.1f} points"
