"""One chart with what it stands on: sample, clock, time of reading; and the same figures as a table and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from ...governance.export import harmless
from .. import charts, markdown
from .view import View

Row = Mapping[str, Any]


def draw(
    view: View,
    title: str,
    figure: charts.Figure,
    sample: str,
    rows: Callable[[], Sequence[Row]],
    note: str = "",
    timed: bool = True,
) -> None:
    """Draws the card. `rows` is only made when the table is opened; `timed` charts have a bin on their axis."""
    name = title.lower().replace(" ", "-").replace(",", "")
    with st.container(border=True, gap="small"):
        st.markdown(f"**{markdown.plain(title)}**" + (f"  \n:small[{note}]" if note else ""))
        moves = ", ".join(f"{each.label} on {each.at:%d %b %H:%M}" for each in view.marks()) if timed else ""
        dotted = f"Dotted lines: {moves}. " if moves else ""
        alt = f"{title}. {sample}. {dotted}The table below has the figures."
        st.plotly_chart(figure, key=f"chart {name}", config=charts.CONFIG, alt=alt)
        parts = [sample, *([f"per {view.period.bin}"] if timed else []), view.clock, view.read]
        st.caption(" · ".join([*parts, *(["dotted: an alias moved"] if moves else [])]))
        table = st.expander(
            "Table and CSV", key=f"table {name}", type="compact", icon=":material/table:", on_change="rerun"
        )
        if table.open:
            with table:
                _table(view, name, list(rows()))


def _table(view: View, name: str, rows: list[Row]) -> None:
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt="The figures of the chart")
    st.download_button(
        "Download CSV", as_csv(rows), f"{name}-{view.period.since:%Y%m%d}-{view.period.until:%Y%m%d}.csv", "text/csv",
        icon=":material/download:", on_click="ignore", key=f"csv {name}",
    )  # fmt: skip


def as_csv(rows: Sequence[Row]) -> bytes:
    """UTF-8 with a byte order mark; an unknown figure is an empty cell, and no cell is a formula to a spreadsheet."""
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    if rows:
        writer.writerow([harmless(name) for name in rows[0]])
    for row in rows:
        writer.writerow([_cell(value) for value in row.values()])
    return held.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, int | float) else harmless(str(value))
