"""How often each rule is right, from what reviewers decided."""

from __future__ import annotations

from datetime import timedelta

import pandas as pd
import streamlit as st

from ...governance.precision import Precision, precision
from ...governance.record import now
from ...settings import Settings
from . import words

SPANS = {"30 days": 30, "90 days": 90, "A year": 365, "All time": 0}
FEW = 10
NOT_KNOWN = "not known yet"
_COLUMNS = {
    "policy": st.column_config.TextColumn("Policy", width=110),
    "code": st.column_config.TextColumn("Rule", width=190),
    "rule": st.column_config.TextColumn("What decided", width="medium"),
    "precision": st.column_config.TextColumn("Precision", width=110),
    "range": st.column_config.TextColumn("95% sure it is", width=105),
    "decided": st.column_config.NumberColumn("Decided (n)", format="localized", width="small"),
    "right": st.column_config.NumberColumn("Right", format="localized", width="small"),
    "false": st.column_config.NumberColumn("False alarms", format="localized", width="small"),
    "stopped": st.column_config.NumberColumn("Stopped", format="localized", width="small"),
}


def draw(settings: Settings, who: str) -> None:
    """The table of rules, the most decided first."""
    st.markdown(
        "**Precision** is the share of right blocks among the cases that a rule stopped and that somebody decided as "
        "a right block or a false alarm."
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        span = st.selectbox("Asked in the last", list(SPANS), 2, key="rules range", width=150)
        each_rule = st.toggle("Each rule by what decided", key="each rule")
    since = now().replace(second=0, microsecond=0) - timedelta(days=SPANS[span]) if SPANS[span] else None
    found = precision(settings.database_url, since, each_rule)
    if not found:
        st.info("No rule has stopped anything in that time.", icon=":material/inbox:")
        return
    columns = [name for name in _COLUMNS if each_rule or name != "rule"]
    table = pd.DataFrame([_line(each) for each in found])[columns]
    st.dataframe(table, hide_index=True, column_config=_COLUMNS, height="content", alt="Precision of each rule")
    unknown = sum(1 for each in found if each.value is None)
    few = sum(1 for each in found if 0 < each.decided < FEW)
    said = [f"{unknown} not known yet: nothing they stopped was decided"] if unknown else []
    said += [f"{few} rest on fewer than {FEW} decisions"] if few else []
    st.caption(f"{len(found)} rules. {'; '.join(said).capitalize()}{'.' if said else ''}")


def _line(each: Precision) -> dict[str, object]:
    low, high = each.interval or (0.0, 0.0)
    return {
        "policy": words.POLICIES.get(each.policy, each.policy),
        "code": each.code,
        "rule": each.rule,
        "precision": NOT_KNOWN if each.value is None else f"{each.value:.0%}",
        "range": None if each.value is None else f"{low:.0%} to {high:.0%}",
        "decided": each.decided,
        "right": each.right,
        "false": each.false_alarms,
        "stopped": each.stopped,
    }
