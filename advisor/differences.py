"""What differs between two versions: their configurations, and what their evaluations found."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from .addresses import without_secrets
from .evaluation.results import CaseResult, Evaluation

ABSENT = "—"
BY: dict[str, Callable[[CaseResult], str]] = {
    "country": lambda result: result.country,
    "category": lambda result: result.category,
}


@dataclass(frozen=True)
class Difference:
    """One setting of both versions, as text; "—" where a version has none."""

    name: str
    left: str
    right: str

    @property
    def same(self) -> bool:
        return self.left == self.right


@dataclass(frozen=True)
class Group:
    """The cases of one group in both evaluations. Pass rates are ratios 0–1; None where a version had no such case."""

    name: str
    cases: int
    left: float | None
    right: float | None

    @property
    def change(self) -> float | None:
        return None if self.left is None or self.right is None else self.right - self.left


def of_configurations(left: Mapping[str, Any], right: Mapping[str, Any]) -> list[Difference]:
    """Every setting of either, by dotted name, in order; addresses without their secrets."""
    one, other = dict(_flat(left)), dict(_flat(right))
    names = sorted(one.keys() | other.keys())
    return [Difference(name, one.get(name, ABSENT), other.get(name, ABSENT)) for name in names]


def of_evaluations(left: Evaluation, right: Evaluation, by: str) -> list[Group]:
    """The pass rates of both, by "country" or "category"; `cases` counts those of either."""
    key = BY[by]
    one, other = left.pass_rates(key), right.pass_rates(key)
    cases: dict[str, set[str]] = {}
    for result in (*left.results, *right.results):
        cases.setdefault(key(result), set()).add(result.id)
    return [Group(name, len(cases[name]), one.get(name), other.get(name)) for name in sorted(cases)]


def _flat(held: Mapping[str, Any], above: str = "") -> list[tuple[str, str]]:
    found = []
    for name, value in held.items():
        path = f"{above}{name}"
        if isinstance(value, Mapping) and value:
            found += _flat(value, f"{path}.")
        else:
            found.append((path, without_secrets(str(value))))
    return found
