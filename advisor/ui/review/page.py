"""The page as a whole: its sections, or the one case that the address names."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from ...identity import Person
from ...settings import Settings
from . import case, lessons, queue, rules, sandbox

SECTIONS: dict[str, Callable[[Settings, str], None]] = {
    "Queue": queue.draw,
    "Rules": rules.draw,
    "Replay": sandbox.draw,
    "Regression cases": lessons.draw,
}


def draw(settings: Settings, person: Person) -> None:
    """One case if one is open, otherwise the chosen section. A store that can't be read is said so."""
    # a reviewer signs with what others know them by; a name alone may be anybody's
    who = (person.subject if person.source == "development" else person.name)[:128]
    try:
        if reference := st.query_params.get(queue.CASE):
            case.draw(settings, who, reference)
            return
        st.title("Review")
        section = st.segmented_control(
            "Section", list(SECTIONS), default="Queue", required=True, key="section", label_visibility="collapsed",
            bind="query-params", persist_state="page",
        )  # fmt: skip
        SECTIONS[section or "Queue"](settings, who)
    except SQLAlchemyError:
        st.error("The record can't be read right now. Please try again in a moment.", icon=":material/cloud_off:")
        st.button("Try again", icon=":material/refresh:")
