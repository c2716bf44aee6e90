"""The filters of the page, kept in its address."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import streamlit as st

from ...governance.figures import By, Scope, choices, newest, oldest
from ...period import Period
from ...settings import Settings
from .view import KEEP_SECONDS, View, country_name, name_of

SPLITS: dict[str, By] = {"Version": "version", "Country": "country", "Channel": "channel"}


def choose(settings: Settings, period: Period) -> View | None:
    """Draws the filters; None while the record holds no question at all."""
    first, last, known = _known(settings.database_url)
    if first is None:
        return None
    place = st.popover("Filter and compare", icon=":material/tune:")
    versions = place.multiselect(
        "Version", known["version"], format_func=name_of, placeholder="all", key="version", bind="query-params",
    )  # fmt: skip
    countries = place.multiselect(
        "Country", known["country"], format_func=country_name, placeholder="all", key="country", bind="query-params",
    )  # fmt: skip
    channels = place.multiselect(
        "Channel", known["channel"], placeholder="all", key="channel", bind="query-params"
    )  # fmt: skip
    by = place.selectbox(
        "Compare by", list(SPLITS), index=None, placeholder="nothing", key="by", bind="query-params",
        help="Draws a line or bar for each version, country or channel.",
    )  # fmt: skip
    scope = Scope(period.since, period.until, period.grain, tuple(versions), tuple(countries), tuple(channels))
    return View(settings, period, scope, SPLITS.get(by or ""), first, last)


def told(view: View) -> str:
    """`, Australia, version 6, by country`: what is filtered and compared, or nothing."""
    scope = view.scope
    parts = [*map(country_name, scope.countries), *(f"version {name_of(each)}" for each in scope.versions)]
    parts += [*scope.channels, *([f"compared by {view.split}"] if view.split else [])]
    return "".join(f", {part}" for part in parts)


@st.cache_data(ttl=KEEP_SECONDS, max_entries=10, show_spinner=False)
def _known(url: str) -> tuple[datetime | None, datetime | None, dict[str, list[Any]]]:
    return oldest(url), newest(url), choices(url)
