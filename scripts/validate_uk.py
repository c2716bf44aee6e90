"""Recomputes the outside results that the United Kingdom's tax is checked against.

Needs the development dependency policyengine-uk, in an environment of its own:

    python -m venv .venv-policyengine && .venv-policyengine/bin/pip install policyengine-uk==2.162.10
    .venv-policyengine/bin/python scripts/validate_uk.py

Writes tests/countries/united_kingdom/validation.csv: income tax and personal allowance in GBP of a 62-year-old whose
only income is a private pension, for each nation, income and tax year.
"""

from __future__ import annotations

import csv
from importlib.metadata import version
from itertools import product
from pathlib import Path

from policyengine_uk import Simulation

TABLE = Path(__file__).parents[1] / "tests/countries/united_kingdom/validation.csv"
# The engine names a tax year by the calendar year it starts in.
YEARS = {"2024/25": 2024, "2025/26": 2025, "2026/27": 2026}
REGIONS = {"England": "NORTH_EAST", "Scotland": "SCOTLAND"}
OTHER_REGIONS = {"Wales": "WALES", "Northern Ireland": "NORTHERN_IRELAND"}
INCOMES = (9_000, 12_570, 13_100, 16_000, 17_250, 24_300, 28_400, 33_333, 43_700, 47_500, 50_270, 50_300, 62_000)
INCOMES += (75_500, 99_990, 101_001, 111_111, 123_456, 125_150, 151_000, 240_000)
FEW_INCOMES = (21_000, 57_000, 132_000)
AGE = 62


def points() -> list[tuple[str, int]]:
    """The grid of each tax year: (nation, income)."""
    return [*product(REGIONS, INCOMES), *product(OTHER_REGIONS, FEW_INCOMES)]


def outside(year: str) -> list[list[object]]:
    """Rows of the table for one tax year, every point a household of its own in one simulation."""
    period, grid = YEARS[year], points()
    regions = REGIONS | OTHER_REGIONS
    people = {f"p{i}": {"age": {period: AGE}, "private_pension_income": {period: row[1]}} for i, row in enumerate(grid)}
    situation = {
        "people": people,
        "benunits": {f"b{i}": {"members": [f"p{i}"]} for i in range(len(grid))},
        "households": {
            f"h{i}": {"members": [f"p{i}"], "region": {period: regions[row[0]]}} for i, row in enumerate(grid)
        },
    }
    simulation = Simulation(situation=situation)
    taxes = simulation.calculate("income_tax", period)
    allowances = simulation.calculate("personal_allowance", period)
    return [
        [year, nation, income, f"{tax:.2f}", f"{allowance:.2f}"]
        for (nation, income), tax, allowance in zip(grid, taxes, allowances, strict=True)
    ]


def main() -> None:
    engine = f"policyengine-uk {version('policyengine-uk')}"
    with TABLE.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["tax_year", "nation", "pension_income", "income_tax", "personal_allowance", "engine"])
        for year in YEARS:
            out.writerows([*row, engine] for row in outside(year))
    print(f"Wrote {TABLE}.")


if __name__ == "__main__":
    main()
