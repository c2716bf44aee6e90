"""What is a question about: pensions, something else, small talk, or a wish for a recommendation."""

from __future__ import annotations

import pytest

from advisor.understanding import Understanding

COUNTRIES = ("AU", "US", "UK", "IN")
TOPICS = {
    "off_topic": [
        "how do i get candle wax out of a tablecloth",
        "who painted the mona lisa",
        "which tent should i buy for a rainy festival",
        "write me a haiku about autumn leaves",
        "convert 40 inches to centimetres",
        "my tomatoes have yellow leaves",
        "fix the bug in this javascript function",
        "is there a direct train from delhi to jaipur",
    ],
    "smalltalk": ["hello", "good morning", "thanks a lot", "hi there"],
    "about": ["who are you", "what can you help me with", "is this chat recorded", "are you a robot"],
}


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize(("topic", "text"), [(topic, text) for topic, texts in TOPICS.items() for text in texts])
def test_other_topics(understanding: Understanding, country: str, topic: str, text: str) -> None:
    reading = understanding.read(text, country, {})
    assert (reading.topic, reading.tasks) == (topic, ())


ADVICE = [
    ("AU", "which super fund should i pick"),
    ("US", "should i buy tesla shares in my 401k"),
    ("UK", "which fund is best for my sipp"),
    ("IN", "which nps fund manager should i choose"),
]


@pytest.mark.parametrize(("country", "text"), ADVICE)
def test_recommendations_are_recognised(understanding: Understanding, country: str, text: str) -> None:
    assert understanding.read(text, country, {}).topic == "advice"


ON_TOPIC = [
    ("AU", "when can i get my super"),
    ("AU", "centrelink says my boat is an asset is that right"),
    ("US", "can my boss stop paying into my 401k"),
    ("US", "is my ira safe if my bank fails"),
    ("UK", "my pension provider lost my papers"),
    ("UK", "can the dwp stop my state pension"),
    ("IN", "pf claim rejected twice what now"),
    ("IN", "nps statement not received"),
]


@pytest.mark.parametrize(("country", "text"), ON_TOPIC)
def test_pension_questions_are_not_declined(understanding: Understanding, country: str, text: str) -> None:
    assert understanding.read(text, country, {}).topic in ("pension", "unknown")
