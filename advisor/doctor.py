"""What is live, embedded or off, part by part, and what to set to change it."""

from __future__ import annotations

from typing import Any

from mlflow.exceptions import MlflowException

from .members import Members
from .registry import alias_version, connect
from .settings import Settings


def examine(settings: Settings) -> dict[str, Any]:
    """An object for people and scripts: where things are, the champion, and each part's state with a hint."""
    champion = _champion(settings)
    local = settings.tracking_uri.startswith("sqlite")
    parts = {
        "registry": _part(
            "off" if champion is None else "embedded" if local else "live",
            "run `python -m advisor setup`" if champion is None else "set MLFLOW_TRACKING_URI for a tracking server",
        ),
        "unity_catalog": _part(
            "live" if settings.catalog else "off", "set ADVISOR_CATALOG, ADVISOR_SCHEMA and DATABRICKS_HOST"
        ),
        "serving": _part(
            "live" if settings.serving_endpoint else "embedded", "set SERVING_ENDPOINT and DATABRICKS_HOST"
        ),
        "engine": _part("embedded", "the embedded engine needs no key and costs nothing"),
        "members": _part(
            "off" if not Members(settings.members_url).count() else "live" if settings.members else "embedded",
            "set ADVISOR_MEMBERS_URL to your own members table",
        ),
        "record": _part(
            "live" if settings.database else "embedded", "set ADVISOR_DATABASE_URL, for example PostgreSQL"
        ),
        "traces": _part("live" if settings.observability else "off", "set ADVISOR_OBSERVABILITY=true"),
        "identity": _part(
            "live" if settings.in_databricks_app else "embedded",
            "inside Databricks Apps it is the signed-in person; here it is ADVISOR_DEV_IDENTITY",
        ),
    }
    return {
        "home": str(settings.home.resolve()),
        "tracking_uri": settings.tracking_uri,
        "registry_uri": settings.registry_uri,
        "model_name": settings.registered_model,
        "champion_version": champion,
        "engine": settings.engine,
        "parts": parts,
    }


def _part(state: str, hint: str) -> dict[str, str]:
    return {"state": state, "set": hint}


def _champion(settings: Settings) -> int | None:
    try:
        return alias_version(settings.model_alias, settings.registered_model, connect(settings))
    except MlflowException:
        return None
