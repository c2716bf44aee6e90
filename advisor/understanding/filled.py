"""What the filling of a calculator's inputs works with, and what comes out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .mentions import Mention
from .nearby import Nearby


@dataclass
class Filled:
    """The inputs found for one calculator, and the figures that found no input."""

    given: dict[str, Any] = field(default_factory=dict)
    used: dict[str, Mention] = field(default_factory=dict)
    unused: list[Mention] = field(default_factory=list)
    added: list[Mention] = field(default_factory=list)


@dataclass(frozen=True)
class Ground:
    """What figures are judged by: the words around them, the country's money, and the inputs given before.

    `law` holds where figures stand that the question states as figures of law, and `handed` the inputs that the last
    answer has already settled.
    """

    nearby: Nearby
    currency: str
    before: Mapping[str, Any] = field(default_factory=dict)
    law: frozenset[int] = frozenset()
    handed: frozenset[str] = frozenset()
