"""The ledger: every move of an alias, and every refused one, with who, when, why and on what evidence."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pandas as pd
import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from ... import links
from ...governance.export import harmless
from ...governance.ledger import Wanted, movers, search
from ...settings import Settings
from .. import markdown, shown

ALL = "all"
_COLUMNS = {"At, UTC": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm")}
MOST = 1000
_EXPORTED = ("at", "alias", "from_version", "to_version", "outcome", "who", "reason", "evidence")


def draw(settings: Settings) -> None:
    """The filters, the rows that they leave, their export, and the evidence of a chosen one."""
    url, model = settings.database_url, settings.registered_model
    try:
        wanted = _filters(movers(url, model))
        found = search(url, model, wanted, MOST)
    except SQLAlchemyError:
        st.error("The ledger can't be read right now. Please try again in a moment.", icon=":material/cloud_off:")
        return
    if not found:
        st.info("No move or refusal matches.", icon=":material/history:")
        return
    chosen = st.dataframe(
        _table(found), hide_index=True, on_select="rerun", selection_mode="single-row", key="ledger rows",
        alt="Moves and refusals of aliases, newest first", column_config=_COLUMNS,
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            f"Download {len(found):,} rows", export(found), "alias-moves.csv", "text/csv", icon=":material/download:",
            on_click="ignore",
        )  # fmt: skip
        st.caption(("The latest 1,000 are shown. " if len(found) == MOST else "") + "Choose a row for its evidence.")
    rows = chosen["selection"]["rows"]
    if rows and rows[0] < len(found):
        _evidence(settings, found[rows[0]])


def _filters(known: Mapping[str, list[str]]) -> Wanted:
    alias, outcome, who, since, until = st.columns([2, 2, 2, 2.4, 2.4])
    one = alias.selectbox("Alias", [ALL, *known["alias"]], key="ledger alias")
    ended = outcome.selectbox("Outcome", [ALL, "moved", "refused"], key="ledger outcome")
    mover = who.selectbox("By", [ALL, *known["who"]], key="ledger who")
    first = since.date_input("From", None, key="ledger since", format="YYYY-MM-DD")
    last = until.date_input("To", None, key="ledger until", format="YYYY-MM-DD")
    return Wanted(
        alias="" if one == ALL else one,
        outcome="" if ended == ALL else ended,
        who="" if mover == ALL else mover,
        since=_midnight(first) if first else None,
        until=_midnight(last) + timedelta(days=1) if last else None,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min)


def _table(found: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "At, UTC": each["at"],
                "Alias": each["alias"],
                "Move": f"{each['from_version'] or 'none'} → {each['to_version'] or 'none'}",
                "Outcome": each["outcome"],
                "By": each["who"],
                "Reason": each["reason"],
                "Gate": each["evidence"].get("gate", shown.DASH),
                "Override": each["evidence"].get("override", ""),
            }
            for each in found
        ]
    )


def _evidence(settings: Settings, move: Mapping[str, Any]) -> None:
    """What was known when it was moved, or why it was not."""
    held = move["evidence"]
    with st.container(border=True):
        st.markdown(
            f"**{markdown.plain(move['alias'])}, {move['from_version'] or 'none'} → {move['to_version'] or 'none'}, "
            f"{move['outcome']}** · {shown.moment(move['at'])} · {markdown.plain(move['who'])}"
        )
        facts = {
            "Reason": move["reason"],
            "Refused because": held.get("cause", ""),
            "Override": held.get("override", ""),
            "Gate": held.get("gate", ""),
            "Judge": held.get("judge", ""),
            "Wins": ", ".join(held.get("wins", [])),
            "Losses": ", ".join(held.get("losses", [])),
            "Undoes move": str(held.get("undo_of", "")),
        }
        st.markdown("  \n".join(f"**{name}:** {markdown.plain(text)}" for name, text in facts.items() if text))
        sides = {side: held[side] for side in ("champion", "candidate") if held.get(side)}
        if sides:
            st.dataframe(_figures(sides), hide_index=True, alt="What both sides were measured at")
        if held.get("blocking"):
            st.dataframe(_blocking(held["blocking"]), hide_index=True, alt="What blocked the candidate, and why")
        runs = {side: links.run(settings, made["run_id"]) for side, made in sides.items() if made.get("run_id")}
        shown.links(replace(run, label=f"Run of the {side}") for side, run in runs.items())


def _blocking(found: Sequence[Mapping[str, str]]) -> pd.DataFrame:
    return pd.DataFrame({"Blocked by": [each["case"] for each in found], "Why": [each["reason"] for each in found]})


def _figures(sides: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "": side,
                "Version": made.get("version"),
                "Cases": made.get("cases"),
                "Cases passed": shown.share(made.get("pass_rate")),
                "Accuracy": shown.share(made.get("accuracy")),
                "Time, p95": shown.latency(made.get("latency_p95_ms")),
                "Cost, USD": shown.cost(made.get("cost_usd")),
            }
            for side, made in sides.items()
        ]
    )


def export(found: list[dict[str, Any]]) -> bytes:
    """The rows as CSV, with their evidence, and nothing that a spreadsheet would run; times in UTC."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_EXPORTED)
    for row in found:
        cells = row | {"at": f"{row['at'].isoformat(timespec='seconds')}Z", "evidence": _compact(row["evidence"])}
        writer.writerow(["" if cells[name] is None else harmless(str(cells[name])) for name in _EXPORTED])
    return text.getvalue().encode("utf-8-sig")


def _compact(evidence: Mapping[str, Any]) -> str:
    return json.dumps(evidence, sort_keys=True, ensure_ascii=False)
