"""What kind of figure a calculator's input takes, and how a mention becomes one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from inspect import Parameter
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import yaml

from ..rules import DAYS, FORTNIGHTS, MONTHS, WEEKS, Calculator, Input
from .mentions import Mention
from .numerals import digits
from .words import STOP, stem, stems, together, tokens

PER_YEAR = {"year": 1, "quarter": 4, "month": MONTHS, "fortnight": FORTNIGHTS, "week": WEEKS}
_CURRENCIES = ("AUD", "USD", "GBP", "INR")


@dataclass(frozen=True)
class Slot:
    """One input of a calculator, ready to be filled. `shape` is the kind of figure, `period` that of money."""

    name: str
    kind: Any
    input: Input
    default: Any

    @cached_property
    def required(self) -> bool:
        return self.default is Parameter.empty

    @cached_property
    def choices(self) -> tuple[Any, ...]:
        return get_args(self.kind) if get_origin(self.kind) is Literal else ()

    @cached_property
    def shape(self) -> str:
        if self.choices:
            return "choice"
        if self.kind in (bool, date, str):
            return {bool: "bool", date: "date", str: "text"}[self.kind]
        unit = self.input.unit.lower()
        if unit[:3].upper() in _CURRENCIES:
            return "money"
        if "ratio" in unit:
            return "ratio"
        if unit.startswith(("%", "percent", "per cent")):
            return "percent"
        if unit.startswith("year"):
            return self._years(unit)
        for word in ("months", "weeks", "days"):
            if unit.startswith(word):
                return word
        return "year" if "year" in self.name.split("_")[-1:] else "number"

    def _years(self, unit: str) -> str:
        words = tokens(f"{self.name.replace('_', ' ')} {self.input.text}")
        if "old" in words or "age" in words or "ages" in words:
            return "age"
        if unit == "year" or (self.input.low or 0) > 1800:
            return "year"
        return "years"

    @cached_property
    def of_law(self) -> bool:
        """True for an input that stands for a figure of law, which a question may name for another year."""
        named = "you name" in self.input.text or "if you know" in self.input.text
        return named or self.name.split("_")[-1] in ("ceiling", "cap", "threshold", "limit")

    @cached_property
    def of_year(self) -> bool:
        """True for an amount that is the sum of this year so far: "what you have already put in this year"."""
        return self.shape == "money" and not self.period and "already put in" in self.input.text

    @cached_property
    def period(self) -> str:
        unit = self.input.unit.lower()
        return next((word for word in PER_YEAR if f"per {word}" in unit), "")

    @cached_property
    def ahead(self) -> bool:
        """True for an age that lies ahead: the age of retiring or claiming."""
        words = {
            stem(word)
            for word in tokens(f"{self.name.replace('_', ' ')} {self.input.text} {' '.join(self.input.words)}")
        }
        today = self.partner or str(self.input.profile).endswith("age_at_year_end")
        return self.shape == "age" and not today and bool(words & _AHEAD)

    @cached_property
    def partner(self) -> bool:
        return bool({"partner", "spouse"} & set(self.name.split("_"))) or str(self.input.profile).startswith(
            "partner_age"
        )

    @cached_property
    def terms(self) -> dict[str, float]:
        """Stems (and pairs of stems) that point to this input, with weights."""
        weights: dict[str, float] = {}
        for word in [*stems(self.input.text.lower()), *stems(self.name.replace("_", " "))]:
            weights[word] = max(weights.get(word, 0), 1.0)
        for phrase in map(together, self.input.words):
            parts = stems(digits(phrase.lower())) or [stem(w) for w in tokens(phrase.lower())]
            for part in parts:
                weights[part] = max(weights.get(part, 0), 2.5 if len(parts) == 1 else 1.2)
            if len(parts) > 1:
                weights[" ".join(parts)] = 3.0
        for word in list(weights):
            for other in _related().get(word, ()):
                weights.setdefault(other, 0.7)
        little = {word for word in self.input.words if word in STOP}
        if self.shape == "money" and {"salary", "earn", "wage"} & set(self.input.words):
            weights.setdefault("on", 1.0)  # "I'm on 95k"
            little.add("on")
        return {
            word: min(weight, 1.0) if word in little else weight
            for word, weight in weights.items()
            if word in little or (word not in _EMPTY and word not in STOP)
        }


_AHEAD = {
    stem(word)
    for word in [
        "retire",
        "retirement",
        "retiring",
        "claim",
        "claiming",
        "start",
        "starting",
        "begin",
        "stop",
        "exit",
        "leave",
        "take",
        "drawing",
        "target",
        "until",
        "plan",
    ]
}
_EMPTY = frozenset(
    [
        "amount",
        "money",
        "total",
        "year",
        "month",
        "week",
        "day",
        "number",
        "figure",
        "rate",
        "age",
        "old",
        "people",
        "worth",
        "dollar",
        "pound",
        "rupee",
    ]
)


@cache
def _related() -> dict[str, tuple[str, ...]]:
    """Words that go with a word of an input: a balance is what one "has" or what is "worth" something."""
    read = yaml.load((files(__package__) / "vocabulary.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)["related"]
    return {stem(word): tuple(stem(other) for other in others) for word, others in read.items()}


def slots(calculator: Calculator) -> tuple[Slot, ...]:
    """The calculator's inputs as slots, in the order of its signature."""
    return tuple(
        Slot(name, _bare(kind), described, default) for name, (kind, described, default) in calculator.inputs.items()
    )


