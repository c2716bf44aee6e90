"""The accent colour is for surfaces: as the colour of small letters it is too weak on a dark page."""

from __future__ import annotations

import streamlit as st

# A chosen option, and the figures of a slider.
_STYLE = """<style>
[data-testid="stButtonGroup"] button, [data-testid="stSliderThumbValue"] {color: inherit !important}
</style>"""


def readable() -> None:
    """Gives letters that Streamlit draws in the accent colour the colour of text, on every page."""
    st.html(_STYLE)
