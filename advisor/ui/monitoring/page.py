"""The page as a whole: range and filters, the figures, and one section at a time."""

from __future__ import annotations

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from ...identity import Person
from ...settings import Settings
from .. import period
from . import alerts, compare, cost, filters, glance, guardrails, headline, quality, speed, traffic
from .view import View, forget

SECTIONS = {
    "Traffic": traffic.draw,
    "Guardrails": guardrails.draw,
    "Speed": speed.draw,
    "Quality": quality.draw,
    "Cost": cost.draw,
}
GLANCE, COMPARE = "At a glance", "Side by side"
REFRESH = {"Off": None, "1 min": 60, "5 min": 300}


def draw(settings: Settings, who: Person) -> None:
    """Draws the page for a reviewer or an admin. Money is for admins; nothing here is about a single member."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
        st.title("Monitoring", width="content")
        with st.container(horizontal=True, vertical_alignment="bottom", width="content"):
            st.button("Read anew", icon=":material/refresh:", on_click=forget, type="tertiary")
            every = st.selectbox("Refresh by itself", list(REFRESH), key="refresh", bind="query-params", width=140)
    st.fragment(_body, run_every=REFRESH[every or "Off"])(settings, "admin" in who.roles)


def _body(settings: Settings, is_admin: bool) -> None:
    alerts.banner(settings, is_admin)
    try:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            view = filters.choose(settings, period.choose())
        _content(view, is_admin)
    except SQLAlchemyError:
        st.error("The record can't be read right now. Please try again in a moment.", icon=":material/cloud_off:")
    alerts.history(settings, is_admin)


def _content(view: View | None, is_admin: bool) -> None:
    if view is None:
        _empty()
    elif view.counts():
        _sections(view, is_admin)
    else:
        st.info("No question matches. Choose a longer time, or fewer filters.", icon=":material/search_off:")


def _sections(view: View, is_admin: bool) -> None:
    newest = f"Newest question: {view.period.local(view.newest):%d %b %Y, hour of %H:%M}. " if view.newest else ""
    st.caption(f"{period.told(view.period)}{filters.told(view)}. {newest}{_days(view)}Arrows: against as long before.")
    headline.draw(view, is_admin)
    names = [name for name in (GLANCE, *SECTIONS, COMPARE) if is_admin or name != "Cost"]
    section = st.segmented_control(
        "Section", names, default=names[0], required=True, key="section", bind="query-params",
        label_visibility="collapsed", wrap=True,
    )  # fmt: skip
    if section in SECTIONS:
        SECTIONS[section](view)
    else:
        (compare if section == COMPARE else glance).draw(view, is_admin)


def _days(view: View) -> str:
    return "Days are UTC days in so long a time. " if view.period.grain == "day" else ""


def _empty() -> None:
    with st.container(border=True):
        st.markdown("**Nothing has been asked yet.**")
        st.markdown(
            "As soon as a member asks a question, or a batch is answered, its outcome, time and cost are counted here."
        )
