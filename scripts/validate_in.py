"""Recomputes the outside results that India's income tax is checked against.

Needs the development dependencies taxbrainai-compute and india-tax-guru, in an environment of its own:

    python -m venv .venv-tax && .venv-tax/bin/pip install taxbrainai-compute==0.1.0 india-tax-guru==0.2.1
    .venv-tax/bin/python scripts/validate_in.py

Writes tests/countries/india/validation.csv: income tax with cess in INR on a salary, for each regime, age and financial
year. 2025-26 comes from taxbrainai-compute, 2024-25 from india-tax-guru.
"""

from __future__ import annotations

import csv
import os
from importlib.metadata import version
from itertools import product
from pathlib import Path

from india_tax_guru import compute as guru
from india_tax_guru.models import AgeBand
from india_tax_guru.rules import ay2025_26
from taxbrainai_compute.engine import compute
from taxbrainai_compute.models import Age, Regime, TaxInput

TABLE = Path(os.environ.get("TABLE", Path(__file__).parents[1] / "tests/countries/india/validation.csv"))
SALARIES = (400_000, 540_000, 551_230, 710_000, 782_345, 960_000, 1_090_000, 1_275_000, 1_281_400, 1_340_000, 1_350_000)
SALARIES += (1_633_337, 2_100_000, 2_480_005, 3_700_000, 5_060_000, 5_075_000, 5_130_000, 5_900_000, 9_999_999)
SALARIES += (10_090_000, 10_240_000, 14_500_000, 20_100_000, 20_900_000, 33_000_000, 50_080_000, 51_500_000, 80_000_000)
BRAIN_AGES = {45: Age.BELOW_60, 66: Age.SENIOR_60_80, 84: Age.SUPER_80}
GURU_AGES = {45: AgeBand.BELOW_60, 66: AgeBand.SENIOR_60_80, 84: AgeBand.SUPER_SENIOR_80_PLUS}


def brain(regime: str, age: int, salary: int) -> int:
    """The tax of 2025-26, from the whole engine."""
    result = compute(TaxInput(salary_income=salary, age=BRAIN_AGES[age]), Regime(regime))
    return int(result.chosen.total_tax)


def guru_tax(regime: str, age: int, salary: int) -> int:
    """The tax of 2024-25, from the engine's own steps put together."""
    rules = ay2025_26.NEW_REGIME if regime == "new" else ay2025_26.OLD_REGIME
    slabs = guru.slabs_for_age(rules, GURU_AGES[age])
    income = guru.round_288b(max(salary - rules.standard_deduction, 0), 10)

    def after_rebate(amount: int) -> int:
        return guru.apply_87a_rebate(guru.slab_tax(amount, slabs), amount, rules)

    tax = after_rebate(income)
    surcharge, _ = guru.compute_surcharge(tax, 0, income, 0, rules, after_rebate)
    return guru.round_288b(tax + surcharge + guru.add_cess(tax + surcharge, 0.04), 10)


def main() -> None:
    engines = {
        "2024-25": (guru_tax, f"india-tax-guru {version('india-tax-guru')}"),
        "2025-26": (brain, f"taxbrainai-compute {version('taxbrainai-compute')}"),
    }
    with TABLE.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["tax_year", "regime", "age", "salary", "income_tax", "engine"])
        for (year, (tax, engine)), regime, age in product(engines.items(), ("new", "old"), BRAIN_AGES):
            out.writerows([year, regime, age, salary, tax(regime, age, salary), engine] for salary in SALARIES)
    print(f"Wrote {TABLE}.")


if __name__ == "__main__":
    main()
