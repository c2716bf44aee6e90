"""What a reviewer's click does. The text of a click that could not be saved stays where it was typed."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ... import assessments
from ...asking import mask
from ...governance import decisions
from ...governance.decisions import Meanwhile, NotSaved
from ...settings import Settings
from .. import markdown
from . import words

NOTICE = "review notice"


def comment_key(reference: str) -> str:
    return f"comment {reference}"


def decision_key(reference: str) -> str:
    return f"decision {reference}"


def decide(settings: Settings, reference: str, who: str, seen: int) -> None:
    """Saves the chosen decision with the comment. `seen` is what the history ended with when the page was drawn."""
    chosen, comment = st.session_state.get(decision_key(reference)), _comment(reference)
    if not chosen:
        tell("warning", "Choose a decision first.")
        return

    def save() -> str:
        decisions.decide(settings.database_url, reference, who, chosen, comment, seen)
        assessments.log_decision(settings, reference, who, chosen, comment)
        return f"Saved: {words.DECISIONS[chosen].lower()}."

    if _tried(save):
        _clear(reference)


def claim(settings: Settings, reference: str, who: str) -> None:
    """Claims the case for the time that the settings say."""

    def save() -> str:
        until = decisions.claim(settings.database_url, reference, who, settings.review_claim_minutes)
        return f"It is yours until {until:%H:%M} UTC."

    _tried(save)


def release(settings: Settings, reference: str, who: str) -> None:
    """Gives a claim back."""

    def save() -> str:
        decisions.release(settings.database_url, reference, who)
        return "Given back to the queue."

    _tried(save)


def undo(settings: Settings, reference: str, who: str, seen: int) -> None:
    """Takes one's own decision back."""

    def save() -> str:
        decisions.undo(settings.database_url, reference, who, seen)
        assessments.log_decision(settings, reference, who, "undone", "")
        return "The decision is taken back."

    _tried(save)


def reopen(settings: Settings, reference: str, who: str, seen: int) -> None:
    """Reopens a decided case, with what was typed as the reason."""
    comment = _comment(reference)

    def save() -> str:
        decisions.reopen(settings.database_url, reference, who, comment, seen)
        return "Back in the queue."

    if _tried(save):
        _clear(reference)


def remark(settings: Settings, reference: str, who: str) -> None:
    """Keeps what was typed as a comment of its own."""
    comment = _comment(reference)

    def save() -> str:
        decisions.remark(settings.database_url, reference, who, comment)
        return "Comment saved."

    if _tried(save):
        _clear(reference)


def notice() -> None:
    """Shows what the last click did, once."""
    if told := st.session_state.pop(NOTICE, None):
        kind, text = told
        icons = {"success": ":material/check:", "warning": ":material/info:"}
        getattr(st, kind)(text, icon=icons[kind])


def _tried(save: Callable[[], str]) -> bool:
    try:
        tell("success", save())
    except Meanwhile as fault:
        did = fault.review
        said = words.DECISIONS.get(did.decision or "", "").lower()
        more = f" Their decision: {said}." if said else ""
        more += f" They wrote: “{did.comment}”." if did.comment else ""
        tell("warning", markdown.plain(f"{fault}{more} What you typed is still here."))
    except NotSaved as fault:
        tell("warning", markdown.plain(str(fault)))
    else:
        return True
    return False


def tell(kind: str, text: str) -> None:
    """Keeps a message ("success" or "warning") for the next drawing of the page."""
    st.session_state[NOTICE] = (kind, text)


def _comment(reference: str) -> str:
    return mask(str(st.session_state.get(comment_key(reference)) or "").strip())


def _clear(reference: str) -> None:
    st.session_state[comment_key(reference)] = ""
    st.session_state[decision_key(reference)] = None
