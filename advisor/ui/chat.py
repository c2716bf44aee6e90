"""The chat: every turn drawn by what became of it, and the open one asked."""

from __future__ import annotations

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from ..asking import ask
from ..countries import COUNTRIES
from . import feedback, flags, markdown, receipt, scroll
from .conversation import Conversation, Turn, unrecorded
from .start import House

INPUT = "question"
_NEW = "place of the newest answer"
PHASES = "Checking your question → reading your profile → calculating → checking the answer"
# A longer message is folded, so that it does not push the answer off the screen.
FOLD_AFTER = 1000
OWN, ANSWER = ":material/person:", ":material/savings:"


def draw(house: House, conversation: Conversation, home: str) -> None:
    """All turns, oldest first; a turn without an answer is asked now. `home` is the country of the profile."""
    for number, turn in enumerate(conversation.turns):
        with st.container(key=_place(conversation, number)):
            _question(turn, home)
            with st.chat_message("assistant", avatar=ANSWER):
                if turn.row is None:
                    _ask(house, conversation, turn)
                    st.session_state[_NEW] = _place(conversation, number)
                    st.rerun()
                _answer(house, conversation, turn)
            if st.session_state.get(_NEW) == _place(conversation, number):
                scroll.to(_place(conversation, number))


def _place(conversation: Conversation, number: int) -> str:
    return f"{conversation.session_id}-{number}"


def examples(conversation: Conversation, country: str, place: str) -> None:
    """The country's sample questions, each a button that asks it."""
    for number, sample in enumerate(COUNTRIES[country].content["samples"]):
        st.button(
            markdown.plain(sample),
            key=f"sample {place} {number}",
            icon=":material/chat_bubble:",
            on_click=_submit,
            args=(conversation, sample, country),
        )


def _question(turn: Turn, home: str) -> None:
    with st.chat_message("user", avatar=OWN):
        if turn.country != home:
            st.caption(f"Asked about {flags.named(turn.country)}")
        if len(turn.query) <= FOLD_AFTER:
            st.markdown(markdown.plain(turn.query))
            return
        with st.expander(f"Your message ({len(turn.query):,} characters)"):
            st.code(turn.query, language=None, wrap_lines=True, height=300)


def _ask(house: House, conversation: Conversation, turn: Turn) -> None:
    """Fills the turn in. Nothing is drawn between asking and keeping, so that a click in between loses nothing."""
    settings = house.settings
    question = {
        "user_id": conversation.member_id,
        "session_id": conversation.session_id,
        "country": turn.country,
        "query": turn.query,
        "validation_mode": settings.validation_mode,
        "enable_observability": settings.observability,
        "history": conversation.history,
    }
    with st.status("Working on your answer …", expanded=True):
        st.markdown(PHASES)
        try:
            reply = ask(house.serving, settings, "chat", question, house.shadow)
        except SQLAlchemyError:
            turn.row = unrecorded()
            return
        turn.row, turn.version, turn.alias = reply.row, reply.version, reply.alias


def _answer(house: House, conversation: Conversation, turn: Turn) -> None:
    assert turn.row is not None
    if turn.outcome == "failed":
        _failed(conversation, turn)
    elif turn.outcome == "blocked":
        _blocked(conversation, turn)
    else:
        _given(conversation, turn)
    if turn.row["reference"]:
        receipt.draw(turn)
    if turn.row["answer"]:
        feedback.draw(house.settings, conversation, turn)


def _given(conversation: Conversation, turn: Turn) -> None:
    """An answer, a kind refusal of what is off topic, or the honest message of a withheld one."""
    assert turn.row is not None
    content = COUNTRIES[turn.country].content
    urls = {each["url"]: each["title"] for each in turn.row["evidence"] if each.get("url")}
    official = {place["url"] for place in content.get("places_to_ask", [])}
    text = turn.row["answer"]
    lead, rest = markdown.lead(markdown.answer(text, official | set(urls)))
    if lead:
        st.header(lead, anchor=False)
    st.markdown(_without(rest, content["samples"]) if turn.row.get("off_topic") else rest)
    if turn.row.get("off_topic"):
        examples(conversation, turn.country, turn.row["reference"])
    unseen = [f"[{markdown.plain(title)}]({url})" for url, title in urls.items() if url not in text]
    if unseen and len(unseen) == len(urls):
        st.caption("Sources: " + " · ".join(unseen))
    if turn.outcome == "answered":
        st.caption(markdown.plain(content["disclaimer"]))


def _without(text: str, samples: list[str]) -> str:
    """The text without the bullets that are shown as buttons."""
    bullets = {markdown.answer(f"- {sample}", ()) for sample in samples}
    return "\n".join(line for line in text.splitlines() if line not in bullets)


def _blocked(conversation: Conversation, turn: Turn) -> None:
    """What kind of thing was found; where it was personal data, the same question without it is one click away."""
    assert turn.row is not None
    st.warning(markdown.answer(turn.row["answer"] or "", ()), icon=":material/shield:")
    blocking = [each for each in turn.row["findings"] if each["action"] == "block"]
    masked = turn.row["masked_query"] or ""
    with st.container(horizontal=True):
        if blocking and all(each["policy"] == "personal_data" for each in blocking) and not turn.asked_again:
            st.button(
                "Ask with that part hidden", key=f"hide {turn.row['reference']}", type="primary",
                icon=":material/visibility_off:", on_click=_again, args=(conversation, turn, masked),
                help=markdown.plain(masked),
            )  # fmt: skip
        _edit(turn)


def _failed(conversation: Conversation, turn: Turn) -> None:
    assert turn.row is not None
    st.error(markdown.plain(turn.row["error"] or "Something went wrong."), icon=":material/error:")
    with st.container(horizontal=True):
        if not turn.asked_again:
            st.button(
                "Try again", key=f"again {id(turn)}", type="primary", icon=":material/refresh:",
                on_click=_again, args=(conversation, turn, turn.query),
            )  # fmt: skip
        _edit(turn)


def _edit(turn: Turn) -> None:
    st.button(
        "Edit my question", key=f"edit {id(turn)}", icon=":material/edit:", on_click=_put_back, args=(turn.query,)
    )


def _submit(conversation: Conversation, query: str, country: str) -> None:
    conversation.ask(query, country)


def _again(conversation: Conversation, turn: Turn, query: str) -> None:
    turn.asked_again = True
    conversation.ask(query, turn.country)


def _put_back(query: str) -> None:
    st.session_state[INPUT] = query
