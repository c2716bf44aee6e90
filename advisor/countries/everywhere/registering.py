"""One function, a calculator in each country: `projection` becomes `au_projection`, `us_projection` and so on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from ...rules import Outcome, Rules, calculator

CURRENCIES = {"AU": "AUD", "US": "USD", "UK": "GBP", "IN": "INR"}


def everywhere(title: str) -> Callable[[Callable[..., Outcome]], Callable[..., Outcome]]:
    """Registers a function for every country; the unit `money` of its inputs becomes the country's currency."""

    def register(function: Callable[..., Outcome]) -> Callable[..., Outcome]:
        for country, currency in CURRENCIES.items():
            calculator(country, title)(_in_currency(function, currency))
        return function

    return register


def _in_currency(function: Callable[..., Outcome], currency: str) -> Callable[..., Outcome]:
    @wraps(function)
    def own(rules: Rules, **inputs: Any) -> Outcome:
        return function(rules, **inputs)

    hints = get_type_hints(function, include_extras=True)
    own.__annotations__ = {name: _localised(kind, currency) for name, kind in hints.items()}
    return own


def _localised(kind: Any, currency: str) -> Any:
    if get_origin(kind) is not Annotated:
        return kind
    bare, described = get_args(kind)
    return Annotated[bare, replace(described, unit=described.unit.replace("money", currency))]
