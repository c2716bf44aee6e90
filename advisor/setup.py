"""First start: everything the house needs, step by step, as often as wanted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock
from mlflow import MlflowClient

from .demo import demo_members
from .governance import migrate
from .identities import Identities, demo_links
from .members import Members
from .registering import log_model_to_mlflow
from .registry import alias_version, connect, set_model_alias, versions
from .settings import Settings

STEPS = (
    "Creating the data folder",
    "Preparing the record",
    "Adding the demo members",
    "Preparing the MLflow store",
    "Registering the model",
    "Choosing the champion",
)


def set_up(settings: Settings) -> Iterator[str]:
    """Brings everything to its working state; yields each of STEPS as it begins.

    Every step looks first whether it is done, so it can be killed anywhere and run again; a lock keeps two
    starts apart.
    """
    yield STEPS[0]
    settings.home.mkdir(parents=True, exist_ok=True)
    with FileLock(settings.home / "setup.lock"):
        yield STEPS[1]
        migrate(settings.database_url)
        yield STEPS[2]
        if not settings.members:
            members = Members(settings.members_url)
            members.load(demo_members())
            Identities(settings.members_url).load(demo_links(members.ids()))
        yield STEPS[3]
        _create_mlflow_store(settings)
        client = connect(settings)
        yield STEPS[4]
        if not versions(settings.registered_model, client):
            log_model_to_mlflow(settings=settings)
        yield STEPS[5]
        if alias_version(settings.model_alias, settings.registered_model, client) is None:
            set_model_alias(alias=settings.model_alias, reason="first start", who="setup", settings=settings)


def _create_mlflow_store(settings: Settings) -> None:
    """Creates a local MLflow database under another name first: a half-made one would never open again."""
    prefix = "sqlite:///"
    if not settings.tracking_uri.startswith(prefix):
        return
    place = Path(settings.tracking_uri.removeprefix(prefix))
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    MlflowClient(f"{prefix}{fresh}", f"{prefix}{fresh}").search_experiments()
    fresh.rename(place)
