"""The `@calculator` registry: typed inputs in, one checked and sourced `Result` out.

A calculator is a pure function of a `Rules` view and keyword inputs. Its annotations are
its schema: the same inputs make a form, a tool schema for an LLM, and the check that
impossible values (a negative balance, age 200) never reach the law.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import ConfigDict, Field, ValidationError, create_model

from .parameters import Rules, Source


class InputError(ValueError):
    """An input is missing, of the wrong kind or out of range. `field` names it; the text says what is allowed."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Input:
    """What a calculator's input means, for people and for the understanding of questions.

    text     plain words, a noun phrase: "the amount you take out"
    unit     "AUD", "AUD per year", "years", "ratio 0–1", "date"; empty for choices and yes/no
    low/high inclusive range of a number
    profile  the fact of the member's profile that fills it when the question does not
    words    words near a figure in a question that point to this input
    assume   what is said when the default stood in: "no tax-free part"
    """

    text: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    profile: str | None = None
    words: tuple[str, ...] = ()
    assume: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A series, for answers that are one: column titles with units, and rows of numbers or text."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a calculator returns.

    value     the figure asked for (None where the law gives none), in `unit`
    headline  one sentence that leads with the figure, in plain words
    steps     how it was reached, a sentence each, that a member can follow with a pocket calculator
    notes     what limits the result ("This is before any Medicare levy.")
    figures   further named figures with their units: {"tax-free part": (30000.0, "GBP")}
    """

    value: float | date | str | bool | None
    unit: str
    headline: str
    steps: tuple[str, ...]
    notes: tuple[str, ...] = ()
    figures: Mapping[str, tuple[Any, str]] = field(default_factory=dict)
    table: Table | None = None


@dataclass(frozen=True)
class Result:
    """An outcome with everything needed to check it: inputs, assumptions, sources and the rules' date."""

    calculator: str
    country: str
    title: str
    outcome: Outcome
    inputs: dict[str, Any]
    assumptions: tuple[str, ...]
    sources: tuple[Source, ...]
    rules_date: date
    rules_year: str

    @property
    def value(self) -> float | date | str | bool | None:
        return self.outcome.value


@dataclass(frozen=True)
class Calculator:
    """A registered calculator. Call it with a `Rules` view and keyword inputs."""

    name: str
    country: str
    title: str
    function: Callable[..., Outcome]

    @cached_property
    def inputs(self) -> dict[str, tuple[Any, Input, Any]]:
        """name → (type, Input, default); `inspect.Parameter.empty` where there is no default."""
        hints = get_type_hints(self.function, include_extras=True)
        found = {}
        for name, parameter in list(inspect.signature(self.function).parameters.items())[1:]:
            kind, *extra = get_args(hints[name]) if get_origin(hints[name]) is Annotated else (hints[name],)
            described = next(item for item in extra if isinstance(item, Input))
            found[name] = (kind, described, parameter.default)
        return found

    @cached_property
    def model(self) -> Any:
        """The pydantic model of the inputs, for checks and JSON schemas."""
        fields: dict[str, Any] = {}
        for name, (kind, described, default) in self.inputs.items():
            text = f"{described.text} ({described.unit})" if described.unit else described.text
            fields[name] = (
                kind,
                Field(
                    ... if default is inspect.Parameter.empty else default,
                    ge=described.low,
                    le=described.high,
                    description=text,
                ),
            )
        return create_model(self.name, __config__=ConfigDict(extra="forbid", allow_inf_nan=False), **fields)

    def __call__(self, rules: Rules, **inputs: Any) -> Result:
        """Checks the inputs, calculates, and says which defaults stood in. Raises InputError, NoRule."""
        checked = self._check(inputs)
        outcome = self.function(rules, **checked)
        assumed = tuple(
            described.assume
            for name, (_, described, _) in self.inputs.items()
            if described.assume and inputs.get(name) is None
        )
        return Result(
            self.name,
            self.country,
            self.title,
            outcome,
            checked,
            assumed + tuple(rules.gaps),
            tuple(rules.used.values()),
            rules.date,
            rules.year,
        )

    def _check(self, inputs: Mapping[str, Any]) -> dict[str, Any]:
        try:
            given = self.model(**{name: value for name, value in inputs.items() if value is not None})
        except ValidationError as fault:
            raise self._input_error(fault) from None
        return {name: getattr(given, name) for name in self.inputs}

    def _input_error(self, fault: ValidationError) -> InputError:
        name = str(fault.errors()[0]["loc"][0])
        if name not in self.inputs:
            return InputError(name, f"{self.title} has no input called {name}.")
        kind, described, _ = self.inputs[name]
        if fault.errors()[0]["type"] == "missing":
            return InputError(name, f"{self.title} needs {described.text}.")
        return InputError(name, f"{described.text.capitalize()} must be {_allowed(kind, described)}.")


def _allowed(kind: Any, described: Input) -> str:
    bare = next((k for k in get_args(kind) if k is not type(None)), kind) if _optional(kind) else kind
    if get_origin(bare) is Literal:
        return "one of " + ", ".join(str(choice) for choice in get_args(bare))
    words = {bool: "yes or no", date: "a date", int: "a whole number", float: "a number"}.get(bare, "a valid value")
    unit = f" {described.unit}" if described.unit and bare in (int, float) else ""
    if described.low is not None and described.high is not None:
        return f"{words} from {described.low:g} to {described.high:g}{unit}"
    if described.low is not None:
        return f"{words} of at least {described.low:g}{unit}"
    return words + unit


def _optional(kind: Any) -> bool:
    return get_origin(kind) in (Union, UnionType)


CALCULATORS: dict[str, Calculator] = {}


def calculator(country: str, title: str) -> Callable[[Callable[..., Outcome]], Calculator]:
    """Registers a function `(rules, *, …) -> Outcome` under its own name, prefixed by the country (`au_…`)."""

    def register(function: Callable[..., Outcome]) -> Calculator:
        name = f"{country.lower()}_{function.__name__}"
        if name in CALCULATORS:
            raise ValueError(f"Two calculators are called {name}.")
        CALCULATORS[name] = made = Calculator(name, country, title, function)
        return made

    return register
