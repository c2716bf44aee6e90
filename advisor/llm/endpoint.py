"""An OpenAI-compatible chat endpoint: Databricks Foundation Model APIs, vLLM, Ollama, llama.cpp, a gateway."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import openai
from openai.types.chat import ChatCompletionMessage

from ..patience import within
from ..settings import PARAMETERS
from .meter import Meter
from .prices import Price, price_of

DATABRICKS = "databricks"
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 8.0  # seconds between two tries
_TRIPS, _REST_SECONDS = 5, 30.0  # faults in a row that open the breaker, and how long it stays open
_AGAIN = (openai.APITimeoutError, openai.APIConnectionError, openai.RateLimitError, openai.InternalServerError)


class EndpointFault(RuntimeError):
    """No usable reply. The text is one word for what happened; it never repeats what was sent or said."""


@dataclass(frozen=True)
class Spec:
    """Where an endpoint is and how patient to be. `url` is a base URL, or "databricks" for the workspace's own.

    `parameters` go with each request as they are: not every model takes the same ones.
    """

    url: str
    model: str
    timeout_seconds: float = 20.0
    retries: int = 2
    parameters: Mapping[str, Any] = field(default_factory=lambda: dict(PARAMETERS))


class Breaker:
    """Stops asking an endpoint that has failed several times in a row; lets one question try again after a rest."""

    def __init__(self, trips: int = _TRIPS, rest_seconds: float = _REST_SECONDS) -> None:
        self._trips, self._rest = trips, rest_seconds
        self._faults, self._opened = 0, 0.0
        self._lock = threading.Lock()

    def enter(self) -> None:
        """Raises EndpointFault while the breaker is open."""
        with self._lock:
            if self._faults >= self._trips:
                if time.monotonic() - self._opened < self._rest:
                    raise EndpointFault("resting")
                self._opened = time.monotonic()  # this one question tries; the others wait for what it finds

    def report(self, well: bool) -> None:
        """What became of a call that was let in."""
        with self._lock:
            self._faults = 0 if well else self._faults + 1
            if self._faults == self._trips:
                self._opened = time.monotonic()


class Endpoint:
    """Sends chats, with timeouts, retries with back-off and jitter, and a circuit breaker. Safe on many threads."""

    def __init__(self, spec: Spec, key: str = "", prices: Sequence[Price] = (), breaker: Breaker | None = None) -> None:
        self.spec = spec
        self._prices = prices
        self._breaker = breaker or Breaker()
        self._key = key
        self._client: openai.OpenAI | None = None
        self._making = threading.Lock()

    def chat(
        self,
        messages: Sequence[Mapping[str, Any]],
        meter: Meter,
        tools: Sequence[Mapping[str, Any]] = (),
        schema: Mapping[str, Any] | None = None,
    ) -> ChatCompletionMessage:
        """The reply to a chat, counted on `meter`. Raises EndpointFault, OverBudget."""
        wanted: dict[str, Any] = {**self.spec.parameters, "model": self.spec.model, "messages": list(messages)}
        if tools:
            wanted["tools"] = list(tools)
        if schema:
            wanted["response_format"] = {"type": "json_schema", "json_schema": {"name": "verdict", "schema": schema}}
        for tried in range(self.spec.retries + 1):
            meter.check()
            self._breaker.enter()
            began = time.monotonic()
            try:
                reply = self._ask(wanted, min(self.spec.timeout_seconds, meter.left()))
            except openai.OpenAIError as fault:
                self._breaker.report(well=not isinstance(fault, _AGAIN))
                if isinstance(fault, openai.BadRequestError) and wanted.pop("response_format", None):
                    continue  # not every endpoint takes a schema, and the prompt asks for JSON as well
                wait = _wait(tried, fault)
                if tried == self.spec.retries or not isinstance(fault, _AGAIN) or wait >= meter.left():
                    raise EndpointFault(_named(fault)) from None
                time.sleep(wait)
                continue
            self._breaker.report(well=True)
            return self._counted(reply, meter, time.monotonic() - began)
        raise EndpointFault("no reply")

    def _ask(self, wanted: Mapping[str, Any], seconds: float) -> Any:
        try:
            return self._connected().chat.completions.create(**wanted, timeout=seconds)
        except (json.JSONDecodeError, UnicodeDecodeError, TypeError, AttributeError):
            # a body that is no JSON at all is read by nobody
            raise EndpointFault("malformed reply") from None

    def _counted(self, reply: Any, meter: Meter, seconds: float) -> ChatCompletionMessage:
        price = price_of(self._prices, self.spec.url, self.spec.model, date.today())
        meter.count(self.spec.model, _tokens(getattr(reply, "usage", None)), seconds, price)
        choices = getattr(reply, "choices", None)
        if not choices or not isinstance(getattr(choices[0], "message", None), ChatCompletionMessage):
            raise EndpointFault("malformed reply")
        message: ChatCompletionMessage = choices[0].message
        message.content = _text(message.content)
        if choices[0].finish_reason in ("length", "content_filter"):
            raise EndpointFault("reply cut short")
        return message

    def _connected(self) -> openai.OpenAI:
        with self._making:
            if self._client is None:
                base, key = (
                    _workspace(self.spec.timeout_seconds)
                    if self.spec.url == DATABRICKS
                    else (self.spec.url, self._key or "none")
                )
                # retries are ours: the client's own may wait longer than a member does
                self._client = openai.OpenAI(base_url=base, api_key=key, max_retries=0)
            return self._client


def _wait(tried: int, fault: openai.OpenAIError) -> float:
    """Seconds until the next try: what the endpoint asks for, or ever longer, each with its own jitter."""
    asked = fault.response.headers.get("retry-after", "") if isinstance(fault, openai.APIStatusError) else ""
    least = float(asked) if asked.isdecimal() else 0.0
    return max(least, min(_FIRST_WAIT * 2.0**tried, _LONGEST_WAIT) * random.uniform(0.5, 1.0))


def _text(content: Any) -> str:
    """The text of a reply: some endpoints send it in parts. Raises EndpointFault for what is no text."""
    parts = content if isinstance(content, list) else [content]
    texts = [part.get("text", "") if isinstance(part, dict) else part or "" for part in parts]
    if not all(isinstance(text, str) for text in texts):
        raise EndpointFault("malformed reply")
    return "".join(texts)


def _tokens(usage: Any) -> tuple[int, int] | None:
    """(input, output), or None where the endpoint does not say."""
    try:
        return int(usage.prompt_tokens), int(usage.completion_tokens)
    except (AttributeError, TypeError, ValueError):
        return None


def _named(fault: openai.OpenAIError) -> str:
    """What happened, in a word or two; the fault's own text may repeat the question."""
    if isinstance(fault, openai.APITimeoutError):
        return "timeout"
    if isinstance(fault, openai.APIStatusError):
        return f"status {fault.status_code}"
    if isinstance(fault, openai.APIConnectionError):
        return "no connection"
    return "malformed reply"


def _workspace(seconds: float) -> tuple[str, Callable[[], str]]:
    """The workspace's base URL and a function for a fresh token. Raises EndpointFault when it can't be reached."""

    def connected() -> tuple[str, Callable[[], str]]:
        from databricks.sdk.core import Config

        config = Config()
        return (
            f"{config.host.rstrip('/')}/serving-endpoints",
            lambda: config.authenticate()["Authorization"].removeprefix("Bearer "),
        )

    # the SDK looks the workspace up on the network, and would wait for it for minutes
    try:
        return within(seconds, connected)
    except Exception:  # noqa: BLE001 - whatever the SDK found wrong, there is no workspace to ask
        raise EndpointFault("no workspace") from None
