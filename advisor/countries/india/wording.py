"""Ratios and spans of time in words, the same in all answers for India."""

from __future__ import annotations


def percent(ratio: float) -> str:
    """`8.33 %` for 0.0833; at most two decimals, none that are not needed."""
    return f"{round(ratio * 100, 2):.12g} %"


def count(number: float, noun: str) -> str:
    """`1 year`, `2 years`, `2.5 years`."""
    return f"{round(number, 2):.12g} {noun}" + ("" if number == 1 else "s")
