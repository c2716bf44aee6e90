"""One case: what was asked, why it is here, what the answer rests on, and the place to decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from ...countries import COUNTRIES
from ...governance import queue as cases
from ...governance.record import now
from ...governance.triage import SEVERITIES, reasons
from ...settings import Settings
from .. import markdown, shown
from . import around, deciding, masked, queue, words

NEVER_STORED = (
    "Personal data is replaced before anything is stored. So nobody can look up the original text: it was never kept."
)


def draw(settings: Settings, who: str, reference: str) -> None:
    """The case on the left, its decision on the right; on a narrow screen one below the other."""
    st.button("Queue", icon=":material/arrow_back:", type="tertiary", on_click=queue.close_case)
    found = cases.one(settings.database_url, reference)
    if found is None:
        st.info(f"There is no question {markdown.plain(reference)} in the record.", icon=":material/search_off:")
        return
    _head(found)
    left, right = st.columns([3, 2], gap="large")
    with left:
        _question(found)
        _why(found)
        _answer(found)
        around.conversation(settings, found)
        around.version(settings, found)
    with right:
        deciding.draw(settings, who, found)


def _head(case: Mapping[str, Any]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(case["reference"], anchor=False, width="content")
        if case["severity"] is not None:
            severity = SEVERITIES[case["severity"]]
            st.badge(words.SEVERITIES[severity], color=words.SEVERITY_COLOURS[severity])  # type: ignore[arg-type]
        st.badge(words.OUTCOMES[case["outcome"]], color="gray")
        st.badge(queue.standing(case), color="green" if case["standing"] == "done" else "gray")
    country = COUNTRIES[case["country"]].content["name"] if case["country"] in COUNTRIES else "unknown country"
    answered = f"version {case['model_version']}" if case["model_version"] else "no version answered"
    waited = words.age((now() - case["at"]).total_seconds())
    st.caption(f"{shown.moment(case['at'])}, {waited} ago · {country} · {case['channel']} · {answered}")


def _question(case: Mapping[str, Any]) -> None:
    with st.container(border=True):
        st.markdown("**Question**")
        st.markdown(masked.marked(case["query"]) or "*empty*")
        kinds = masked.kinds(case["query"])
        said = f"Masked here: {', '.join(kinds)}." if kinds else "Nothing is masked here."
        st.caption(f"{said} {NEVER_STORED}")


def _why(case: Mapping[str, Any]) -> None:
    st.markdown("**Why it is here**")
    found = reasons(case) if case["severity"] is not None else []
    lines = [words.WHY[name] for name in found] or ["It is not in the queue: nothing asked for a human."]
    said = {each["code"]: each["message"] for each in case["findings"]}
    lines += [f"{message[:1].upper()}{message[1:]}." for message in dict.fromkeys(said.values())]
    lines += [each for each in case["violations"] if str(each).partition(":")[0] not in said]
    if case["error"]:
        lines.append(case["error"])
    st.markdown("\n".join(f"- {markdown.plain(' '.join(line.split()))}" for line in lines))
    if case["rules"]:
        st.dataframe(_rules(case), hide_index=True, column_config=_RULE_COLUMNS, alt="What was found, with its score")
    if case["helpful"] is not None:
        thumb = "a thumb up" if case["helpful"] else "a thumb down"
        reason = f" and wrote: “{markdown.plain(case['member_said'])}”" if case["member_said"] else ""
        st.markdown(f"The member gave {thumb}{reason}.")


_RULE_COLUMNS = {
    "policy": st.column_config.TextColumn("Policy"),
    "code": st.column_config.TextColumn("Rule"),
    "rule": st.column_config.TextColumn("What decided"),
    "score": st.column_config.TextColumn("Score", help="How sure the rule was, 0 to 1."),
    "action": st.column_config.TextColumn("Does"),
}


def _rules(case: Mapping[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "policy": words.POLICIES.get(rule["policy"], rule["policy"]),
                "code": rule["code"],
                "rule": shown.DASH if rule["rule"] == rule["code"] else rule["rule"],
                "score": shown.DASH if rule["score"] is None else f"{rule['score']:.2f}",
                "action": rule["action"],
            }
            for rule in case["rules"]
        ]
    )


def _answer(case: Mapping[str, Any]) -> None:
    if case["withheld_answer"]:
        with st.container(border=True):
            st.markdown("**Withheld answer**, which the member was not shown")
            st.markdown(masked.answer(case["withheld_answer"], case["evidence"]))
    if case["answer"]:
        with st.expander("What the member was shown", icon=":material/forum:", expanded=case["outcome"] == "answered"):
            st.markdown(masked.answer(case["answer"], case["evidence"]))
    if case["evidence"]:
        with st.expander(f"Evidence ({len(case['evidence'])})", icon=":material/fact_check:"):
            around.evidence(case["evidence"])
    if case["confidence"] is not None and case["outcome"] in ("answered", "withheld"):
        st.caption(
            f"Confidence {case['confidence']:.2f} · {shown.latency(case['latency_ms'])} · "
            f"cost {markdown.plain(shown.cost(case['cost']))} (USD)"
        )
