"""One calculation of each calculator, from its cases, against parsing the same inputs as JSON.

    .venv/bin/python benchmarks/calculators.py

Prints the slowest five in microseconds, and the slowest as a ratio to the JSON round trip in the same run.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from advisor.countries import COUNTRIES
from advisor.rules import CALCULATORS

TIMES = 200


def microseconds(call) -> float:
    start = time.perf_counter()
    for _ in range(TIMES):
        call()
    return (time.perf_counter() - start) / TIMES * 1e6


def main() -> None:
    cases = {}
    for file in (ROOT / "tests" / "countries").glob("*/cases/*.yaml"):
        for case in yaml.safe_load(file.read_text("utf-8")):
            if "error" not in case:
                cases.setdefault(case["calculator"], case)
    spent = {}
    for name, case in cases.items():
        country = COUNTRIES[CALCULATORS[name].country]
        given = case.get("inputs", {})
        day, year = case.get("date"), case.get("tax_year")
        country.calculate(name, day, year, **given)
        spent[name] = microseconds(lambda c=country, n=name, d=day, y=year, g=given: c.calculate(n, d, y, **g))
    parsing = microseconds(lambda: json.loads(json.dumps({"amount": 50000, "age": 58, "element": "taxed"})))
    slowest = sorted(spent.items(), key=lambda item: -item[1])[:5]
    for name, time_spent in slowest:
        print(f"{name:<36}{time_spent:>8.0f} µs")
    print(f"calculators measured                {len(spent)}")
    print(f"slowest / JSON round trip           {slowest[0][1] / parsing:.0f}")


if __name__ == "__main__":
    main()
