"""What the app says about itself on every page: the development identity, and a model that is not ready."""

from __future__ import annotations

import streamlit as st

from ..identity import STAFF, Person
from ..members import Members, MembersUnavailable
from . import markdown
from .guard import CHOSEN
from .start import House

_CHOOSER = "development identity chooser"


def identity(who: Person, house: House) -> None:
    """Who is signed in, with the way out; or the banner of a development identity."""
    if who.source == "development":
        _development(who, house)
    elif who.subject:
        st.sidebar.caption(f"Signed in as {markdown.plain(who.name)}")
        if who.source == "oidc":
            st.sidebar.button("Sign out", icon=":material/logout:", on_click=st.logout)


def _development(who: Person, house: House) -> None:
    """The banner, and the choice of another identity for this session."""
    shown = markdown.plain(who.subject or "none")
    st.markdown(f":orange-badge[:material/construction: Development identity {shown}, not a sign-in]")
    # a real member store may hold millions: only the demo members are listed
    names = {} if house.settings.members else _names(house.members)
    options = list(dict.fromkeys([*([who.subject] if who.subject else []), *names, *STAFF]))
    st.sidebar.selectbox(
        "Be somebody else in this session",
        options,
        index=options.index(who.subject) if who.subject else None,
        format_func=lambda one: f"{one} · {names[one]}" if one in names else one,
        help="For development only: this server listens on this machine alone.",
        key=_CHOOSER,
        on_change=_choose,
    )


def model(message: str, ready: bool) -> None:
    """Says that no model answers right now."""
    if not ready:
        st.warning(
            f"{message} You can already ask: a question waits a while for the model.", icon=":material/hourglass:"
        )


def _choose() -> None:
    st.session_state[CHOSEN] = st.session_state[_CHOOSER]


def _names(members: Members) -> dict[str, str]:
    try:
        return {each: profile.name for each, profile in members.profiles(members.ids()).items()}
    except MembersUnavailable:
        return {}
