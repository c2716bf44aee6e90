"""Operations: what is live, the self-test, the stores, the settings in force, and the native pages."""

from __future__ import annotations

import streamlit as st

from advisor.ui import guard, start
from advisor.ui.operations import native, parts, selftest, stores

guard.require("admin")
house = start.house(guard.checked_settings())

st.title("Operations")
parts.draw(house)
st.header("Self-test", anchor=False)
selftest.draw(house)
st.header("Stores", anchor=False)
stores.draw(house.settings)
st.header("Native pages", anchor=False)
native.draw(house.settings)
with st.expander("Settings in force", icon=":material/settings:"):
    stores.settings_in_force(house.settings)
