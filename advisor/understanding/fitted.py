"""The classifiers' weights kept beside the code of a version, so that it need not be trained at every start.

They are written when a version is registered, and used only while every file that they were trained from is the same:
a changed phrase or a changed rule of the training is trained anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from .classifier import Classifier

FOLDER = "fitted"
_HERE = Path(__file__).parent
_TRAINED_FROM = (_HERE, _HERE.parent / "countries")


def keep(classifiers: Mapping[str, Classifier], understanding: Path) -> None:
    """Writes the weights, by country, into a staged copy of this folder."""
    folder = understanding / FOLDER
    folder.mkdir()
    for code, classifier in classifiers.items():
        arrays: dict[str, Any] = {"trained_from": _mark(), **classifier.arrays()}
        np.savez_compressed(folder / f"{code}.npz", **arrays)


def kept(code: str) -> Classifier | None:
    """The country's classifier as it was kept; None where there is none, or where it was trained from other files."""
    place = _HERE / FOLDER / f"{code}.npz"
    if not place.exists():
        return None
    with np.load(place, allow_pickle=False) as held:
        return Classifier.of(held) if str(held["trained_from"]) == _mark() else None


@cache
def _mark() -> str:
    """What a classifier depends on: the texts, the code that reads and trains, and the libraries that calculate."""
    digest = hashlib.sha256(f"{version('numpy')} {version('scipy')}".encode())
    for folder in _TRAINED_FROM:
        for file in sorted(folder.rglob("*")):
            if file.suffix in (".py", ".yaml"):
                digest.update(str(file.relative_to(folder.parent)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()
