"""What an answer leaves for the next question: the pension just worked out is the one a widow's share is taken of."""

from __future__ import annotations

from typing import Any

from ..rules import InputError, NoRule
from .desk import Desk, training
from .reading import Reading, Task


def carried(desk: Desk, reading: Reading) -> dict[str, Any]:
    """Figures of a reading's calculations for inputs of others, by "calculator.input"."""
    found: dict[str, Any] = {}
    for task in reading.tasks:
        for link in training()["carried"].get(task.name, ()):
            if "input" not in link:
                continue
            value = task.inputs.get(link["take"]) if "take" in link else _result(desk, task)
            if value is not None:
                found[f"{link['to']}.{link['input']}"] = value
    return found


def _result(desk: Desk, task: Task) -> float | None:
    if task.missing:
        return None
    try:
        value = desk.country.calculate(task.name, task.day, task.tax_year, **task.inputs).value
    except (InputError, NoRule, LookupError, ValueError):
        return None
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
