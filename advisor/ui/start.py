"""The app's one start: what it sets up, seen by every tab and done once."""

from __future__ import annotations

import logging
import threading
import time
from functools import cached_property
from typing import TYPE_CHECKING

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError
from streamlit.delta_generator import DeltaGenerator

from ..identities import Identities
from ..members import Members
from ..serving.head_start import head_start
from ..settings import Settings

if TYPE_CHECKING:
    from ..alerts import Watch
    from ..serving.supervisor import Serving
    from ..shadow import Shadow

LOADING = "Loading the program"
SERVING = "Starting the model server"
READY_SECONDS = 120
LOOK_EVERY_SECONDS = 0.2

log = logging.getLogger(__name__)


class House:
    """Settings, stores and the model's server of this process. Its start runs on a thread of its own.

    So a tab that is closed halfway stops nothing, and a second tab watches the same start.
    """

    serving: Serving
    shadow: Shadow
    watch: Watch

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.steps: list[str] = []
        self.fault = ""
        self.done = threading.Event()
        threading.Thread(target=self._start, name="first-start", daemon=True).start()

    @cached_property
    def members(self) -> Members:
        return Members(self.settings.members_url)

    @cached_property
    def identities(self) -> Identities:
        return Identities(self.settings.members_url)

    def stop(self) -> None:
        """Ends the model server and the watch over the alerts, if it got as far as that."""
        if hasattr(self, "watch"):
            self.watch.stop()
        if hasattr(self, "serving"):
            self.serving.stop()

    def _start(self) -> None:
        try:
            self.steps.append(LOADING)
            early = None if self.settings.serving_endpoint else head_start(self.settings)
            # here and not above: the screen shows its first step before MLflow is loaded
            from ..alerts import Watch
            from ..serving.supervisor import Serving
            from ..setup import set_up
            from ..shadow import Shadow

            self.serving = Serving(self.settings, early)
            self.shadow = Shadow(self.settings, self.serving)
            for step in set_up(self.settings):
                self.steps.append(step)
            self.watch = Watch(self.settings)
            self.steps.append(SERVING)
            self.serving.start()
            self.serving.wait_until_ready(READY_SECONDS)
        except Exception as fault:
            log.exception("The start failed.")
            self.fault = _told(fault, self.settings)
        finally:
            self.done.set()


def _told(fault: Exception, settings: Settings) -> str:
    """A sentence for the person at the screen; the log has the rest."""
    if isinstance(fault, OSError):
        return f"The data folder {settings.home} can't be written. Set ADVISOR_HOME to a folder of your own."
    if isinstance(fault, ModuleNotFoundError):
        return f"The package {fault.name} is missing. Install it, or check which database the settings name."
    if isinstance(fault, SQLAlchemyError):
        return "The database can't be used. Check ADVISOR_DATABASE_URL and ADVISOR_MEMBERS_URL, then try again."
    return f"The start stopped with {type(fault).__name__}. The app's log says why."


@st.cache_resource(show_spinner=False)
def begin(key: str, _settings: Settings) -> House:
    """The house of this process: made by the first visitor, shared by all."""
    return House(_settings)


def wait() -> None:
    """The page behind the bare address while the start is watched: the watching itself is drawn by `house`."""


def finished(settings: Settings) -> bool:
    """Whether the start is over, well or badly. The first call begins it."""
    return begin(settings.model_dump_json(), settings).done.is_set()


def house(settings: Settings) -> House:
    """The started house. Shows each step while it starts; on a fault, says so and stops the page."""
    started = begin(settings.model_dump_json(), settings)
    if not started.done.is_set():
        _watch(started)
    if started.fault:
        st.error(started.fault, icon=":material/error:")
        if st.button("Try again", type="primary"):
            started.stop()
            begin.clear()
            st.rerun()
        st.stop()
    return started


def _watch(started: House) -> None:
    """Shows the steps as they are reached, until the start is over; then the page is drawn anew."""
    st.title("Pension Advisor")
    st.write("Getting everything ready. The very first time takes about half a minute, later a few seconds.")
    with st.status("Starting …", expanded=True) as status:
        lines: list[DeltaGenerator] = []
        while True:
            over = started.done.is_set()
            for step in started.steps[len(lines) :]:
                if lines:
                    lines[-1].markdown(f":material/check: {started.steps[len(lines) - 1]}")
                lines.append(st.empty())
                lines[-1].markdown(f":material/pending: {step} …")
                status.update(label=f"{step} …", expanded=True)
            if over:
                break
            time.sleep(LOOK_EVERY_SECONDS)
    st.rerun()
