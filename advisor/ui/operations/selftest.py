"""The self-test: a button, and each check as it is done."""

from __future__ import annotations

import streamlit as st

from ...selftest import Check, run
from .. import markdown, shown
from ..start import House

_HELD = "self-test"


def draw(house: House) -> None:
    """The button and the checks of the last run in this session."""
    st.caption(
        "Asks each country's sample question through the model that answers members, plants a made-up identifier, and "
        "tries the registry and the record. It leaves nothing behind."
    )
    pressed = st.button("Run the self-test", type="primary", icon=":material/fact_check:")
    place = st.container()
    if pressed:
        with place, st.status("Testing …", expanded=True) as status:
            found = []
            for check in run(house.settings, house.serving):
                found.append(check)
                _line(check)
            status.update(label=_told(found), state="complete" if _passed(found) else "error", expanded=True)
        st.session_state[_HELD] = found
    elif held := st.session_state.get(_HELD):
        with place, st.status(_told(held), state="complete" if _passed(held) else "error", expanded=True):
            for check in held:
                _line(check)


def _line(check: Check) -> None:
    sign = ":green[:material/check_circle:]" if check.passed else ":red[:material/cancel:]"
    st.markdown(f"{sign} **{check.name}** · {markdown.plain(check.said)} :gray[{shown.latency(check.ms)}]")


def _passed(found: list[Check]) -> bool:
    return all(check.passed for check in found)


def _told(found: list[Check]) -> str:
    good = sum(check.passed for check in found)
    if good == len(found):
        return f"All {good} checks passed."
    return f"{len(found) - good} of {len(found)} checks failed."
