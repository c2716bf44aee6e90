"""How charts look: the same colours for the same things on every page, legible in light and dark.

The colours of outcomes differ for every kind of colour vision, and the two faulty ones have a pattern as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

OUTCOME_COLOURS = {
    "answered": "#4194bd",
    "declined": "#6b6f73",
    "blocked": "#d86417",
    "withheld": "#8a41d6",
    "failed": "#c81f2c",
}
OUTCOME_PATTERNS = {"withheld": "/", "failed": "x"}
# For versions, countries, percentiles: told apart by their dash and marker too.
SERIES = ("#4194bd", "#d86417", "#1f9a7d", "#b5569f", "#8a7a1c", "#6b6f73", "#8a41d6", "#c81f2c")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
MARK = "#8b9299"
HEIGHT, LOW = 300, 220
# With more marks than this only their lines are drawn.
LABELLED = 8
# No tool bar that covers the chart; nothing leaves the browser.
CONFIG = {"displayModeBar": False, "scrollZoom": False}

DAY_MS = 86_400_000
# Dates in one line, so that nothing hides behind the legend.
TICKS = (
    {"dtickrange": [None, DAY_MS - 1], "value": "%H:%M"},
    {"dtickrange": [DAY_MS, "M1"], "value": "%-d %b"},
    {"dtickrange": ["M1", None], "value": "%b %Y"},
)

Values = Sequence[float | None]
# What Plotly takes: {"data": [...], "layout": {...}}. Plain dicts, since its classes cost thirty times as much.
Figure = dict[str, Any]


@dataclass(frozen=True)
class Mark:
    """A moment worth a line in a chart, on the chart's own clock."""

    at: datetime
    label: str


def stacked(
    x: Sequence[Any], layers: Mapping[str, Values], colours: Mapping[str, str] = OUTCOME_COLOURS, form: str = ",",
    prefix: str = "",
) -> Figure:  # fmt: skip
    """Bars on top of each other, one layer for each name. `form` is a d3 format such as ",.2f"."""
    bars = [
        {
            "type": "bar", "x": x, "y": values, "name": name, "hovertemplate": f"{prefix}%{{y:{form}}}",
            "marker": {"color": _colour(colours, name, number), "line": {"width": 0}, "pattern": _pattern(name)},
        }
        for number, (name, values) in enumerate(layers.items())
    ]  # fmt: skip
    figure = _figure(bars, barmode="stack", bargap=0.12)
    figure["layout"]["yaxis"] |= {"tickprefix": prefix}
    return figure


def lines(
    x: Sequence[Any], series: Mapping[str, Values], form: str, colours: Mapping[str, str] | None = None,
    prefix: str = "", suffix: str = "",
) -> Figure:  # fmt: skip
    """A line for each name; a None is a gap. `form` is a d3 format such as ".1%"."""
    drawn = [
        {
            "type": "scatter", "x": x, "y": values, "name": name, "mode": "lines+markers", "connectgaps": False,
            "line": {"color": _colour(colours or {}, name, number), "width": 2, "dash": DASHES[number % len(DASHES)]},
            "marker": {"size": 5}, "hovertemplate": f"{prefix}%{{y:{form}}}{suffix}",
        }
        for number, (name, values) in enumerate(series.items())
    ]  # fmt: skip
    figure = _figure(drawn)
    figure["layout"]["yaxis"] |= {"tickformat": form, "tickprefix": prefix, "ticksuffix": suffix}
    if form.endswith("%"):
        figure["layout"]["yaxis"] |= {"range": _shares(series.values()), "rangemode": "normal"}
    return figure


