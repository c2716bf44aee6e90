"""Typed text is shown as typed: no link, no picture, no formula comes out of it."""

from __future__ import annotations

import pytest

from advisor.ui import markdown

ADDRESSES = (
    "http://evil.example/x",
    "HTTPS://evil.example",
    "www.evil.example",
    "ftp://evil.example",
    "mailto:somebody@evil.example",
    "somebody@evil.example",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_in_typed_text_is_no_link(address: str) -> None:
    shown = markdown.plain(f"look at {address} now")
    assert address not in shown.replace("\\", ""), "a renderer would make a link of it"
    assert shown.replace("\\", "").replace("\u2060", "") == f"look at {address} now"


def test_an_answer_links_only_to_its_evidence() -> None:
    known = "https://www.ato.gov.au/x"
    shown = markdown.answer(f"[ATO]({known}), [a](http://evil.example), www.evil.example, {known}", {known})
    assert f"[ATO]({known})" in shown
    assert shown.endswith(known)
    assert "](http://evil" not in shown
    assert "www.evil" not in shown
