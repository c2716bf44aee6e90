"""The federal return against an outside engine's results, committed in validation.csv (scripts/validate_us.py)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from advisor.countries import COUNTRIES

ROWS = list(csv.DictReader((Path(__file__).parent / "validation.csv").open(encoding="utf-8")))
US = COUNTRIES["US"]
# within 1 % or $1 of the engine
CLOSE = {"rel": 0.01, "abs": 1.0}


def inputs(row: dict[str, str]) -> dict[str, object]:
    return {
        "filing_status": row["filing_status"],
        "lived_apart": row["lived_apart"] == "True",
        "withdrawals": float(row["withdrawal"]),
        "social_security": float(row["social_security"]),
    }


def ages(row: dict[str, str]) -> dict[str, int | None]:
    return {"age": int(row["age"]), "spouse_age": int(row["spouse_age"]) if row["spouse_age"] else None}


def name(row: dict[str, str]) -> str:
    return "-".join(row[key] for key in ("tax_year", "filing_status", "age", "withdrawal", "social_security"))


def test_the_grid_is_large_enough():
    assert len(ROWS) >= 140
    assert {row["tax_year"] for row in ROWS} == {"2025", "2026"}


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_income_tax(row):
    found = US.calculate("us_income_tax", tax_year=row["tax_year"], **inputs(row), **ages(row))
    assert found.value == pytest.approx(float(row["income_tax"]), **CLOSE)


@pytest.mark.parametrize("row", [row for row in ROWS if float(row["social_security"])], ids=name)
def test_taxable_social_security(row):
    found = US.calculate("us_taxable_social_security", tax_year=row["tax_year"], **inputs(row))
    assert found.value == pytest.approx(float(row["tax_unit_taxable_social_security"]), **CLOSE)


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_standard_deduction(row):
    found = US.calculate(
        "us_standard_deduction", tax_year=row["tax_year"], filing_status=row["filing_status"], **ages(row)
    )
    assert found.value == pytest.approx(float(row["standard_deduction"]), **CLOSE)
