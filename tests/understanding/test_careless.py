"""Careless words that must not become a wrong figure: bounds, sums, choices, and follow-ups."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from advisor.understanding import Task, Understanding

TODAY = date(2026, 11, 24)


def read(understanding: Understanding, country: str, *turns: str) -> tuple[Task, ...]:
    history = [{"role": "user", "content": each} for each in turns[:-1]]
    return understanding.read(turns[-1], country, {}, history, TODAY).tasks


BOUNDS = [
    ("IN", "taking 2 lakh pf out before 5 years of service, taxable?", "service_years", 4),
    ("IN", "pf 2 lakh nikalna hai 5 saal se pehle, tax lagega?", "service_years", 4),
    ("IN", "tax on withdrawing 2 lakh epf with less than 5 years service", "service_years", 4),
    ("IN", "tax on withdrawing 2 lakh epf with more than 6 years service", "service_years", 6),
    ("IN", "gratuity for 11 saal 8 mahine, basic 30,000", "service_years", 11 + 8 / 12),
    ("US", "penalty on 9k out of my ira before 59 1/2?", "age", 59),
]


@pytest.mark.parametrize(("country", "text", "name", "value"), BOUNDS)
def test_a_bound_is_never_the_figure_itself(
    understanding: Understanding, country: str, text: str, name: str, value: float
) -> None:
    assert read(understanding, country, text)[0].inputs[name] == pytest.approx(value)


def test_what_a_bound_was_taken_as_is_told(understanding: Understanding) -> None:
    (task,) = read(understanding, "IN", "taking 2 lakh pf out before 5 years of service, taxable?")
    assert "You said only that it is less than 5 years, so I took 4 years." in task.assumed


NOT_SAID = [
    ("AU", "what tax do I pay on 40k from super at 58", "element"),
    ("US", "lost my job at 44, penalty on 15k from my 401k", "exception"),
    ("UK", "tax on 12k from my scottish widows pension, I earn 20k", "nation"),
]


@pytest.mark.parametrize(("country", "text", "name"), NOT_SAID)
def test_ordinary_words_choose_nothing(understanding: Understanding, country: str, text: str, name: str) -> None:
    assert name not in read(understanding, country, text)[0].given


SAID = [
    ("AU", "tax on 40k from an untaxed fund at 62", "element", "untaxed"),
    ("US", "left my employer, i'm 57, taking 15k from the 401k there, any 10% tax?", "exception", "left_job_at_55"),
    ("IN", "basic 9000 + da 3000, how much pf is cut", "monthly_wage", 12000),
    ("AU", "me 70k plus wife 50k in super, both 68, own our home, age pension?", "super_balance", 120000),
    ("UK", "4 old pots worth 52k in all, I earn 20k, tax if I draw 6k", "other_taxable_income", 20000),
]


@pytest.mark.parametrize(("country", "text", "name", "value"), SAID)
def test_what_is_said_is_used(understanding: Understanding, country: str, text: str, name: str, value: Any) -> None:
    assert read(understanding, country, text)[0].given[name] == value


def test_weeks_side_by_side_are_compared(understanding: Understanding) -> None:
    tasks = read(understanding, "UK", "worth deferring my state pension 10 or 30 weeks?")
    assert [task.inputs["weeks_deferred"] for task in tasks] == [10, 30]


FOLLOW_UPS = [
    ("US", "social security at 62, full benefit 2,400", "and if I wait until 67?", {"claim_age_years": 67}),
    (
        "UK",
        "I am 57 with 22 years of NI, what state pension",
        "what if I work another 5 years",
        {"qualifying_years": 27},
    ),
    ("AU", "co contribution on 48k income", "900", {"income": 48000, "contribution": 900}),
]


@pytest.mark.parametrize(("country", "first", "then", "inputs"), FOLLOW_UPS)
def test_a_new_figure_keeps_the_calculation(
    understanding: Understanding, country: str, first: str, then: str, inputs: dict[str, float]
) -> None:
    (before,), (after,) = read(understanding, country, first), read(understanding, country, first, then)
    assert after.name == before.name
    assert {name: after.inputs[name] for name in inputs} == inputs
    assert "full_retirement_age" not in after.given


def test_service_is_counted_between_two_dates(understanding: Understanding) -> None:
    (task,) = read(understanding, "IN", "joined on 1 april 2012 and left on 30 september 2024, basic 20000, gratuity")
    assert task.inputs["service_years"] == 12.5
