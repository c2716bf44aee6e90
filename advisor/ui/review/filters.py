"""The filters above the queue. They live in the address, so that a view can be shared."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ...asking import mask
from ...governance.queue import Wanted
from ...governance.record import now
from ...governance.standing import CLAIMED, DONE, OPEN, REOPENED
from . import words

DAYS = {"24 hours": 1, "7 days": 7, "30 days": 30, "A year": 365}
ALL_TIME, BETWEEN = "All time", "From – to"
STATES = {
    "To do": (OPEN, CLAIMED, REOPENED),
    "Open": (OPEN,),
    "Claimed": (CLAIMED,),
    "Reopened": (REOPENED,),
    "Done": (DONE,),
    "All": (),
}
ORDERS = {"Urgent first": "urgent", "Newest first": "newest", "Oldest first": "oldest"}
# a field of Wanted: its label, and the names of its values; without names the record's own are shown
LISTS: dict[str, tuple[str, dict[str, str]]] = {
    "reasons": ("Why it is here", words.REASONS),
    "severities": ("Severity", words.SEVERITIES),
    "outcomes": ("Outcome", words.OUTCOMES),
    "policies": ("Policy", words.POLICIES),
    "rules": ("Rule", {}),
    "countries": ("Country", {}),
    "versions": ("Version", {}),
    "channels": ("Channel", {}),
    "decisions": ("Decision", words.DECISIONS),
}
PAGE = "page"
PER_ROW = 3
_BOUND: dict[str, Any] = {"bind": "query-params", "persist_state": "page"}


def draw(who: str, choices: dict[str, list[str]]) -> tuple[Wanted, str]:
    """The filter row; returns what is wanted, of every state, and the order."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        span = st.selectbox(
            "Asked", [*DAYS, ALL_TIME, BETWEEN], index=1, key="range", width=140, on_change=_first_page, **_BOUND
        )
        since, until = _between() if span == BETWEEN else (_since(span), None)
        text = st.text_input(
            "Text", key="text", placeholder="Search the masked text", width=260, on_change=_mask_text, **_BOUND
        )
        order = st.selectbox("Order", list(ORDERS), key="order", width=150, on_change=_first_page, **_BOUND)
        if _active() or text:
            st.button("Clear", icon=":material/filter_alt_off:", type="tertiary", on_click=_clear)
    with st.expander(_label(), icon=":material/tune:", key="filters"):
        columns = st.columns(PER_ROW)
        lists: dict[str, Any] = {
            name: _list(columns[place % PER_ROW], name, choices) for place, name in enumerate(LISTS)
        }
        mine = st.toggle("Only what I have claimed", key="mine", on_change=_first_page, **_BOUND)
    wanted = Wanted(since, until, text=mask(text or ""), assignee=who if mine else "")
    return replace(wanted, **lists), ORDERS[order]


def states() -> tuple[str, ...]:
    """The choice of states; its counts stand above it."""
    chosen = st.segmented_control(
        "State", list(STATES), default="To do", required=True, key="state", label_visibility="collapsed", wrap=True,
        on_change=_first_page, **_BOUND,
    )  # fmt: skip
    return STATES[chosen or "All"]


def held(who: str) -> tuple[Wanted, str]:
    """What the filters say while they are not on the screen."""
    state = st.session_state
    span = state.get("range") or "7 days"
    since, until = _days(state.get("days") or ()) if span == BETWEEN else (_since(span), None)
    wanted = Wanted(since, until, text=mask(state.get("text") or ""), assignee=who if state.get("mine") else "")
    lists: dict[str, Any] = {name: words.back(names, state.get(name) or ()) for name, (_, names) in LISTS.items()}
    return replace(wanted, **lists), ORDERS[state.get("order") or "Urgent first"]


def _list(place: DeltaGenerator, name: str, choices: dict[str, list[str]]) -> tuple[str, ...]:
    label, names = LISTS[name]
    options = list(names.values())
    if name in choices:
        options = [names.get(each, each) for each in choices[name]]
    chosen = place.multiselect(label, options, key=name, placeholder="Any", on_change=_first_page, **_BOUND)
    return words.back(names, chosen)


def _since(span: str) -> datetime | None:
    """The start of a span, on the minute, so that the same view asks the same within it."""
    return now().replace(second=0, microsecond=0) - timedelta(days=DAYS[span]) if span in DAYS else None


def _between() -> tuple[datetime | None, datetime | None]:
    today = now().date()
    chosen = st.date_input(
        "From – to, UTC", (today - timedelta(days=6), today), key="days", width=230, on_change=_first_page, **_BOUND
    )
    return _days(chosen)


def _days(chosen: Any) -> tuple[datetime | None, datetime | None]:
    """Midnight of the first day, and midnight after the last; None for an end that is not chosen yet."""
    days = list(chosen) if isinstance(chosen, tuple | list) else [chosen]
    start = datetime.combine(days[0], time()) if days else None
    return start, datetime.combine(days[1], time()) + timedelta(days=1) if len(days) > 1 else None


def _active() -> int:
    """How many filters are set; on a page that was just opened only the address knows."""
    held, address = st.session_state, st.query_params
    return sum(1 for name in (*LISTS, "mine") if (held[name] if name in held else address.get(name)))


def _label() -> str:
    return f"Filters ({_active()})" if _active() else "Filters"


def _first_page() -> None:
    st.session_state[PAGE] = 1


def _mask_text() -> None:
    # the text stands in the address, where nothing personal belongs; and masked text is what there is to find
    st.session_state["text"] = mask(st.session_state["text"] or "")
    _first_page()


def _clear() -> None:
    for name in LISTS:
        st.session_state[name] = []
    st.session_state["mine"], st.session_state["text"] = False, ""
    _first_page()
