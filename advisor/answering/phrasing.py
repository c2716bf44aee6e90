"""Inputs in plain words: what was used, and what would be otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ..countries import Country
from ..rules import Input
from . import wording

_ASIDE = re.compile(r"\s+\([^)]*\)|, (?:in years|if you know it)\b")
_YOU_DO = re.compile(
    r"^the (?:\w+ )?(?:amount|sum|money|lump sum|age|pay|balance)(?P<link> (?:at|in|from) which)?"
    r" you (?P<verb>[a-z]+)\b"
)
_PAST = {
    "take": "took", "pay": "paid", "put": "put", "draw": "drew", "give": "gave", "withdraw": "withdrew",
    "earn": "earned", "save": "saved", "start": "started", "leave": "left", "get": "got", "spend": "spent",
    "convert": "converted", "borrow": "borrowed", "add": "added", "contribute": "contributed", "claim": "claimed",
    "cash": "cashed", "commute": "commuted", "retire": "retired", "transfer": "transferred",
}  # fmt: skip


@cache
def _said() -> Mapping[str, Any]:
    read: Mapping[str, Any] = yaml.safe_load((files(__package__) / "phrasing.yaml").read_text("utf-8"))
    return read


def noun(described: Input) -> str:
    """The input as a noun phrase without its asides: "your full retirement age"."""
    return _ASIDE.sub("", described.text).strip()


def named(choice: str) -> str:
    """A choice in words: "401(k)", "first home". Never an identifier."""
    words = choice.replace("_", " ")
    for short, name in sorted(_said()["names"].items(), key=lambda each: -len(each[0])):
        words = re.sub(rf"\b{short}\b", name, words)
    return words


def used(name: str, amount: Any, described: Input, country: Country) -> str:
    """One fact that went in: "your age, 57", "from a taxed fund", "you have no partner"."""
    known = _said().get(f"{name}.{_key(amount)}")
    if known and isinstance(amount, (bool, str)):
        return str(known["used"])
    if isinstance(amount, bool):
        plain = described.text.removeprefix("whether ")
        return plain if amount else f"not the case: {plain}"
    if isinstance(amount, str):
        return f"{noun(described)}: {named(amount)}"
    return f"{noun(described)}, {_shown(name, amount, described, country)}"


def otherwise(name: str, amount: Any, described: Input, country: Country) -> str:
    """The condition of a change: "If you took out $55,000", "With an untaxed fund", "If you were 58"."""
    known = _said().get(f"{name}.{_key(amount)}")
    if known and isinstance(amount, (bool, str)):
        return f"With {known['with']}"
    if isinstance(amount, bool):
        plain = described.text.removeprefix("whether ")
        return f"If {plain}" if amount else f"If it is not so that {plain}"
    if isinstance(amount, str):
        return f"With {named(amount)} for {noun(described)}"
    shown = _shown(name, amount, described, country)
    if noun(described) == "your age":
        return f"If you were {shown}"
    acted = _YOU_DO.match(noun(described))
    if acted and acted["verb"] in _PAST:
        rest = noun(described)[acted.end() :]
        verb = _PAST[acted["verb"]]
        return f"If you {verb}{rest} at {shown}" if acted["link"] else f"If you {verb}{_around(rest, shown)}"
    return f"If {noun(described)} were {shown}"


def _around(rest: str, shown: str) -> str:
    """The words after the verb with the figure in place: "out of EPF" → "₹2,00,000 out of EPF"."""
    return f" {shown}{rest}" if rest not in (" out", " in") else f"{rest} {shown}"


def _shown(name: str, amount: Any, described: Input, country: Country) -> str:
    shown = wording.value(amount, described.unit, country)
    told = "age" in name.split("_") or "years" in noun(described).split()
    return shown.removesuffix(" years") if told else shown


def _key(amount: Any) -> str:
    return ("yes" if amount else "no") if isinstance(amount, bool) else str(amount)
