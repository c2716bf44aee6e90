"""What a version is made of: the model's rooms, staged under a name of their own.

Two versions hold different code under one package name, and Python keeps only one package
of a name in a process. So the rooms are staged as `advisor_<fingerprint>`: versions with
different code never meet, wherever they are loaded, and the checkout's own `advisor` is
never mistaken for a version's.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

ROOMS = (
    "rules",
    "countries",
    "understanding",
    "answering",
    "guardrails",
    "llm",
    "contract.py",
    "members.py",
    "model.py",
    "patience.py",
    "pipeline.py",
    "settings.py",
    "telling.py",
    "traces.py",
)

# What the rooms import, from the versions that are installed (and tested) here.
REQUIREMENTS = (
    "databricks-sdk",
    "mlflow",
    "numpy",
    "openai",
    "pandas",
    "phonenumbers",
    "pydantic",
    "pydantic-settings",
    "python-stdnum",
    "pyyaml",
    "scipy",
    "sqlalchemy",
)

_ENTRY = '''"""Loads this version's model; MLflow runs this file."""

import mlflow

from {package}.model import PensionAdvisorModel

mlflow.models.set_model(PensionAdvisorModel())
'''


@dataclass(frozen=True)
class Staged:
    """A staged package: its folder, the entry file that MLflow runs, and the fingerprint of its code and rules."""

    package: Path
    entry: Path
    fingerprint: str


def _files() -> Iterator[Path]:
    here = Path(__file__).parent
    for room in ROOMS:
        path = here / room
        found = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file())
        yield from (p for p in found if "__pycache__" not in p.parts)


def fingerprint() -> str:
    """Ten hex digits that change whenever a file of the model's rooms does."""
    here, digest = Path(__file__).parent, hashlib.sha256()
    for file in _files():
        digest.update(str(file.relative_to(here)).encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()[:10]


@contextmanager
def staged() -> Iterator[Staged]:
    """The model's rooms copied to a temporary folder, ready to be logged."""
    here, mark = Path(__file__).parent, fingerprint()
    with TemporaryDirectory(prefix="advisor-") as folder:
        package = Path(folder) / f"advisor_{mark}"
        for file in _files():
            target = package / file.relative_to(here)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
        (package / "__init__.py").write_text(f'"""Pension Advisor, as of {mark}."""\n', "utf-8")
        entry = Path(folder) / "entry.py"
        entry.write_text(_ENTRY.format(package=package.name), "utf-8")
        yield Staged(package, entry, mark)


def requirements() -> list[str]:
    """Exact pip requirements of the staged rooms."""
    return [f"{name}=={version(name)}" for name in REQUIREMENTS]
