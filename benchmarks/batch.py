"""Rows a second of a batch, on every core against on one, in one run.

    .venv/bin/python benchmarks/batch.py [rows]

Start-up of the servers is counted; the questions are the countries' sample questions, asked by every demo member.
"""

from __future__ import annotations

import itertools
import os
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from advisor import batch
from advisor.countries import COUNTRIES
from advisor.settings import Settings
from advisor.setup import set_up

ROWS = 10_000


def main(rows: int) -> None:
    asked = itertools.cycle(
        (f"{code}{number:03d}", code, query)
        for number in range(1, 11)
        for code, country in COUNTRIES.items()
        for query in country.content["samples"]
    )
    questions = pd.DataFrame(
        [
            {"user_id": user, "session_id": "benchmark", "country": code, "query": query}
            for user, code, query in itertools.islice(asked, rows)
        ]
    )
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home))
        list(set_up(settings))
        start = time.perf_counter()
        batch.run_batch_inference(questions, settings=settings)
        every_core = rows / (time.perf_counter() - start)
        batch.CREW_FROM = rows + 1
        few = questions.head(max(rows // 10, 1))
        start = time.perf_counter()
        batch.run_batch_inference(few, settings=settings)
        one_process = len(few) / (time.perf_counter() - start)
    print(f"rows                      {rows}, cores {os.cpu_count()}")
    print(f"on every core             {every_core:.0f} rows a second")
    print(f"in one process            {one_process:.0f} rows a second ({len(few)} rows)")
    print(f"ratio                     {every_core / one_process:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
