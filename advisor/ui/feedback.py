"""Thumbs and an optional reason for one answer, kept in the record and read back from it."""

from __future__ import annotations

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from ..asking import mask
from ..assessments import log_thumb
from ..governance import record_feedback
from ..governance.opinions import Opinion
from ..settings import Settings
from . import markdown
from .conversation import Conversation, Turn

LONGEST_REASON = 1000
_THUMBS = {0: False, 1: True}


def draw(settings: Settings, conversation: Conversation, turn: Turn) -> None:
    """The thumbs; once one is given, a line for the reason."""
    assert turn.row is not None
    reference = turn.row["reference"]
    chosen = st.feedback("thumbs", key=f"thumb {reference}", default=_index(turn.opinion))
    if chosen is not None and _THUMBS[chosen] != (turn.opinion.helpful if turn.opinion else None):
        _keep(settings, conversation, turn, _THUMBS[chosen], turn.opinion.reason if turn.opinion else "")
    if turn.opinion:
        _reason(settings, conversation, turn, turn.opinion)


def _reason(settings: Settings, conversation: Conversation, turn: Turn, opinion: Opinion) -> None:
    if opinion.reason:
        st.caption(f"Thank you. You said: “{markdown.plain(opinion.reason)}”")
        return
    assert turn.row is not None
    asked = "What helped?" if opinion.helpful else "What was wrong or missing?"
    form = st.form(f"reason {turn.row['reference']}", clear_on_submit=True, border=False)
    with form, st.container(horizontal=True, vertical_alignment="bottom"):
        reason = st.text_input(f"{asked} (optional)", max_chars=LONGEST_REASON)
        sent = st.form_submit_button("Send")
    if sent and reason.strip():
        _keep(settings, conversation, turn, opinion.helpful, mask(reason.strip(), turn.country))
        st.rerun()


def _keep(settings: Settings, conversation: Conversation, turn: Turn, helpful: bool, reason: str) -> None:
    assert turn.row is not None
    try:
        record_feedback(settings.database_url, turn.row["reference"], conversation.member_id, helpful, reason)
    except SQLAlchemyError:
        st.warning("Your feedback could not be saved just now. Please try again.", icon=":material/error:")
        return
    turn.opinion = Opinion(helpful, reason)
    if settings.observability:
        log_thumb(settings, turn.row["reference"], helpful, reason)


def _index(opinion: Opinion | None) -> int | None:
    return None if opinion is None else int(opinion.helpful)
