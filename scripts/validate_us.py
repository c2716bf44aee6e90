"""Recomputes the outside results that the United States' federal return is checked against.

Needs the development dependency policyengine-us, in an environment of its own:

    python -m venv .venv-policyengine && .venv-policyengine/bin/pip install policyengine-us==2.68.0
    .venv-policyengine/bin/python scripts/validate_us.py

Writes tests/countries/united_states/validation.csv: federal income tax, taxable Social Security and standard deduction
in USD of people whose only income is an IRA withdrawal and Social Security, for each filing status, age and tax year.
"""

from __future__ import annotations

import csv
from importlib.metadata import version
from pathlib import Path
from typing import Any

from policyengine_us import Simulation

TABLE = Path(__file__).parents[1] / "tests/countries/united_states/validation.csv"
COLUMNS = ("tax_year", "filing_status", "lived_apart", "age", "spouse_age", "withdrawal", "social_security")
RESULTS = ("income_tax", "tax_unit_taxable_social_security", "standard_deduction")
# The engine's own names, and whether separate filers live together.
STATUSES = {
    ("single", False): ("SINGLE", False),
    ("joint", False): ("JOINT", False),
    ("head_of_household", False): ("HEAD_OF_HOUSEHOLD", False),
    ("separate", True): ("SEPARATE", False),
    ("separate", False): ("SEPARATE", True),
}
YEARS = (2025, 2026)
AGES = {"joint": ((52, 49), (66, 61), (71, 69)), "other": ((55, None), (68, None))}
INCOMES = ((0, 31_000), (17_300, 0), (24_100, 26_400), (48_700, 33_600), (92_500, 28_800), (163_000, 41_000))
INCOMES += ((258_000, 0), (705_000, 52_000))
YOUNG_INCOMES = ((15_900, 0), (58_200, 0), (121_000, 0), (236_000, 0), (810_000, 0))
Point = tuple[str, bool, int, int | None, int, int]


def points() -> list[Point]:
    """The grid of each tax year. Only people old enough for it draw Social Security."""
    grid: list[Point] = []
    for status, apart in STATUSES:
        for age, spouse in AGES["joint" if status == "joint" else "other"]:
            incomes = YOUNG_INCOMES if age < 62 else INCOMES
            grid += [(status, apart, age, spouse, *income) for income in incomes]
    return grid


def household(i: int, point: Point, year: int) -> dict[str, dict[str, Any]]:
    """One point as the engine's entities: a household of its own."""
    status, apart, age, spouse, withdrawal, benefits = point
    engine_status, together = STATUSES[status, apart]
    people: dict[str, Any] = {
        f"p{i}": {
            "age": {year: age},
            "taxable_ira_distributions": {year: withdrawal},
            "social_security_retirement": {year: benefits},
        }
    }
    if spouse is not None:
        people[f"s{i}"] = {"age": {year: spouse}}
    members = {"members": list(people)}
    unit = members | {"filing_status": {year: engine_status}, "cohabitating_spouses": {year: together}}
    groups = {kind: {f"{kind}{i}": members} for kind in ("families", "spm_units", "marital_units")}
    place = {"households": {f"h{i}": members | {"state_code": {year: "TX"}}}}
    return {"people": people, "tax_units": {f"t{i}": unit}, **groups, **place}


def outside(year: int) -> list[list[object]]:
    """Rows of the table for one tax year, every point in one simulation."""
    situation: dict[str, dict[str, Any]] = {}
    for i, point in enumerate(points()):
        for kind, entities in household(i, point, year).items():
            situation.setdefault(kind, {}).update(entities)
    simulation = Simulation(situation=situation)
    results = [simulation.calculate(name, year) for name in RESULTS]
    return [
        [year, *("" if value is None else value for value in point), *(f"{float(value):.2f}" for value in values)]
        for point, *values in zip(points(), *results, strict=True)
    ]


def main() -> None:
    engine = f"policyengine-us {version('policyengine-us')}"
    with TABLE.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*COLUMNS, *RESULTS, "engine"])
        for year in YEARS:
            writer.writerows([*row, engine] for row in outside(year))


if __name__ == "__main__":
    main()
