"""The first view: the whole and each country and version in words and small trends, quick to show, without a chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from ...governance.figures import By, Counts, Key, Times
from .. import markdown, shown
from . import series
from .filters import SPLITS
from .view import View, country_name, name_of

STEPS = "▁▂▃▄▅▆▇█"
NOTHING, GAP = "·", " "
# Of more values those with the most questions are shown here, all of them side by side.
MOST = 8
# A trend is read at a glance: a long time has several bins to a step.
LONGEST = 14


def draw(view: View, with_cost: bool) -> None:
    """A table by country and one by version, the whole in the first row of each."""
    every = trend(series.numbers(view, view.binned(view.counts("at")), attrgetter("questions")))
    for title in ("Country", "Version"):
        by = SPLITS[title]
        named = country_name if by == "country" else name_of
        counts, times, steps = view.counts(by), view.times(by), _trends(view, by)
        rows = [_row(title, "All", every, view.counts()[()], view.times().get((), Times()), with_cost)]
        rows += [
            _row(
                title,
                _linked(by, named(value)),
                steps[value],
                counts[(value,)],
                times.get((value,), Times()),
                with_cost,
            )
            for value in _most(counts)
        ]
        with st.container(border=True):
            st.markdown(f"**By {title.lower()}**")
            st.table(pd.DataFrame(rows), border="horizontal", hide_index=True, alt=f"Figures by {title.lower()}")
    st.caption(
        f"{view.clock} · {view.read}. Trend: questions from the first to the last {view.period.bin} shown; "
        f"`{NOTHING}` is nought, an empty place is not known. A name leads to its charts."
    )


def trend(values: Sequence[float | None]) -> str:
    """A step for each value, or for a few in a row that are many; nought and unknown have signs of their own."""
    size = max(1, -(-len(values) // LONGEST))
    groups = [[each for each in values[at : at + size] if each is not None] for at in range(0, len(values), size)]
    sums = [sum(group) if group else None for group in groups]
    highest = max((each for each in sums if each), default=1)
    return "".join(
        GAP if each is None else NOTHING if not each else STEPS[round(each / highest * (len(STEPS) - 1))]
        for each in sums
    )  # fmt: skip


def _linked(by: By, name: str) -> str:
    """The name as a link to the charts of it alone, over the same time."""
    here = {each: st.query_params.get_all(each) for each in st.query_params} | {"section": "Traffic", by: name}
    return f"[{markdown.plain(name)}](?{urlencode(here, doseq=True)})"


def _most(counts: Mapping[Key, Counts]) -> list[str]:
    return [key[0] for key in sorted(counts, key=lambda key: -counts[key].questions)][:MOST]


def _trends(view: View, by: By) -> dict[str, str]:
    found = view.binned(view.counts("at", by))
    parted: dict[str, dict[Key, Counts]] = {}
    for (start, value), each in found.items():
        parted.setdefault(value, {})[(start,)] = each
    return {value: trend(series.numbers(view, each, attrgetter("questions"))) for value, each in parted.items()}


def _row(title: str, name: str, steps: str, counts: Counts, spent: Times, with_cost: bool) -> Mapping[str, str]:
    row = {
        title: name,
        "Questions": f"{counts.questions:,}",
        "Trend": f":gray[{steps}]",
        "Passed checks": shown.share(counts.pass_rate),
        "Blocked": shown.share(counts.block_rate),
        "Failed": shown.share(counts.failure_rate),
        "Time, p95": shown.latency(spent.quantile(0.95)),
        "Thumbs up": shown.share(counts.helpful_rate),
    }
    return row | ({"Cost, USD": markdown.plain(shown.cost(counts.cost))} if with_cost else {})
