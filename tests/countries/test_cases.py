"""Every case of `<country>/cases/*.yaml`: calculator, date or tax_year, inputs, expected value or error, source."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.countries import COUNTRIES
from advisor.rules import CALCULATORS, InputError

HERE = Path(__file__).parent
LEAST_PER_CALCULATOR = 8


def _cases() -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{file.parent.parent.name}/{file.stem}", case)
        for file in sorted(HERE.glob("*/cases/*.yaml"))
        for case in yaml.safe_load(file.read_text("utf-8"))
    ]


CASES = _cases()


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[f"{where}: {case['name']}" for where, case in CASES])
def test_the_law_says(case: dict[str, Any]) -> None:
    country = COUNTRIES[CALCULATORS[case["calculator"]].country]

    def calculate() -> Any:
        return country.calculate(case["calculator"], case.get("date"), case.get("tax_year"), **case.get("inputs", {}))

    if "error" in case:
        with pytest.raises(InputError) as raised:
            calculate()
        assert raised.value.field == case["error"]
        return
    found, expected = calculate().value, case["expected"]
    if isinstance(expected, int | float) and not isinstance(expected, bool):
        assert found == pytest.approx(expected, abs=case.get("tolerance", 0.005), rel=0)
    elif isinstance(found, date):
        assert found.isoformat() == str(expected)
    else:
        assert found == expected


def test_every_case_says_where_its_expected_value_comes_from() -> None:
    assert [case["name"] for _, case in CASES if not case.get("source")] == []


def test_every_calculator_has_enough_cases() -> None:
    counted = {name: sum(case["calculator"] == name for _, case in CASES) for name in CALCULATORS}
    assert {name: n for name, n in counted.items() if n < LEAST_PER_CALCULATOR} == {}
