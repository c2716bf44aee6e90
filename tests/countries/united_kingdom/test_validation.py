"""Income tax and personal allowance against an outside engine (scripts/validate_uk.py wrote its results)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from advisor.countries import COUNTRIES

ROWS = list(csv.DictReader((Path(__file__).parent / "validation.csv").open(encoding="utf-8")))
# (tax year, nation, income) → why we differ from the engine there.
EXPLAINED: dict[tuple[str, str, str], str] = {}


def _id(row: dict[str, str]) -> str:
    return f"{row['tax_year']}-{row['nation']}-{row['pension_income']}"


def test_the_table_covers_every_nation_and_year() -> None:
    assert {row["tax_year"] for row in ROWS} == {"2024/25", "2025/26", "2026/27"}
    assert {row["nation"] for row in ROWS} == {"England", "Scotland", "Wales", "Northern Ireland"}
    assert len(ROWS) >= 100
    assert all(row["engine"].startswith("policyengine-uk ") for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=_id)
def test_tax_agrees_within_one_per_cent_or_a_pound(row: dict[str, str]) -> None:
    uk, income, year = COUNTRIES["UK"], float(row["pension_income"]), row["tax_year"]
    if (year, row["nation"], row["pension_income"]) in EXPLAINED:
        pytest.skip(EXPLAINED[year, row["nation"], row["pension_income"]])
    tax = uk.calculate("uk_pension_income_tax", tax_year=year, taxable_income=income, nation=row["nation"]).value
    allowance = uk.calculate("uk_personal_allowance", tax_year=year, adjusted_net_income=income).value
    assert tax == pytest.approx(float(row["income_tax"]), rel=0.01, abs=1)
    assert allowance == pytest.approx(float(row["personal_allowance"]), rel=0.01, abs=1)
