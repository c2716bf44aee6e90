"""The history of the registered model: what is known of each version, and of where its aliases were."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from mlflow.exceptions import MlflowException

from .patience import TookTooLong, within
from .prompt_registry import TAG
from .registry import Version, connect, versions
from .settings import Settings

T = TypeVar("T")
# A page waits this long for a registry; MLflow itself would try for minutes.
SECONDS = 5.0
LOCAL_SECONDS = 30.0


class RegistryUnavailable(RuntimeError):
    """The registry can't be read; the text says so, without its address."""


@dataclass(frozen=True)
class Evaluated:
    """What the last evaluation tagged its version with. Rates are ratios 0–1; None where a measure is unknown."""

    at: datetime
    run_id: str
    cases: int
    pass_rate: float | None
    accuracy: float | None
    blocking_failures: int | None
    latency_p95_ms: float | None
    cost_usd: float | None


@dataclass(frozen=True)
class Entry:
    """One version. What was not tagged when it was registered is empty; `evaluated` is None before any evaluation.

    `prompts` are (name, version) of MLflow's prompt registry.
    """

    number: int
    aliases: tuple[str, ...]
    created: datetime
    registered_by: str
    engine: str
    rules_date: str
    policy: str
    prompts: tuple[tuple[str, int], ...]
    code: str
    source_commit: str
    model_id: str
    evaluated: Evaluated | None


def history(settings: Settings) -> list[Entry]:
    """Every version, newest first. Raises RegistryUnavailable."""
    return reading(
        lambda: [_entry(each) for each in versions(settings.registered_model, connect(settings))], patience(settings)
    )


def patience(settings: Settings) -> float:
    """How many seconds the registry may take: a local store is slow only where the whole machine is."""
    return LOCAL_SECONDS if settings.registry_uri.startswith("sqlite") else SECONDS


def reading(work: Callable[[], T], seconds: float = SECONDS) -> T:
    """What `work` reads from the registry. Raises RegistryUnavailable when it fails, or takes too long."""
    try:
        return within(seconds, work)
    except TookTooLong:
        raise RegistryUnavailable(f"The registry did not answer within {seconds:g} s. Try again in a moment.") from None
    except (MlflowException, OSError) as fault:
        kind = getattr(fault, "error_code", "") or type(fault).__name__
        raise RegistryUnavailable(f"The registry can't be read right now ({kind}). Try again in a moment.") from None


def _entry(version: Version) -> Entry:
    tags = version.tags
    return Entry(
        number=version.number,
        aliases=version.aliases,
        created=version.created,
        registered_by=tags.get("registered_by", ""),
        engine=tags.get("engine", ""),
        rules_date=tags.get("rules_date", ""),
        policy=tags.get("policy", ""),
        prompts=_prompts(tags),
        code=tags.get("code", ""),
        source_commit=tags.get("source_commit", ""),
        model_id=version.model_id or "",
        evaluated=_evaluated(tags),
    )


def _evaluated(tags: dict[str, str]) -> Evaluated | None:
    run_id, at = tags.get("eval.run_id"), tags.get("eval.at")
    if not run_id or not at:
        return None
    blocking = _number(tags.get("eval.blocking_failures"))
    return Evaluated(
        at=datetime.fromisoformat(at),
        run_id=run_id,
        cases=int(_number(tags.get("eval.cases")) or 0),
        pass_rate=_number(tags.get("eval.pass_rate")),
        accuracy=_number(tags.get("eval.accuracy")),
        blocking_failures=None if blocking is None else int(blocking),
        latency_p95_ms=_number(tags.get("eval.latency_p95_ms")),
        cost_usd=_number(tags.get("eval.cost_usd")),
    )


def _prompts(tags: dict[str, str]) -> tuple[tuple[str, int], ...]:
    places = (value.removeprefix("prompts:/") for name, value in sorted(tags.items()) if name.startswith(TAG))
    return tuple((name, int(number)) for name, _, number in (place.rpartition("/") for place in places))


def _number(text: str | None) -> float | None:
    """A tag's number; None for "unknown", and for what was never tagged."""
    try:
        return float(text or "")
    except ValueError:
        return None
