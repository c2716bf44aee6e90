"""How long the reviewers' page waits for its store, over a record that benchmarks/events.py made.

    .venv/bin/python benchmarks/review.py --home million

Each figure is the processor time of the second of two runs, in ms: the wall clock also tells of other work.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from advisor.governance.precision import precision
from advisor.governance.queue import Wanted, choices, counts, page
from advisor.governance.record import now
from advisor.governance.standing import CLAIMED, OPEN, REOPENED
from advisor.settings import Settings


def timed(work: Callable[[], object]) -> float:
    """Processor time of the second run, in ms."""
    work()
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def main() -> None:
    """Prints a line for each thing the page asks of the store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, required=True, help="the data folder")
    url = Settings(home=parser.parse_args().home).database_url
    todo = (OPEN, CLAIMED, REOPENED)
    works: dict[str, Callable[[], object]] = {"choices of the filters": lambda: choices(url)}
    for days in (7, 365):
        since = now() - timedelta(days=days)
        works |= {
            f"{days} days: counts": lambda since=since: counts(url, Wanted(since)),
            f"{days} days: first page": lambda since=since: page(url, Wanted(since, states=todo)),
            f"{days} days: one rule": lambda since=since: page(url, Wanted(since, rules=("pii.au_tfn",))),
            f"{days} days: a text": lambda since=since: page(url, Wanted(since, text="retire")),
            f"{days} days: precision of the rules": lambda since=since: precision(url, since),
        }
    for name, work in works.items():
        print(f"{name:36s} {timed(work):8.1f} ms")


if __name__ == "__main__":
    main()
