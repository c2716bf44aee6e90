"""The cases that a version is evaluated on: the packaged ones, and those that reviewers made of real questions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from ..governance.regressions import RegressionCase
from ..governance.regressions import listed as regression_cases
from ..packaging import fingerprint
from .stand_ins import refilled

PACKAGED, REGRESSION = "packaged", "regression"


@dataclass(frozen=True)
class Case:
    """One question and what must become of it.

    `expect` may hold figure (a number or a list), tolerance (absolute, default 0.01), calculator, text, outcome,
    blocked, code and off_topic; what it leaves out follows from the rest. `until` is the last day its figure holds.
    """

    id: str
    country: str
    category: str
    query: str
    profile: str = ""
    history: tuple[Mapping[str, str], ...] = ()
    expect: Mapping[str, Any] = field(default_factory=dict)
    source: str = ""
    kind: str = PACKAGED
    until: str = ""

    @property
    def figures(self) -> list[float]:
        wanted = self.expect.get("figure")
        return [] if wanted is None else list(map(float, wanted)) if isinstance(wanted, list) else [float(wanted)]

    @property
    def tolerance(self) -> float:
        return float(self.expect.get("tolerance", 0.01))

    @property
    def blocked(self) -> bool:
        return bool(self.expect.get("blocked", self.expect.get("outcome") == "blocked"))

    @property
    def code(self) -> str:
        return str(self.expect.get("code", ""))

    @property
    def off_topic(self) -> bool:
        return bool(self.expect.get("off_topic", False))

    @property
    def outcome(self) -> str:
        usual = "blocked" if self.blocked else "declined" if self.off_topic else "answered"
        return str(self.expect.get("outcome", usual))

    def row(self) -> dict[str, Any]:
        """The model's input row for this case."""
        return {
            "user_id": self.profile,
            "session_id": "evaluation",
            "country": self.country,
            "query": self.query,
            "validation_mode": "deterministic",
            "history": [dict(turn) for turn in self.history] or None,
        }

    def plain(self) -> dict[str, Any]:
        """The case as JSON can hold it; `of` reads it back."""
        return asdict(self) | {"history": list(self.history), "expect": dict(self.expect)}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Case:
        return cls(**{**plain, "history": tuple(plain.get("history") or ())})


def cases(url: str, today: date | None = None) -> list[Case]:
    """Every case that counts `today`: packaged ones whose figures still hold, and the store's active regressions."""
    day = (today or date.today()).isoformat()
    return [case for case in packaged() if not case.until or case.until >= day] + [
        _of_regression(each) for each in regression_cases(url)
    ]


@cache
def packaged() -> tuple[Case, ...]:
    """All cases of `cases/*.yaml`, in the order of the files."""
    folder = files(__package__) / "cases"
    read = [
        yaml.safe_load(place.read_text("utf-8"))
        for place in sorted(folder.iterdir(), key=lambda place: place.name)
        if place.name.endswith(".yaml")
    ]
    return tuple(_of_entry(entry) for entries in read for entry in entries)


def mark(chosen: Iterable[Case]) -> str:
    """Ten hex digits that change whenever a case does, or the code that judges it."""
    text = json.dumps([case.plain() for case in chosen], sort_keys=True, default=str)
    judges = sorted((Path(__file__).parent / "scorers").glob("*.py"))
    digest = hashlib.sha256(text.encode() + fingerprint().encode())
    for place in judges:
        digest.update(place.read_bytes())
    return digest.hexdigest()[:10]


def _of_entry(entry: Mapping[str, Any]) -> Case:
    until = entry.get("until")
    return Case.of({**entry, "profile": entry.get("profile") or "", "until": str(until) if until else ""})


def _of_regression(kept: RegressionCase) -> Case:
    """A reviewer's case; made-up values stand where personal data was masked, so that it can be blocked again."""
    return Case(
        id=f"regression-{kept.id}",
        country=kept.country,
        category="regression",
        query=refilled(kept.query, kept.country),
        history=tuple(
            {**turn, "content": refilled(str(turn.get("content", "")), kept.country)} for turn in kept.history
        ),
        expect=kept.expect,
        source=kept.from_reference or "",
        kind=REGRESSION,
    )
