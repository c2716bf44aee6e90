"""Whose facts are used: those of the question first, then those said before, then the profile's."""

from __future__ import annotations

from datetime import date

from advisor.understanding import Understanding

TODAY = date(2026, 11, 24)
PROFILE = {
    "birth_date": date(1960, 5, 1),
    "partnered": True,
    "homeowner": True,
    "monthly_wage": 40000.0,
    "service_years": 9,
}


def task(understanding: Understanding, text: str, country: str, profile: dict[str, object], *earlier: str):
    history = [{"role": "user", "content": each} for each in earlier]
    reading = understanding.read(text, country, profile, history, TODAY)
    assert reading.tasks, reading
    return reading.tasks[0]


def test_the_question_wins_over_the_profile(understanding: Understanding) -> None:
    found = task(understanding, "gratuity if my basic is 60,000 a month", "IN", PROFILE)
    assert found.given["last_wage"] == 60000
    assert found.from_profile["service_years"] == 9


def test_an_age_said_drops_the_profile_birth_date(understanding: Understanding) -> None:
    found = task(understanding, "minimum drawdown at 76 with a balance of $300,000, I am 76", "AU", PROFILE)
    assert found.name == "au_minimum_drawdown"
    assert found.inputs["age"] == 76


def test_the_age_comes_from_the_profile_birth_date(understanding: Understanding) -> None:
    found = task(understanding, "minimum drawdown on $300,000", "AU", PROFILE)
    assert found.from_profile["age"] == 66


def test_a_missing_fact_is_named(understanding: Understanding) -> None:
    found = task(understanding, "what is my gratuity for 12 years of service", "IN", {})
    assert found.given["service_years"] == 12
    assert len(found.missing) == 1


def test_a_year_in_the_question_sets_the_rules(understanding: Understanding) -> None:
    assert task(understanding, "standard deduction for 2025, single", "US", {}).tax_year == "2025"
    assert task(understanding, "state pension for 30 qualifying years in 2025/26", "UK", {}).tax_year == "2025/26"


def test_amounts_are_brought_to_the_unit_of_the_input(understanding: Understanding) -> None:
    found = task(understanding, "how much super guarantee on a salary of $5,000 a month", "AU", {})
    assert found.given["earnings"] == 60000


def test_foreign_money_is_not_used(understanding: Understanding) -> None:
    reading = understanding.read("tax on taking $40,000 out of my pension", "UK", {}, today=TODAY)
    assert all("$" not in str(each.given.values()) and 40000 not in each.given.values() for each in reading.tasks)
    assert any(note.startswith("foreign:") for note in reading.notes)


def test_alternatives_run_the_same_calculator(understanding: Understanding) -> None:
    tasks = understanding.read("gratuity on basic 60,000 after 12 or 15 years?", "IN", {}, today=TODAY).tasks
    assert [each.given["service_years"] for each in tasks] == [12, 15]
    assert len({each.name for each in tasks}) == 1


def test_two_questions_are_two_tasks(understanding: Understanding) -> None:
    text = "Born 3 June 1968. What is my State Pension age? And how much State Pension do 30 qualifying years give?"
    names = {each.name for each in understanding.read(text, "UK", {}, today=TODAY).tasks}
    assert names == {"uk_state_pension_age", "uk_state_pension"}


FIRST = "gratuity on basic of 60,000 after 12 years"


def test_a_follow_up_changes_one_figure(understanding: Understanding) -> None:
    found = task(understanding, "and if I stay 15 years?", "IN", {}, FIRST)
    assert (found.given["last_wage"], found.given["service_years"]) == (60000, 15)


def test_half_of_the_amount_before(understanding: Understanding) -> None:
    found = task(understanding, "what if I take half?", "US", {}, "tax on $50,000 from my 401k at 63, single")
    assert 25000 in found.given.values()


def test_facts_said_earlier_stay(understanding: Understanding) -> None:
    found = task(understanding, "and in Scotland?", "UK", {}, "tax on a pension of £30,000 a year, I am 62")
    assert found.inputs["nation"] == "Scotland"
    assert 30000 in found.inputs.values()


def test_why_repeats_the_task(understanding: Understanding) -> None:
    history = [{"role": "user", "content": FIRST}]
    reading = understanding.read("why?", "IN", {}, history, TODAY)
    assert reading.follow_up
    assert reading.tasks[0].name == "in_gratuity"
    assert "why" in reading.notes


def test_another_year(understanding: Understanding) -> None:
    found = task(understanding, "and the year before?", "UK", {}, "state pension with 30 qualifying years")
    assert found.tax_year == "2025/26"
