"""Made-up values in place of masked ones, so that a masked question can be asked again and be blocked again."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml

_PLACEHOLDER = re.compile(r"<([A-Z]+(?:_[A-Z]+)*)(?:_\d+)?>")


def refilled(masked: str, country: str) -> str:
    """`masked` with a well-formed value that belongs to nobody for each placeholder; unknown placeholders stay."""
    return _PLACEHOLDER.sub(lambda found: _value(found[1], country) or found[0], masked)


def _value(placeholder: str, country: str) -> str:
    known = _values().get(placeholder, "")
    return known if isinstance(known, str) else known.get(country, "")


@cache
def _values() -> dict[str, str | dict[str, str]]:
    read: dict[str, str | dict[str, str]] = yaml.safe_load((files(__package__) / "stand_ins.yaml").read_text("utf-8"))
    return read
