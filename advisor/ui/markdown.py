"""Text on its way to the screen: typed text stays as typed, and an answer links only where its evidence does."""

from __future__ import annotations

import re
from collections.abc import Collection

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:=^&])")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\(\s*<?([^)\s>]+)>?[^)]*\)")
_BARE = re.compile(r"(?<!\]\()(?<!<)https?://[^\s)>\]]+")


def plain(text: str) -> str:
    """Markdown that shows `text` exactly as it is, line breaks included."""
    return _SPECIAL.sub(r"\\\1", text).replace("\n", "  \n")


def answer(text: str, links: Collection[str]) -> str:
    """An answer's Markdown made safe to show: no images, only links to `links`, and `$` is a dollar, not a formula."""
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(lambda found: found.group(0) if found.group(2) in links else found.group(1), text)
    text = _BARE.sub(lambda found: found.group(0) if found.group(0).rstrip(".,;") in links else _unlinked(found), text)
    return re.sub(r"(?<!\\)\$", r"\\$", text)


def lead(text: str) -> tuple[str, str]:
    """The first paragraph without its stars, when it is bold as a whole, and the rest."""
    first, _, rest = text.partition("\n\n")
    if first.startswith("**") and first.endswith("**") and first.count("**") == 2 and "\n" not in first:
        return first.strip("*"), rest
    return "", text


def _unlinked(found: re.Match[str]) -> str:
    return found.group(0).replace("://", r"\://")
