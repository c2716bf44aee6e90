"""Latency and cost, as the row says them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..cases import Case
from .score import Score


def latency(case: Case, row: Mapping[str, Any]) -> Score:
    """Milliseconds for this row; None when no model answered."""
    return Score(_number(row["latency_ms"]))


def cost(case: Case, row: Mapping[str, Any]) -> Score:
    """USD for this row: 0 when no paid call was made, None when a paid call has no known price."""
    return Score(_number(row["cost"]))


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
