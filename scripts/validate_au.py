"""Recomputes the outside results that Australia's calculators are checked against.

Needs the development dependency australian-tax-calculators, in an environment of its own:

    python -m venv .venv-austaxcalc && .venv-austaxcalc/bin/pip install australian-tax-calculators==0.1.9
    .venv-austaxcalc/bin/python scripts/validate_au.py

Writes tests/countries/australia/validation.csv: resident tax before offsets and levies, quarterly super guarantee, room
under both contribution caps and minimum pensions, in AUD.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from importlib.metadata import version
from itertools import product
from pathlib import Path

from austaxcalc.calculations import contribution_caps, pension_minimum, quarterly_sg, resident_tax

TABLE = Path(__file__).parents[1] / "tests/countries/australia/validation.csv"
YEARS = ("2024-25", "2025-26", "2026-27")
INCOMES = (0, 18_200, 18_900, 36_500, 45_000, 45_001, 71_300, 98_765, 135_000, 141_000, 190_000, 190_100, 345_000)
QUARTERS = (0, 9_870, 24_500, 62_499, 62_500, 62_501, 88_000)
BALANCES = (0, 350_000, 499_999, 500_000, 1_659_999, 1_660_000, 1_761_000, 1_839_999, 1_840_000, 1_880_000)
BALANCES += (1_900_000, 1_969_999, 1_970_000, 1_999_999, 2_000_000, 2_099_999, 2_100_000)
PENSIONS = ((60, 250_000), (64, 333_333), (65, 412_345), (74, 87_655), (75, 512_000), (79, 99), (80, 640_500))
PENSIONS += ((84, 71_250), (85, 305_555), (89, 250_000), (90, 123_450), (94, 1_000_000), (95, 60_000), (101, 45_678))
STARTS = ((7, 1), (11, 17), (3, 2), (5, 31), (6, 1))  # month and day on which the pension starts
CONTRIBUTED, UNUSED, AFTER_TAX = 12_000, 18_000, 25_000


def rows() -> Iterator[tuple[str, str, str, str]]:
    """(worksheet, tax year, inputs joined by a slash, result)."""
    for year, income in product(YEARS, INCOMES):
        found = resident_tax(Decimal(income), year, scope_confirmed=True)["amounts"]
        yield "resident_tax", year, str(income), found["basic_income_tax"]
    for earnings in QUARTERS:
        found = quarterly_sg(Decimal(earnings), Decimal(0), "2025-26", 1, scope_confirmed=True)["amounts"]
        yield "quarterly_sg", "2025-26", str(earnings), found["minimum_sg"]
    for year, balance in product(YEARS, BALANCES):
        found = contribution_caps(
            Decimal(balance), Decimal(CONTRIBUTED), Decimal(UNUSED), Decimal(AFTER_TAX), True, year, True
        )["amounts"]
        yield "concessional", year, f"{balance}/{CONTRIBUTED}/{UNUSED}", found["concessional_remaining"]
        yield "non_concessional", year, f"{balance}/{AFTER_TAX}", found["non_concessional_remaining"]
    for year, (age, balance), start in product(YEARS, PENSIONS, STARTS):
        last = date(int(year[:4]) + 1, 6, 30)
        begun = date(last.year - (start[0] > last.month), *start)
        days = (last - begun).days + 1
        found = pension_minimum(Decimal(balance), age, days, year, scope_confirmed=True)["amounts"]
        yield "pension_minimum", year, f"{age}/{balance}/{begun}", found["minimum_payment"]


def main() -> None:
    engine = f"australian-tax-calculators {version('australian-tax-calculators')}"
    with TABLE.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["worksheet", "tax_year", "inputs", "result", "engine"])
        out.writerows([*row, engine] for row in rows())
    print(f"Wrote {TABLE}.")


if __name__ == "__main__":
    main()
