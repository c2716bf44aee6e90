"""Rule replay on the page: change the policy in a sandbox, see what would flip, take the YAML along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st
import yaml

from ...evaluation.cases import cases as labelled_cases
from ...governance import queue
from ...governance.samples import samples
from ...guardrails import Guardrails, PolicyError
from ...replay import POLICIES, Change, Flip, Replay, changed, replay
from ...settings import Settings
from .. import policy
from . import words

SIZES = (100, 300, 1000)
_HELD = "replayed"
_EFFECTS = {"worse": "Worse", "better": "Better", "unknown": "Nobody said"}
_COLUMNS = {
    "effect": st.column_config.MultiselectColumn(
        "Effect", options=list(_EFFECTS.values()), color=["red", "green", "gray"], width=115
    ),
    "now": st.column_config.TextColumn("Would now", width=90),
    "by": st.column_config.TextColumn("Because of", width=160),
    "question": st.column_config.TextColumn("Question", width="large"),
    "country": st.column_config.TextColumn("Country", width="small"),
    "name": st.column_config.TextColumn("Case", width="small"),
}


def draw(settings: Settings, who: str) -> None:
    """The sandbox's controls, and what came of the last replay."""
    number, rules = policy.in_force(settings)
    st.markdown(
        f"What would another policy do? The policy of **version {number or 'next'}** is replayed against your change. "
        "Nothing changes live: a version's policy is part of the version."
    )
    with st.form("sandbox"):
        change = _change(settings, rules)
        size = st.select_slider("How many of the latest questions, and of the latest blocked ones", SIZES, SIZES[0])
        sent = st.form_submit_button("Replay", type="primary", icon=":material/replay:")
    if sent:
        st.session_state.pop(_HELD, None)
        _run(settings, rules, change, size)
    if held := st.session_state.get(_HELD):
        _results(*held)


def _change(settings: Settings, rules: Mapping[str, Any]) -> Change:
    """The form's inputs as a change of the policy."""
    thresholds = {}
    for name, column in zip(POLICIES, st.columns(len(POLICIES)), strict=True):
        current = float(rules.get(name, {}).get("threshold", 0.5))
        thresholds[name] = column.slider(
            f"{words.POLICIES[name]} from", 0.0, 1.0, current, 0.01, key=f"threshold {name}",
            help=f"A finding counts from this score on. In force: {current:.2f}.",
        )  # fmt: skip
    codes = [code for code in queue.choices(settings.database_url)["rules"] if code.partition(".")[0] in _PREFIXES]
    left, right = st.columns(2)
    off = left.multiselect("Rules to switch off", codes, key="switched off", placeholder="None")
    allow = right.text_area(
        "Public numbers to let through, one a line", key="allowed", height=80, placeholder="65 714 394 898",
        help="Only public numbers of funds and offices. It becomes part of the policy file.",
    )  # fmt: skip
    kept = {name: value for name, value in thresholds.items() if value != rules.get(name, {}).get("threshold", 0.5)}
    return Change(kept, tuple(off), tuple(line.strip() for line in allow.splitlines() if line.strip()))


_PREFIXES = ("pii", "attack", "abuse", "distress")


def _run(settings: Settings, rules: Mapping[str, Any], change: Change, size: int) -> None:
    if change == Change({}):
        st.warning(
            "Nothing is changed yet: move a threshold, switch a rule off, or add a number.", icon=":material/info:"
        )
        return
    after = changed(rules, change)
    try:
        before_guardrails, after_guardrails = policy.guardrails(dict(rules)), Guardrails(after)
    except PolicyError as fault:
        st.warning(str(fault), icon=":material/info:")
        return
    recorded = samples(settings.database_url, size)
    labelled = labelled_cases(settings.database_url)
    with st.spinner(f"Judging {len(recorded) + len(labelled):,} questions twice …"):
        found = replay(before_guardrails, after_guardrails, recorded, labelled, change.allow)
    st.session_state[_HELD] = (found, after)


def _results(found: Replay, after: Mapping[str, Any]) -> None:
    flips = found.flips
    asked = f"{found.recorded:,} recorded questions and {found.labelled:,} labelled ones"
    worse = sum(flip.effect == "worse" for flip in flips)
    better = sum(flip.effect == "better" for flip in flips)
    if not flips:
        st.success(f"Nothing flips among {asked}.", icon=":material/check:")
    else:
        st.markdown(
            f"**{len(flips)} would flip** among {asked}: :red[{worse} worse], :green[{better} better], "
            f"{len(flips) - worse - better} that nobody has judged."
        )
        st.dataframe(_table(flips), hide_index=True, column_config=_COLUMNS, alt="Questions that would flip")
    for said in _caveats(found):
        st.caption(said)
    text = yaml.safe_dump(dict(after), sort_keys=False, allow_unicode=True)
    st.download_button(
        "Download this policy", text, "policy.yaml", "application/yaml", icon=":material/download:", on_click="ignore"
    )
    st.caption("Set ADVISOR_GUARDRAIL_POLICY to this file and register a version: it then goes through the gate.")
    with st.expander("The policy in this sandbox", icon=":material/policy:"):
        st.code(text, language=None)


def _caveats(found: Replay) -> list[str]:
    said = [
        "Personal data was never stored: what was masked is judged by the score that was recorded with it. "
        "Questions are replayed, not answers."
    ]
    if found.maybe:
        said.append(
            f"{found.maybe:,} more are blocked only for the kind of number that you would let through. "
            "Whether theirs is that number can't be known."
        )
    if found.drifted:
        said.append(
            f"{found.drifted:,} recorded questions came out differently in their day: another version's policy or "
            "rules judged them. They count here as the policy in force judges them."
        )
    return said


def _table(flips: Sequence[Flip]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "effect": [_EFFECTS[flip.effect]],
                "now": "be blocked" if flip.blocked else "pass",
                "by": ", ".join(flip.codes),
                "question": " ".join(flip.query.split()),
                "country": flip.country,
                "name": flip.name,
            }
            for flip in flips
        ]
    )
