"""What differs between two versions, and addresses that give nothing away."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.addresses import without_secrets
from advisor.differences import Difference, Group, of_configurations, of_evaluations
from advisor.evaluation.results import CaseResult, Evaluation

ADDRESSES = [
    ("sqlite:////home/ann/.advisor/advisor.db", "sqlite:////home/ann/.advisor/advisor.db"),
    ("postgresql+psycopg://ann:s3cret@db.example:5432/record", "postgresql+psycopg://***@db.example:5432/record"),
    ("postgresql://ann:p@ss/w@db.example/record", "postgresql://***@db.example/record"),
    ("databricks://token:dapi123@host?http_path=/sql/1", "databricks://***@host?http_path=/sql/1"),
    ("https://x.example/?access_token=abc&page=2", "https://x.example/?access_token=***&page=2"),
    ("https://x.example/?a=1&sslpassword=abc", "https://x.example/?a=1&sslpassword=***"),
    ("databricks-uc", "databricks-uc"),
    ("", ""),
]


@pytest.mark.parametrize(("address", "shown"), ADDRESSES)
def test_an_address_is_shown_without_its_secrets(address: str, shown: str) -> None:
    assert without_secrets(address) == shown


CONFIGURATIONS: list[tuple[str, dict[str, Any], dict[str, Any], list[tuple[str, str, str]]]] = [
    ("the same", {"engine": "embedded"}, {"engine": "embedded"}, [("engine", "embedded", "embedded")]),
    (
        "nested",
        {"guardrails": {"attack": {"input": "block"}}},
        {"guardrails": {"attack": {"input": "flag"}}},
        [("guardrails.attack.input", "block", "flag")],
    ),
    ("only in one", {"a": 1}, {"b": [1, 2]}, [("a", "1", "—"), ("b", "—", "[1, 2]")]),
    ("empty", {"prompts": {}}, {}, [("prompts", "{}", "—")]),
    ("a password", {"url": "pg://a:b@h/d"}, {"url": "pg://a:c@h/d"}, [("url", "pg://***@h/d", "pg://***@h/d")]),
]


@pytest.mark.parametrize(("what", "left", "right", "found"), CONFIGURATIONS, ids=[c[0] for c in CONFIGURATIONS])
def test_configurations(
    what: str, left: dict[str, Any], right: dict[str, Any], found: list[tuple[str, str, str]]
) -> None:
    assert of_configurations(left, right) == [Difference(*each) for each in found]


def result(name: str, country: str, category: str, passed: bool) -> CaseResult:
    verdict = "yes" if passed else "no"
    judged = ("accuracy", "groundedness", "right_country", "guardrail", "off_topic", "outcome")
    return CaseResult(name, country, category, "packaged", False, "answered", dict.fromkeys(judged, verdict), {})


def test_evaluations_by_country_and_category() -> None:
    left = Evaluation(1, "r", "2026-11-24", "m", (result("a", "AU", "tax", True), result("b", "AU", "age", False)))
    right = Evaluation(2, "r", "2026-11-24", "m", (result("a", "AU", "tax", True), result("c", "UK", "tax", True)))
    assert of_evaluations(left, right, "country") == [Group("AU", 2, 0.5, 1.0), Group("UK", 1, None, 1.0)]
    age, tax = of_evaluations(left, right, "category")
    assert (age, tax) == (Group("age", 1, 0.0, None), Group("tax", 2, 1.0, 1.0))
    assert (age.change, tax.change) == (None, 0.0)
