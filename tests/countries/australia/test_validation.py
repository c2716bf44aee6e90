"""Tax, super guarantee, contribution room and pension minimums against an outside package's results.

The results are committed in validation.csv; the package is australian-tax-calculators, whose scope is a whole-year
resident, complete quarters, and account-based pensions.
"""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from advisor.countries import COUNTRIES

AU = COUNTRIES["AU"]
ROWS = list(csv.DictReader((Path(__file__).parent / "validation.csv").open(encoding="utf-8")))


def ours(row: dict[str, str]) -> float:
    year, parts = row["tax_year"], row["inputs"].split("/")
    if row["worksheet"] == "resident_tax":
        found = AU.calculate("au_income_tax", tax_year=year, taxable_income=float(parts[0]))
        return float(found.outcome.figures["income tax before offsets"][0])
    if row["worksheet"] == "quarterly_sg":
        return float(AU.calculate("au_super_guarantee", tax_year=year, quarter_earnings=float(parts[0])).value)
    if row["worksheet"] == "pension_minimum":
        start = date.fromisoformat(parts[2])
        inputs = {"age": int(parts[0]), "balance": float(parts[1]), "start_date": start}
        return float(AU.calculate("au_minimum_drawdown", tax_year=year, **inputs).value)
    amounts = [float(part) for part in parts]
    if row["worksheet"] == "concessional":
        named = dict(zip(("total_balance", "contributions", "unused"), amounts, strict=True))
        return float(AU.calculate("au_concessional_cap_room", tax_year=year, **named).value)
    named = dict(zip(("total_balance", "contributed"), amounts, strict=True))
    return float(AU.calculate("au_non_concessional_room", tax_year=year, age=60, **named).value)


def test_the_table_covers_every_worksheet_and_year() -> None:
    covered = {(row["worksheet"], row["tax_year"]) for row in ROWS}
    assert {sheet for sheet, _ in covered} == {
        "resident_tax",
        "quarterly_sg",
        "concessional",
        "non_concessional",
        "pension_minimum",
    }
    assert {year for _, year in covered} == {"2024-25", "2025-26", "2026-27"}
    assert len(ROWS) >= 300
    assert all(row["engine"].startswith("australian-tax-calculators ") for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['worksheet']}-{row['tax_year']}-{row['inputs']}")
def test_agrees_to_the_cent(row: dict[str, str]) -> None:
    assert ours(row) == pytest.approx(float(row["result"]), abs=0.005, rel=0)
