"""Figures by bin as the rows of a chart: a gap where nothing is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from ...governance.figures import By, Key
from .view import MOST_LINES, View

T = TypeVar("T")


def split(
    view: View, found: Mapping[Key, T], figure: Callable[[T], float | None], weight: Callable[[T], int]
) -> dict[str, list[float | None]]:
    """The figures of (bin, value) keys as a list by bin for each value; the most used values alone."""
    used: Counter[str] = Counter()
    for (_, value), each in found.items():
        used[value] += weight(each)
    return {
        view.named(value): [figure(found[start, value]) if (start, value) in found else None for start in view.bins]
        for value in sorted(value for value, _ in used.most_common(MOST_LINES))
    }


def rows(view: View, columns: Mapping[str, Sequence[Any]]) -> list[dict[str, Any]]:
    """A row for each bin, with its start on the chart's clock."""
    return [
        {
            f"From ({view.clock})": start.strftime("%Y-%m-%d %H:%M"),
            **{name: values[at] for name, values in columns.items()},
        }
        for at, start in enumerate(view.bins)
    ]


def at_and(view: View) -> tuple[By, ...]:
    """What figures over time are read by."""
    return ("at", view.split) if view.split else ("at",)


def whole(view: View, found: Mapping[Key, T], figure: Callable[[T], float | None]) -> list[float | None]:
    """The figures of (bin,) keys as a list by bin; None where there is nothing to take them from."""
    return [figure(found[(start,)]) if (start,) in found else None for start in view.bins]


def numbers(view: View, found: Mapping[Key, T], figure: Callable[[T], float]) -> list[float | None]:
    """Counts by bin: nought where the record knows of nothing, None where it can't know."""

    def one(start: datetime) -> float | None:
        if (start,) in found:
            return figure(found[(start,)])
        return 0 if view.known(start) else None

    return [one(start) for start in view.bins]
