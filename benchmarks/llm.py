"""Calls, tokens and seconds of a question with an LLM, against a plain pipeline of three calls; and a batch on threads.

    .venv/bin/python benchmarks/llm.py [--delay 1.0] [--rows 200]

The endpoint is scripted, on loopback, and takes `delay` seconds for each call, whoever asks it. It counts a token for
four characters of a request or a reply. The plain pipeline plans (question and every calculator's schema), answers
(the calculation's result) and judges (question, answer, evidence): three calls that must wait for each other. Ours is
asked in the mode `hybrid`, where the judge is called only when the checks without an LLM leave something open.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

HERE = Path(__file__).resolve().parents[1]
sys.path[0] = str(HERE)  # instead of this folder, whose names may be Python's own
sys.path.append(str(HERE / "tests" / "llm"))

import openai
import pandas as pd
from conftest import Scripted, called, said

from advisor.countries import COUNTRIES
from advisor.demo import demo_members
from advisor.llm.prompts import prompt
from advisor.loaded import as_rows
from advisor.members import Members
from advisor.model import PensionAdvisorModel

PASSED = {"passed": True, "confidence": 0.9, "relevance": 1, "faithfulness": 1, "violations": []}
AT_ONCE = 16


@dataclass(frozen=True)
class Spent:
    """What the questions took: calls, tokens, seconds from first to last."""

    calls: int
    tokens: int
    seconds: float


def main(delay: float, rows: int) -> None:
    with tempfile.TemporaryDirectory() as home:
        url = f"sqlite:///{Path(home) / 'members.db'}"
        Members(url).load(demo_members())
        embedded = _model({"members_url": url})
        questions = [_row(code, query) for code, country in COUNTRIES.items() for query in country.content["samples"]]
        known = [(q, row) for q, row in zip(questions, _ask(embedded, questions), strict=True) if _planned(row)]
        server = Scripted()
        entry = {"url": server.url, "model": "scripted", "at_once": AT_ONCE, "timeout_seconds": 60.0}
        ours = _model({"members_url": url, "engine": "llm", "llm": entry, "judge": entry})
        _calls(server, delay, ours, known)
        _batch(server, delay, ours, itertools.islice(itertools.cycle(q for q, _ in known), rows))
        server.server.shutdown()


def _calls(server: Scripted, delay: float, ours: Any, known: Sequence[tuple[dict[str, Any], dict[str, Any]]]) -> None:
    server.script, server.delay = _counted(_ours), delay
    with _measured(server) as mine:
        answered = [row for question, _ in known for row in _ask(ours, [question])]
    in_its_words = sum(json.loads(row["receipt"]).get("engine") == "llm" for row in answered)
    client = openai.OpenAI(base_url=server.url, api_key="none", max_retries=0)
    with _measured(server) as theirs:
        for question, row in known:
            _plain(client, server, question, row)
    count = len(known)
    print(
        f"questions                 {count}, one after the other, {delay:g} s a call; {in_its_words} in the LLM's words"
    )
    for name, spent in (("ours", mine[0]), ("plain, three calls", theirs[0])):
        each = [spent.calls / count, spent.tokens / count, spent.seconds / count]
        print(f"{name:<26}{each[0]:.2f} calls, {each[1]:.0f} tokens, {each[2]:.2f} s a question")
    print(f"ratio of calls            {mine[0].calls / theirs[0].calls:.2f}")
    print(f"ratio of tokens           {mine[0].tokens / theirs[0].tokens:.2f}")
    print(f"ratio of seconds          {mine[0].seconds / theirs[0].seconds:.2f}")


def _batch(server: Scripted, delay: float, ours: Any, questions: Iterator[dict[str, Any]]) -> None:
    """The same rows in one call, and one by one, in one run."""
    rows = list(questions)
    server.script = _counted(_ours)
    with _measured(server) as together:
        _ask(ours, rows)
    with _measured(server) as alone:
        for row in rows:
            _ask(ours, [row])
    print(f"batch                     {len(rows)} rows, {delay:g} s a call, {AT_ONCE} at once")
    print(f"one by one                {alone[0].seconds:.1f} s")
    print(f"at once                   {together[0].seconds:.1f} s")
    print(f"ratio                     1/{alone[0].seconds / together[0].seconds:.1f}")


@contextmanager
def _measured(server: Scripted) -> Iterator[list[Spent]]:
    found: list[Spent] = []
    server.asked.clear()
    USED.clear()
    start = time.perf_counter()
    yield found
    found.append(Spent(len(server.asked), sum(USED), time.perf_counter() - start))


USED: list[int] = []


def _counted(script: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[dict[str, Any], int], dict[str, Any]]:
    """The script with the tokens of each call by its length, as a real endpoint would count them."""

    def reply(request: dict[str, Any], count: int) -> dict[str, Any]:
        made = script(request)
        sent = [len(json.dumps(part)) // 4 for part in (request, made["choices"][0]["message"])]
        USED.append(sum(sent))
        return made | {"usage": {"prompt_tokens": sent[0], "completion_tokens": sent[1], "total_tokens": sum(sent)}}

    return reply


def _ours(request: dict[str, Any]) -> dict[str, Any]:
    """What a good LLM writes from the material: its headlines and first steps. As a judge it is content."""
    if "response_format" in request:
        return said(json.dumps(PASSED))
    sent = request["messages"][1]["content"].split("<material>\n")[1].split("\n</material>")[0]
    return said(_prose(json.loads(sent)["calculations"]))


def _prose(calculations: Sequence[Mapping[str, Any]]) -> str:
    return "\n\n".join(f"{each['headline']} {' '.join(each['steps'][:3])}" for each in calculations)


def _plain(client: openai.OpenAI, server: Scripted, question: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    """Plan, answer, judge: the tools' schemas, then the result, then all of it again."""
    country = COUNTRIES[question["country"]]
    tools = [
        {"type": "function", "function": {"name": name, "description": each.title,
                                          "parameters": each.model.model_json_schema()}}
        for name, each in country.calculators.items()
    ]  # fmt: skip
    evidence = [f"{each['title']}: {each['detail']}" for each in row["evidence"]]
    result = next(each["detail"] for each in row["evidence"] if each["kind"] == "calculation")
    chat: list[dict[str, Any]] = [
        {"role": "system", "content": prompt("answer").text},
        {"role": "user", "content": question["query"]},
    ]
    call = called(row["tools"][0], **json.loads(row["receipt"])["calculations"][0]["inputs"])
    chat = _asked(client, server, chat, said("", "tool_calls", [call]), tools=tools)
    chat += [{"role": "tool", "tool_call_id": call["id"], "content": result}]
    chat = _asked(client, server, chat, said(row["answer"].split("Sources (")[0]), tools=tools)
    judged = json.dumps({"question": question["query"], "answer": chat[-1]["content"], "evidence": evidence})
    opening = [{"role": "system", "content": prompt("judge").text}, {"role": "user", "content": judged}]
    _asked(client, server, opening, said(json.dumps(PASSED)))


