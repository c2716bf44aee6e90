"""What one question has spent on paid calls, and what it may still spend."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from .prices import Price


class OverBudget(RuntimeError):
    """The question's budget of tokens, dollars or seconds is used up."""


@dataclass(frozen=True)
class Call:
    """One paid call that was answered. Costs are USD, None where no price is known for it."""

    model: str
    input_tokens: int
    output_tokens: int
    seconds: float
    input_cost: float | None = None
    output_cost: float | None = None


@dataclass
class Meter:
    """Counts calls, tokens and USD of one question. `dollars` and `tokens` are its limits; None is no limit."""

    tokens: int | None = None
    dollars: float | None = None
    seconds: float = 60.0
    started: float = field(default_factory=time.monotonic)
    made: list[Call] = field(default_factory=list)

    @property
    def calls(self) -> int:
        return len(self.made)

    @property
    def input_tokens(self) -> int:
        return sum(call.input_tokens for call in self.made)

    @property
    def output_tokens(self) -> int:
        return sum(call.output_tokens for call in self.made)

    @property
    def cost(self) -> float | None:
        """USD; None as soon as one call has no known price."""
        total = 0.0
        for call in self.made:
            if call.input_cost is None or call.output_cost is None:
                return None
            total += call.input_cost + call.output_cost
        return total

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

    def count(self, model: str, tokens: tuple[int, int] | None, seconds: float, price: Price | None) -> None:
        """Adds one call that was answered. Without its (input, output) tokens or a price its cost is unknown."""
        costs = price.of(*tokens) if price and tokens else (None, None)
        self.made.append(Call(model, *(tokens or (0, 0)), seconds, *costs))
