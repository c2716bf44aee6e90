"""The promotion card: champion against candidate on the same cases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pandas as pd
import streamlit as st

from ...evaluation.cases import REGRESSION
from ...evaluation.gate import GateReport, agreed, compare
from ...evaluation.results import CaseResult, Evaluation
from ...history import Entry
from ...settings import Settings
from .. import shown
from . import groups, held


def draw(settings: Settings, now: Entry | None, to: Entry) -> bool | None:
    """What the last evaluations say; returns whether the gate would pass, None when they can't be compared."""
    candidate = held.evaluation(settings, to)
    champion = held.evaluation(settings, now) if now else None
    with st.container(border=True):
        if to.evaluated is None or (now and now.evaluated is None):
            lacking = " and ".join(f"version {each.number}" for each in (now, to) if each and each.evaluated is None)
            st.markdown(f":gray-badge[Not evaluated] There is no evaluation of {lacking} yet. Run the gate.")
            return None
        if candidate is None or (now and champion is None):
            st.markdown(":orange-badge[Not readable] The evaluations can't be read right now. Try again in a moment.")
            return None
        if now and champion and champion.cases_mark != candidate.cases_mark:
            st.markdown(
                f":gray-badge[Not comparable] Versions {now.number} and {to.number} were not evaluated on the same "
                "cases by the same code. Run the gate."
            )
            return None
        report = compare(champion, candidate, agreement=agreed(settings) if candidate.judged else None)
        _report(report)
        return report.passed


def _report(report: GateReport) -> None:
    before, now = report.champion, report.candidate
    passes, blocked = ":green-badge[:material/check: Passes the gate]", ":red-badge[:material/block: Blocked]"
    against = f"against version {before.version}" if before else "without a champion to compare with"
    at = shown.moment(datetime.fromisoformat(now.at))
    st.markdown(
        f"{passes if report.passed else blocked} Version {now.version} {against}, {len(now.results)} cases, {at}"
    )
    _figures(before, now)
    regressions = [each for each in now.results if each.kind == REGRESSION]
    failing = [each for each in regressions if not each.passed]
    with st.container(horizontal=True, gap="medium"):
        st.metric("Wins", len(report.wins), width="content")
        st.metric("Losses", len(report.losses), width="content")
        st.metric("Blocking failures", len(report.blocking), width="content")
        held_up = f"{len(regressions) - len(failing)} of {len(regressions)}" if regressions else "none"
        st.metric("Regression cases passed", held_up, width="content")
    if report.judge:
        st.caption(report.judge)
    if report.blocking:
        rows = {"Blocked by": [each.case for each in report.blocking], "Why": [each.reason for each in report.blocking]}
        st.dataframe(pd.DataFrame(rows), hide_index=True, row_height=45, alt="What blocks the candidate, and why")
    results = {each.id: each for each in now.results}
    earlier = {each.id: each for each in before.results} if before else {}
    _cases("Wins", [earlier[name] for name in report.wins], "What was wrong before")
    _cases("Losses", [results[name] for name in report.losses], "What is wrong now")
    _cases("Regression cases that fail", failing, "Why")
    if before:
        with st.expander("By country", icon=":material/public:"):
            groups.draw(before, now, "country")


def _figures(before: Evaluation | None, now: Evaluation) -> None:
    """The candidate's figures; the change against the champion's is green where it is for the better."""
    each_now, each_before = _each(now), _each(before) if before else None
    passed, right = (before.pass_rate, before.accuracy) if before else (None, None)
    with st.container(horizontal=True, gap="medium"):
        st.metric("Cases passed", shown.share(now.pass_rate), _points(now.pass_rate, passed),
                  width="content")  # fmt: skip
        st.metric("Accuracy", shown.share(now.accuracy), _points(now.accuracy, right),
                  width="content")  # fmt: skip
        st.metric("Time, p95", shown.latency(now.latency_p95_ms),
                  _change(now.latency_p95_ms, before.latency_p95_ms if before else None, "{:+.0f} ms"),
                  delta_color="inverse", width="content")  # fmt: skip
        st.metric("Cost a case", shown.cost(each_now), _change(each_now, each_before, "{:+.4f} USD"),
                  delta_color="inverse", width="content")  # fmt: skip
        st.metric("Reading grade", shown.figure(now.reading_grade),
                  _change(now.reading_grade, before.reading_grade if before else None, "{:+.1f}"),
                  delta_color="inverse", width="content")  # fmt: skip


def _each(made: Evaluation) -> float | None:
    return None if made.cost_usd is None else made.cost_usd / len(made.results)


def _points(now: float | None, before: float | None) -> str | None:
    return None if now is None or before is None else _change(now * 100, before * 100, "{:+.1f} points")


def _change(now: float | None, before: float | None, form: str) -> str | None:
    """The change in words; None (nothing is shown) where there is none to see."""
    if now is None or before is None:
        return None
    text = form.format(now - before)
    return None if text == form.format(0) or text == form.format(-0.0) else text


def _cases(title: str, found: Sequence[CaseResult], why: str) -> None:
    if not found:
        return
    with st.expander(f"{title} ({len(found)})"):
        rows = {
            "Case": [each.id for each in found],
            "Country": [each.country for each in found],
            "Category": [each.category.replace("_", " ") for each in found],
            why: [each.reason or "It could not be scored." for each in found],
        }
        st.dataframe(pd.DataFrame(rows), hide_index=True, alt=title)
