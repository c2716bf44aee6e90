"""Work that outlives a page: it goes on when its tab is closed, and any tab can watch it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import streamlit as st

from ..evaluation import EvaluationFailed
from ..evaluation.evaluating import Progress, Step
from ..registry import AliasMoveRefused
from . import markdown

LOOK_EVERY_SECONDS = 1.0
# What a job does: it tells its steps, and returns the sentence that it ends with.
Work = Callable[[Progress], str]

log = logging.getLogger(__name__)


@dataclass
class Job:
    """One piece of work: what it is, who began it, how far it is, and the sentence that it ended with."""

    name: str
    who: str
    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    step: Step | None = None
    said: str = ""
    failed: bool = False
    done: threading.Event = field(default_factory=threading.Event)

    def run(self, work: Work) -> None:
        """Does the work; whatever happens, it ends with a sentence."""
        try:
            self.said = work(self._hear)
        except (AliasMoveRefused, EvaluationFailed, LookupError) as fault:
            self.said, self.failed = str(fault.args[0]), True
        except Exception as fault:
            log.exception("%s failed.", self.name)
            self.said, self.failed = f"It stopped with {type(fault).__name__}. The app's log says why.", True
        finally:
            self.done.set()

    def _hear(self, step: Step) -> None:
        self.step = step


class Jobs:
    """The jobs of this process, one at a time: an evaluation keeps every core busy."""

    def __init__(self) -> None:
        self.latest: Job | None = None
        self._starting = threading.Lock()

    def start(self, name: str, who: str, work: Work) -> Job | None:
        """Begins the work on a thread of its own; None when another job is still running."""
        with self._starting:
            if self.latest and not self.latest.done.is_set():
                return None
            self.latest = Job(name, who)
        threading.Thread(target=self.latest.run, args=(work,), name="job", daemon=True).start()
        return self.latest

    def forget(self) -> None:
        """Drops the latest job once it is over: what it said no longer holds."""
        with self._starting:
            if self.latest and self.latest.done.is_set():
                self.latest = None


@st.cache_resource(show_spinner=False)
def jobs() -> Jobs:
    """The jobs of this process."""
    return Jobs()


def draw() -> bool:
    """The latest job: its progress while it runs, its last sentence afterwards. Returns whether one is running."""
    job = jobs().latest
    if job is None:
        return False
    if not job.done.is_set():
        _watch(job)
        return True
    head = f"**{markdown.plain(job.name)}** ({markdown.plain(job.who)}, {job.began:%H:%M} UTC)"
    (st.error if job.failed else st.success)(
        f"{head}: {markdown.plain(job.said)}",
        icon=":material/block:" if job.failed else ":material/check_circle:",
    )
    return False


@st.fragment(run_every=LOOK_EVERY_SECONDS)
def _watch(job: Job) -> None:
    if job.done.is_set():
        st.rerun()
    with st.container(border=True):
        st.markdown(f"**{markdown.plain(job.name)}** · begun by {markdown.plain(job.who)}, {job.began:%H:%M} UTC")
        step = job.step
        if step is None:
            st.progress(0.0, "Getting ready …")
        elif step.done < step.total:
            st.progress(step.done / step.total, f"Version {step.version}: case {step.done + 1} of {step.total}")
        else:
            st.progress(1.0, f"Version {step.version}: scoring {step.total} answers …")
        st.caption("It goes on when you leave this page.")
