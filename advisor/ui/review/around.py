"""What stands around a case: the conversation, the evidence, the version with its policy, and the trace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
import yaml
from mlflow.exceptions import MlflowException

from ... import assessments, links
from ...governance import queue as cases
from ...patience import TookTooLong, within
from ...settings import Settings
from .. import markdown, shown
from ..versions import held
from . import masked, queue, words

TRACE_SECONDS = 5.0


def conversation(settings: Settings, case: Mapping[str, Any]) -> None:
    """The session's other questions, oldest first, each with what became of it."""
    found = cases.session(settings.database_url, case["member_id"], case["session_id"], case["at"])
    if case["channel"] != "chat" or len(found) < 2:
        st.caption("It stands alone: nothing else was asked in the same conversation.")
        return
    with st.expander(f"The conversation ({len(found)} questions)", icon=":material/chat:"):
        for each in found:
            _turn(each, here=each["reference"] == case["reference"])


def _turn(turn: Mapping[str, Any], here: bool) -> None:
    with st.container(border=here):
        with st.container(horizontal=True, vertical_alignment="center"):
            outcome = words.OUTCOMES[turn["outcome"]].lower()
            st.caption(f"{shown.moment(turn['at'])} · {outcome}{' · **this case**' if here else ''}")
            if not here:
                st.button(
                    turn["reference"], type="tertiary", key=f"open {turn['reference']}",
                    on_click=queue.open_case, args=(turn["reference"],),
                )  # fmt: skip
        st.markdown(masked.marked(turn["query"]) or "*empty*")
        if turn["answer"] and not here:
            st.markdown(f":gray[↳] {markdown.plain(_first(turn['answer']))}")


def _first(answer: str) -> str:
    """The answer's first line, without its stars."""
    return answer.strip().split("\n")[0].replace("*", "")


def evidence(found: Sequence[Mapping[str, Any]]) -> None:
    """What the answer rests on, line by line."""
    for each in found:
        told = [str(each.get(name) or "") for name in ("title", "detail", "authority", "reference")]
        line = " · ".join(markdown.plain(part) for part in told if part)
        as_of = f" :gray[as of {markdown.plain(str(each['as_of']))}]" if each.get("as_of") else ""
        st.markdown(f"- {line}{as_of}")


def version(settings: Settings, case: Mapping[str, Any]) -> None:
    """The version that answered, the policy it was registered with, and the trace."""
    number = case["model_version"]
    with st.expander("Version, policy and trace", icon=":material/policy:"):
        if number.isdigit():
            _policy(settings, int(number), case)
        else:
            st.markdown("No version answered, so no policy was applied.")
        _trace(settings, case["reference"])


def _policy(settings: Settings, number: int, case: Mapping[str, Any]) -> None:
    st.markdown(f"Version {number} ({markdown.plain(case['model_alias'])} when it answered).")
    rules = (held.config(settings, number) or {}).get("guardrails")
    if not rules:
        st.caption("The policy of this version can't be read right now.")
        return
    concerned = {rule["policy"] for rule in case["rules"]} & set(rules)
    part = {name: rules[name] for name in rules if name in concerned} or rules
    st.caption("Its policy for what was found here:" if concerned else "Its policy:")
    st.code(yaml.safe_dump(part, sort_keys=False, allow_unicode=True), language=None)


def _trace(settings: Settings, reference: str) -> None:
    if not st.button("Look for its trace", icon=":material/route:", key=f"trace {reference}"):
        return
    try:
        trace = within(TRACE_SECONDS, lambda: assessments.trace_of(settings, reference))
    except (MlflowException, TookTooLong):
        st.warning("MLflow can't be asked for the trace right now.", icon=":material/cloud_off:")
        return
    if trace is None:
        st.caption("It has no trace. Traces are written only while ADVISOR_OBSERVABILITY is on.")
    else:
        shown.links([links.trace(settings, trace.trace_id, trace.experiment_id)])
