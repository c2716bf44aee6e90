"""What the challenger would have answered, compared with what the champion did."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from ...governance.sampling import interval
from ...governance.shadows import Summary, disagreements, losses, summaries
from ...identity import Person
from .. import shown
from ..start import House

LISTED = 100
_COLUMNS = {"At, UTC": st.column_config.DatetimeColumn(format="D MMM YYYY, HH:mm")}


def draw(house: House, who: Person) -> None:
    """Whether the shadow is on, and each pair of versions that was compared."""
    _state(house)
    url = house.settings.database_url
    try:
        found = summaries(url)
    except SQLAlchemyError:
        st.error("The record can't be read right now. Please try again in a moment.", icon=":material/cloud_off:")
        return
    if not found:
        st.info("Nothing has been compared yet.", icon=":material/visibility_off:")
        return
    pair = found[0]
    if len(found) > 1:
        pair = st.selectbox("Versions compared", found, format_func=_pair, key="shadow pair")
    _summary(pair, losses(url, pair.challenger_version))
    _disagreements(url, pair, with_text="reviewer" in who.roles)


def _state(house: House) -> None:
    sample, challenger = house.settings.shadow_sample, house.serving.challenger
    if not sample:
        st.markdown(
            ":gray-badge[off] The challenger answers no live question. Set ADVISOR_SHADOW_SAMPLE to a share such as "
            "0.1 and restart: it then answers that share unseen, with its own model server."
        )
    elif not challenger:
        st.markdown(f":orange-badge[waiting] The sample is {sample:.0%}, and no challenger runs right now.")
    else:
        answers = f"are also answered by version {challenger}, unseen by members"
        st.markdown(f":green-badge[on] {sample:.0%} of live questions {answers}.")


def _pair(pair: Summary) -> str:
    return f"Champion {pair.champion_version} and challenger {pair.challenger_version} ({pair.questions:,} questions)"


def _summary(pair: Summary, lost: dict[str, int]) -> None:
    with st.container(border=True):
        st.markdown(f"**Champion {pair.champion_version} and challenger {pair.challenger_version}**")
        with st.container(horizontal=True, gap="medium"):
            st.metric("Questions", f"{pair.questions:,}", width="content")
            _share("Same outcome", pair.same_outcome, pair.questions)
            _share("Same leading figure", pair.same_figure, pair.figures)
            _means("Mean time", pair.champion_latency_ms, pair.challenger_latency_ms, pair.timed, shown.latency)
            _means("Mean cost, USD", pair.champion_cost, pair.challenger_cost, pair.priced, shown.cost)
        told = [f"{count:,} {cause}" for cause, count in lost.items()]
        st.caption(
            f"{shown.moment(pair.since)} to {shown.moment(pair.until)}. Below each share: its sample size and the "
            f"range that holds it 19 times in 20. Not compared: {', '.join(told) or 'none'}."
        )


def _share(name: str, of: int, questions: int) -> None:
    """A share with its sample size; of no question there is none."""
    value, note = shown.UNKNOWN, "n = 0"
    if questions:
        low, high = interval(of, questions)
        value, note = shown.share(of / questions), f"n = {questions:,}, {low:.1%}–{high:.1%}"
    st.metric(name, value, note, delta_color="off", delta_arrow="off", width="content")


def _means(name: str, champion: float | None, challenger: float | None, questions: int, form: shown.Form) -> None:
    value = _both(form(champion), form(challenger)) if questions else shown.UNKNOWN
    st.metric(name, value, f"n = {questions:,}", delta_color="off", delta_arrow="off", width="content")


def _disagreements(url: str, pair: Summary, with_text: bool) -> None:
    found = disagreements(url, pair.champion_version, pair.challenger_version, with_text, LISTED)
    st.markdown(f"**Where they differ** ({'the latest ' if len(found) == LISTED else ''}{len(found)})")
    if not found:
        st.success("Nowhere so far.", icon=":material/equal:")
        return
    rows = [
        {
            "At, UTC": each["at"],
            "Reference": each["reference"],
            "Country": each["country"],
            **({"Question (masked)": each["query"] or shown.DASH} if with_text else {}),
            "Outcomes": _both(each["champion_outcome"], each["challenger_outcome"]),
            "Figures": _both(_figure(each["champion_figure"]), _figure(each["challenger_figure"])),
        }
        for each in found
    ]
    st.dataframe(
        pd.DataFrame(rows), hide_index=True, column_config=_COLUMNS, alt="Questions that the two answered differently"
    )
    if not with_text:
        st.caption("The questions themselves are for reviewers: they find them by the reference.")


def _both(one: str, other: str) -> str:
    return one if one == other else f"{one} → {other}"


def _figure(value: float | None) -> str:
    return shown.DASH if value is None else f"{value:,.2f}".removesuffix(".00")
