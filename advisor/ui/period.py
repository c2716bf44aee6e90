"""The picker of a stretch of time: presets or a calendar, UTC or the visitor's clock, kept in the page's address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from .. import period
from ..period import PRESETS, Period

DATES = "Dates"
DEFAULT = "7 d"
CLOCKS = ("UTC", "Local")


def choose() -> Period:
    """Draws the picker into the container around it, and returns what it stands at."""
    now = datetime.now(UTC).replace(tzinfo=None)
    chosen = st.segmented_control(
        "Time range", [*PRESETS, DATES], default=DEFAULT, required=True, key="range", bind="query-params", wrap=True
    )
    clock = st.segmented_control(
        "Clock", CLOCKS, default=CLOCKS[0], required=True, key="clock", bind="query-params",
        help="Local is the time zone of your browser.",
    )  # fmt: skip
    zone = local_zone() if clock == "Local" else "UTC"
    if chosen != DATES:
        return period.latest(PRESETS[chosen or DEFAULT], zone, now)
    today = now.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date()
    week = (today - timedelta(days=6), today)
    dates = st.date_input(
        "From and to", week, max_value=today + timedelta(days=1), key="dates", format="YYYY-MM-DD",
        bind="query-params", width=230,
    )  # fmt: skip
    # while the second day is being chosen there is only one
    first, last = dates if isinstance(dates, tuple) and len(dates) == 2 else week
    return period.between(first, last, zone)


def local_zone() -> str:
    """The browser's time zone by its name; UTC when it tells none that is known here."""
    name = st.context.timezone or "UTC"
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return "UTC"
    return name


def told(chosen: Period) -> str:
    """`17 Nov 2026 00:00 to 24 Nov 2026 11:00, UTC`."""
    since, until = chosen.local(chosen.since), chosen.local(chosen.until)
    return f"{since:%d %b %Y %H:%M} to {until:%d %b %Y %H:%M}, {chosen.zone.replace('_', ' ')}"
