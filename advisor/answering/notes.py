"""Answers from a country's curated notes: their text with today's figures, the source and the day of the check."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from ..countries import Country
from ..rules import NoRule, Rules
from ..understanding import Task
from . import evidence, forms, wording
from .answer import ANSWERED, Answer

_PLACE = re.compile(r"\{(?P<name>[a-z_]+\.[a-z_0-9]+)(?:\|(?P<style>money|percent))?\}")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z₹$£\d])")


def answer(task: Task, country: Country, forms_asked: Sequence[str] = ()) -> Answer:
    """The note's answer, as a table or with its hard words explained where `forms_asked` says so.

    Falls back to today's rules where the note's figures are not known for the day asked.
    """
    note = country.notes[task.name]
    rules = country.rules(task.day, task.tax_year)
    try:
        text = filled(str(note["answer"]), rules)
    except NoRule:
        rules = country.rules()
        text = filled(str(note["answer"]), rules)
    first, _, rest = _split(text)
    source = f"{note['authority']}, {note['reference']}"
    link = f"[{source}]({note['url']})" if note.get("url") else source
    checked = note.get("checked")
    when = f" (checked on {wording.day(checked)})" if isinstance(checked, date) else ""
    if "table" in forms_asked:
        rest = forms.steps_table(_SENTENCE_END.split(rest))
    words = forms.hard_words(text) if "simply" in forms_asked else ""
    blocks = [f"**{first}**", rest, words, *rules.gaps, f"Source: {link}{when}"]
    rows = evidence.of_note(note, text, rules.used.values(), country)
    return Answer("\n\n".join(each for each in blocks if each), rows, outcome=ANSWERED, confidence=task.confidence)


def filled(text: str, rules: Rules) -> str:
    """`text` with each `{family.parameter}` as its figure: plain, `|money` or `|percent`. Raises NoRule."""

    def figure(found: re.Match[str]) -> str:
        value: Any = rules[found["name"]]
        if found["style"] == "money":
            return rules.money(value)
        if found["style"] == "percent":
            return f"{wording.percent(value)}%"
        return wording.plain(value) if isinstance(value, (int, float)) else str(value)

    return _PLACE.sub(figure, " ".join(text.split()))


def _split(text: str) -> tuple[str, str, str]:
    parts = _SENTENCE_END.split(text, maxsplit=1)
    return parts[0], " ", parts[1] if len(parts) > 1 else ""
