"""Answers from a country's curated notes: their text with today's figures, the source and the day of the check."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ..countries import Country
from ..rules import NoRule, Rules
from ..understanding import AGAIN, Task
from . import evidence, forms, sections, wording
from .answer import ANSWERED, Answer
from .leading import SENTENCE_END, asks_whom, led

_PLACE = re.compile(
    r"\{(?P<name>[a-z_]+\.[a-z_0-9]+)(?P<path>(?:\.[a-z_0-9 ]+)*)(?:@(?P<day>[\d-]+))?"
    r"(?:\|(?P<style>money|percent|rest|year))?\}"
)


def answer(task: Task, country: Country, forms_asked: Sequence[str] = (), question: str = "") -> Answer:
    """The note's answer, led by what it says to `question`.

    As a table or with its hard words explained where `forms_asked` says so.

    Falls back to today's rules where the note's figures are not known for the day asked.
    """
    note = country.notes[task.name]
    rules = country.rules(task.day, task.tax_year)
    try:
        text = filled(str(note["answer"]), rules)
    except NoRule:
        rules = country.rules()
        text = filled(str(note["answer"]), rules)
    first, rest = led(text, question, country, AGAIN in forms_asked)
    source = f"{note['authority']}, {note['reference']}"
    link = f"[{source}]({note['url']})" if note.get("url") else source
    checked = note.get("checked")
    when = f" (checked on {wording.day(checked)})" if isinstance(checked, date) else ""
    if "table" in forms_asked:
        rest = forms.steps_table(SENTENCE_END.split(rest))
    words = forms.hard_words(text) if "simply" in forms_asked else ""
    contacts = sections.place_lines(country, question) if asks_whom(question) else ""
    blocks = [f"**{first}**", contacts, rest, words, *rules.gaps, f"Source: {link}{when}"]
    rows = evidence.of_note(note, text, rules.used.values(), country)
    rows += sections.place_evidence(country, question) if contacts else ()
    return Answer("\n\n".join(each for each in blocks if each), rows, outcome=ANSWERED, confidence=task.confidence)


_INVITES = re.compile(r"(?:Tell|Give) me\b")


def rule_of(task: Task, country: Country, question: str = "") -> Answer | None:
    """The rule behind a calculation, from the note that explains it or a choice of it; None where no note does."""
    chosen = (country.explained.get(f"{task.name}:{each}") for each in task.given.values())
    name = next(filter(None, chosen), country.explained.get(task.name))
    if not name:
        return None
    told = answer(replace(task, kind="note", name=name), country, question=question)
    blocks = told.text.split("\n\n")
    kept = [[s for s in SENTENCE_END.split(block) if not _INVITES.match(s)] for block in blocks]
    return replace(told, text="\n\n".join(" ".join(block) for block in kept if block))


def filled(text: str, rules: Rules) -> str:
    """`text` with each `{family.parameter}` as its figure. Raises NoRule.

    It is written plain or as `|money`, `|percent`, `|rest` (what a share leaves of the whole) or `|year`.

    `{family.table.1.rate}` goes into a table, and `{family.parameter@2026-03-31}` reads the law of another day.
    """

    def figure(found: re.Match[str]) -> str:
        read = rules.on(date.fromisoformat(found["day"])) if found["day"] else rules
        value: Any = read[found["name"]]
        for key in found["path"].split(".")[1:]:
            value = value[int(key)] if isinstance(value, list) else value[key]
        if found["style"] == "year":
            return str(getattr(value, "year", value))
        if found["style"] == "money":
            return rules.money(value)
        if found["style"] == "rest":
            return f"{wording.percent(1 - value)}%"
        if found["style"] == "percent":
            return f"{wording.percent(value)}%"
        return wording.plain(value) if isinstance(value, (int, float)) else str(value)

    return _PLACE.sub(figure, " ".join(text.split()))
