"""The same questions put to two versions, live. Nothing of it is recorded: it counts in no statistic."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st
from mlflow.exceptions import MlflowException

from ...asking import Reply
from ...countries import COUNTRIES
from ...history import RegistryUnavailable, reading
from ...loaded import LoadedVersion, load_version
from ...members import MembersUnavailable
from ...serving.client import ServingDown, ServingRefused
from ...settings import Settings
from ...shadow import compare
from .. import markdown, shown
from ..start import House

NOBODY = "nobody"
_HELD = "tried out"
LOAD_SECONDS = 60
MOST_QUESTIONS = 10


def draw(house: House, left: int, right: int) -> None:
    """The questions, the button, and the last answers of these two versions."""
    st.caption("A try-out is not recorded: it is in no statistic, no review queue and no trace.")
    with st.container(border=True):
        country, member = st.columns(2)
        code = country.selectbox("Country", list(COUNTRIES), format_func=_named, key="try country")
        who = member.selectbox("As", [NOBODY, *_demo_members(house, code)], key=f"try member {code}")
        samples = list(COUNTRIES[code].content["samples"])
        questions = st.multiselect(
            "Questions", samples, samples[:1], accept_new_options=True, max_selections=MOST_QUESTIONS,
            key=f"try questions {code}", placeholder="Choose a sample, or type your own",
        )  # fmt: skip
        if st.button("Ask both", type="primary", icon=":material/compare_arrows:", disabled=not questions):
            member_id = "" if who == NOBODY else who.partition(" ")[0]
            with st.spinner("Both are answering …"):
                answers = [_both(house, left, right, code, member_id, question) for question in questions]
            st.session_state[_HELD] = (left, right, answers)
    tried = st.session_state.get(_HELD)
    if tried and tried[:2] == (left, right):
        for number, (question, country_code, answers) in enumerate(tried[2]):
            _question(question, country_code, answers, opened=number == 0 or len(tried[2]) < 3)


def _named(code: str) -> str:
    return str(COUNTRIES[code].content["name"])


def _both(
    house: House, left: int, right: int, country: str, member_id: str, question: str
) -> tuple[str, str, list[Reply | str]]:
    row = {
        "user_id": member_id,
        "session_id": "try-out",
        "country": country,
        "query": question,
        "validation_mode": house.settings.validation_mode,
        "enable_observability": False,
    }
    return question, country, [answered(house, number, row) for number in (left, right)]


def answered(house: House, number: int, row: Mapping[str, Any]) -> Reply | str:
    """A version's output row, or the sentence why there is none: from its running server, else loaded here."""
    try:
        try:
            served = house.serving.answer_as(number, [row])
        except ServingDown:
            served = loaded(house.settings, number).answer([row])
    except (LookupError, MlflowException, RegistryUnavailable, ServingRefused):
        return f"Version {number} can't be loaded right now."
    return Reply(served.rows[0], str(number), "")


def loaded(settings: Settings, number: int) -> LoadedVersion:
    """A version in this process; the last few are kept."""
    return _loaded(settings.registry_uri, settings.registered_model, number, settings)


@st.cache_resource(max_entries=3, show_spinner=False)
def _loaded(registry: str, model: str, number: int, _settings: Settings) -> LoadedVersion:
    return reading(lambda: load_version(_settings, version=number), LOAD_SECONDS)


def _question(question: str, country: str, answers: list[Reply | str], opened: bool) -> None:
    with st.expander(markdown.plain(question), expanded=opened, icon=_sign(answers, country)):
        st.caption(_told(answers, country))
        for column, answer in zip(st.columns(2), answers, strict=True):
            with column, st.container(border=True, height="stretch"):
                _answer(answer)


def _answer(answer: Reply | str) -> None:
    if isinstance(answer, str):
        st.warning(answer, icon=":material/cloud_off:")
        return
    row = answer.row
    st.markdown(f":gray-badge[Version {answer.version}] :gray-badge[{row['outcome']}]")
    evidence = {each["url"] for each in row["evidence"] if each.get("url")}
    text = row["answer"]
    st.markdown(markdown.answer(text, evidence) if text else markdown.plain(row["error"] or "No answer."))
    st.caption(f"{shown.latency(row['latency_ms'])} · {shown.cost(row['cost'])} · {row['verdict']}")


def _told(answers: list[Reply | str], country: str) -> str:
    one, other = answers
    if isinstance(one, str) or isinstance(other, str):
        return "There is nothing to compare."
    found = compare(one, other, country)
    outcome = "The same outcome" if found.same_outcome else "Different outcomes"
    if found.same_figure is None:
        return f"{outcome}; no figure to compare."
    return f"{outcome}, {'the same' if found.same_figure else 'a different'} leading figure."


def _sign(answers: list[Reply | str], country: str) -> str:
    one, other = answers
    if isinstance(one, str) or isinstance(other, str):
        return ":material/help:"
    found = compare(one, other, country)
    return ":material/equal:" if found.same_outcome and found.same_figure is not False else ":material/difference:"


def _demo_members(house: House, country: str) -> list[str]:
    """Demo members alone: an admin may not look at somebody's profile through a question."""
    if house.settings.members:
        return []
    try:
        found = house.members.profiles(house.members.ids())
    except MembersUnavailable:
        return []
    return [f"{each} · {profile.name}" for each, profile in found.items() if profile.country == country]
