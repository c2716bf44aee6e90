"""The receipt of an answer: what a member can quote, and anybody can retrace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import streamlit as st

from ..answering import wording
from ..countries import COUNTRIES, Country
from ..rules import Input
from . import markdown
from .conversation import Turn

PHASES = {
    "guard_input_ms": "checking your question",
    "understand_ms": "understanding it",
    "compose_ms": "calculating and writing",
    "write_ms": "writing it with an LLM",
    "check_ms": "checking the answer",
    "judge_ms": "a second opinion",
    "guard_output_ms": "last safety check",
}


def draw(turn: Turn) -> None:
    """The foldable receipt."""
    with st.expander(f"Receipt {turn.row['reference'] if turn.row else ''}", icon=":material/receipt_long:"):
        for title, lines in facts(turn):
            items = [markdown.plain(line) for line in lines]
            st.markdown(f"**{title}:** {items[0]}" if len(items) == 1 else "\n- ".join([f"**{title}:**\n", *items]))


def facts(turn: Turn) -> list[tuple[str, list[str]]]:
    """(title, lines) of the receipt, in order; what was not kept is left out."""
    receipt = turn.receipt
    # of a reopened conversation only the receipt still knows the checks and the timings
    row = receipt | {key: value for key, value in (turn.row or {}).items() if value is not None}
    country = COUNTRIES.get(turn.country)
    told: list[tuple[str, Iterable[str]]] = [
        ("Reference", [row.get("reference", "")]),
        ("Answered by", [_model(turn)]),
        ("Written by", [_writer(receipt)]),
        ("Rules", [_rules(receipt, country)] if country else []),
        ("Inputs", _inputs(receipt, country) if country else []),
        ("Assumptions", _assumptions(receipt)),
        ("Sources", receipt.get("sources", [])),
        ("Guardrails", [", ".join(receipt["guardrails"])] if receipt.get("guardrails") else []),
        ("Answer checks", [_checks(row)]),
        ("Second opinion", [_opinion(receipt)]),
        ("Cost", [cost(row.get("cost")) + (": this LLM has no known price" if receipt.get("unpriced") else "")]),
        ("Time", [latency(row.get("latency_ms"))]),
        ("Phases", [_phases(row.get("timings"))]),
    ]
    kept = [(title, [line for line in lines if line]) for title, lines in told]
    return [(title, lines) for title, lines in kept if lines]


def cost(usd: float | None) -> str:
    """`$0.00` for nothing, `unknown` where no price is known, else the amount with enough decimals to see it."""
    if usd is None:
        return "unknown"
    return f"${usd:.2f}" if usd == 0 or usd >= 1 else f"${usd:.4f}"


def latency(ms: float | None) -> str:
    """`42 ms`, `1.3 s`, or `unknown`."""
    if ms is None:
        return "unknown"
    return f"{ms:.0f} ms" if ms < 1000 else f"{ms / 1000:.1f} s"


def _model(turn: Turn) -> str:
    if not turn.version:
        return "no model version answered"
    engine = turn.receipt.get("engine")
    return f"version {turn.version} ({turn.alias})" + (f", {engine} engine" if engine else "")


def _writer(receipt: Mapping[str, Any]) -> str:
    """Which LLM wrote the answer, by which prompt, or why none did; empty without one."""
    llm = receipt.get("llm")
    if not llm:
        return ""
    if receipt.get("engine") == "llm":
        return f"{llm['model']}, prompt {llm['prompt']}"
    why = ", ".join(dict.fromkeys(llm["trouble"]))
    return f"the embedded engine, in place of {llm['model']}" + (f" ({why})" if why else "")


def _opinion(receipt: Mapping[str, Any]) -> str:
    """What the judge thought of the answer, or why it has not judged; empty without one."""
    judge = receipt.get("judge")
    if not judge:
        return ""
    if judge["passed"] is None:
        return f"not judged ({judge['trouble']})"
    return f"{'passed' if judge['passed'] else 'not passed'} by {judge['model']}, prompt {judge['prompt']}"


def _rules(receipt: Mapping[str, Any], country: Country) -> str:
    if not receipt.get("rules_date"):
        return ""
    day = wording.day(date.fromisoformat(str(receipt["rules_date"])[:10]))
    year = f", {country.content['tax_year']['noun']} {receipt['rules_year']}" if receipt.get("rules_year") else ""
    return f"{country.content['name']}, as of {day}{year}"


def _inputs(receipt: Mapping[str, Any], country: Country) -> list[str]:
    lines = []
    for made in receipt.get("calculations", []):
        known = country.calculators.get(made["calculator"])
        for name, value in made["inputs"].items():
            if value is None:
                continue
            described = known.inputs[name][1] if known and name in known.inputs else Input(name.replace("_", " "))
            line = f"{described.text}: {_shown(value, described.unit, country)} ({_origin(name, made)})"
            if line not in lines:
                lines.append(line)
    return lines


def _shown(value: Any, unit: str, country: Country) -> str:
    if unit == "date" and isinstance(value, str):
        value = date.fromisoformat(value[:10])
    return wording.value(value, unit, country)


def _origin(name: str, made: Mapping[str, Any]) -> str:
    if name in made.get("from_question", []):
        return "from your question"
    return "from your profile" if name in made.get("from_profile", []) else "assumed"


def _assumptions(receipt: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys(text for made in receipt.get("calculations", []) for text in made.get("assumptions", [])))


def _checks(row: Mapping[str, Any]) -> str:
    parts = [str(row[key]) for key in ("verdict", "validator") if row.get(key) and row[key] != "none"]
    return ", ".join(parts) or ("withheld" if row.get("outcome") == "withheld" else "")


def _phases(timings: Mapping[str, float | None] | None) -> str:
    return ", ".join(f"{text} {timings[key]:.1f} ms" for key, text in PHASES.items() if timings and timings.get(key))
