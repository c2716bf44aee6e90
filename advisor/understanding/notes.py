"""A country's curated notes, as the understanding and the composer both read them."""

from __future__ import annotations

from functools import cache
from typing import Any

from ..countries import Country


@cache
def notes_of(country: Country) -> dict[str, dict[str, Any]]:
    """The country's notes by id: title, asks, answer, authority, reference, url and the day they were checked."""
    try:
        found = getattr(country, "notes", None) or country._yaml("notes.yaml")
    except FileNotFoundError:
        return {}
    return {note["id"]: note for note in found}
