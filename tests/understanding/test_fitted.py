"""A version starts with the classifiers that were trained for it, and never with those of other texts."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from advisor.packaging import staged
from advisor.understanding import Understanding

ASKED = "How much super must my employer pay on a salary of $80,000?"
# run in a process of its own, as a version is: what was kept, and how a question is read
READ = f"""
import importlib, sys
sys.path.insert(0, sys.argv[1])
package = sys.argv[2]
kept = importlib.import_module(package + ".understanding.fitted").kept("AU")
reading = importlib.import_module(package + ".understanding").Understanding().read({ASKED!r}, "AU", {{}})
print(kept is not None, reading.tasks[0].name, round(reading.confidence, 3))
"""


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A staged package with its trained classifiers beside its code."""
    with staged() as code:
        package = tmp_path_factory.mktemp("version") / code.package.name
        shutil.copytree(code.package, package)
    Understanding().keep(package / "understanding")
    return package


def read(package: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", READ, str(package.parent), package.name], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_what_was_kept_is_used_and_reads_as_if_trained_anew(version: Path, tmp_path: Path) -> None:
    bare = tmp_path / version.name
    shutil.copytree(version, bare, ignore=shutil.ignore_patterns("fitted"))
    kept, *reading = read(version)
    trained, *anew = read(bare)
    assert (kept, trained) == ("True", "False")
    assert reading == anew


def test_a_changed_phrase_is_trained_anew(version: Path, tmp_path: Path) -> None:
    changed = tmp_path / version.name
    shutil.copytree(version, changed)
    phrases = changed / "countries" / "australia" / "phrases.yaml"
    phrases.write_text(phrases.read_text("utf-8") + "\n# another word\n", "utf-8")
    assert read(changed)[0] == "False"
