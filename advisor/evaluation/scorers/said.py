"""What a reviewer asked for in words: the calculator that must be used, the text that must be in the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..cases import Case


def unsaid(case: Case, row: Mapping[str, Any]) -> str:
    """Which of the expected calculator and text the row lacks, in a sentence; empty when it lacks nothing.

    The text may differ in its case, spacing and emphasis.
    """
    calculator, text = case.expect.get("calculator"), case.expect.get("text")
    used = list(row.get("tools") or ())
    if calculator and calculator not in used:
        return f"expected the calculator {calculator}, used {used or 'none'}"
    return f"the answer does not say “{text}”" if text and _plain(text) not in _plain(row["answer"] or "") else ""


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("*", "").split())
