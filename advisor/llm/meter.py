"""What one question has spent on paid calls, and what it may still spend."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from .prices import Price


class OverBudget(RuntimeError):
    """The question's budget of tokens, dollars or seconds is used up."""


@dataclass
class Meter:
    """Counts calls, tokens and USD of one question. `dollars` and `tokens` are its limits; None is no limit.

    `cost` is None as soon as one call has no known price.
    """

    tokens: int | None = None
    dollars: float | None = None
    seconds: float = 60.0
    started: float = field(default_factory=time.monotonic)
    calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = 0.0

    def check(self) -> None:
        """Raises OverBudget when nothing more may be spent."""
        if self.left() <= 0:
            raise OverBudget("its time is used up")
        if self.tokens is not None and self.input_tokens + self.output_tokens >= self.tokens:
            raise OverBudget("its tokens are used up")
        if self.dollars is not None and (self.cost or 0.0) >= self.dollars:
            raise OverBudget("its dollars are used up")

    def left(self) -> float:
        """Seconds left."""
        return self.seconds - (time.monotonic() - self.started)

    def count(self, input_tokens: int, output_tokens: int, price: Price | None) -> None:
        """Adds one call that was answered; without a price the cost is unknown from here on."""
        self.calls += 1
        self.input_tokens += input_tokens
        self.output_tokens += output_tokens
        if price is None:
            self.cost = None
        elif self.cost is not None:
            self.cost += price.of(input_tokens, output_tokens)
