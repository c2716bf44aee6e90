"""The registry of versions: register, list, load, and move aliases with a ledger."""

from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import mlflow
import pandas as pd
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException
from mlflow.models import ModelSignature
from mlflow.types import ColSpec, DataType, Schema
from mlflow.types.schema import Array, Object, Property

from .contract import EVIDENCE_FIELDS, FINDING_FIELDS, TIMING_FIELDS
from .governance import migrate, write_move
from .packaging import requirements, staged
from .settings import Settings, full_model_name, load_settings

EXPERIMENT = "pension_advisor"

EXAMPLE = {
    "user_id": "AU001",
    "session_id": "example",
    "country": "AU",
    "query": "At what age can I access my super?",
    "validation_mode": "deterministic",
    "enable_observability": False,
}


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
    mlflow.set_tracking_uri(settings.tracking_uri)
    mlflow.set_registry_uri(settings.registry_uri)
    return MlflowClient(settings.tracking_uri, settings.registry_uri)


def signature() -> ModelSignature:
    """The model's columns, as MLflow and Unity Catalog record them."""
    text, number, flag, long = DataType.string, DataType.double, DataType.boolean, DataType.long
    turn = Object([Property("role", text), Property("content", text)])
    inputs = Schema(
        [
            *(ColSpec(text, name) for name in ("user_id", "session_id", "country", "query")),
            ColSpec(text, "validation_mode", required=False),
            ColSpec(flag, "enable_observability", required=False),
            ColSpec(Array(turn), "history", required=False),
        ]
    )
    numbers = {"value", "score"}
    whole = {"start", "end"}

    def struct(fields: tuple[str, ...]) -> Object:
        kinds = {name: number if name in numbers else long if name in whole else text for name in fields}
        return Object([Property(name, kind, required=False) for name, kind in kinds.items()])

    usage = Object([Property(name, long) for name in ("input_tokens", "output_tokens", "paid_calls")])
    timings = Object([Property(name, number, required=False) for name in TIMING_FIELDS])
    outputs = {
        "user_id": text,
        "session_id": text,
        "query": text,
        "answer": text,
        "evidence": Array(struct(EVIDENCE_FIELDS)),
        "cost": number,
        "latency_ms": number,
        "blocked": flag,
        "violations": Array(text),
        "error": text,
        "reference": text,
        "outcome": text,
        "masked_query": text,
        "withheld_answer": text,
        "off_topic": flag,
        "urgent": flag,
        "intent": Array(text),
        "tools": Array(text),
        "confidence": number,
        "validator": text,
        "verdict": text,
        "findings": Array(struct(FINDING_FIELDS)),
        "usage": usage,
        "timings": timings,
        "receipt": text,
    }
    return ModelSignature(inputs, Schema([ColSpec(kind, name, required=False) for name, kind in outputs.items()]))


def _experiment(client: MlflowClient, settings: Settings) -> str:
    if settings.experiment_id:
        return settings.experiment_id
    found = client.get_experiment_by_name(EXPERIMENT)
    if found:
        return str(found.experiment_id)
    local = settings.tracking_uri.startswith("sqlite")
    place = (settings.home.resolve() / "artifacts").as_uri() if local else None
    return str(client.create_experiment(EXPERIMENT, artifact_location=place))


def log_model_to_mlflow(
    model_name: str | None = None,
    catalog: str | None = None,
    schema: str | None = None,
    model_config: Mapping[str, Any] | None = None,
    settings: Settings | None = None,
) -> Version:
    """Registers the code and rules of this checkout as a new version and returns it.

    `model_config` is merged over the defaults (engine, member store, guardrail policy, confidence floor).
    """
    settings = settings or load_settings()
    client = connect(settings)
    name = (
        full_model_name(model_name or settings.model_name, catalog, schema) if model_name else settings.registered_model
    )
    config: dict[str, Any] = {"engine": settings.engine, "members_url": settings.members_url, **(model_config or {})}
    with staged() as code:
        # models-from-code runs the entry file while logging; it must find the staged package, not this one
        sys.path.insert(0, str(code.package.parent))
        try:
            with mlflow.start_run(experiment_id=_experiment(client, settings), run_name="register"):
                logged = mlflow.pyfunc.log_model(
                    name="model",
                    python_model=str(code.entry),
                    code_paths=[str(code.package)],
                    signature=signature(),
                    input_example=pd.DataFrame([EXAMPLE]),
                    pip_requirements=requirements(),
                    model_config=config,
                    registered_model_name=name,
                )
        finally:
            sys.path.remove(str(code.package.parent))
        number = str(logged.registered_model_version)
        tags = {
            "engine": str(config["engine"]),
            "code": code.fingerprint,
            "rules_date": date.today().isoformat(),
            "registered_at": datetime.now(UTC).isoformat(timespec="seconds"),
            **({"source_commit": commit} if (commit := _commit()) else {}),
        }
        for key, value in tags.items():
            client.set_model_version_tag(name, number, key, value)
    return version(int(number), name, client)


def _commit() -> str:
    """The checkout's commit, or nothing where there is no git."""
    try:
        done = subprocess.run(
            ["git", "rev-parse", "HEAD"],
            cwd=Path(__file__).parent,
            capture_output=True,
            text=True,
            timeout=5,
            check=False,
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


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
    settings: Settings | None = None,
) -> int:
    """Points `alias` at `version` (the newest by default) and writes the move to the ledger; returns the version.

    With `expected`, the move is refused unless the alias carries that version now (0: no version).
    Raises AliasMoveRefused; refusals are written to the ledger too.
    """
    settings = settings or load_settings()
    client = connect(settings)
    name = full_model_name(model_name, catalog, schema) if model_name else settings.registered_model
    known = versions(name, client)
    target = int(version) if version is not None else known[0].number if known else 0
    current = alias_version(alias, name, client)

    def ledger(outcome: str, evidence: dict[str, Any]) -> None:
        migrate(settings.database_url)
        write_move(
            settings.database_url,
            who=who,
            model_name=name,
            alias=alias,
            from_version=str(current) if current else None,
            to_version=str(target),
            reason=reason,
            outcome=outcome,
            evidence=evidence,
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
