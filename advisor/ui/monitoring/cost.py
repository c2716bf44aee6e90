"""What answers cost: over time, by country, this month against its budget, and the tokens behind it."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime, timedelta
from typing import Any

import streamlit as st

from ...governance.figures import Counts, Scope
from .. import charts, shown
from . import card, series
from .view import View, country_name, read_counts


def draw(view: View) -> None:
    """Four views of the same money, in USD. Unknown is never added as nought, but said."""
    whole = view.counts().get((), Counts())
    with st.container(horizontal=True, gap="medium"):
        st.metric("Per question, USD", shown.cost(whole.cost_per_question), width="content")
        tokens = shown.UNKNOWN if whole.tokens is None else f"{whole.tokens:,}"
        st.metric("Tokens", tokens, f"{whole.input_tokens:,} in, {whole.output_tokens:,} out", delta_color="off",
                  delta_arrow="off", width="content")  # fmt: skip
        st.metric("Unknown cost", f"{whole.unpriced:,}", "questions", delta_color="off", delta_arrow="off",
                  width="content", help="A failed question, or a paid call without a known price.")  # fmt: skip
    if not whole.cost:
        # bars of nothing would look like a chart that is broken
        st.info(_nothing(whole), icon=":material/savings:")
        _month(view)
        return
    _over_time(view)
    left, right = st.columns(2)
    with left:
        _by_country(view)
    with right:
        _month(view)


def _over_time(view: View) -> None:
    found = view.binned(view.counts("at"))
    if view.split:
        apart = view.binned(view.counts("at", view.split))
        layers = series.split(view, apart, lambda each: each.cost, lambda each: each.questions)
    else:
        layers = {"Cost, USD": series.whole(view, found, lambda each: each.cost)}
    figure = charts.stacked(view.bins, layers, {"Cost, USD": charts.SERIES[0]}, ",.4f", "$")
    sample = _sample(sum(found.values(), Counts()))
    columns = {**layers, "Unknown cost, questions": series.numbers(view, found, lambda each: each.unpriced)}
    card.draw(view, "Cost", charts.mark(figure, view.marks()), sample, lambda: series.rows(view, columns), "USD")


def _by_country(view: View) -> None:
    found = {key[0]: each for key, each in sorted(view.counts("country").items())}
    rows: list[dict[str, Any]] = [
        {
            "Country": country_name(code), "Questions": each.questions, "Cost, USD": each.cost,
            "Per question, USD": each.cost_per_question, "Tokens": each.tokens, "Unknown cost": each.unpriced,
        }
        for code, each in found.items()
    ]  # fmt: skip
    layers = {"Cost, USD": [row["Cost, USD"] for row in rows]}
    figure = charts.ranked([row["Country"] for row in rows], layers, {"Cost, USD": charts.SERIES[0]}, ",.2f", "$")
    figure["layout"]["height"] = charts.HEIGHT
    sample = _sample(sum(found.values(), Counts()))
    card.draw(view, "Cost by country", figure, sample, lambda: rows, "USD", timed=False)


def _month(view: View) -> None:
    """This month so far, day by day, where it is heading, and the budget; months are UTC, filters are kept."""
    now = datetime.now(UTC).replace(tzinfo=None)
    first = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    length = calendar.monthrange(now.year, now.month)[1]
    found = read_counts(view, Scope(first, first + timedelta(days=length), "day", *view.filters), "at")
    days = [first + timedelta(days=number) for number in range(length)]
    spent = sum(found.values(), Counts())
    so_far = _so_far([found.get((day,), Counts()).cost for day in days[: now.day]])
    heading = projected(spent.cost, now - first, length)
    lines = {"So far": [*so_far, *[None] * (length - now.day)]}
    if heading is not None and now.day < length:
        lines["Projected"] = [*[None] * (now.day - 1), so_far[-1], *[None] * (length - now.day - 1), heading]
    figure = charts.lines(days, lines, ",.2f", prefix="$")
    # between today and the end of the month nothing is known: the line goes straight to where it is heading
    figure["data"][-1]["connectgaps"] = "Projected" in lines
    budget = view.settings.monthly_budget
    if budget is not None:
        charts.bound(figure, budget, f"budget ${budget:,.2f}")
    told = f"By the end of {now:%B}: {shown.cost(heading)}, if it goes on like this."
    told += f" Budget: {shown.cost(budget)}." if budget is not None else " Set ADVISOR_MONTHLY_BUDGET to see a budget."
    rows = [
        {"Day (UTC)": f"{day:%Y-%m-%d}", "Cost so far, USD": each} for day, each in zip(days, so_far, strict=False)
    ]  # fmt: skip
    card.draw(view, "This month", figure, _sample(spent), lambda: rows, told, timed=False)


def _so_far(costs: list[float | None]) -> list[float | None]:
    """The running sum; None until something is known."""
    found: list[float | None] = []
    for cost in costs:
        before = found[-1] if found else None
        found.append(before if cost is None else (before or 0.0) + cost)
    return found


def projected(cost: float | None, elapsed: timedelta, days: int) -> float | None:
    """USD for a month of `days` days after `elapsed` of it; None when nothing is known, or for its first day."""
    return None if cost is None or elapsed < timedelta(days=1) else cost * timedelta(days=days) / elapsed


def _nothing(whole: Counts) -> str:
    said = "Nothing was spent in this time." if whole.priced else "No cost of this time is known."
    return said + (f" The cost is unknown for {whole.unpriced:,} questions." if whole.unpriced else "")


def _sample(whole: Counts) -> str:
    unknown = f", unknown cost for {whole.unpriced:,}" if whole.unpriced else ""
    return f"n = {whole.priced:,} questions with a known cost{unknown}"
