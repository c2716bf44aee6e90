"""An answer asked for again in another form keeps its figure and its sources."""

from __future__ import annotations

from datetime import date

import pytest

from advisor.answering import Composer
from advisor.answering.checks import check
from advisor.countries import COUNTRIES
from advisor.understanding import Understanding

UNDERSTANDING = Understanding({code: COUNTRIES[code] for code in ("AU", "UK")})
TODAY = date(2026, 11, 24)
CASES = [
    ("AU", "tax on 60k of super at 57", "write it as a table", "| Step | What happens |", "$13,200"),
    ("UK", "tax free cash from a 200k pot", "put that in a table", "| Step | What happens |", "£50,000"),
    (
        "AU",
        "room under my concessional cap, 12k in so far",
        "say it in plain english",
        "In short:",
        "$20,500",
    ),
    ("UK", "what is drawdown", "explain it more simply", "**drawdown**: keeping the pot invested", "drawdown"),
]


@pytest.mark.parametrize(("country", "first", "again", "says", "figure"), CASES)
def test_the_answer_comes_in_the_form_asked_for(country: str, first: str, again: str, says: str, figure: str) -> None:
    history = [{"role": "user", "content": first}]
    reading = UNDERSTANDING.read(again, country, {}, history, TODAY)
    answer = Composer().compose(reading, COUNTRIES[country], {})
    assert says in answer.text
    assert figure in answer.text
    assert "http" in answer.text
    assert check(answer.text, answer.evidence, COUNTRIES[country], again, {}) == []
