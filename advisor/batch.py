"""Many questions at once: from a frame, or from a file to a file, resumable after a kill."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from .asking import Reply, event
from .contract import OPTIONAL, OUTPUT, REQUIRED
from .governance import migrate, record
from .loaded import LoadedVersion, load_version
from .registry import alias_version, connect
from .serving.crew import Crew, crew
from .settings import Settings, full_model_name, load_settings

CHUNK = 200
# From this many rows on, starting a process on every core pays off.
CREW_FROM = 1000
NESTED = ("evidence", "violations", "intent", "tools", "findings", "usage", "timings")


Model = LoadedVersion | Crew


class BatchError(ValueError):
    """The input or output of a batch can't be used; the text says what to change."""


def run_batch_inference(
    questions: pd.DataFrame,
    model_name: str | None = None,
    catalog: str | None = None,
    schema: str | None = None,
    alias: str = "champion",
    version: int | None = None,
    settings: Settings | None = None,
) -> pd.DataFrame:
    """Answers a frame of the model's input columns with a registered version, and records an event per row.

    Returns the model's output columns, one row for each input row, in the same order. Raises LookupError when
    the model has no such version, BatchError when a required column is missing.
    """
    settings = settings or load_settings()
    name = full_model_name(model_name, catalog, schema) if model_name else settings.registered_model
    asked = _rows(questions)
    migrate(settings.database_url)
    with _answering(settings, alias, version, name, len(asked)) as model:
        rows = [row for _, part in _answered(model, settings, list(_chunks(asked))) for row in part]
    return pd.DataFrame({column: pd.Series([r[column] for r in rows], dtype=object) for column in OUTPUT})


