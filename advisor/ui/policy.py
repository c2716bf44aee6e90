"""The guardrail policy on a page: which one is in force, and what it does to a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
from mlflow.exceptions import MlflowException

from ..guardrails import Finding, Guardrails
from ..registering import policy as next_policy
from ..registry import alias_version, connect, model_config
from ..settings import Settings
from . import markdown

_COLOURS = {"block": "red", "mask": "orange", "flag": "blue"}


def in_force(settings: Settings) -> tuple[int | None, dict[str, Any]]:
    """The version behind the alias and its policy; (None, the next version's policy) where there is none.

    A registry that can't be read stops the page with a message.
    """
    try:
        number = alias_version(settings.model_alias, client=connect(settings))
        config = model_config(number, settings) if number else {}
    except (LookupError, MlflowException):
        st.error("The registry can't be read right now. Please try again in a moment.", icon=":material/cloud_off:")
        st.stop()
    return number, dict(config.get("guardrails") or next_policy(settings))


def draw(rules: Mapping[str, Any], text: str, country: str, is_question: bool) -> None:
    """What the policy does to `text`: the verdict, the spans that decided, and what would be kept of it."""
    checks = guardrails(dict(rules))
    verdict = (checks.check_input if is_question else checks.check_output)(text, country)
    if verdict.blocked:
        st.error("It would be blocked." if is_question else "It would be withheld.", icon=":material/block:")
    elif verdict.findings:
        st.warning("It would pass, with the remarks below.", icon=":material/info:")
    else:
        st.success("It would pass: nothing was found.", icon=":material/check:")
    if verdict.urgent:
        st.info("It would reach the reviewers as urgent, and the member would see help lines.", icon=":material/sos:")
    if verdict.findings:
        st.markdown(marked(text, verdict.findings))
        st.dataframe(_table(verdict.findings), hide_index=True, width="stretch", alt="What was found, with its score")
    st.markdown(f"**What would be kept of it:** {markdown.plain(checks.mask(verdict.masked, country))}")


def marked(text: str, findings: Sequence[Finding]) -> str:
    """`text` as Markdown with each finding's span coloured by what the policy does with it; spans never overlap."""
    pieces, at = [], 0
    for finding in sorted(findings, key=lambda each: (each.start, -each.end)):
        if finding.start < at or finding.end <= finding.start:
            continue
        pieces.append(markdown.plain(text[at : finding.start]))
        inside = markdown.plain(text[finding.start : finding.end]).replace("  \n", " ")
        pieces.append(f":{_COLOURS[finding.action]}-background[{inside}]")
        at = finding.end
    return "".join([*pieces, markdown.plain(text[at:])])


def _table(findings: Sequence[Finding]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Does": each.action,
                "Rule": each.code,
                "What decided": each.rule,
                "Score": f"{each.score:.2f}",
                "Why": each.message,
            }
            for each in findings
        ]
    )


@st.cache_resource(max_entries=4)
def guardrails(rules: dict[str, Any]) -> Guardrails:
    """The guardrails of a policy, kept for the pages that try it."""
    return Guardrails(rules)
