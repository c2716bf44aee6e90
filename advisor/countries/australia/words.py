"""How figures other than money are written in answers."""

from __future__ import annotations

from datetime import date


def percent(ratio: float) -> str:
    """`11.5%` for 0.115."""
    return f"{ratio * 100:.6g}%"


def day(moment: date) -> str:
    """`1 July 2026`."""
    return f"{moment:%-d %B %Y}"


def plural(count: float, noun: str) -> str:
    """`1 year`, `3 years`."""
    return f"{count:g} {noun}" if count == 1 else f"{count:g} {noun}s"
