"""Rows a second of a batch: questions all worded differently, then a few asked for many members; then in one process.

    .venv/bin/python benchmarks/batch.py [rows]

Start-up of the processes is counted. The different wordings are those that the countries' classifiers were trained
from, the few are their sample questions; each is asked by the demo members in turn.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import chain, cycle, islice, zip_longest
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from advisor import batch
from advisor.countries import COUNTRIES
from advisor.settings import Settings
from advisor.setup import set_up

ROWS = 10_000


def wordings() -> Iterator[tuple[str, str]]:
    """Every country's wordings in turn, none of them twice."""
    told = []
    for code, country in COUNTRIES.items():
        asks = chain.from_iterable(note["asks"] for note in country.notes.values())
        told.append([(code, text) for text in dict.fromkeys(chain(*country.phrases.values(), asks))])
    return (each for several in zip_longest(*told) for each in several if each)


def samples() -> Iterator[tuple[str, str]]:
    """The countries' sample questions."""
    return ((code, text) for code, country in COUNTRIES.items() for text in country.content["samples"])


def questions(asked: Iterable[tuple[str, str]], rows: int) -> pd.DataFrame:
    """`rows` questions, from the beginning again when there are no more, by other members then."""
    repeated = cycle(list(asked))
    return pd.DataFrame(
        {"user_id": f"{code}{number % 10 + 1:03d}", "session_id": "benchmark", "country": code, "query": text}
        for number, (code, text) in enumerate(islice(repeated, rows))
    )


def measured(name: str, asked: pd.DataFrame, settings: Settings) -> float:
    """Rows a second, from the call to the recorded answers; prints them, and the CPU time of all processes."""
    start, spent = time.perf_counter(), cpu()
    batch.run_batch_inference(asked, settings=settings)
    speed = len(asked) / (time.perf_counter() - start)
    print(f"{name:25} {speed:4.0f} rows a second, {(cpu() - spent) / len(asked) * 1000:.1f} ms CPU a row", flush=True)
    return speed


def cpu() -> float:
    """CPU seconds of this process and of its ended children."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main(rows: int) -> None:
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home))
        list(set_up(settings))
        print(f"{rows} rows, {os.cpu_count()} cores, {len(list(wordings()))} different wordings")
        different = measured("worded differently", questions(wordings(), rows), settings)
        measured("a few, for many members", questions(samples(), rows), settings)
        batch.CREW_FROM = rows + 1
        alone = measured("in one process", questions(wordings(), max(rows // 10, 1)), settings)
        print(f"every core : one process  {different / alone:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
