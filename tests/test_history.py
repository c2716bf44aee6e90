"""The history of the registered model, read from its tags, and a registry that is slow or broken."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from mlflow.exceptions import MlflowException

from advisor.history import Evaluated, RegistryUnavailable, history, reading
from advisor.registering import log_model_to_mlflow
from advisor.registry import connect
from advisor.settings import Settings

EVALUATED = {
    "eval.run_id": "r1", "eval.at": "2026-11-24T10:00:00+00:00", "eval.cases": "125", "eval.pass_rate": "0.96",
    "eval.accuracy": "0.9612", "eval.blocking_failures": "1", "eval.latency_p95_ms": "21.68",
    "eval.cost_usd": "unknown",
}  # fmt: skip


def test_what_was_tagged_is_told_and_what_was_not_is_empty(settings: Settings) -> None:
    made = log_model_to_mlflow(settings=settings, who="ann").number
    client = connect(settings)
    for key, value in (EVALUATED | {"prompt.answer": "prompts:/main.answers/7"}).items():
        client.set_model_version_tag(settings.registered_model, str(made), key, value)
    client.delete_model_version_tag(settings.registered_model, str(made), "policy")
    newest, *older = history(settings)
    assert (newest.number, newest.registered_by, newest.engine, newest.policy) == (made, "ann", "embedded", "")
    assert newest.prompts == (("main.answers", 7),)
    assert newest.evaluated == Evaluated(
        datetime(2026, 11, 24, 10, tzinfo=UTC), "r1", 125, 0.96, 0.9612, 1, 21.68, None
    )
    assert [each.number for each in older] == sorted((each.number for each in older), reverse=True)
    assert "champion" in older[-1].aliases


FAULTS = [
    (MlflowException("SELECT secret FROM https://ann:pw@host"), r"can't be read right now \(INTERNAL_ERROR\)"),
    (OSError("/secret/path"), r"can't be read right now \(OSError\)"),
]


@pytest.mark.parametrize(("fault", "said"), FAULTS)
def test_a_fault_is_one_sentence_without_any_detail(fault: Exception, said: str) -> None:
    def fails() -> None:
        raise fault

    with pytest.raises(RegistryUnavailable, match=said) as raised:
        reading(fails)
    assert "secret" not in str(raised.value)


def test_a_registry_that_hangs_is_not_waited_for() -> None:
    began = time.monotonic()
    with pytest.raises(RegistryUnavailable, match=r"did not answer within 0\.2 s"):
        reading(lambda: time.sleep(3), 0.2)
    assert time.monotonic() - began < 1.5
