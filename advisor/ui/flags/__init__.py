"""Flags as pictures: many systems have no flags among their letters and would show two empty boxes."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from importlib.resources import files

from ...countries import COUNTRIES


@cache
def named(code: str) -> str:
    """Markdown of a country's flag and name."""
    picture = b64encode((files(__package__) / f"{code}.svg").read_bytes()).decode()
    return f"![](data:image/svg+xml;base64,{picture}) {COUNTRIES[code].content['name']}"
