"""Figures and links as the staff pages show them: unknown is never nought, and a dead link says why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

import streamlit as st

from ..links import Link
from .receipt import cost, latency

DASH = "—"
UNKNOWN = "unknown"
Form = Callable[[float | None], str]

__all__ = ["DASH", "UNKNOWN", "choice", "cost", "figure", "latency", "links", "moment", "share"]


def share(ratio: float | None, digits: int = 1) -> str:
    """`96.0%`, or `unknown`."""
    return UNKNOWN if ratio is None else f"{ratio:.{digits}%}"


def figure(value: float | None, digits: int = 1) -> str:
    """`3.2`, or `unknown`."""
    return UNKNOWN if value is None else f"{value:,.{digits}f}"


def moment(at: datetime | None) -> str:
    """`24 Nov 2026 09:58 UTC`, or a dash."""
    return DASH if at is None else f"{at:%d %b %Y %H:%M} UTC"


def choice(label: str, options: list[str], key: str, hidden: bool = False) -> str:
    """One of a few, side by side, the first by default; `hidden` leaves the label to screen readers."""
    chosen = st.segmented_control(
        label, options, default=options[0], required=True, key=key,
        label_visibility="collapsed" if hidden else "visible",
    )  # fmt: skip
    return chosen or options[0]


def links(found: Iterable[Link]) -> None:
    """A button for each link; those without an address are disabled, and a line below says why."""
    dead: dict[str, list[str]] = {}
    with st.container(horizontal=True):
        for link in found:
            if link.url:
                st.link_button(link.label, link.url, icon=":material/open_in_new:")
            else:
                st.button(link.label, icon=":material/open_in_new:", disabled=True, key=f"dead link {link.label}")
                dead.setdefault(link.reason, []).append(link.label)
    for reason, labels in dead.items():
        st.caption(f"{', '.join(labels)}: {reason}")