def run_file(
    source: Path,
    target: Path,
    settings: Settings,
    alias: str | None = None,
    version: int | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> int:
    """Answers the questions of `source` into `target` (CSV or Parquet each); returns how many rows there are.

    Finished parts wait beside `target`, so that the same call after a kill goes on where it stopped and asks
    nothing twice. Raises BatchError, LookupError.
    """
    rows = _rows(_read(source))
    _kind(target)
    migrate(settings.database_url)
    with _answering(settings, alias, version, settings.registered_model, len(rows)) as model:
        parts = _parts_folder(source, target, model.version)
        _finish_parts(model, settings, rows, parts, progress)
    _write([row for place in sorted(parts.glob("*.json")) for row in json.loads(place.read_text("utf-8"))], target)
    shutil.rmtree(parts)
    return len(rows)


def _finish_parts(
    model: Model,
    settings: Settings,
    rows: Sequence[dict[str, Any]],
    parts: Path,
    progress: Callable[[int, int], None],
) -> None:
    """Answers every part that is not there yet, and keeps each in a file of its own."""
    chunks = dict(enumerate(_chunks(rows)))
    places = {number: parts / f"{number:06d}.json" for number in chunks}
    done = 0
    for number, place in places.items():
        if place.exists():
            # a kill between keeping a part and recording it loses nothing: events are kept once by reference
            _record(model, settings, chunks[number], json.loads(place.read_text("utf-8")))
            done += len(chunks.pop(number))
            progress(done, len(rows))
    left = [places[number] for number in chunks]
    for _, answered in _answered(model, settings, list(chunks.values()), lambda at, found: _keep(left[at], found)):
        done += len(answered)
        progress(done, len(rows))


def _keep(place: Path, answered: Sequence[dict[str, Any]]) -> None:
    fresh = place.with_suffix(".new")
    fresh.write_text(json.dumps(answered, ensure_ascii=False, default=str), "utf-8")
    fresh.rename(place)


@contextmanager
def _answering(settings: Settings, alias: str | None, version: int | None, name: str, count: int) -> Iterator[Model]:
    """The model for `count` rows: loaded into this process, or for many rows a process on every core."""
    cores = os.cpu_count() or 1
    if count < CREW_FROM or cores == 1 or settings.registry_uri.startswith("databricks"):
        yield load_version(settings, alias, version, name)
        return
    alias = alias or settings.model_alias
    number = version or alias_version(alias, name, connect(settings))
    if number is None:
        raise LookupError(f"{name} has no version with the alias {alias}.")
    with crew(settings, number, "" if version else alias, cores) as several:
        yield several


def _answered(
    model: Model,
    settings: Settings,
    chunks: Sequence[Sequence[dict[str, Any]]],
    keep: Callable[[int, Sequence[dict[str, Any]]], None] = lambda at, rows: None,
) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """The answers chunk by chunk, in order, each kept and then recorded before it is handed on."""
    at_once = (os.cpu_count() or 1) if isinstance(model, Crew) else 1
    with ThreadPoolExecutor(at_once) as pool:
        for at, served in enumerate(pool.map(model.answer, chunks)):
            keep(at, served.rows)
            _record(model, settings, chunks[at], served.rows)
            yield at, served.rows


def _record(
    model: Model, settings: Settings, part: Sequence[dict[str, Any]], answered: Sequence[dict[str, Any]]
) -> None:
    replies = [Reply(row, model.version, model.alias) for row in answered]
    happened = [event(r, settings, "batch", str(q["country"])) for r, q in zip(replies, part, strict=True)]
    record(settings.database_url, happened, settings.review_confidence)


def _rows(questions: pd.DataFrame) -> list[dict[str, Any]]:
    missing = [column for column in REQUIRED if column not in questions.columns]
    if missing:
        raise BatchError(f"The questions lack the column{'s' * (len(missing) > 1)} {', '.join(missing)}.")
    kept = [column for column in (*REQUIRED, *OPTIONAL) if column in questions.columns]
    return [_row(row) for row in questions[kept].to_dict("records")]


def _row(row: dict[Any, Any]) -> dict[str, Any]:
    """A row with texts as text, empty cells as None, and what CSV can't hold read from its JSON or words."""
    plain: dict[str, Any] = {}
    for key, value in row.items():
        empty = value is None or (isinstance(value, float) and value != value) or value is pd.NA
        if key == "history":
            plain[key] = None if empty or value == "" else json.loads(value) if isinstance(value, str) else list(value)
        elif key == "enable_observability":
            plain[key] = None if empty or value == "" else str(value).strip().lower() in ("true", "1", "yes")
        elif key in REQUIRED:
            plain[key] = "" if empty else str(value)
        else:
            plain[key] = None if empty or value == "" else str(value)
    return plain


def _chunks(rows: Sequence[dict[str, Any]]) -> Iterator[Sequence[dict[str, Any]]]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]


def _parts_folder(source: Path, target: Path, version: str) -> Path:
    """Where finished parts wait: its name holds what they belong to, so that other input or code starts anew."""
    mark = hashlib.sha256(source.read_bytes() + version.encode()).hexdigest()[:12]
    parts = target.with_name(f".{target.name}.{mark}.parts")
    parts.mkdir(parents=True, exist_ok=True)
    return parts


def _kind(path: Path) -> str:
    kind = path.suffix.lower()
    if kind not in (".csv", ".parquet"):
        raise BatchError(f"{path.name} must end in .csv or .parquet.")
    return kind


def _read(path: Path) -> pd.DataFrame:
    kind = _kind(path)
    if not path.exists():
        raise BatchError(f"There is no file {path}.")
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False) if kind == ".csv" else pd.read_parquet(path)
    except (ValueError, OSError):
        raise BatchError(f"{path.name} can't be read as {kind[1:].upper()}.") from None


def _write(rows: Sequence[dict[str, Any]], target: Path) -> None:
    frame = pd.DataFrame({column: pd.Series([row[column] for row in rows], dtype=object) for column in OUTPUT})
    frame = frame.astype({"cost": "float64", "latency_ms": "float64", "confidence": "float64"})
    fresh = target.with_name(f".{target.name}.new")
    if _kind(target) == ".csv":
        for column in NESTED:
            frame[column] = frame[column].map(lambda value: json.dumps(value, ensure_ascii=False))
        frame.to_csv(fresh, index=False)
    else:
        frame.to_parquet(fresh, index=False)
    fresh.rename(target)
