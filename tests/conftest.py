"""One data folder for the whole test run, set up as a first start would."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.governance import engine_for, migrate
from advisor.loaded import LoadedVersion, load_version
from advisor.settings import Settings, load_settings
from advisor.setup import set_up


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data folder of this run; `load_settings()` finds it everywhere."""
    folder = tmp_path_factory.mktemp("advisor")
    before = os.environ.get("ADVISOR_HOME")
    os.environ["ADVISOR_HOME"] = str(folder)
    yield folder
    if before is None:
        del os.environ["ADVISOR_HOME"]
    else:
        os.environ["ADVISOR_HOME"] = before


@pytest.fixture(scope="session")
def empty_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the newest schema without a row in it, to be copied: migrating anew for each test takes a while."""
    place = tmp_path_factory.mktemp("record") / "empty.db"
    migrate(f"sqlite:///{place}")
    engine_for(f"sqlite:///{place}").dispose()
    return place


@pytest.fixture(scope="session")
def settings(home: Path) -> Settings:
    """The settings of a house that is set up: stores, demo members, version 1 as champion."""
    found = load_settings()
    list(set_up(found))
    return found


@pytest.fixture(scope="session")
def champion(settings: Settings) -> LoadedVersion:
    """The champion, loaded into this process from the registry."""
    return load_version(settings)
