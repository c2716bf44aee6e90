"""Markup in answers that could load or lead anywhere outside the official sources, taken out."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

_SCRIPT = re.compile(r"<(script|style|iframe|object|svg|form)\b[^<>]{0,2000}>.{0,4000}?</\1\s*>", re.I | re.S)
_TAG = re.compile(
    (
        r"</?(?:a|abbr|audio|b|base|body|br|button|code|details|div|embed|font|form|frame|head|h[1-6]|hr|"
        r"html|i|iframe|img|input|li|link|math|meta|object|ol|p|pre|script|source|span|style|svg|table|"
        r"tbody|td|template|textarea|th|tr|u|ul|video)\b[^<>]{0,2000}>|<!--.{0,2000}?-->"
    ),
    re.I | re.S,
)
_IMAGE = re.compile(r"!\[([^\[\]]{0,500})\](?:\([^()\s]{0,2000}(?:\s[^()]{0,500})?\)|\[[^\[\]]{0,200}\])")
_LINK = re.compile(r"\[([^\[\]]{0,500})\]\(\s*<?((?:[^()<>\s]|\([^()\s]{0,500}\)){1,2000})>?(?:\s[^()]{0,500})?\)")
_REFERENCE_LINK = re.compile(r"^\s{0,3}\[[^\[\]]{1,200}\]:\s*\S{1,2000}.*$", re.M)
_BARE = re.compile(
    (
        r"(?=(?-i:[DFHJVWdfhjvw/]))(?:\b(?:https?|ftp|file|data|javascript|vbscript)\s?:(?://)?[^\s<>\"')\]]{1,2000}|"
        r"(?<![\w@/.])//[\w.\-]+\.[a-z]{2,}[^\s<>\"')\]]*|\bwww\.[^\s<>\"')\]]{1,2000})"
    ),
    re.I,
)
REMOVED = "[link removed]"


def clean(text: str, allow_hosts: Collection[str]) -> str:
    """The text without HTML, images and links to hosts outside `allow_hosts`; link texts stay."""
    if not re.search(r"[<\[]|//|www\.|script:|data:", text, re.I):
        return text
    if "<" in text:
        text = _TAG.sub("", _SCRIPT.sub("", text))
    if "![" in text:
        text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(lambda m: m.group() if is_allowed(m.group(2), allow_hosts) else m.group(1), text)
    if "]:" in text:
        text = _REFERENCE_LINK.sub(
            lambda m: m.group() if all(is_allowed(u, allow_hosts) for u in _BARE.findall(m.group())) else "", text
        )
    return _BARE.sub(lambda m: m.group() if is_allowed(m.group(), allow_hosts) else REMOVED, text)


def is_allowed(url: str, allow_hosts: Collection[str]) -> bool:
    """Whether a link leads to an allowed host over the web; places within the page ("#fees") are allowed."""
    if url.startswith("#"):
        return True
    try:
        parts = urlsplit(url if "//" in url else f"https://{url}")
    except ValueError:
        return False
    host = (parts.hostname or "").rstrip(".").lower()
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or "\\" in url:
        return False
    return any(host == allowed or host.endswith(f".{allowed}") for allowed in allow_hosts)


def allowed_links(text: str, allow_hosts: Collection[str]) -> list[tuple[int, int]]:
    """The spans of links to allowed hosts: digits in them belong to the address, not to a person."""
    return (
        [match.span() for match in _BARE.finditer(text) if is_allowed(match.group(), allow_hosts)]
        if "//" in text
        else []
    )


def without_links(text: str, allow_hosts: Collection[str]) -> str:
    """The text with the addresses of allowed hosts blanked, character for character: nothing is hidden in them."""
    spans = [span for span in allowed_links(text, allow_hosts) if "@" not in text[slice(*span)]]
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
