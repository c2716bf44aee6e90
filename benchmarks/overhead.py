"""MLflow's overhead for one row: the registered model against its own pipeline, in one process and one run.

    .venv/bin/python benchmarks/overhead.py

Prints the medians, their difference and ratio, and the 95th percentile of the answer inside the model.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from advisor.countries import COUNTRIES
from advisor.loaded import load_version
from advisor.settings import Settings
from advisor.setup import set_up

ROUNDS = 40


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        settings = Settings(home=Path(home))
        list(set_up(settings))
        model = load_version(settings).model
        python_model = model.unwrap_python_model()
        asked = [(code, query) for code, country in COUNTRIES.items() for query in country.content["samples"]]
        through_mlflow, direct, inside = [], [], []
        for number in range(ROUNDS + 1):
            for code, query in asked:
                frame = pd.DataFrame([{"user_id": f"{code}001", "session_id": "b", "country": code, "query": query}])
                start = time.perf_counter()
                answered = model.predict(frame)
                middle = time.perf_counter()
                python_model.predict(None, frame)
                end = time.perf_counter()
                if number:  # the first round warms up
                    through_mlflow.append((middle - start) * 1000)
                    direct.append((end - middle) * 1000)
                    inside.append(float(answered.latency_ms.iloc[0]))
    inside.sort()
    print(f"questions                 {len(asked)} x {ROUNDS}")
    print(f"direct, median            {median(direct):.2f} ms")
    print(f"through MLflow, median    {median(through_mlflow):.2f} ms")
    print(f"overhead, median          {median(t - d for t, d in zip(through_mlflow, direct, strict=True)):.2f} ms")
    print(f"ratio                     {median(through_mlflow) / median(direct):.3f}")
    print(f"inside the model, p50     {median(inside):.2f} ms")
    print(f"inside the model, p95     {inside[int(len(inside) * 0.95)]:.2f} ms")


if __name__ == "__main__":
    main()
