"""The figures of the whole period in one row, each against the stretch before."""

from __future__ import annotations

import streamlit as st

from ...governance.figures import Counts, Times
from .. import shown
from .view import View


def draw(view: View, with_cost: bool) -> None:
    """The row of figures, and what they stand on."""
    now, before = view.counts().get((), Counts()), view.counts_before() or Counts()
    spent = view.times().get((), Times())
    with st.container(horizontal=True, gap="medium"):
        change = f"{now.questions / before.questions - 1:+.0%}" if before.questions else None
        _one("Questions", f"{now.questions:,}", change or "nothing before", "off", arrow=bool(change))
        _rate("Passed checks", now.pass_rate, before.pass_rate, "normal", now.checked,
              "Share of the checked answers that were shown: answered ÷ (answered + withheld).")  # fmt: skip
        _rate("Blocked", now.block_rate, before.block_rate, "off", now.questions,
              "Share of the questions that a guardrail blocked.")  # fmt: skip
        _rate("Failed", now.failure_rate, before.failure_rate, "inverse", now.questions,
              "Share of the questions that got no answer because of an error.")  # fmt: skip
        _one("Time, p95", shown.latency(spent.quantile(0.95)), f"n = {spent.questions:,}", "off", arrow=False,
             about="19 of 20 answers took no longer; within 10 %.")  # fmt: skip
        _rate("Thumbs up", now.helpful_rate, before.helpful_rate, "normal", now.thumbs,
              "Share of the thumbs that members gave.")  # fmt: skip
        if with_cost:
            chip = f"{now.unpriced:,} unknown" if now.unpriced else f"n = {now.priced:,}"
            about = f"Of {now.priced:,} questions. {now.unpriced:,} failed or have no known price: cost unknown."
            _one("Cost, USD", shown.cost(now.cost), chip, "off", about, arrow=False)


def _rate(name: str, now: float | None, before: float | None, colour: str, sample: int, about: str) -> None:
    points = None if now is None or before is None else round((now - before) * 100, 1)
    if points:
        _one(name, shown.share(now), f"{points:+.1f} pts", colour, about)
    else:
        _one(name, shown.share(now), f"n = {sample:,}" if points is None else "no change", "off", about, arrow=False)


def _one(name: str, value: str, change: str | None, colour: str, about: str | None = None, arrow: bool = True) -> None:
    st.metric(
        name, value, change, delta_color=colour, delta_arrow="auto" if arrow else "off", help=about,  # type: ignore[arg-type]
        width="content",
    )  # fmt: skip
