"""What is live, embedded or off, part by part, and what to set to change it."""

from __future__ import annotations

from typing import Any

from . import links
from .addresses import without_secrets
from .history import RegistryUnavailable, patience, reading
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
        **_engines(settings),
        "members": _part(
            "off" if not Members(settings.members_url).count() else "live" if settings.members else "embedded",
            "set ADVISOR_MEMBERS_URL to your own members table",
        ),
        "record": _part(
            "live" if settings.database else "embedded", "set ADVISOR_DATABASE_URL, for example PostgreSQL"
        ),
        "shadow": _part(
            "live" if settings.shadow_sample else "off",
            "set ADVISOR_SHADOW_SAMPLE to a share such as 0.1, and give a version the alias challenger",
        ),
        "native_pages": _part(
            "live" if links.model(settings).url else "off",
            "set DATABRICKS_HOST, or ADVISOR_MLFLOW_UI to the address of an MLflow UI",
        ),
        "traces": _part("live" if settings.observability else "off", "set ADVISOR_OBSERVABILITY=true"),
        "identity": _part(
            "live" if settings.in_databricks_app else "embedded",
            "inside Databricks Apps it is the signed-in person; here it is ADVISOR_DEV_IDENTITY",
        ),
    }
    return {
        "home": str(settings.home.resolve()),
        "tracking_uri": without_secrets(settings.tracking_uri),
        "registry_uri": without_secrets(settings.registry_uri),
        "model_name": settings.registered_model,
        "champion_version": champion,
        "engine": settings.engine,
        "parts": parts,
    }


def _engines(settings: Settings) -> dict[str, dict[str, str]]:
    """The LLM that answers, the judge, and the prices of both. They are part of a version, so each needs a new one."""
    llm, judge = settings.engine == "llm", bool(settings.judge_url)
    known = settings.llm_prices is not None
    parts = {
        "engine": _part(
            "live" if llm else "embedded",
            "register a version after each change of ADVISOR_LLM_…"
            if llm
            else "costs nothing; for an LLM set ADVISOR_ENGINE=llm, ADVISOR_LLM_URL, ADVISOR_LLM_MODEL and "
            "ADVISOR_LLM_KEY, then register a version",
        ),
        "judge": _part(
            "live" if judge else "off",
            "register a version after each change of ADVISOR_JUDGE_…"
            if judge
            else "set ADVISOR_JUDGE_URL, ADVISOR_JUDGE_MODEL and ADVISOR_JUDGE_KEY, then register a version",
        ),
    }
    if llm or judge:
        parts["prices"] = _part(
            "live" if known else "off",
            "the cost of a call is known where ADVISOR_LLM_PRICES lists its endpoint and model, else unknown",
        )
    return parts


def _part(state: str, hint: str) -> dict[str, str]:
    return {"state": state, "set": hint}


def _champion(settings: Settings) -> int | None:
    try:
        return reading(
            lambda: alias_version(settings.model_alias, settings.registered_model, connect(settings)),
            patience(settings),
        )
    except RegistryUnavailable:
        return None
