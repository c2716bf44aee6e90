"""The stores: sizes, rows and schema; and the settings in force, without anything secret."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ... import stores
from ...addresses import without_secrets
from ...settings import Settings
from .. import shown

NOT_SET = "not set"


def draw(settings: Settings) -> None:
    """The record's schema and rows, and every store with its size."""
    held, rows, schema = _looked_at(settings.model_dump_json(), settings)
    if schema.revision is None:
        st.error("The record can't be read. Check ADVISOR_DATABASE_URL.", icon=":material/cloud_off:")
    elif not schema.current:
        st.warning(
            f"The record's schema is {schema.revision}, and the newest is {schema.newest}. Restart the app to bring it "
            "up to date.",
            icon=":material/warning:",
        )
    with st.container(horizontal=True, gap="medium"):
        st.metric("Schema", schema.revision or shown.UNKNOWN, width="content")
        for name, count in rows.items():
            st.metric(
                name.replace("_", " ").capitalize(), shown.UNKNOWN if count is None else f"{count:,}", width="content"
            )
    st.dataframe(
        pd.DataFrame(
            {
                "Store": [each.name for each in held],
                "Size": [_size(each.size) for each in held],
                "Where": [each.address for each in held],
            }
        ),
        hide_index=True,
        alt="Every store with its size and place",
    )


def settings_in_force(settings: Settings) -> None:
    """Every setting by the name of its environment variable; addresses without their secrets."""
    rows = [
        {"Setting": variable(name), "Value": _shown(getattr(settings, name)), "Set": name in settings.model_fields_set}
        for name in type(settings).model_fields
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, alt="Every setting in force")
    st.caption("Passwords and tokens are never shown. Set: by the environment, not by default.")


def variable(name: str) -> str:
    """The environment variable of a setting."""
    alias = Settings.model_fields[name].validation_alias
    return str(alias) if alias else f"ADVISOR_{name.upper()}"


def _shown(value: object) -> str:
    return NOT_SET if value in ("", None) else without_secrets(str(value))


def _size(size: int | None) -> str:
    if size is None:
        return shown.UNKNOWN
    for unit, whole in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= whole:
            return f"{size / whole:,.1f} {unit}"
    return f"{size} bytes"


Looked = tuple[list[stores.Store], dict[str, int | None], stores.Schema]


@st.cache_data(ttl=60, max_entries=4, show_spinner=False)
def _looked_at(key: str, _settings: Settings) -> Looked:
    url = _settings.database_url
    return stores.stores(_settings), stores.rows(url), stores.schema(url)
