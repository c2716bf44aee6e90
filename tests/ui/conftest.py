"""A scripted model behind the real serving client, and the pages run by Streamlit's own tester."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.contract import new_reference
from advisor.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
TAX_FILE_NUMBER = "123 456 782"


def scripted(question: dict[str, Any]) -> dict[str, Any]:
    """An output row of the contract for a few marked questions; anything else is answered with $5."""
    query = question["query"]
    row: dict[str, Any] = {
        "user_id": question["user_id"], "session_id": question["session_id"], "query": query,
        "answer": "**You would pay $5 tax.**\n\nWhy: it is scripted.", "evidence": [], "cost": 0.0, "latency_ms": 3.0,
        "blocked": False, "violations": [], "error": None, "reference": new_reference(), "outcome": "answered",
        "masked_query": query, "withheld_answer": None, "off_topic": False, "urgent": False, "intent": [], "tools": [],
        "confidence": 0.9, "validator": "deterministic", "verdict": "passed", "findings": [], "usage": None,
        "timings": None, "receipt": None,
    }  # fmt: skip
    if TAX_FILE_NUMBER in query:
        finding = {"policy": "personal_data", "code": "pii.au_tfn", "rule": "checksum", "score": 1.0, "start": 0,
                   "end": 9, "action": "block", "message": "it looks like it holds a tax file number"}  # fmt: skip
        row |= {"outcome": "blocked", "blocked": True, "findings": [finding], "answer": "It holds a tax file number.",
                "masked_query": query.replace(TAX_FILE_NUMBER, "[tax file number]")}  # fmt: skip
    elif "ignore your instructions" in query:
        finding = {"policy": "attack", "code": "attack.override", "rule": "phrases", "score": 1.0, "start": 0,
                   "end": 9, "action": "block", "message": "it tries to change my instructions"}  # fmt: skip
        row |= {"outcome": "blocked", "blocked": True, "findings": [finding], "answer": "Please ask in your own words."}
    elif "football" in query:
        row |= {"outcome": "declined", "off_topic": True, "answer": "**I can only help with pensions.**"}
    elif "secret figure" in query:
        row |= {"outcome": "withheld", "withheld_answer": "It is $77,777.", "verdict": "withheld",
                "answer": "My answer did not pass its own checks."}  # fmt: skip
    elif len(query) > 4000:
        row |= {"outcome": "failed", "answer": None, "error": "The question is too long."}
    return row


class Model:
    """The server: what it was asked, and whether it is up."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.up = True
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                rows = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["dataframe_records"]
                model.asked += rows
                body = json.dumps({"predictions": [scripted(row) for row in rows]}).encode()
                self.send_response(200 if model.up else 503)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture(scope="session")
def server() -> Iterator[Model]:
    model = Model()
    yield model
    model.server.shutdown()


@pytest.fixture
def model(server: Model, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Model:
    """The scripted model as the serving endpoint of a house that is set up; you are AU001."""
    monkeypatch.setenv("SERVING_ENDPOINT", "scripted")
    monkeypatch.setenv("DATABRICKS_HOST", f"http://127.0.0.1:{server.server.server_port}")
    monkeypatch.setenv("DATABRICKS_TOKEN", "for-tests")
    monkeypatch.setenv("ADVISOR_DEV_IDENTITY", "AU001")
    monkeypatch.chdir(ROOT)
    server.asked.clear()
    server.up = True
    return server


@pytest.fixture
def page(model: Model) -> Callable[..., AppTest]:
    """Opens a page file, or the app, and runs it once."""

    def opened(name: str = "app.py", **query: str) -> AppTest:
        tester = AppTest.from_file(str(ROOT / name), default_timeout=60)
        for key, value in query.items():
            tester.query_params[key] = value
        return tester.run()

    return opened


def texts(tester: AppTest) -> str:
    """All that can be read on the page, without Markdown's escapes and the joiners that keep addresses from linking."""
    kinds = ("title", "header", "markdown", "caption", "info", "warning", "error", "success")
    found = [element.value for kind in kinds for element in tester.get(kind)]
    found += [element.label for element in tester.button]
    return re.sub(r"\\(.)", r"\1", "\n".join(found)).replace("\u2060", "")
