"""A country's curated notes, as the understanding and the composer both read them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ..countries import Country
from ..countries import __name__ as _countries


@cache
def notes_of(country: Country) -> dict[str, dict[str, Any]]:
    """The country's notes by id: title, asks, answer, authority, reference, url and the day they were checked."""
    text = (files(f"{_countries}.{country.folder}") / "notes.yaml").read_text("utf-8")
    return {note["id"]: note for note in yaml.load(text, Loader=yaml.CSafeLoader)}
