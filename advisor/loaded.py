"""A registered version loaded into this process: for the command line, batches and notebooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from .contract import OPTIONAL, REQUIRED
from .registry import alias_version, load_model_from_registry
from .serving.client import Served
from .settings import Settings


@dataclass(frozen=True)
class LoadedVersion:
    """A pyfunc model with the version and alias it was loaded by. Speaks like a model server."""

    model: Any
    version: str
    alias: str

    def answer(self, rows: Sequence[Mapping[str, Any]]) -> Served:
        """One output row for each input row, as plain dicts with None for what is empty."""
        return Served(as_rows(self.model.predict(as_frame(rows))), self.version, self.alias)


def load_version(
    settings: Settings,
    alias: str | None = None,
    version: int | None = None,
    model_name: str | None = None,
) -> LoadedVersion:
    """The version with `alias` (the settings' by default), or `version`. Raises LookupError when there is none."""
    name = model_name or settings.registered_model
    if version is not None:
        return LoadedVersion(load_model_from_registry(name, version=version, settings=settings), str(version), "")
    alias = alias or settings.model_alias
    model = load_model_from_registry(name, alias=alias, settings=settings)
    return LoadedVersion(model, str(alias_version(alias, name)), alias)


def as_frame(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Input rows as the frame that the model's signature expects; columns of no row are left out."""
    columns = [c for c in (*REQUIRED, *OPTIONAL) if any(row.get(c) is not None for row in rows) or c in REQUIRED]
    return pd.DataFrame({c: pd.Series([row.get(c) for row in rows], dtype=object) for c in columns})


def as_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A model's output frame as dicts, with None where pandas says NaN."""
    return [{str(key): _plain(value) for key, value in row.items()} for row in frame.to_dict("records")]


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and value != value else value
