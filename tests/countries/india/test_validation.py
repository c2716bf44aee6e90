"""Income tax against two outside engines (scripts/validate_in.py wrote their results)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from advisor.countries import COUNTRIES

ROWS = list(csv.DictReader((Path(__file__).parent / "validation.csv").open(encoding="utf-8")))
# both sides round to ten rupees, and one engine rounds to the rupee on the way
TEN_RUPEES = 10


def test_the_table_covers_both_regimes_every_age_band_and_two_years() -> None:
    assert {row["tax_year"] for row in ROWS} == {"2024-25", "2025-26"}
    assert {row["regime"] for row in ROWS} == {"new", "old"}
    assert {row["age"] for row in ROWS} == {"45", "66", "84"}
    assert len(ROWS) >= 300


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['tax_year']}-{row['regime']}-{row['age']}-{row['salary']}")
def test_tax_agrees_to_ten_rupees(row: dict[str, str]) -> None:
    found = COUNTRIES["IN"].calculate(
        "in_income_tax",
        tax_year=row["tax_year"],
        gross_income=float(row["salary"]),
        regime=row["regime"],
        age=float(row["age"]),
    )
    assert found.value == pytest.approx(float(row["income_tax"]), rel=0, abs=TEN_RUPEES)
