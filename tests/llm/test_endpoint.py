"""The endpoint: tried again when it may help, left alone when it does not, and never dearer than a question may be."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.llm.building import engines
from advisor.llm.endpoint import Breaker, Endpoint, EndpointFault, Spec
from advisor.llm.meter import Meter, OverBudget
from advisor.llm.prices import Price, price_of
from advisor.settings import Settings, SettingsError, load_settings

from .conftest import Scripted, said

CHAT = [{"role": "user", "content": "Hello"}]
OLD = Price("127.0.0.1", "scripted", 2.0, 20.0, date(2025, 1, 1), "a test")
NEW = Price("127.0.0.1", "scripted", 1.0, 10.0, date(2026, 1, 1), "a test")
EACH = (900 * 1.0 + 100 * 10.0) / 1e6
BUSY, BROKEN, REFUSED = (429, {"error": {}}), (500, {"error": {}}), (401, {"error": {}})


def client(server: Scripted, retries: int = 2, breaker: Breaker | None = None, **spec: Any) -> Endpoint:
    known = {"timeout_seconds": 5.0, "retries": retries} | spec
    return Endpoint(Spec(server.url, "scripted", **known), prices=(OLD, NEW), breaker=breaker or Breaker(trips=100))


AGAIN = [
    # replies before a right one, how often it is asked, what is said
    ([BUSY], 2, ""),
    ([BROKEN, "cut"], 3, ""),
    ([BUSY, BUSY, BUSY], 3, "status 429"),
    ([REFUSED], 1, "status 401"),
    ([(200, "<html>")], 1, "malformed reply"),
]


@pytest.mark.parametrize(("replies", "asked", "fault"), AGAIN)
def test_only_what_may_pass_is_tried_again(replies: list[Any], asked: int, fault: str, scripted: Scripted) -> None:
    scripted.script = lambda request, count: replies[count] if count < len(replies) else said("Hi")
    meter = Meter()
    if fault:
        with pytest.raises(EndpointFault, match=fault):
            client(scripted).chat(CHAT, meter)
    else:
        assert client(scripted).chat(CHAT, meter).content == "Hi"
    assert len(scripted.asked) == asked
    assert meter.calls == (0 if fault else 1)


def test_no_retry_outlasts_the_question(scripted: Scripted) -> None:
    scripted.script = lambda request, count: BUSY
    began = time.monotonic()
    with pytest.raises((EndpointFault, OverBudget)):
        client(scripted, retries=5).chat(CHAT, Meter(seconds=0.5))
    assert time.monotonic() - began < 3


def test_the_breaker_opens_rests_and_lets_one_try(scripted: Scripted) -> None:
    scripted.script = lambda request, count: BROKEN
    asks = client(scripted, retries=0, breaker=Breaker(trips=3, rest_seconds=2.0))
    said_of = []
    for _ in range(5):
        with pytest.raises(EndpointFault) as fault:
            asks.chat(CHAT, Meter())
        said_of.append(str(fault.value))
    assert said_of == ["status 500"] * 3 + ["resting"] * 2
    assert len(scripted.asked) == 3
    scripted.script = lambda request, count: said("Hi")
    time.sleep(2.1)
    assert asks.chat(CHAT, Meter()).content == "Hi"
    assert asks.chat(CHAT, Meter()).content == "Hi", "one well answered question closes it"


def test_a_refused_key_is_no_reason_to_rest(scripted: Scripted) -> None:
    scripted.script = lambda request, count: REFUSED
    asks = client(scripted, retries=0, breaker=Breaker(trips=1))
    for _ in range(2):
        with pytest.raises(EndpointFault, match="status 401"):
            asks.chat(CHAT, Meter())


BUDGETS = [
    (Meter(tokens=1500), 2, "tokens"),
    (Meter(dollars=EACH * 2.5), 3, "dollars"),
    (Meter(seconds=0.0), 0, "time"),
]


@pytest.mark.parametrize(("meter", "calls", "what"), BUDGETS, ids=[b[2] for b in BUDGETS])
def test_a_question_has_a_budget(meter: Meter, calls: int, what: str, scripted: Scripted) -> None:
    meter.started = time.monotonic()
    scripted.script = lambda request, count: said("Hi")
    asks = client(scripted)
    for _ in range(calls):
        asks.chat(CHAT, meter)
    with pytest.raises(OverBudget, match=what):
        asks.chat(CHAT, meter)
    assert meter.calls == len(scripted.asked) == calls


def test_the_price_is_the_newest_one_in_force(scripted: Scripted) -> None:
    scripted.script = lambda request, count: said("Hi")
    meter = Meter()
    client(scripted).chat(CHAT, meter)
    assert meter.cost == pytest.approx(EACH)
    assert price_of((OLD, NEW), "http://127.0.0.1:1/v1", "scripted", date(2025, 6, 1)) == OLD
    assert price_of((OLD, NEW), "http://127.0.0.1:1/v1", "another", date(2026, 6, 1)) is None
    assert price_of((OLD, NEW), "https://elsewhere/v1", "scripted", date(2026, 6, 1)) is None


def test_an_endpoint_that_does_not_count_has_no_known_cost(scripted: Scripted) -> None:
    scripted.script = lambda request, count: {key: value for key, value in said("Hi").items() if key != "usage"}
    meter = Meter()
    client(scripted).chat(CHAT, meter)
    assert (meter.calls, meter.cost) == (1, None)


def test_a_reply_in_parts_is_one_text(scripted: Scripted) -> None:
    reply = said("")
    reply["choices"][0]["message"]["content"] = [{"type": "text", "text": "Hi "}, {"type": "text", "text": "you"}]
    scripted.script = lambda request, count: reply
    assert client(scripted).chat(CHAT, Meter()).content == "Hi you"


def test_an_endpoint_without_schemas_is_asked_without_one(scripted: Scripted) -> None:
    scripted.script = lambda request, count: (400, {"error": {}}) if "response_format" in request else said("{}")
    assert client(scripted).chat(CHAT, Meter(), schema={"type": "object"}).content == "{}"


def test_the_parameters_are_the_versions_own(scripted: Scripted) -> None:
    scripted.script = lambda request, count: said("Hi")
    client(scripted).chat(CHAT, Meter())
    client(scripted, parameters={"max_completion_tokens": 9}).chat(CHAT, Meter())
    first, second = scripted.asked
    assert (first["temperature"], first["max_tokens"]) == (0, 1500)
    assert second == {"model": "scripted", "messages": CHAT, "max_completion_tokens": 9}


def test_the_workspace_is_asked_with_its_own_credentials(scripted: Scripted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABRICKS_HOST", scripted.url.removesuffix("/v1"))
    monkeypatch.setenv("DATABRICKS_TOKEN", "workspace-token")
    scripted.script = lambda request, count: said("Hi")
    endpoint = Endpoint(Spec("databricks", "databricks-llama", retries=0), breaker=Breaker())
    assert endpoint.chat(CHAT, Meter()).content == "Hi"
    sent = {key.lower(): value for key, value in scripted.headers[0].items()}
    assert sent["authorization"] == "Bearer workspace-token"


def test_without_a_workspace_there_is_no_long_wait(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("DATABRICKS_HOST", "DATABRICKS_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABRICKS_CONFIG_FILE", str(tmp_path / "none"))
    began = time.monotonic()
    with pytest.raises(EndpointFault, match="no workspace"):
        Endpoint(Spec("databricks", "m", timeout_seconds=3.0)).chat(CHAT, Meter())
    assert time.monotonic() - began < 10


def test_a_version_holds_addresses_and_limits_but_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Settings(
        engine="llm", llm_url="http://x/v1", llm_model="m", llm_key="sk-1", judge_url="http://y/v1", judge_model="j",
        judge_key="sk-2",
    ).llm_config  # fmt: skip
    assert "sk-" not in json.dumps(told)
    monkeypatch.setenv("ADVISOR_LLM_KEY", "sk-1")
    means = engines(told)
    assert means.agent
    assert means.judge
    assert (means.agent.endpoint.spec.url, means.judge.endpoint.spec.model) == ("http://x/v1", "j")
    assert engines({"engine": "embedded"}).agent is None


WRONG = [
    ({"ADVISOR_ENGINE": "llm"}, "set ADVISOR_LLM_URL and ADVISOR_LLM_MODEL too"),
    ({"ADVISOR_JUDGE_URL": "http://y/v1"}, "Set both ADVISOR_JUDGE_URL and ADVISOR_JUDGE_MODEL"),
    ({"ADVISOR_LLM_PRICES": "/nowhere.yaml"}, "ADVISOR_LLM_PRICES is wrong"),
    ({"ADVISOR_LLM_URL": "https://me:sk-1@gateway/v1"}, "ADVISOR_LLM_URL is wrong: put the key into ADVISOR_LLM_KEY"),
    ({"ADVISOR_JUDGE_URL": "gateway/v1", "ADVISOR_JUDGE_MODEL": "m"}, "ADVISOR_JUDGE_URL is wrong: it must begin with"),
]


@pytest.mark.parametrize(("set_to", "sentence"), WRONG)
def test_a_wrong_setting_says_how_to_mend_it(
    set_to: dict[str, str], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in set_to.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as fault:
        load_settings()
    assert sentence in str(fault.value)
    assert "sk-1" not in str(fault.value)
