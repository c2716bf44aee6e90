"""The country whose rules are asked about."""

from __future__ import annotations

import streamlit as st

from ..countries import COUNTRIES
from . import flags

# A picture counts in the width of its label only when its own width is not a share of that.
_STYLE = "<style>[class*='st-key-country'] img {max-width: none; width: 1.5em}</style>"


def choose(member_id: str, home: str) -> str:
    """The chosen country's code. `home`, the country of the profile, comes first; another one is noted."""
    st.html(_STYLE)
    chosen = st.segmented_control(
        "Ask about the rules of",
        list(COUNTRIES),
        default=home,
        required=True,
        format_func=flags.named,
        key=f"country {member_id}",
    )
    if chosen != home:
        name = COUNTRIES[home].content["name"]
        st.caption(f"Your profile is for {name}. Answers here use only your age and household from it.")
    return chosen or home
