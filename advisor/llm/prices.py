"""What a call costs: dated prices by endpoint and model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

MILLION = 1_000_000


@dataclass(frozen=True)
class Price:
    """USD per million tokens, from a day on, with its source."""

    endpoint: str
    model: str
    input: float
    output: float
    since: date
    source: str

    def of(self, input_tokens: int, output_tokens: int) -> tuple[float, float]:
        """USD for what one call read, and for what it wrote."""
        return input_tokens * self.input / MILLION, output_tokens * self.output / MILLION


def read_prices(place: Path | None = None) -> tuple[Price, ...]:
    """The prices of `place` (the packaged ones by default). Raises ValueError with one sentence for a wrong entry."""
    text = (place or files(__package__) / "prices.yaml").read_text("utf-8")
    try:
        return tuple(Price(**entry) for entry in (yaml.safe_load(text) or {}).get("prices") or ())
    except (TypeError, AttributeError, yaml.YAMLError):
        raise ValueError("Each price needs endpoint, model, input, output, since and source.") from None


def price_of(prices: Sequence[Price], url: str, model: str, day: date) -> Price | None:
    """The newest price in force on `day` for a model at an address; None where none is known."""
    known: list[Any] = [p for p in prices if p.endpoint in url and p.model == model and p.since <= day]
    return max(known, key=lambda price: price.since, default=None)
