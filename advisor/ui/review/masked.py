"""Masked text on the screen: as it was typed, with what stands for personal data marked by its type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from .. import markdown

_PLACEHOLDER = re.compile(r"<([A-Z]+(?:_[A-Z]+)*)(?:_\d+)?>")


def marked(text: str) -> str:
    """Markdown of a masked text in which each placeholder is coloured; nothing else of it is markup."""
    pieces, at = [], 0
    for found in _PLACEHOLDER.finditer(text):
        pieces += [markdown.plain(text[at : found.start()]), f":orange-background[{markdown.plain(found.group())}]"]
        at = found.end()
    return "".join([*pieces, markdown.plain(text[at:])])


def kinds(text: str) -> list[str]:
    """The types that were masked in a text, in their order: `TFN`, `SORT CODE`."""
    return list(dict.fromkeys(found.group(1).replace("_", " ") for found in _PLACEHOLDER.finditer(text)))


def answer(text: str, evidence: Iterable[Mapping[str, Any]]) -> str:
    """Markdown of an answer of ours: links only where its evidence links, and placeholders shown as they are."""
    text = _PLACEHOLDER.sub(lambda found: rf"\<{found.group()[1:-1]}\>", text)
    return markdown.answer(text, {str(each.get("url") or "") for each in evidence})
