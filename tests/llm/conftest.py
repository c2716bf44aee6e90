"""A scripted OpenAI-compatible server on loopback, spoken to by the real client, and a pipeline over it."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from advisor.answering import Composer
from advisor.contract import Question
from advisor.guardrails import Guardrails
from advisor.llm import Agent, Engines, Judge
from advisor.llm.endpoint import Breaker, Endpoint, Spec
from advisor.llm.prompts import prompt
from advisor.pipeline import Pipeline
from advisor.understanding import Understanding

understanding = cache(Understanding)


def said(text: str, finish: str = "stop", calls: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """A chat completion in the wire format."""
    message: dict[str, Any] = {"role": "assistant", "content": text}
    if calls:
        message["tool_calls"] = calls
    return {
        "id": "c1", "object": "chat.completion", "created": 1, "model": "scripted",
        "choices": [{"index": 0, "message": message, "finish_reason": finish}],
        "usage": {"prompt_tokens": 900, "completion_tokens": 100, "total_tokens": 1000},
    }  # fmt: skip


def called(name: str, **arguments: Any) -> dict[str, Any]:
    """A tool call in the wire format."""
    return {"id": f"call_{name}", "type": "function", "function": {"name": name, "arguments": json.dumps(arguments)}}


def material(request: dict[str, Any]) -> dict[str, Any]:
    """What the request gave the LLM to write from."""
    text = request["messages"][1]["content"]
    found: dict[str, Any] = json.loads(text.split("<material>\n")[1].split("\n</material>")[0])
    return found


def explained(request: dict[str, Any]) -> dict[str, Any]:
    """A right answer: the calculation's own headline and first steps, in prose."""
    first = material(request)["calculations"][0]
    return said(f"{first['headline']} {' '.join(first['steps'][:2])}")


class Scripted:
    """The server. `script` maps (request, how many came before it) to a reply: a dict, a (status, body) pair, or a
    word for what goes wrong on the wire."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.script: Callable[[dict[str, Any], int], Any] = lambda request, count: explained(request)
        self.delay = 0.0
        self._lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with outer._lock:
                    count = len(outer.asked)
                    outer.asked.append(request)
                    outer.headers.append(dict(self.headers))
                time.sleep(outer.delay)
                outer._reply(self, outer.script(request, count))

            def do_GET(self) -> None:
                outer._reply(self, (404, {}))

            def log_message(self, *_: Any) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @staticmethod
    def _reply(handler: BaseHTTPRequestHandler, reply: Any) -> None:
        if reply == "cut":
            handler.connection.shutdown(socket.SHUT_RDWR)
            handler.close_connection = True
            return
        status, body = reply if isinstance(reply, tuple) else (200, reply)
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        # half a stream: the rest of what the length announced never comes
        handler.wfile.write(data[: len(data) // 2] if status == 206 else data)
        if status == 206:
            handler.close_connection = True

    def endpoint(self, **spec: Any) -> Endpoint:
        """A client of this server that is not patient."""
        known = {"timeout_seconds": 2.0, "retries": 0} | spec
        return Endpoint(Spec(self.url, "scripted", **known), key="secret-key", breaker=Breaker(trips=1000))


@pytest.fixture
def scripted() -> Iterator[Scripted]:
    server = Scripted()
    yield server
    server.server.shutdown()


@pytest.fixture
def ask(scripted: Scripted) -> Callable[..., dict[str, Any]]:
    """Asks one question of a pipeline whose answers are written by the scripted server."""

    def asked(query: str, judge: Scripted | None = None, mode: str = "llm_judge", **spec: Any) -> dict[str, Any]:
        engines = Engines(
            Agent(scripted.endpoint(**spec), prompt("answer")),
            Judge(judge.endpoint(), prompt("judge")) if judge else None,
            tokens=30_000,
            seconds=10.0,
        )
        pipeline = Pipeline(Guardrails(), understanding(), Composer(), engines=engines)
        return pipeline.answer(Question("M1", "S1", "AU", query, validation_mode=mode), None)

    return asked
