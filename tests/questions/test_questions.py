"""Members' questions, typed carelessly: each must reach its calculator with its inputs and lead with its figure.

One file a country beside this one. An entry of a file:

ask         the message; or `turns`, a list of entries, asked one after the other in one conversation
profile     the member's facts (optional)
calculator  the calculator's name, or a list of names for a message that asks several things; or
note        the note's id; or
outcome     how the answer ends where neither is reached: declined, needs_facts, unknown
inputs      inputs that the reading must have (those not listed are not judged)
figure      the number that must lead the answer, or a list of numbers that must all be in it; worked out from the law
says        texts that must stand in the answer
day         the day of asking; the usual one when left out
fails       why the entry is known to fail
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from advisor.answering import Composer
from advisor.countries import COUNTRIES
from advisor.understanding import Understanding

FOLDER = Path(__file__).parent
TODAY = date(2026, 11, 24)
LEAD = 3  # the figure asked for is among the first numbers of the answer
CENT = 0.011
NAMES = re.compile(r"401\(?k\)?|403\(?b\)?|457\(?b\)?|72\(?t\)?|\b(?:19|20)\d\d[/-]\d\d\b")
NUMBER = re.compile(
    r"(?<![\w.])(?:[$£₹€]|Rs\.?)?\s?(-?\d[\d,]*(?:\.\d+)?)(½?)\s?(lakhs?|lacs?|crores?|cr|million|m|k|thousand)?\b",
    re.I,
)
SCALE = {"lakh": 1e5, "lac": 1e5, "cr": 1e7, "crore": 1e7, "million": 1e6, "m": 1e6, "k": 1e3, "thousand": 1e3}

understanding = cache(Understanding)
composer = Composer()


def entries() -> Iterator[Any]:
    for file in sorted(FOLDER.glob("*.yaml")):
        country = next(code for code, each in COUNTRIES.items() if each.folder == file.stem)
        for entry in yaml.safe_load(file.read_text("utf-8")):
            first = entry.get("ask") or entry["turns"][0]["ask"]
            marks = [pytest.mark.xfail(reason=entry["fails"], strict=True)] if "fails" in entry else []
            yield pytest.param(country, entry, id=f"{country}: {first[:70]}", marks=marks)


@pytest.mark.parametrize(("country", "entry"), entries())
def test_question(country: str, entry: Mapping[str, Any]) -> None:
    profile, history = entry.get("profile", {}), []
    for turn in entry.get("turns", [entry]):
        day = turn.get("day") or entry.get("day") or TODAY
        today = day if isinstance(day, date) else date.fromisoformat(day)
        reading = understanding().read(turn["ask"], country, profile, history, today)
        answer = composer.compose(reading, COUNTRIES[country], profile)
        assert faults(turn, reading, answer) == [], f"{turn['ask']}\n{answer.text[:400]}"
        history += [{"role": "user", "content": turn["ask"]}, {"role": "assistant", "content": answer.text}]


def faults(turn: Mapping[str, Any], reading: Any, answer: Any) -> list[str]:
    """What is wrong with the reading and the answer of one message; empty when all is right."""
    found = []
    wanted = turn.get("calculator") or turn.get("note")
    names = list(dict.fromkeys(task.name for task in reading.tasks))
    if wanted and names != (wanted if isinstance(wanted, list) else [wanted]):
        found.append(f"read as {names or reading.topic}, not {wanted}")
    if answer.outcome != turn.get("outcome", "answered"):
        found.append(f"ended as {answer.outcome}")
    used = [result.inputs for result in answer.results] or [task.inputs for task in reading.tasks]
    for name, value in turn.get("inputs", {}).items():
        got = [inputs.get(name) for inputs in used]
        if not any(same(each, value) for each in got):
            found.append(f"{name} is {got}, not {value}")
    found += figures_missing(turn, answer.text)
    found += [f"does not say {text}" for text in turn.get("says", []) if text.lower() not in answer.text.lower()]
    return found


def same(got: Any, wanted: Any) -> bool:
    number = isinstance(wanted, (int, float)) and not isinstance(wanted, bool) and isinstance(got, (int, float))
    return abs(got - wanted) < 1e-6 if number else str(got) == str(wanted)


def figures_missing(turn: Mapping[str, Any], text: str) -> list[str]:
    if "figure" not in turn:
        return []
    several = isinstance(turn["figure"], list)
    wanted = turn["figure"] if several else [turn["figure"]]
    asked = numbers(turn["ask"])
    found = [n for n in numbers(text) if n in wanted or not any(near(n, other) for other in asked)]
    led = found if several else found[:LEAD]
    return [f"leads with {found[:LEAD]}, not {each}" for each in wanted if not any(near(n, each) for n in led)]


def near(one: float, other: float) -> bool:
    return abs(one - other) < CENT


def numbers(text: str) -> list[float]:
    """The numbers of a text in order; names such as 401(k) and labels of tax years are none."""
    found = []
    for number, half, scale in NUMBER.findall(NAMES.sub(" ", text)):
        value = float(number.replace(",", "").rstrip(".")) + (0.5 if half else 0)
        found.append(value * SCALE.get(scale.lower().rstrip("s"), 1))
    return found
