"""Brings a new answer to the top of the screen, so that its figure is what is seen first."""

from __future__ import annotations

import streamlit as st

# The header lies over the page, so the place to stop is a little above the question. Scrolled to twice: when the
# first question is asked, the profile above it folds up and everything below moves.
_SCRIPT = """<script>{{
const turn = document.querySelector(".st-key-{place}");
const show = () => {{ turn.style.scrollMarginTop = "4rem"; turn.scrollIntoView({{block: "start"}}); }};
if (turn) {{ show(); setTimeout(show, 500); }}
}}</script>"""


def to(place: str) -> None:
    """Scrolls to the container of that key, once: the same call in a later run does nothing. `place` is ours."""
    st.html(_SCRIPT.format(place=place), unsafe_allow_javascript=True)
