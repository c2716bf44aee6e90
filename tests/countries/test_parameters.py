"""The law as data: every figure has a source and a start, and none hides in Python."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest

import advisor.countries
from advisor.countries import COUNTRIES
from advisor.guardrails import Guardrails
from advisor.rules import CALCULATORS, CONFIDENCE, Parameter

PARAMETERS = [p for country in COUNTRIES.values() for p in country.law.parameters.values()]
CODE = sorted(Path(advisor.countries.__file__).parent.glob("*/*.py"))
ALLOWED = {0, 1, 2, 100}


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda p: p.name)
def test_a_parameter_is_sourced_and_dated(parameter: Parameter) -> None:
    assert all((parameter.label, parameter.unit, parameter.authority, parameter.reference))
    assert parameter.url.startswith("https://") or parameter.url == ""
    assert all(isinstance(value.start, date) for value in parameter.values)
    assert {value.confidence for value in parameter.values} <= set(CONFIDENCE)
    for earlier, later in zip(parameter.values, parameter.values[1:], strict=False):
        assert earlier.end is None or earlier.start <= earlier.end < later.start


@pytest.mark.parametrize("file", CODE, ids=lambda f: f"{f.parent.name}/{f.name}")
def test_no_figure_of_law_is_written_in_python(file: Path) -> None:
    numbers = [
        (node.lineno, node.value)
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value not in ALLOWED
    ]
    ranges = _input_ranges(file)
    assert [found for found in numbers if found not in ranges] == []


def _input_ranges(file: Path) -> set[tuple[int, float]]:
    """Numbers that are an `Input`'s low or high: what a person may type, not what the law says."""
    return {
        (node.lineno, node.value)
        for call in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(call, ast.Call)
        for keyword in call.keywords
        if keyword.arg in ("low", "high")
        for node in ast.walk(keyword.value)
        if isinstance(node, ast.Constant)
    }


@pytest.mark.parametrize("code", list(COUNTRIES))
def test_every_calculator_can_be_asked_for(code: str) -> None:
    named = set(COUNTRIES[code].phrases)
    assert {name for name in CALCULATORS if CALCULATORS[name].country == code} - named == set()


def test_every_source_is_a_place_that_the_guardrails_let_members_see() -> None:
    guardrails = Guardrails()
    links = {(code, p.url) for code, country in COUNTRIES.items() for p in country.law.parameters.values() if p.url}
    links |= {(code, note["url"]) for code, country in COUNTRIES.items() for note in country.notes.values()}
    links |= {(code, place["url"]) for code, c in COUNTRIES.items() for place in c.content["places_to_ask"]}
    shown = {(code, url): f"- [source]({url})" for code, url in links if url}
    assert [key for key, text in shown.items() if guardrails.check_output(text, key[0]).masked != text] == []
