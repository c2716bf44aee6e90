"""The member's conversations in the sidebar: the one in hand, a new one, and the past ones from the record."""

from __future__ import annotations

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from ..governance import conversations
from ..settings import Settings
from . import markdown
from .conversation import Conversation, new_conversation, reopen
from .download import as_markdown

HELD = "conversation"
PARAMETER = "conversation"
LABEL_LENGTH = 60


def current(settings: Settings, member_id: str) -> Conversation:
    """The conversation in hand: the session's, else the one the address names (if it is theirs), else a new one."""
    held = st.session_state.get(HELD)
    if not isinstance(held, Conversation) or held.member_id != member_id:
        held = _named(settings, member_id) or new_conversation(member_id)
        st.session_state[HELD] = held
    if held.turns:
        st.query_params[PARAMETER] = held.session_id
    elif PARAMETER in st.query_params:
        del st.query_params[PARAMETER]
    return held


def sidebar(settings: Settings, conversation: Conversation, name: str) -> None:
    """New, download, and the list of past conversations."""
    with st.sidebar:
        st.button(
            "New conversation", icon=":material/add_comment:", width="stretch", on_click=_hold,
            args=(new_conversation(conversation.member_id),),
        )  # fmt: skip
        if conversation.turns:
            st.download_button(
                "Download this conversation", as_markdown(conversation, name), f"{conversation.session_id}.md",
                "text/markdown", icon=":material/download:", width="stretch", on_click="ignore",
            )  # fmt: skip
        _list(settings, conversation)


def _list(settings: Settings, conversation: Conversation) -> None:
    try:
        past = conversations(settings.database_url, conversation.member_id)
    except SQLAlchemyError:
        st.caption("Your past conversations can't be read right now.")
        return
    if past:
        st.caption("Your conversations")
    rows = st.container(gap=None)
    for each in past:
        held = each.session_id == conversation.session_id
        rows.button(
            markdown.plain(_short(each.first_query)),
            key=f"open {each.session_id}",
            icon=":material/chat_bubble:" if held else ":material/history:",
            help=f"{each.questions} question{'s' * (each.questions > 1)}, last on {each.last:%d %B %Y %H:%M} UTC",
            type="tertiary",
            wrap=False,
            on_click=None if held else _open,
            args=None if held else (settings, conversation.member_id, each.session_id),
        )


def _short(text: str) -> str:
    line = " ".join(text.split()) or "(empty)"
    return line if len(line) <= LABEL_LENGTH else line[: LABEL_LENGTH - 1].rstrip() + "…"


def _named(settings: Settings, member_id: str) -> Conversation | None:
    wanted = st.query_params.get(PARAMETER)
    try:
        return reopen(settings, member_id, wanted) if wanted else None
    except SQLAlchemyError:
        return None


def _open(settings: Settings, member_id: str, session_id: str) -> None:
    found = reopen(settings, member_id, session_id)
    if found:
        _hold(found)


def _hold(conversation: Conversation) -> None:
    st.session_state[HELD] = conversation
