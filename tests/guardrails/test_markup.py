"""Markup that could load or lead outside our sources is taken out of answers."""

from __future__ import annotations

import pytest

from advisor.countries import COUNTRIES
from advisor.guardrails import Guardrails, packaged
from advisor.guardrails.markup import clean, is_allowed

_HOSTS = ("gov.au", "irs.gov")

CLEANED = [
    ("plain text stays: 3 < 5 and 7 > 2", "plain text stays: 3 < 5 and 7 > 2"),
    ("<script>steal()</script>You get $5", "You get $5"),
    ("<img src=https://x.example/p.png>You get $5", "You get $5"),
    ('<a href="https://x.example">here</a>', "here"),
    ("<iframe src='//x.example'></iframe>ok", "ok"),
    ("<!-- hidden -->ok", "ok"),
    ("![pixel](https://x.example/p?d=1)", "pixel"),
    ("![logo](https://www.ato.gov.au/logo.png)", "logo"),
    ("[pay here](https://x.example/pay)", "pay here"),
    ("[the ATO](https://www.ato.gov.au/super)", "[the ATO](https://www.ato.gov.au/super)"),
    ("[x](javascript:alert(1))", "x"),
    ("see https://x.example/a?b=c now", "see [link removed] now"),
    ("see www.x.example now", "see [link removed] now"),
    ("see https://www.irs.gov/ira now", "see https://www.irs.gov/ira now"),
    ("see http://ato.gov.au.x.example/ now", "see [link removed] now"),
    ("see https://www.ato.gov.au@x.example/ now", "see [link removed] now"),
    ("data:text/html;base64,PHNjcmlwdD4= end", "[link removed] end"),
    ("[a]: https://x.example/track", ""),
    ("keep <TFN> and <PHONE_2>", "keep <TFN> and <PHONE_2>"),
]


@pytest.mark.parametrize(("text", "expected"), CLEANED)
def test_markup_is_cleaned(text: str, expected: str) -> None:
    assert clean(text, _HOSTS) == expected


def test_the_places_we_send_members_to_are_allowed() -> None:
    hosts = packaged().markup.allow_hosts
    for country in COUNTRIES.values():
        for place in country.content["places_to_ask"]:
            assert is_allowed(place["url"], hosts), place["url"]


def test_an_answer_with_foreign_markup_is_cleaned_and_says_so(guardrails: Guardrails) -> None:
    verdict = guardrails.check_output("You get $5. [claim](https://x.example)", "AU")
    assert (verdict.blocked, verdict.masked) == (False, "You get $5. claim")
    assert [finding.code for finding in verdict.findings] == ["attack.markup"]