def _bare(kind: Any) -> Any:
    if get_origin(kind) in (Union, UnionType):
        return next(k for k in get_args(kind) if k is not type(None))
    return kind


def convert(mention: Mention, slot: Slot, currency: str) -> Any:
    """The mention's value as the slot's type and unit; None where it cannot fill the slot."""
    reader = _READERS.get(slot.shape)
    value = reader(mention, slot, currency) if reader else None
    if value is None or isinstance(value, date):
        return value
    if slot.kind is int:
        value = int(value)
    low, high = slot.input.low, slot.input.high
    return None if (low is not None and value < low) or (high is not None and value > high) else value


def _money(mention: Mention, slot: Slot, currency: str) -> float | None:
    if mention.kind not in ("money", "number", "year") or isinstance(mention.value, (str, date)):
        return None
    if foreign(mention, currency):
        return None
    value = float(mention.value)
    if mention.kind == "year" and mention.period == "":
        return None
    if slot.of_year and mention.period:
        return value * PER_YEAR[mention.period]
    if slot.period and mention.period and slot.period != mention.period:
        return value * PER_YEAR[mention.period] / PER_YEAR[slot.period]
    return value


def foreign(mention: Mention, currency: str) -> bool:
    """True for an amount in another country's money."""
    if mention.currency == "$":
        return currency not in ("AUD", "USD")
    return bool(mention.currency) and mention.currency != currency


def _ratio(mention: Mention, slot: Slot, currency: str) -> float | None:
    if mention.kind == "percent":
        return float(mention.value) / 100  # type: ignore[arg-type]
    return float(mention.value) if mention.kind == "fraction" and mention.value != 2 else None  # type: ignore[arg-type]


def _percent(mention: Mention, slot: Slot, currency: str) -> float | None:
    ratio = _ratio(mention, slot, currency)
    return None if ratio is None else ratio * 100


def _age(mention: Mention, slot: Slot, currency: str) -> float | None:
    if slot.partner != (mention.role == "partner") or mention.period:
        return None
    return float(mention.value) if mention.kind in ("age", "number", "years") else None  # type: ignore[arg-type]


_SPAN = {"years": DAYS, "months": DAYS / MONTHS, "weeks": DAYS / WEEKS, "days": 1}


def _span(mention: Mention, slot: Slot, currency: str) -> float | None:
    if mention.kind == "number":
        return None if mention.period else float(mention.value)  # type: ignore[arg-type]
    if mention.kind not in ("years", "months", "weeks"):
        return None
    value = float(mention.value)  # type: ignore[arg-type]
    if mention.kind == slot.shape:
        return value
    if mention.kind == "years" and slot.shape in ("months", "weeks"):
        return value * (MONTHS if slot.shape == "months" else WEEKS)
    if mention.kind == "months" and slot.shape == "years":
        return value / MONTHS
    if mention.kind == "months" and slot.shape == "weeks":
        return round(value * WEEKS / MONTHS)
    return None


def _year(mention: Mention, slot: Slot, currency: str) -> float | None:
    if mention.kind == "date":
        return float(mention.value.year)  # type: ignore[union-attr]
    return float(mention.value) if mention.kind == "year" else None  # type: ignore[arg-type]


def _date(mention: Mention, slot: Slot, currency: str) -> date | None:
    if mention.kind == "date":
        return mention.value  # type: ignore[return-value]
    return date(int(mention.value), 7, 1) if mention.kind == "year" and slot.required else None  # type: ignore[arg-type]


_COUNTED = ("times", "children")


def _number(mention: Mention, slot: Slot, currency: str) -> float | None:
    if slot.input.unit in _COUNTED and mention.kind != "number":
        return None  # "2 years back" is no two times
    return float(mention.value) if mention.kind in ("number", "years", "months", "weeks") else None  # type: ignore[arg-type]


_READERS = {
    "money": _money, "ratio": _ratio, "percent": _percent, "age": _age, "years": _span, "months": _span, "weeks": _span,
    "days": _span, "year": _year, "date": _date, "number": _number,
}  # fmt: skip
