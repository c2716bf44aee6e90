"""Work that may hang, given a time: a registry or a workspace that can't be reached must not hold up a page."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import NoReturn, TypeVar

T = TypeVar("T")


class TookTooLong(TimeoutError):
    """The work is not done in its time; it goes on by itself, and nobody waits for it."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` returns or raises, if it does so within `seconds`. Raises TookTooLong."""
    done: queue.Queue[Callable[[], T]] = queue.Queue()

    def run() -> None:
        try:
            result = work()
        except Exception as fault:  # noqa: BLE001 - handed to the one who waits
            caught = fault
            done.put(lambda: _raise(caught))
        else:
            done.put(lambda: result)

    threading.Thread(target=run, name="patience", daemon=True).start()
    try:
        outcome = done.get(timeout=seconds)
    except queue.Empty:
        raise TookTooLong(f"It took longer than {seconds:g} s.") from None
    return outcome()


def _raise(fault: Exception) -> NoReturn:
    raise fault
