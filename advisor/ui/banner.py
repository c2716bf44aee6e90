"""What the app says about itself on every page: the development identity, and a model that is not ready."""

from __future__ import annotations

import streamlit as st

from ..identity import STAFF, Person
from ..members import Members, MembersUnavailable
from .guard import CHOSEN


def development(who: Person, members: Members) -> None:
    """The banner of a development identity, and the choice of another one for this session."""
    if who.source != "development":
        return
    with st.sidebar.container(border=True):
        st.markdown(f":material/construction: **Development identity: {who.subject}**")
        st.caption("Not a sign-in. It works only while this server listens on this machine alone.")
        names = _names(members)
        options = [*names, *STAFF]
        if who.subject not in options:
            options = [who.subject, *options]
        st.selectbox(
            "Be somebody else in this session",
            options,
            index=options.index(who.subject),
            format_func=lambda one: f"{one} · {names[one]}" if one in names else one,
            key="development identity chooser",
            on_change=_choose,
        )


def model(message: str, ready: bool) -> None:
    """Says that no model answers right now."""
    if not ready:
        st.warning(
            f"{message} You can already ask: a question waits a while for the model.", icon=":material/hourglass:"
        )


def _choose() -> None:
    st.session_state[CHOSEN] = st.session_state["development identity chooser"]


def _names(members: Members) -> dict[str, str]:
    try:
        return {each: profile.name for each, profile in members.profiles(members.ids()).items()}
    except MembersUnavailable:
        return {}
