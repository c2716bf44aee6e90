"""The two versions that matter most: the champion, who answers members, and the challenger."""

from __future__ import annotations

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from ...evaluation.promotion import last_move
from ...history import Entry
from ...settings import Settings
from .. import markdown, shown
from . import held


def draw(settings: Settings, found: list[Entry]) -> None:
    """Both cards, side by side where there is room."""
    left, right = st.columns(2)
    with left:
        _card(settings, settings.model_alias, "green", held.carrying(found, settings.model_alias))
    with right:
        _card(settings, held.CHALLENGER, "gray", held.carrying(found, held.CHALLENGER))


def _card(settings: Settings, alias: str, colour: str, entry: Entry | None) -> None:
    with st.container(border=True, height="stretch", gap="small"):
        name = f"Version {entry.number}" if entry else "No version"
        st.header(f"{name} :{colour}-badge[{markdown.plain(alias)}]", anchor=False)
        if entry is None:
            st.caption(f"No version carries the alias {alias}. Give it to one under Promote.")
            return
        st.caption(_since(settings, alias, entry))
        made = entry.evaluated
        if made is None:
            st.caption("Not evaluated yet.")
            return
        with st.container(horizontal=True, gap="medium"):
            st.metric("Cases passed", shown.share(made.pass_rate), width="content")
            st.metric("Time, p95", shown.latency(made.latency_p95_ms), width="content")
            st.metric("Cost a case", shown.cost(_each(made.cost_usd, made.cases)), width="content")
        st.caption(f"Evaluated on {made.cases} cases, {shown.moment(made.at)}.")


def _since(settings: Settings, alias: str, entry: Entry) -> str:
    """Since when it carries the alias, by whom and why, as the ledger says."""
    try:
        move = last_move(settings, alias)
    except SQLAlchemyError:
        return "The ledger can't be read right now."
    if move is None or move["to_version"] != str(entry.number):
        return "It got the alias outside the ledger."
    return f"Since {shown.moment(move['at'])}, by {markdown.plain(move['who'])}: {markdown.plain(move['reason'])}"


def _each(usd: float | None, cases: int) -> float | None:
    return None if usd is None or not cases else usd / cases
