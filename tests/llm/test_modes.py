"""What each validation mode makes of the same answer and the same judge."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from .conftest import Scripted, said

QUERY = "How much super must my employer pay on a salary of $80,000?"
RIGHT = "$9,600"
GOOD = {"passed": True, "confidence": 0.9, "relevance": 1.0, "faithfulness": 1.0, "violations": []}
MODES = ("deterministic", "llm_judge", "hybrid", "strict", "lenient")

Ask = Callable[..., dict[str, Any]]


def objection(severity: str) -> dict[str, Any]:
    return {"code": "Claim: unsupported!", "severity": severity, "detail": "Not in the evidence."}


# what the judge says → the modes in which the LLM's words give way to the embedded answer
TURNED_DOWN: dict[str, tuple[dict[str, Any], set[str]]] = {
    "nothing": (GOOD, set()),
    "something minor": (GOOD | {"violations": [objection("minor")]}, {"strict"}),
    "something major": (GOOD | {"passed": False, "violations": [objection("major")]}, {"llm_judge", "strict"}),
    "something critical": (
        GOOD | {"passed": False, "violations": [objection("critical")]},
        {"llm_judge", "strict", "lenient"},
    ),
    "passed with something critical": (
        GOOD | {"violations": [objection("critical")]},
        {"llm_judge", "strict", "lenient"},
    ),
    "that it is not sure": (GOOD | {"confidence": 0.2}, {"strict"}),
}  # fmt: skip


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("what", TURNED_DOWN)
def test_a_mode_decides_what_is_turned_down(what: str, mode: str, scripted: Scripted, ask: Ask) -> None:
    opinion, modes = TURNED_DOWN[what]
    judge = Scripted()
    judge.script = lambda request, count: said(json.dumps(opinion))
    row = ask(QUERY, judge=judge, mode=mode)
    told = json.loads(row["receipt"])
    assert RIGHT in row["answer"].split("\n\n")[0], "the member gets a right answer in every mode"
    assert told["engine"] == ("embedded" if mode in modes else "llm")
    assert bool(judge.asked) == (mode not in ("deterministic", "hybrid"))
    if mode in modes:
        assert told["judge"]["passed"] is None, "what it said is not about the answer that was given"
        assert told["llm"]["trouble"]
    judge.server.shutdown()


def test_a_code_of_the_judge_fits_the_record(scripted: Scripted, ask: Ask) -> None:
    judge = Scripted()
    long = objection("minor") | {"code": "A Very Long Code! " * 10}
    judge.script = lambda request, count: said(json.dumps(GOOD | {"violations": [objection("minor"), long]}))
    found = [each.split(": ")[0] for each in ask(QUERY, judge=judge)["violations"]]
    assert found[0] == "judge.claim_unsupported"
    assert len(found[1]) <= 64
    judge.server.shutdown()


def test_what_a_call_took_is_in_the_receipt(scripted: Scripted, ask: Ask) -> None:
    judge = Scripted()
    judge.script = lambda request, count: said(json.dumps(GOOD))
    told = json.loads(ask(QUERY, judge=judge)["receipt"])
    assert [(call["for"], call["input_tokens"]) for call in told["calls"]] == [("answer", 900), ("judge", 900)]
    assert all(call["input_cost"] is None for call in told["calls"]), "unpriced"
    judge.server.shutdown()


def test_a_mark_of_the_prompt_gives_a_leak_away(scripted: Scripted, ask: Ask) -> None:
    def leaking(request: dict[str, Any], count: int) -> Any:
        mark = request["messages"][0]["content"].split()[-1]
        spaced = "-".join(mark)
        return said(f"Your employer must pay {RIGHT} a year. {spaced}")

    scripted.script = leaking
    row = ask(QUERY)
    told = json.loads(row["receipt"])
    assert told["engine"] == "embedded"
    assert "prompt.leak" in told["llm"]["trouble"]
