"""Registering: the checkout's code and rules become a version."""

from __future__ import annotations

import getpass
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import Any

import mlflow
import pandas as pd
import yaml
from mlflow import MlflowClient

from .guardrails import Guardrails
from .packaging import Staged, requirements, staged
from .prompt_registry import register_prompts
from .registry import Version, connect, version
from .settings import Settings, full_model_name, load_settings
from .signature import signature

EXPERIMENT = "pension_advisor"

EXAMPLE = {
    "user_id": "AU001",
    "session_id": "example",
    "country": "AU",
    "query": "At what age can I access my super?",
    "validation_mode": "deterministic",
    "enable_observability": False,
}


def log_model_to_mlflow(
    model_name: str | None = None,
    catalog: str | None = None,
    schema: str | None = None,
    model_config: Mapping[str, Any] | None = None,
    settings: Settings | None = None,
    who: str = "",
) -> Version:
    """Registers the code and rules of this checkout as a new version and returns it.

    `model_config` is merged over the defaults (engine, member store, guardrail policy, confidence floor). `who`
    registered it is noted on the version: the user of this machine by default.
    """
    settings = settings or load_settings()
    client = connect(settings)
    name = full_model_name(model_name, catalog, schema) if model_name else settings.registered_model
    config: dict[str, Any] = {
        **settings.llm_config,
        "members_url": settings.members_url,
        "guardrails": policy(settings),
        **(model_config or {}),
    }
    Guardrails(config["guardrails"])  # a policy that can't be read must not become a version
    experiment = _experiment(client, settings)
    with staged() as code, _importable(code), mlflow.start_run(experiment_id=experiment, run_name="register"):
        _train(code)
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
    number = str(logged.registered_model_version)
    tags = _tags(code, config, who or user()) | register_prompts(client, name, int(number), config)
    for key, value in tags.items():
        client.set_model_version_tag(name, number, key, value)
    return version(int(number), name, client)


def _train(code: Staged) -> None:
    """Trains the staged understanding, so that a server that starts need not; by its own code, which may be newer."""
    import_module(f"{code.package.name}.understanding").Understanding().keep(code.package / "understanding")


@contextmanager
def _importable(code: Staged) -> Iterator[None]:
    """Lets MLflow, which runs the entry file while logging, find the staged package; forgets it afterwards.

    The staging folder is gone by the time the version is loaded: modules that point there must not be found then.
    """
    before = set(sys.modules)
    sys.path.insert(0, str(code.package.parent))
    try:
        yield
    finally:
        sys.path.remove(str(code.package.parent))
        for name in set(sys.modules) - before:
            if name.split(".")[0] == code.package.name:
                del sys.modules[name]


def policy(settings: Settings) -> dict[str, Any]:
    """The guardrail policy that new versions get: the deployment's own file, or the packaged one."""
    place = settings.guardrail_policy or files("advisor.guardrails") / "policy.yaml"
    found: dict[str, Any] = yaml.safe_load(place.read_text("utf-8"))
    return found


def _tags(code: Staged, config: Mapping[str, Any], who: str) -> dict[str, str]:
    commit = _commit()
    return {
        "engine": str(config["engine"]),
        "code": code.fingerprint,
        "policy": hashlib.sha256(json.dumps(config["guardrails"], sort_keys=True).encode()).hexdigest()[:10],
        "rules_date": date.today().isoformat(),
        "registered_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "registered_by": who,
    } | ({"source_commit": commit} if commit else {})


def user() -> str:
    """The name of this machine's user; "unknown" where there is none, as in some containers."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


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


def _experiment(client: MlflowClient, settings: Settings) -> str:
    if settings.experiment_id:
        return settings.experiment_id
    found = client.get_experiment_by_name(EXPERIMENT)
    if found:
        return str(found.experiment_id)
    local = settings.tracking_uri.startswith("sqlite")
    place = (settings.home.resolve() / "artifacts").as_uri() if local else None
    return str(client.create_experiment(EXPERIMENT, artifact_location=place))
