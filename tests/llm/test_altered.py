"""A thousand answers with one figure altered, and a thousand right ones, from what the calculators really say."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import yaml

from advisor.answering import Answer, Composer
from advisor.countries import COUNTRIES
from advisor.llm.checks import Grounds, faults
from advisor.llm.prompts import prompt

from .conftest import understanding

QUESTIONS = Path(__file__).parents[1] / "questions"
EACH = 150  # questions a country
COUNT = 1000
FIGURE = re.compile(r"(?<![\w.\[/-])\d[\d,]*(?:\.\d+)?(?![\w(\]])")


@cache
def answered() -> tuple[tuple[Grounds, Answer], ...]:
    """Composed answers to careless questions of every country, with what they may rest on."""
    pick = random.Random(11)
    found = []
    for file in sorted(QUESTIONS.glob("*.yaml")):
        country = next(each for each in COUNTRIES.values() if each.folder == file.stem)
        entries = [e for e in yaml.safe_load(file.read_text("utf-8")) if "ask" in e and "fails" not in e]
        for entry in pick.sample(entries, EACH):
            facts = entry.get("profile", {})
            reading = understanding().read(entry["ask"], country.code, facts, [])
            answer = Composer().compose(reading, country, facts)
            if answer.outcome == "answered" and len(answer.results) == 1:
                grounds = Grounds(country, entry["ask"], facts, answer.evidence, answer.results, prompt("answer").text)
                found.append((grounds, answer))
    return tuple(found)


OPENINGS = ("", "In short: ", "Good question. ", "Here is the figure: ")


def texts() -> Iterator[tuple[Grounds, str]]:
    """What an LLM may make of the material: the headline, some of the steps, in prose."""
    pick = random.Random(5)
    while True:
        grounds, answer = pick.choice(answered())
        outcome = answer.results[0].outcome
        steps = list(outcome.steps)[: pick.randint(0, 4)]
        notes = list(outcome.notes)[: pick.randint(0, 1)]
        yield grounds, " ".join([pick.choice(OPENINGS) + outcome.headline, *steps, *notes])


def altered(text: str, pick: random.Random) -> str | None:
    """The text with one digit of one figure changed; None where it holds no figure."""
    found = list(FIGURE.finditer(text))
    if not found:
        return None
    figure = pick.choice(found)
    place = pick.choice([n for n, character in enumerate(figure[0]) if character.isdigit()])
    digit = pick.choice([d for d in "123456789" if d != figure[0][place]])
    return text[: figure.start() + place] + digit + text[figure.start() + place + 1 :]


def test_of_a_thousand_right_answers_at_most_one_in_a_hundred_is_refused() -> None:
    source = texts()
    refused = [
        (text, found) for grounds, text in (next(source) for _ in range(COUNT)) if (found := faults(text, grounds))
    ]
    assert len(refused) <= COUNT / 100, refused[:5]


def test_of_a_thousand_answers_with_one_altered_figure_none_passes() -> None:
    pick, source = random.Random(3), texts()
    passed = []
    tried = 0
    while tried < COUNT:
        grounds, text = next(source)
        wrong = altered(text, pick)
        if wrong is None:
            continue
        tried += 1
        if not faults(wrong, grounds):
            passed.append((text, wrong))
    assert not passed, "\n".join(f"{text}\n-> {wrong}" for text, wrong in passed)


def test_a_figure_of_the_evidence_in_the_wrong_place_is_found() -> None:
    grounds, answer = next((g, a) for g, a in answered() if len(set(FIGURE.findall(a.results[0].outcome.headline))) > 1)
    headline = answer.results[0].outcome.headline
    one, other = list(dict.fromkeys(FIGURE.findall(headline)))[:2]
    swapped = headline.replace(one, "#").replace(other, one).replace("#", other)
    assert faults(headline, grounds) == []
    assert faults(swapped, grounds)
