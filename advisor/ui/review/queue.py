"""The queue on the page: counts, the list, its pages, and the export of exactly what is listed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from math import ceil
from typing import Any

import pandas as pd
import streamlit as st

from ...governance import queue
from ...governance.export import MOST, as_csv, as_parquet
from ...governance.queue import Wanted
from ...governance.record import now
from ...governance.triage import SEVERITIES, reasons
from ...settings import Settings
from ..shown import DASH
from . import filters, words

PER_PAGE = 25
CASE = "case"
REFERENCE = re.compile(r"PA-[A-Z0-9]{8}")
QUESTION_LENGTH = 160
_COLUMNS = {
    "severity": st.column_config.MultiselectColumn(
        "Severity", width=82, options=list(words.SEVERITIES.values()), color=list(words.SEVERITY_COLOURS.values())
    ),
    "age": st.column_config.TextColumn("Age", width=66),
    "question": st.column_config.TextColumn("Question, masked", width=285),
    "why": st.column_config.TextColumn("Why", width=200),
    "state": st.column_config.TextColumn("State", width=115),
    "country": st.column_config.TextColumn("Country", width=70),
    "version": st.column_config.TextColumn("Version", width=70),
    "reference": st.column_config.TextColumn("Reference", width=105),
}  # fmt: skip


def draw(settings: Settings, who: str) -> None:
    """Filters, counts by state, the list with its pages, and the export."""
    url = settings.database_url
    wanted, order = filters.draw(who, _choices(url))
    counted = queue.counts(url, wanted)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        chosen = filters.states()
        st.caption(_summary(counted))
    wanted = replace(wanted, states=chosen)
    total = sum(counted[state] for state in chosen or counted)
    _looked_up(wanted.text.strip().upper())
    if not total:
        st.info("Nothing here: no case is in this state with these filters.", icon=":material/inbox:")
        return
    pages = ceil(total / PER_PAGE)
    # the page is known once its control is drawn, which stands below the list
    above = st.container()
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        at = 1
        if pages > 1:
            at = st.pagination(pages, key=filters.PAGE, width=340, bind="query-params", persist_state="page")
        _export(url, wanted, order, total)
    with above:
        _list(queue.page(url, wanted, order, (at - 1) * PER_PAGE, PER_PAGE))


def _looked_up(text: str) -> None:
    """A reference that somebody quotes opens whatever it is, in the queue or not."""
    if REFERENCE.fullmatch(text):
        st.button(f"Open {text}", icon=":material/open_in_full:", on_click=open_case, args=(text,))


def open_case(reference: str) -> None:
    """Puts a case on the screen and into the address."""
    st.query_params[CASE] = reference


def close_case() -> None:
    """Back to the queue."""
    if CASE in st.query_params:
        del st.query_params[CASE]


def _list(rows: list[dict[str, Any]]) -> None:
    shown = st.dataframe(
        pd.DataFrame([_line(row) for row in rows]), hide_index=True, height="content", column_config=_COLUMNS,
        on_select="rerun", selection_mode="single-cell", key=f"cases {rows[0]['reference']} {len(rows)}",
        alt="The cases of this page of the queue; choose one to open it",
    )  # fmt: skip
    cells = shown["selection"]["cells"]
    if cells and cells[0][0] < len(rows):
        open_case(rows[cells[0][0]]["reference"])
        st.rerun()


def _line(row: Mapping[str, Any]) -> dict[str, Any]:
    question = " ".join(row["query"].split()) or "(empty)"
    why = ", ".join(words.REASONS[name] for name in reasons(row))
    found = ", ".join(dict.fromkeys(rule["code"] for rule in row["rules"]))
    waited = (now() - row["at"]).total_seconds()
    return {
        "severity": [words.SEVERITIES[SEVERITIES[row["severity"]]]],
        "age": words.age(waited) if waited >= 60 else "just now",
        "question": question if len(question) <= QUESTION_LENGTH else question[: QUESTION_LENGTH - 1] + "…",
        "why": f"{why}: {found}" if found else why,
        "state": standing(row),
        "country": row["country"],
        "version": row["model_version"] or DASH,
        "reference": row["reference"],
    }


def standing(row: Mapping[str, Any]) -> str:
    """`Claimed by rita`, `Done: false alarm`, `Open, needs an expert`, `Reopened`."""
    state = words.STATES.get(row["standing"], "Not in the queue")
    if row["assignee"]:
        return f"{state} by {row['assignee']}"
    if not row["decision"]:
        return state
    return f"{state}{':' if row['standing'] == 'done' else ','} {words.DECISIONS[row['decision']].lower()}"


def _summary(counted: Mapping[str, int]) -> str:
    parts = [f"{number:,} {words.STATES[state].lower()}" for state, number in counted.items()]
    return f"{' · '.join(parts)} · **{sum(counted.values()):,} in all**"


def _export(url: str, wanted: Wanted, order: str, total: int) -> None:
    count = f"{total:,} case{'s' * (total != 1)}" if total <= MOST else f"the first {MOST:,} of {total:,} cases"
    name = f"review {now():%Y-%m-%d %H%M} UTC"
    with st.container(horizontal=True, vertical_alignment="center", width="content"):
        st.caption(f"Export {count}:")
        st.download_button(
            "CSV", partial(as_csv, url, wanted, order), f"{name}.csv", "text/csv", on_click="ignore",
            icon=":material/download:",
        )  # fmt: skip
        st.download_button(
            "Parquet", partial(as_parquet, url, wanted, order), f"{name}.parquet", "application/vnd.apache.parquet",
            on_click="ignore", icon=":material/download:",
        )  # fmt: skip


@st.cache_data(ttl=60, max_entries=4, show_spinner=False)
def _choices(url: str) -> dict[str, list[str]]:
    """Names of versions and rules, kept for a minute: nobody's data."""
    return queue.choices(url)
