"""From a version's configuration to its endpoints. Keys come from the environment, never from the configuration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from ..settings import Settings
from .agent import Agent
from .endpoint import Endpoint, Spec
from .judge import Judge
from .meter import Meter
from .prices import read_prices
from .prompts import prompt


@dataclass(frozen=True)
class Engines:
    """What a version answers with besides the embedded engine; None is off. Budgets are for one question."""

    agent: Agent | None = None
    judge: Judge | None = None
    tokens: int | None = None
    dollars: float | None = None
    seconds: float = 60.0
    at_once: int = 1

    def meter(self) -> Meter:
        """A new question's meter."""
        return Meter(self.tokens, self.dollars, self.seconds)


def engines(config: Mapping[str, Any]) -> Engines:
    """The engines of a `model_config`; entries `engine`, `llm` and `judge` as `Settings.llm_config` writes them."""
    answering = dict(config.get("llm") or {}) if config.get("engine") == "llm" else {}
    judging = dict(config.get("judge") or {})
    if not answering and not judging:
        return Engines()
    settings = Settings()
    prices = read_prices(settings.llm_prices)
    agent = judge = None
    if answering:
        endpoint = Endpoint(_spec(answering), settings.llm_key.get_secret_value(), prices)
        agent = Agent(endpoint, prompt("answer", answering.get("prompt")))
    if judging:
        endpoint = Endpoint(_spec(judging), settings.judge_key.get_secret_value(), prices)
        judge = Judge(endpoint, prompt("judge", judging.get("prompt")))
    limits = answering or judging
    return Engines(
        agent,
        judge,
        limits.get("question_tokens"),
        limits.get("question_dollars"),
        float(limits.get("question_seconds", Engines.seconds)),
        int(limits.get("at_once", 1)),
    )


def _spec(entry: Mapping[str, Any]) -> Spec:
    return Spec(**{each.name: entry[each.name] for each in fields(Spec) if each.name in entry})
