"""Two versions side by side: what they were registered with, what their evaluations found, and what they answer."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ... import differences
from ...evaluation.results import Evaluation
from ...history import Entry
from .. import shown
from ..start import House
from . import groups, held, tryout


def draw(house: House, found: list[Entry]) -> None:
    """The choice of two versions, and the three comparisons."""
    settings = house.settings
    if len(found) < 2:
        st.info(held.ONLY_ONE, icon=":material/inventory_2:")
        return
    first = held.carrying(found, settings.model_alias) or found[-1]
    second = held.carrying(found, held.CHALLENGER) or next((each for each in found if each is not first), first)
    one, other = st.columns(2)
    with one:
        left = held.choose("Left", found, first, "compare left")
    with other:
        right = held.choose("Right", found, second, "compare right")
    if left.number == right.number:
        st.info("Choose two different versions to compare.", icon=":material/compare_arrows:")
        return
    st.header("Configuration", anchor=False)
    _configuration(house, left, right)
    st.header("Evaluation", anchor=False)
    _evaluation(house, left, right)
    st.header("Answers", anchor=False)
    tryout.draw(house, left.number, right.number)


def _configuration(house: House, left: Entry, right: Entry) -> None:
    one, other = (held.config(house.settings, each.number) for each in (left, right))
    if one is None or other is None:
        st.warning("The configuration can't be read right now. Try again in a moment.", icon=":material/cloud_off:")
        return
    found = [
        differences.Difference(name, a or differences.ABSENT, b or differences.ABSENT)
        for name, a, b in (
            ("code", left.code, right.code),
            ("source commit", left.source_commit, right.source_commit),
            ("rules as of", left.rules_date, right.rules_date),
        )
    ] + differences.of_configurations(one, other)
    changed = [each for each in found if not each.same]
    if not changed:
        st.success(f"Nothing differs: the same code, rules and all {len(found)} settings.", icon=":material/equal:")
        return
    rows = {
        "Setting": [each.name for each in changed],
        f"Version {left.number}": [each.left for each in changed],
        f"Version {right.number}": [each.right for each in changed],
    }
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt="What differs in the configuration")
    st.caption(f"{len(changed)} of {len(found)} settings differ; the others are the same.")


def _evaluation(house: House, left: Entry, right: Entry) -> None:
    both = [(each, held.evaluation(house.settings, each)) for each in (left, right)]
    lacking = [f"version {each.number}" for each, _ in both if each.evaluated is None]
    if lacking:
        st.info(
            f"There is no evaluation of {' and '.join(lacking)} to show. Run the gate under Promote, or "
            "`python -m advisor evaluate --version N`.",
            icon=":material/science:",
        )
        return
    one, other = (made for _, made in both)
    if one is None or other is None:
        st.warning("The evaluations can't be read right now. Try again in a moment.", icon=":material/cloud_off:")
        return
    if one.cases_mark != other.cases_mark:
        st.warning(
            "The two were evaluated on different cases, or judged by different code: differences may come from there.",
            icon=":material/warning:",
        )
    _measures(one, other)
    country, category = st.columns(2)
    with country:
        groups.draw(one, other, "country")
    with category:
        groups.draw(one, other, "category")


def _measures(left: Evaluation, right: Evaluation) -> None:
    with st.container(horizontal=True, gap="medium"):
        for name, a, b in (
            ("Cases passed", shown.share(left.pass_rate), shown.share(right.pass_rate)),
            ("Accuracy", shown.share(left.accuracy), shown.share(right.accuracy)),
            ("Time, p95", shown.latency(left.latency_p95_ms), shown.latency(right.latency_p95_ms)),
            ("Cost, USD", shown.cost(left.cost_usd), shown.cost(right.cost_usd)),
            ("Reading grade", shown.figure(left.reading_grade), shown.figure(right.reading_grade)),
        ):
            st.metric(name, a if a == b else f"{a} → {b}", width="content")
