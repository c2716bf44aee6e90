"""Currencies: how a country writes an amount."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency code (`AUD`), its symbol (`$`) and its digit grouping (`western` 1,234,567 or `indian` 12,34,567)."""

    code: str
    symbol: str
    grouping: Literal["western", "indian"] = "western"

    def format(self, amount: float) -> str:
        """`-$1,234.50`; whole amounts have no decimals. Rounds to the cent, half away from zero."""
        cents = int(abs(amount) * 100 + 0.5 + 1e-6)
        whole, part = divmod(cents, 100)
        digits = _indian(whole) if self.grouping == "indian" else f"{whole:,}"
        sign = "-" if amount < 0 and cents else ""
        return f"{sign}{self.symbol}{digits}" + (f".{part:02d}" if part else "")


def _indian(whole: int) -> str:
    head, tail = divmod(whole, 1000)
    if not head:
        return str(tail)
    groups = [f"{tail:03d}"]
    while head >= 100:
        head, pair = divmod(head, 100)
        groups.append(f"{pair:02d}")
    return ",".join([str(head), *reversed(groups)])
