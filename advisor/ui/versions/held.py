"""What the page reads of the registry: the list afresh each time, and kept what can never change."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ...evaluation import gate
from ...evaluation.results import Evaluation
from ...history import Entry, RegistryUnavailable, history, reading
from ...registry import model_config
from ...settings import Settings

CHALLENGER = "challenger"
ONLY_ONE = "There is only one version. Register another one with `python -m advisor register`."
# Files of a run or a version come from slower stores than the registry's answers.
ARTEFACT_SECONDS = 20.0


def entries(settings: Settings) -> list[Entry]:
    """Every version, newest first. A registry that can't be read, or that is empty, stops the page with a message."""
    try:
        found = history(settings)
    except RegistryUnavailable as fault:
        st.error(f"{fault} Members are still answered by the version that runs.", icon=":material/cloud_off:")
        st.button("Try again", icon=":material/refresh:")
        st.stop()
    if not found:
        st.info("No version is registered yet. Run `python -m advisor register`.", icon=":material/inventory_2:")
        st.stop()
    return found


def carrying(found: list[Entry], alias: str) -> Entry | None:
    """The version with `alias`."""
    return next((each for each in found if alias in each.aliases), None)


def labelled(entry: Entry) -> str:
    """`Version 3 (champion)`"""
    carried = f" ({', '.join(entry.aliases)})" if entry.aliases else ""
    return f"Version {entry.number}{carried}"


def choose(label: str, found: list[Entry], suggested: Entry, key: str) -> Entry:
    """A choice of one version. It is kept by its number: what is known of a version may change meanwhile."""
    known = {each.number: each for each in found}
    numbers = list(known)
    number = st.selectbox(
        label, numbers, numbers.index(suggested.number), format_func=lambda number: labelled(known[number]), key=key
    )
    return known[number]


def config(settings: Settings, number: int) -> dict[str, Any] | None:
    """What a version was registered with; None when it can't be read now."""
    try:
        return _config(settings.registry_uri, settings.registered_model, number, settings)
    except (LookupError, RegistryUnavailable):
        return None


def evaluation(settings: Settings, entry: Entry) -> Evaluation | None:
    """A version's last evaluation, case by case; None when it has none, or it can't be read now."""
    if entry.evaluated is None:
        return None
    try:
        return _evaluation(settings.tracking_uri, entry.number, entry.evaluated.run_id, settings)
    except (LookupError, RegistryUnavailable):
        return None


# What is read once is kept, since neither a configuration nor a finished run changes. A failure is not kept.
@st.cache_data(max_entries=50, show_spinner=False)
def _config(registry: str, model: str, number: int, _settings: Settings) -> dict[str, Any]:
    return reading(lambda: model_config(number, _settings), ARTEFACT_SECONDS)


@st.cache_data(max_entries=50, show_spinner=False)
def _evaluation(tracking: str, number: int, run_id: str, _settings: Settings) -> Evaluation:
    found = reading(lambda: gate.latest(_settings, number), ARTEFACT_SECONDS)
    if found is None:
        raise LookupError(f"The evaluation of version {number} can't be read.")
    return found
