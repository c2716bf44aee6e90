"""The prompts of a version in MLflow's prompt registry, under aliases. Best effort: each version holds its own."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import mlflow
from mlflow import MlflowClient
from mlflow.exceptions import MlflowException

if TYPE_CHECKING:
    from .llm.prompts import Prompt

NEWEST = "newest"
TAG = "prompt."

log = logging.getLogger(__name__)


def register_prompts(client: MlflowClient, model_name: str, number: int, config: Mapping[str, Any]) -> dict[str, str]:
    """Keeps the prompts that version `number` uses, each text once, and points the aliases of its version at them.

    Returns tags for the version: "prompt.answer" → "prompts:/pension_advisor_answer/1". The aliases are
    "version-<number>" and "newest". A store without a prompt registry changes nothing; it is logged.
    """
    kept = {}
    for prompt in used(config):
        name = f"{model_name}_{prompt.name}"
        try:
            found = _kept(client, name, prompt)
            for alias in (f"version-{number}", NEWEST):
                mlflow.genai.set_prompt_alias(name, alias, found)
        except (MlflowException, NotImplementedError) as fault:
            log.warning("The prompt %s could not be registered (%s).", prompt.name, type(fault).__name__)
            continue
        kept[f"{TAG}{prompt.name}"] = f"prompts:/{name}/{found}"
    return kept


def follow(client: MlflowClient, model_name: str, alias: str, number: int) -> None:
    """Points `alias` of the prompts at those that version `number` uses, after the model's alias has moved there."""
    try:
        tags = client.get_model_version(model_name, str(number)).tags or {}
        for place in (value for key, value in tags.items() if key.startswith(TAG)):
            name, _, version = place.removeprefix("prompts:/").rpartition("/")
            mlflow.genai.set_prompt_alias(name, alias, int(version))
    except (MlflowException, NotImplementedError) as fault:
        log.warning("The alias %s of the prompts did not follow (%s).", alias, type(fault).__name__)


def used(config: Mapping[str, Any]) -> list[Prompt]:
    """The prompts that a `model_config` answers and judges with."""
    if config.get("engine") != "llm" and not config.get("judge"):
        return []
    from .llm.prompts import prompt

    chosen = {"answer": config.get("llm") if config.get("engine") == "llm" else None, "judge": config.get("judge")}
    return [prompt(name, entry.get("prompt")) for name, entry in chosen.items() if entry]


def _kept(client: MlflowClient, name: str, prompt: Prompt) -> int:
    """The number of the registered prompt with this text; it is registered when there is none."""
    try:
        known = {each.template: int(each.version) for each in client.search_prompt_versions(name)}
    except MlflowException:
        known = {}  # the first of its name
    if prompt.text not in known:
        made = mlflow.genai.register_prompt(
            name=name, template=prompt.text, commit_message=prompt.label, tags={"packaged_as": prompt.label}
        )
        return int(made.version)
    return known[prompt.text]