def _asked(
    client: openai.OpenAI, server: Scripted, chat: list[dict[str, Any]], reply: dict[str, Any], **more: Any
) -> list[dict[str, Any]]:
    server.script = _counted(lambda request: reply)
    client.chat.completions.create(model="scripted", messages=chat, **more)  # type: ignore[arg-type]
    return [*chat, reply["choices"][0]["message"]]


def _model(config: dict[str, Any]) -> PensionAdvisorModel:
    model = PensionAdvisorModel()
    model.load_context(SimpleNamespace(model_config=config))
    return model


def _row(code: str, query: str) -> dict[str, Any]:
    return {
        "user_id": f"{code}001", "session_id": "benchmark", "country": code, "query": query,
        "validation_mode": "hybrid",
    }  # fmt: skip


def _planned(row: Mapping[str, Any]) -> bool:
    """Whether the embedded planner knew one calculator for it."""
    return row["outcome"] == "answered" and len(row["tools"]) == 1


def _ask(model: PensionAdvisorModel, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return as_rows(model.predict(None, pd.DataFrame(list(rows))))


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--delay", type=float, default=1.0, help="seconds that the endpoint takes for a call")
    options.add_argument("--rows", type=int, default=200, help="rows of the batch")
    chosen = options.parse_args()
    main(chosen.delay, chosen.rows)
