"""The calculators and notes of a country as tools of a chat, and what happens when one is called."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..answering import evidence, notes
from ..answering.answer import Evidence
from ..countries import Country
from ..rules import InputError, NoRule, Result
from ..understanding import Task
from .material import calculation, data

READ_NOTE = "read_note"


@dataclass
class Bench:
    """The tools of one question, and everything that was worked out or read with them."""

    country: Country
    results: list[Result] = field(default_factory=list)
    rows: list[Evidence] = field(default_factory=list)

    def schemas(self) -> list[dict[str, Any]]:
        """The calculators' own input schemas, and one tool that reads a curated note."""
        made = [
            _tool(name, each.title, each.model.model_json_schema()) for name, each in self.country.calculators.items()
        ]
        titles = "; ".join(f"{key}: {note['title']}" for key, note in self.country.notes.items())
        wanted = {
            "type": "object",
            "properties": {"id": {"type": "string", "enum": list(self.country.notes)}},
            "required": ["id"],
        }
        return [*made, _tool(READ_NOTE, f"Reads a curated note with its source. {titles}", wanted)]

    def call(self, name: str, arguments: str) -> str:
        """The result of a call as data; a wrong call gets a sentence that says what is wrong. Never raises."""
        try:
            given = json.loads(arguments or "{}")
        except json.JSONDecodeError:
            return data({"error": "The arguments are no JSON object."})
        if not isinstance(given, Mapping):
            return data({"error": "The arguments are no JSON object."})
        if name == READ_NOTE:
            return self._read(str(given.get("id", "")))
        return self._calculate(name, given)

    def _read(self, key: str) -> str:
        if key not in self.country.notes:
            return data({"error": "There is no such note."})
        read = notes.answer(Task("note", key), self.country)
        self.rows += read.evidence
        note = read.evidence[0]
        return data({"title": note.title, "text": note.detail, "source": f"{note.authority}, {note.reference}"})

    def _calculate(self, name: str, given: Mapping[str, Any]) -> str:
        try:
            result = self.country.calculate(name, **{str(key): value for key, value in given.items()})
        except KeyError:
            return data({"error": "There is no such calculator."})
        except (InputError, NoRule) as fault:
            return data({"error": str(fault)})
        except (LookupError, ValueError, TypeError):
            return data({"error": "These inputs can't be worked with."})
        self.results.append(result)
        self.rows += evidence.of_result(result, self.country)
        return data(calculation(result))


def _tool(name: str, text: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "function", "function": {"name": name, "description": text, "parameters": dict(schema)}}
