"""The right side of a case: who has it, the decision, its history, and the lesson."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from ...governance import queue as cases
from ...governance.decisions import LONGEST_COMMENT, Review, history
from ...governance.standing import CLAIMED, DONE
from ...settings import Settings
from .. import markdown, shown
from . import acting, filters, lessons, queue, words


def draw(settings: Settings, who: str, case: Mapping[str, Any]) -> None:
    """What can be done with the case now, and what was done before."""
    reference = case["reference"]
    steps = history(settings.database_url, reference)
    seen = steps[-1].id if steps else 0
    acting.notice()
    with st.container(border=True):
        if case["standing"] == DONE:
            _decided(settings, who, case, seen)
        else:
            _undecided(settings, who, case, seen)
        _next(settings, who, reference)
    lessons.offer(settings, who, case)
    if steps:
        with st.expander(f"History ({len(steps)})", icon=":material/history:", expanded=len(steps) < 5):
            _history(steps)


def _undecided(settings: Settings, who: str, case: Mapping[str, Any], seen: int) -> None:
    reference, others = case["reference"], case["assignee"] not in (None, who)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown("**Decide**")
        _claim(settings, who, case)
    if case["decision"]:
        by, at = markdown.plain(case["decided_by"]), shown.moment(case["decided_at"])
        st.markdown(f"{by} asked for an expert, {at}. {markdown.plain(case['comment'] or '')}")
    st.radio(
        "Decision", list(words.DECISIONS), index=None, format_func=words.DECISIONS.get,
        captions=list(words.MEANING.values()), key=acting.decision_key(reference), label_visibility="collapsed",
        disabled=others, persist_state="session",
    )  # fmt: skip
    _comment(reference)
    with st.container(horizontal=True):
        st.button(
            "Save decision", type="primary", icon=":material/gavel:", disabled=others, on_click=acting.decide,
            args=(settings, reference, who, seen),
        )  # fmt: skip
        st.button("Only comment", on_click=acting.remark, args=(settings, reference, who))


def _claim(settings: Settings, who: str, case: Mapping[str, Any]) -> None:
    reference = case["reference"]
    if case["standing"] != CLAIMED:
        st.button("Claim", icon=":material/front_hand:", on_click=acting.claim, args=(settings, reference, who))
    elif case["assignee"] == who:
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            st.caption(f"Yours until {case['claimed_until']:%H:%M} UTC")
            st.button("Give back", on_click=acting.release, args=(settings, reference, who))
    else:
        st.caption(f"{markdown.plain(case['assignee'])} has it until {case['claimed_until']:%H:%M} UTC")


def _decided(settings: Settings, who: str, case: Mapping[str, Any], seen: int) -> None:
    reference = case["reference"]
    st.markdown(f"**{words.DECISIONS[case['decision']]}**: {words.MEANING[case['decision']]}")
    st.caption(f"{markdown.plain(case['decided_by'])}, {shown.moment(case['decided_at'])}")
    if case["comment"]:
        st.markdown(f"“{markdown.plain(case['comment'])}”")
    _comment(reference)
    with st.container(horizontal=True):
        if case["decided_by"] == who:
            st.button("Undo", icon=":material/undo:", on_click=acting.undo, args=(settings, reference, who, seen))
        st.button(
            "Reopen", icon=":material/restart_alt:", on_click=acting.reopen, args=(settings, reference, who, seen)
        )
        st.button("Only comment", on_click=acting.remark, args=(settings, reference, who))


def _comment(reference: str) -> None:
    st.text_area(
        "Comment", key=acting.comment_key(reference), max_chars=LONGEST_COMMENT, height=90, persist_state="session",
        placeholder="For the next reader. Personal data is masked when it is saved.",
    )  # fmt: skip


def _next(settings: Settings, who: str, reference: str) -> None:
    """The way to the next case that nobody has, in the filters' order."""
    wanted, order = filters.held(who)
    todo = replace(wanted, states=("open", "reopened"), assignee="")
    found = [each["reference"] for each in cases.page(settings.database_url, todo, order, limit=2)]
    following = next((each for each in found if each != reference), None)
    if following:
        st.button(
            "Next case", icon=":material/arrow_forward:", type="tertiary", on_click=queue.open_case, args=(following,),
            help="The next one that is open, with the filters of the queue.",
        )  # fmt: skip


def _history(steps: Sequence[Review]) -> None:
    """Newest first."""
    for step in reversed(steps):
        decided = f"decided: {words.DECISIONS[step.decision].lower()}" if step.decision else ""
        did = decided or words.STEPS[step.action]
        st.markdown(f"{markdown.plain(step.who)} {did}  \n:gray[{shown.moment(step.at)}]")
        if step.comment:
            st.markdown(f"> {markdown.plain(step.comment)}".replace("  \n", "  \n> "))
