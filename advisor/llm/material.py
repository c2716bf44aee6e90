"""What an LLM gets to know, as data: calculations, notes and facts; never a name, an id or a birth date."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..answering.answer import Evidence
from ..countries import Country
from ..rules import Result

# What tells one person from another is not needed to explain a figure: the age is.
PRIVATE = frozenset({"birth_date", "birth_year", "partner_birth_year", "partner_birth_date", "member_id", "name"})
_TURNS, _LONGEST_TURN = 4, 600


def facts_told(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of the profile that may leave the house."""
    return {key: value for key, value in facts.items() if key not in PRIVATE}


def calculation(result: Result) -> dict[str, Any]:
    """A result as an LLM reads it: the sentences with their figures as they are to be written."""
    outcome = result.outcome
    return {
        "calculator": result.calculator,
        "title": result.title,
        "headline": outcome.headline,
        "steps": list(outcome.steps),
        "limits": list(outcome.notes),
        "assumed": list(result.assumptions),
        "rules": f"rules of {result.rules_year}",
        "sources": sorted({f"{source.authority}, {source.reference}" for source in result.sources}),
    }


def material(
    results: Sequence[Result],
    rows: Sequence[Evidence],
    facts: Mapping[str, Any],
    country: Country,
    assumed: Sequence[str] = (),
) -> dict[str, Any]:
    """Everything an answer may be written from."""
    notes = [row for row in rows if row.kind == "note"]
    return {
        "country": country.content["name"],
        "currency": country.law.currency.code,
        "calculations": [calculation(result) for result in results],
        "notes": [{"title": n.title, "text": n.detail, "source": f"{n.authority}, {n.reference}"} for n in notes],
        "assumed": list(assumed),
        "profile": facts_told(facts),
    }


def question(asked: str, history: Sequence[Mapping[str, str]], given: Mapping[str, Any] | None) -> str:
    """The member's message as data, with the turns before it and the material."""
    turns = [{"role": t["role"], "content": t["content"][:_LONGEST_TURN]} for t in list(history)[-_TURNS:]]
    parts = [f"<history>\n{data(turns)}\n</history>"] if turns else []
    if given is not None:
        parts.append(f"<material>\n{data(given)}\n</material>")
    return "\n\n".join([*parts, f"<question>\n{data(asked)}\n</question>"])


def data(value: Any) -> str:
    """JSON in which no text can end the tag that it stands in."""
    return json.dumps(value, ensure_ascii=False, default=str).replace("<", "\\u003c").replace(">", "\\u003e")
