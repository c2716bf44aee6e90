"""The history: a row for each version, and everything that is known of the chosen one."""

from __future__ import annotations

import pandas as pd
import streamlit as st
import yaml

from ... import links
from ...addresses import safe
from ...history import Entry
from ...settings import Settings
from .. import markdown, shown
from . import groups, held, traffic

_COLUMNS = {
    "version": st.column_config.NumberColumn("Version", format="%d", pinned=True),
    "aliases": st.column_config.ListColumn("Aliases", width=130),
    "passed": st.column_config.NumberColumn("Cases passed", format="%.1f%%"),
    "blocking": st.column_config.NumberColumn("Blocking", help="Failures that stop a promotion.", format="%d"),
    "share": st.column_config.TextColumn("Traffic", help=f"Share of all questions of the last {traffic.DAYS} days."),
    "failed": st.column_config.TextColumn("Failed", help="Share of its questions that ended in an error."),
    "p95": st.column_config.TextColumn("Time, p95", help="95th percentile of its answers' times."),
    "cost": st.column_config.TextColumn("Cost", help="USD a question, of those with a known price."),
    "created": st.column_config.DatetimeColumn("Registered, UTC", format="D MMM YYYY, HH:mm"),
    "by": st.column_config.TextColumn("Registered by"),
    "engine": st.column_config.TextColumn("Engine"),
    "rules": st.column_config.TextColumn("Rules as of"),
    "policy": st.column_config.TextColumn("Policy", help="Fingerprint of the guardrail policy."),
    "prompts": st.column_config.TextColumn("Prompts"),
    "commit": st.column_config.TextColumn("Commit"),
}


def draw(settings: Settings, found: list[Entry]) -> None:
    """The table; a click on a row opens that version below."""
    asked = traffic.of_versions(settings)
    chosen = st.dataframe(
        table(found, asked), hide_index=True, column_config=_COLUMNS, on_select="rerun", selection_mode="single-row",
        key="history", placeholder=shown.DASH, alt="Every version with its aliases, evaluation, traffic and origin",
    )  # fmt: skip
    st.caption(
        f"Traffic is that of the last {traffic.DAYS} days, on every channel. {shown.DASH}: it was not noted when the "
        "version was registered, or nobody asked it. Choose a row for its details."
    )
    rows = chosen["selection"]["rows"]
    if rows and rows[0] < len(found):
        _details(settings, found[rows[0]])
    else:
        shown.links([links.model(settings), links.experiment(settings)])


def table(found: list[Entry], asked: dict[str, traffic.Traffic] | None) -> pd.DataFrame:
    """A row for each version, newest first; without a record to read its traffic is unknown."""
    return pd.DataFrame([_row(each) | _traffic(each, asked) for each in found])[list(_COLUMNS)]


def _row(entry: Entry) -> dict[str, object]:
    made = entry.evaluated
    return {
        "version": entry.number,
        "aliases": list(entry.aliases),
        "created": entry.created,
        "passed": groups.percent(made.pass_rate) if made else None,
        "blocking": made.blocking_failures if made else None,
        "engine": entry.engine or shown.DASH,
        "rules": entry.rules_date or shown.DASH,
        "policy": entry.policy or shown.DASH,
        "prompts": _prompts(entry) or shown.DASH,
        "commit": entry.source_commit[:10] or shown.DASH,
        "by": entry.registered_by or shown.DASH,
    }


def _prompts(entry: Entry) -> str:
    return ", ".join(f"{name} {number}" for name, number in entry.prompts)


def _traffic(entry: Entry, asked: dict[str, traffic.Traffic] | None) -> dict[str, object]:
    if asked is None:
        return dict.fromkeys(("share", "failed", "p95", "cost"), shown.UNKNOWN)
    its = asked.get(str(entry.number)) or traffic.none_of(asked)
    return {"share": its.share, "failed": its.failed, "p95": its.p95, "cost": its.cost}


def _details(settings: Settings, entry: Entry) -> None:
    with st.container(border=True):
        st.header(held.labelled(entry), anchor=False)
        left, right = st.columns(2)
        left.markdown(_lines({
            "Registered": f"{shown.moment(entry.created)} by {entry.registered_by or shown.DASH}",
            "Code": entry.code, "Commit": entry.source_commit, "Logged model": entry.model_id,
        }))  # fmt: skip
        right.markdown(_lines({
            "Engine": entry.engine, "Rules as of": entry.rules_date, "Policy": entry.policy, "Prompts": _prompts(entry),
        }))  # fmt: skip
        made = entry.evaluated
        if made:
            st.markdown(
                f"**Evaluation:** {made.cases} cases, {shown.share(made.pass_rate)} passed, accuracy "
                f"{shown.share(made.accuracy)}, time p95 {shown.latency(made.latency_p95_ms)}, cost "
                f"{shown.cost(made.cost_usd)} (USD) in all, {shown.moment(made.at)}"
            )
        else:
            st.markdown("**Evaluation:** none yet")
        with st.expander("Configuration", icon=":material/tune:"):
            held_config = held.config(settings, entry.number)
            if held_config is None:
                st.warning("The configuration can't be read right now.", icon=":material/cloud_off:")
            else:
                st.code(yaml.safe_dump(safe(held_config), sort_keys=True, allow_unicode=True), language=None)
        found = [links.version(settings, entry.number)]
        if entry.model_id:
            found.append(links.logged_model(settings, entry.model_id))
        if made:
            found.append(links.run(settings, made.run_id))
        found += [links.prompt(settings, name, number) for name, number in entry.prompts]
        shown.links(found)


def _lines(facts: dict[str, str]) -> str:
    return "  \n".join(f"**{name}:** {markdown.plain(value or shown.DASH)}" for name, value in facts.items())
