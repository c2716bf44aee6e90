"""Text on its way to the screen: typed text stays as typed, and an answer links only where its evidence does."""

from __future__ import annotations

import re
from collections.abc import Collection

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:=^&])")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\(\s*<?([^)\s>]+)>?[^)]*\)")
_BARE = re.compile(r"(?<!\]\()(?<!<)(?:https?://|(?<![/\w])www\.)[^\s)>\]]+")

_ADDRESS = re.compile(r"\b(?:https?|ftp|mailto|xmpp|www)(?=\\?[:.])|(?<=\w)(?=@\w)", re.I)
_JOINER = "\u2060"


def plain(text: str) -> str:
    """Markdown that shows `text` exactly as it is, line breaks included; an address in it is no link."""
    return _unlinked(_SPECIAL.sub(r"\\\1", text)).replace("\n", "  \n")


def answer(text: str, links: Collection[str]) -> str:
    """An answer's Markdown made safe to show: no images, only links to `links`, and `$` is a dollar, not a formula."""
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(lambda found: found.group(0) if found.group(2) in links else found.group(1), text)
    text = _BARE.sub(
        lambda found: found.group(0) if found.group(0).rstrip(".,;") in links else _unlinked(found[0]), text
    )
    return re.sub(r"(?<!\\)\$", r"\\$", text)


def lead(text: str) -> tuple[str, str]:
    """The first paragraph without its stars, when it is bold as a whole, and the rest."""
    first, _, rest = text.partition("\n\n")
    if first.startswith("**") and first.endswith("**") and first.count("**") == 2 and "\n" not in first:
        return first.strip("*"), rest
    return "", text


def _unlinked(text: str) -> str:
    """The text with an invisible joiner where a renderer would see an address by itself and make it a link."""
    return _ADDRESS.sub(f"\\g<0>{_JOINER}", text)
