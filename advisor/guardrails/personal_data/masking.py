"""Personal data replaced by typed placeholders such as <TFN>, numbered when a text holds several of one type."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .identifier import Candidate


def mask(text: str, found: Sequence[Candidate]) -> str:
    """The text with each found stretch replaced; equal values of one type get the same placeholder."""
    values: dict[str, list[str]] = {}
    for item in found:
        seen = values.setdefault(item.placeholder, [])
        value = _compact(text[item.start : item.end])
        if value not in seen:
            seen.append(value)
    out: list[str] = []
    at = 0
    for item in found:
        seen = values[item.placeholder]
        number = f"_{seen.index(_compact(text[item.start : item.end])) + 1}" if len(seen) > 1 else ""
        out += [text[at : item.start], f"<{item.placeholder}{number}>"]
        at = item.end
    return "".join([*out, text[at:]])


def _compact(value: str) -> str:
    return re.sub(r"[^A-Za-z0-9@]", "", value).casefold()
