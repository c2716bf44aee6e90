"""The registry of versions: list, load, and move aliases with a ledger."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import mlflow
from filelock import FileLock
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException

from .governance import migrate, write_move
from .prompt_registry import follow
from .settings import Settings, full_model_name, load_settings


class AliasMoveRefused(RuntimeError):
    """The alias was not moved; the text says why."""


@dataclass(frozen=True)
class Version:
    """One version of the registered model, with the aliases it carries now."""

    number: int
    aliases: tuple[str, ...]
    created: datetime
    tags: dict[str, str]
    model_id: str | None


def connect(settings: Settings | None = None) -> MlflowClient:
    """Points MLflow at the settings' stores and returns a client for them."""
    settings = settings or load_settings()
    settings.home.mkdir(parents=True, exist_ok=True)
    logging.getLogger("mlflow").setLevel(logging.WARNING)
    # a bar for each small file that is read would fill the app's log
    os.environ.setdefault("MLFLOW_ENABLE_ARTIFACTS_PROGRESS_BAR", "false")
    named = {key: os.environ.get(key) for key in ("MLFLOW_TRACKING_URI", "MLFLOW_REGISTRY_URI")}
    mlflow.set_tracking_uri(settings.tracking_uri)
    mlflow.set_registry_uri(settings.registry_uri)
    # MLflow writes its own choice into the environment, where it would look like a setting of the person
    for key, value in named.items():
        if value is None:
            os.environ.pop(key, None)
        else:
            os.environ[key] = value
    return MlflowClient(settings.tracking_uri, settings.registry_uri)


def versions(model_name: str | None = None, client: MlflowClient | None = None) -> list[Version]:
    """Every version, newest first, with its aliases; empty when the model is not registered."""
    client = client or connect()
    name = model_name or load_settings().registered_model
    carried = aliases(name, client)
    # search_model_versions leaves aliases out and hands numbers as int or text: aliases come from the model
    found = client.search_model_versions(f"name='{name}'")
    return sorted((_version(each, carried) for each in found), key=lambda v: -v.number)


def version(number: int, model_name: str | None = None, client: MlflowClient | None = None) -> Version:
    """One version. Raises LookupError when there is none of that number."""
    client = client or connect()
    name = model_name or load_settings().registered_model
    try:
        return _version(client.get_model_version(name, str(number)), aliases(name, client))
    except MlflowException:
        raise LookupError(f"{name} has no version {number}.") from None


def aliases(model_name: str, client: MlflowClient) -> dict[str, int]:
    """alias → version number; empty when the model is not registered. Raises MlflowException when the store fails."""
    try:
        found = client.get_registered_model(model_name).aliases or {}
    except MlflowException as fault:
        if fault.error_code != "RESOURCE_DOES_NOT_EXIST":
            raise
        return {}
    return {alias: int(number) for alias, number in found.items()}


def model_config(number: int, settings: Settings) -> dict[str, Any]:
    """The `model_config` that a version was registered with. Raises LookupError when it can't be read."""
    connect(settings)
    try:
        info = mlflow.models.get_model_info(f"models:/{settings.registered_model}/{number}")
    except MlflowException:
        raise LookupError(f"The configuration of version {number} can't be read.") from None
    return dict(info.flavors["python_function"].get("config") or {})


def alias_version(alias: str, model_name: str | None = None, client: MlflowClient | None = None) -> int | None:
    """The number of the version that carries `alias`, or None."""
    client = client or connect()
    return aliases(model_name or load_settings().registered_model, client).get(alias)


def _version(found: Any, carried_by: Mapping[str, int]) -> Version:
    carried = tuple(sorted(alias for alias, number in carried_by.items() if number == int(found.version)))
    created = datetime.fromtimestamp(found.creation_timestamp / 1000, UTC)
    return Version(int(found.version), carried, created, dict(found.tags or {}), getattr(found, "model_id", None))


def set_model_alias(
    model_name: str | None = None,
    alias: str = "champion",
    version: int | str | None = None,
    catalog: str | None = None,
    schema: str | None = None,
    *,
    reason: str = "",
    who: str = "local",
    expected: int | None = None,
    evidence: Mapping[str, Any] | None = None,
    settings: Settings | None = None,
) -> int:
    """Points `alias` at `version` (the newest by default) and writes the move to the ledger; returns the version.

    With `expected`, the move is refused unless the alias carries that version now (0: no version).
    `evidence` goes to the ledger beside the move. Raises AliasMoveRefused; refusals are written to the ledger too.
    """
    settings = settings or load_settings()
    client = connect(settings)
    name = full_model_name(model_name, catalog, schema) if model_name else settings.registered_model
    # MLflow can't compare and set: the lock keeps two movers of one installation apart
    with FileLock(settings.home / "alias.lock"):
        # a move that can't be written down must not happen: the record is tried first
        migrate(settings.database_url)
        known = versions(name, client)
        target = int(version) if version is not None else known[0].number if known else 0
        current = alias_version(alias, name, client)

        def ledger(outcome: str, found: Mapping[str, Any]) -> None:
            write_move(
                settings.database_url,
                who=who,
                model_name=name,
                alias=alias,
                from_version=str(current) if current else None,
                to_version=str(target),
                reason=reason,
                outcome=outcome,
                evidence={**found, **(evidence or {})},
            )

        if target not in {each.number for each in known}:
            ledger("refused", {"cause": "unknown version"})
            raise AliasMoveRefused(f"{name} has no version {target}.")
        if expected is not None and (current or 0) != expected:
            ledger("refused", {"cause": "moved meanwhile", "expected": expected})
            raise AliasMoveRefused(
                f"{alias} points at version {current or 'none'}, not {expected or 'none'}: somebody moved it meanwhile."
            )
        if current != target:
            client.set_registered_model_alias(name, alias, str(target))
            ledger("moved", {})
            follow(client, name, alias, target)
        return target


def load_model_from_registry(
    model_name: str | None = None,
    catalog: str | None = None,
    schema: str | None = None,
    alias: str = "champion",
    version: int | str | None = None,
    settings: Settings | None = None,
) -> Any:
    """The registered version that carries `alias` (or the given `version`), as a pyfunc model.

    Raises LookupError when there is no such version.
    """
    settings = settings or load_settings()
    connect(settings)
    name = full_model_name(model_name, catalog, schema) if model_name else settings.registered_model
    place = f"models:/{name}/{version}" if version is not None else f"models:/{name}@{alias}"
    try:
        return mlflow.pyfunc.load_model(place)
    except MlflowException as fault:
        what = f"version {version}" if version is not None else f"version with the alias {alias}"
        raise LookupError(f"{name} has no {what} that can be loaded ({fault.error_code}).") from None
