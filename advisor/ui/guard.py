"""Who may see a page. The first line of every page file is `require(…)`: a page is never open by default.

Until somebody has opened the app itself, Streamlit runs the file behind an address such as /ask without `app.py`.
So a page sends such a visitor through `app.py` first, and checks the role again wherever it runs.
"""

from __future__ import annotations

from functools import cache

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError
from streamlit.errors import StreamlitAPIException

from ..identities import Identities
from ..identity import Identification, Person, Role, Visit, workspace_groups
from ..members import Members
from ..settings import Settings, SettingsError, load_settings

MAP = "app.py"
_PASSED = "came through the map"
CHOSEN = "development identity"


def checked_settings() -> Settings:
    """The settings; a wrong one stops the page with the sentence that fixes it."""
    try:
        return load_settings()
    except SettingsError as fault:
        st.error(f"A setting needs attention. {fault}", icon=":material/settings:")
        st.stop()


def person(settings: Settings) -> Person:
    """Who is looking at this session."""
    try:
        members, identities = _members(settings.members_url), _identities(settings.members_url)
    except (SQLAlchemyError, ModuleNotFoundError):
        st.error(
            "The member store can't be used. Check ADVISOR_MEMBERS_URL and ADVISOR_DATABASE_URL.",
            icon=":material/settings:",
        )
        st.stop()
    return Identification(settings, members, identities, _groups).person(
        Visit(
            headers=st.context.headers.to_dict(),
            address=st.get_option("server.address") or "",
            claims=st.user.to_dict() if hasattr(st.user, "is_logged_in") else None,
            chosen=st.session_state.get(CHOSEN, ""),
        )
    )


def require(*roles: Role) -> Person:
    """The person, who has one of these roles. Anybody else sees why not, and the page stops here."""
    if not st.session_state.get(_PASSED):
        _through_the_map()
    who = person(checked_settings())
    if not who.roles & set(roles):
        explain(who, roles[0])
        st.stop()
    return who


def passed_the_map() -> None:
    """Called by `app.py`: this session came in by the front door."""
    st.session_state[_PASSED] = True


def explain(who: Person, role: Role | None = None) -> None:
    """A friendly message for somebody who may not see this, with what they can do about it."""
    st.title("Pension Advisor")
    if who.trouble:
        said = who.trouble
    elif role == "member":
        said = "This page is for members. You are signed in as staff."
    elif role:
        said = f"This page is for the role of {role}, which you don't have."
    else:
        said = f"You are signed in as {' and '.join(sorted(who.roles))}. There is no page for that here yet."
    st.info(said, icon=":material/lock:")
    if who.source == "oidc" and not who.subject:
        st.button("Sign in", type="primary", on_click=st.login)


def _through_the_map() -> None:
    try:
        st.switch_page(MAP, query_params=st.query_params.to_dict())
    except StreamlitAPIException:
        # this file is the whole app (a test runs it so); the role is checked all the same
        return


@cache
def _members(url: str) -> Members:
    return Members(url)


@cache
def _identities(url: str) -> Identities:
    return Identities(url)


@st.cache_data(ttl=300, max_entries=1000, show_spinner=False)
def _groups(host: str, token: str) -> frozenset[str] | None:
    """Kept for five minutes, for each token by itself."""
    return workspace_groups(host, token)
