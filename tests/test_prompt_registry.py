"""The prompts of a version in MLflow's prompt registry: each text once, found by the version's alias and by its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import mlflow
import pytest

from advisor.llm.prompts import prompt
from advisor.prompt_registry import used
from advisor.registering import log_model_to_mlflow
from advisor.registry import connect, set_model_alias, version
from advisor.settings import Settings

SILENT = "http://127.0.0.1:9/v1"
LLM = {"url": SILENT, "model": "m"}

USED: list[tuple[dict[str, Any], list[str]]] = [
    ({"engine": "embedded"}, []),
    ({"engine": "embedded", "llm": LLM}, []),
    ({"engine": "embedded", "judge": LLM}, ["judge"]),
    ({"engine": "llm", "llm": LLM}, ["answer"]),
    ({"engine": "llm", "llm": LLM, "judge": LLM}, ["answer", "judge"]),
]


@pytest.mark.parametrize(("config", "names"), USED)
def test_only_the_prompts_that_a_version_uses(config: dict[str, Any], names: list[str]) -> None:
    assert [each.name for each in used(config)] == names


def test_prompts_are_found_under_the_aliases_of_their_version(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    client = connect(settings)
    config = {"engine": "llm", "llm": LLM, "judge": LLM}
    numbers = [log_model_to_mlflow(settings=settings, model_config=config).number for _ in range(2)]
    set_model_alias(alias="champion", version=numbers[0], reason="test", settings=settings)
    connect(settings)
    for name in ("answer", "judge"):
        registered = f"pension_advisor_{name}"
        assert len(client.search_prompt_versions(registered)) == 1
        for alias in (*(f"version-{number}" for number in numbers), "newest", "champion"):
            found = mlflow.genai.load_prompt(f"prompts:/{registered}@{alias}")
            assert (found.template, found.version) == (prompt(name).text, 1)
        tags = version(numbers[1], client=client).tags
        assert tags[f"prompt.{name}"] == f"prompts:/{registered}/1"
