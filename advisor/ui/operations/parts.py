"""What is live, embedded or off, part by part, with what to set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ...doctor import examine
from ...members import MembersUnavailable
from ...settings import Settings
from .. import markdown
from ..start import House

BADGES = {
    "live": ":green-badge[:material/cloud_done: live]",
    "embedded": ":blue-badge[:material/home: embedded]",
    "off": ":gray-badge[:material/power_settings_new: off]",
}
NAMES = {
    "registry": "Registry",
    "unity_catalog": "Unity Catalog",
    "serving": "Model serving",
    "engine": "Engine",
    "members": "Members",
    "record": "Record",
    "shadow": "Shadow answers",
    "native_pages": "Native pages",
    "traces": "Traces",
    "identity": "Identity",
}


def draw(house: House) -> None:
    """Who answers now, and a line for each part."""
    serving = house.serving
    if serving.ready:
        said = serving.message if serving.version else f"{house.settings.serving_endpoint} answers members."
        st.success(markdown.plain(said), icon=":material/check_circle:")
    else:
        st.warning(markdown.plain(serving.message), icon=":material/hourglass:")
    try:
        found = _examined(house.settings.model_dump_json(), house.settings)
    except MembersUnavailable as fault:
        st.error(str(fault), icon=":material/cloud_off:")
        return
    parts = list(found["parts"].items())
    for start in range(0, len(parts), 2):
        for column, (name, part) in zip(st.columns(2), parts[start : start + 2], strict=False):
            with column:
                _part(name, part)


def _part(name: str, part: Mapping[str, str]) -> None:
    with st.container(border=True, gap="xsmall", height="stretch"):
        st.markdown(f"**{NAMES.get(name, name.replace('_', ' ').capitalize())}** {BADGES[part['state']]}")
        st.caption("Nothing to set." if part["state"] == "live" else _sentence(part["set"]))


def _sentence(hint: str) -> str:
    text = hint[:1].upper() + hint[1:]
    return text if text.endswith(".") else f"{text}."


@st.cache_data(ttl=15, max_entries=4, show_spinner="Looking at every part …")
def _examined(key: str, _settings: Settings) -> dict[str, Any]:
    return examine(_settings)