def ranked(
    names: Sequence[str], layers: Mapping[str, Values], colours: Mapping[str, str], form: str = ",",
    prefix: str = "", suffix: str = "", side_by_side: bool = False,
) -> Figure:  # fmt: skip
    """Lying bars, the first name on top; the layers in one line, or side by side."""
    bars = [
        {
            "type": "bar", "orientation": "h", "y": names, "x": values, "name": name,
            "marker": {"color": colours[name]}, "hovertemplate": f"{prefix}%{{x:{form}}}{suffix}",
        }
        for name, values in layers.items()
    ]  # fmt: skip
    mode, height = ("group", 110 + 56 * len(names)) if side_by_side else ("stack", max(160, 90 + 38 * len(names)))
    figure = _figure(bars, barmode=mode, height=height, hovermode="y unified")
    figure["layout"]["yaxis"] |= {"autorange": "reversed", "ticksuffix": " ", "rangemode": "normal"}
    figure["layout"]["xaxis"] |= {
        "rangemode": "tozero", "tickformat": form, "tickprefix": prefix, "ticksuffix": suffix
    }  # fmt: skip
    return figure


def mark(figure: Figure, marks: Sequence[Mark]) -> Figure:
    """Adds a dotted line for each mark, with its label where there are few."""
    if not marks:
        return figure
    layout = figure["layout"]
    layout["margin"]["t"] = 44
    layout["shapes"] = [
        {
            "type": "line", "x0": each.at, "x1": each.at, "y0": 0, "y1": 1, "yref": "paper",
            "line": {"dash": "dot", "width": 1.5, "color": MARK},
        }
        for each in marks
    ]  # fmt: skip
    layout["annotations"] = [
        {
            "x": each.at, "y": 1.0 - 0.07 * (number % 3), "yref": "paper", "text": each.label, "showarrow": False,
            "xanchor": "left", "yanchor": "bottom", "xshift": 3, "font": {"size": 11},
        }
        for number, each in enumerate(marks)
        if len(marks) <= LABELLED
    ]  # fmt: skip
    return figure


def low(figure: Figure, series: int) -> Figure:
    """Makes a chart of a single series low, and spares it the legend."""
    if series == 1:
        figure["layout"] |= {"showlegend": False, "height": LOW}
    return figure


def bound(figure: Figure, value: float, label: str) -> Figure:
    """Adds a level dashed line, such as a budget."""
    layout = figure["layout"]
    line = {"dash": "dash", "width": 1.5, "color": MARK}
    layout["shapes"] = [{"type": "line", "x0": 0, "x1": 1, "xref": "paper", "y0": value, "y1": value, "line": line}]
    layout["annotations"] = [
        {
            "x": 0, "xref": "paper", "y": value, "text": label, "showarrow": False, "xanchor": "left",
            "yanchor": "bottom", "font": {"size": 11},
        }
    ]  # fmt: skip
    return figure


def _colour(colours: Mapping[str, str], name: str, number: int) -> str:
    return colours.get(name) or SERIES[number % len(SERIES)]


def _pattern(name: str) -> dict[str, Any]:
    return {"shape": OUTCOME_PATTERNS.get(name, ""), "fillmode": "overlay", "solidity": 0.25}


def _shares(series: Iterable[Values]) -> tuple[float, float]:
    """A range for ratios that shows their movement, but never blows up less than five points."""
    known = [value for values in series for value in values if value is not None]
    low, high = min(known, default=0.0), max(known, default=1.0)
    middle, half = (low + high) / 2, max(0.025, (high - low) * 0.6)
    return max(-0.002, middle - half), min(1.002, middle + half)


def _figure(data: list[dict[str, Any]], **layout: Any) -> Figure:
    axis = {"fixedrange": True, "automargin": True}
    dated = {"tickformatstops": TICKS, "hoverformat": "%a %-d %b %Y, %H:%M"}
    legend = {"orientation": "h", "yanchor": "bottom", "yref": "container", "y": 0, "x": 0}
    whole = {
        "height": HEIGHT, "margin": {"l": 8, "r": 8, "t": 12, "b": 8}, "hovermode": "x unified", "dragmode": False,
        "legend": legend, "showlegend": len(data) > 1, "xaxis": axis | dated,
        "yaxis": {**axis, "rangemode": "tozero"},
    }  # fmt: skip
    return {"data": data, "layout": whole | layout}
