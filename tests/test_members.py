from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from advisor.demo import demo_members
from advisor.members import Members, MembersUnavailable

TODAY = date(2026, 11, 24)


@pytest.fixture
def members(tmp_path: Path) -> Members:
    store = Members(f"sqlite:///{tmp_path / 'm.db'}")
    store.load(demo_members())
    return store


def test_there_are_ten_members_a_country_and_loading_twice_adds_none(members: Members) -> None:
    assert Counter(i[:2] for i in members.ids()) == {"AU": 10, "US": 10, "UK": 10, "IN": 10}
    assert members.ids("UK")[0] == "UK001"
    assert members.load(demo_members()) == 0


def test_the_members_exercise_the_rules(members: Members) -> None:
    everyone = list(members.profiles(members.ids()).values())
    ages = [person.age(TODAY) for person in everyone]
    assert (min(ages), max(ages)) == (24, 80)
    for column, kinds in {
        "partnered": {True, False},
        "homeowner": {True, False},
        "sector": {"private", "government"},
        "filing_status": {None, "single", "joint", "separate", "head_of_household"},
        "employment": {"employed", "self-employed", "retired"},
    }.items():
        assert {person.row[column] for person in everyone} == kinds
    assert {"England", "Scotland"} <= {person.row["region"] for person in everyone}


def test_facts_leave_out_who_the_member_is(members: Members) -> None:
    facts = members.profiles(["US002"])["US002"].facts(TODAY)
    assert facts["age"] == 65
    assert facts["partner_age"] == 64
    assert facts["balance_401k"] == 840000
    assert facts["retirement_balance"] == 960000
    assert not {"name", "member_id"} & set(facts)


def test_one_call_reads_a_whole_batch_and_skips_the_unknown(members: Members) -> None:
    assert set(members.profiles(["AU001", "nobody", "", "IN010", "AU001"])) == {"AU001", "IN010"}


def test_a_hostile_id_is_only_an_unknown_id(members: Members) -> None:
    assert members.profiles(["AU001' OR '1'='1", "AU001; DROP TABLE members"]) == {}
    assert members.count() == 40


def test_an_unreachable_store_says_so_without_its_address(tmp_path: Path) -> None:
    store = Members(f"sqlite:///{tmp_path / 'secret' / 'm.db'}")
    with pytest.raises(MembersUnavailable) as raised:
        store.profiles(["AU001"])
    assert "secret" not in str(raised.value)
