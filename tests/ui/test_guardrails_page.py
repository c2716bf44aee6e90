"""The guardrails page: for staff only, it says what the policy in force does to a text, and keeps nothing of it."""

from __future__ import annotations

import subprocess

import pytest
from streamlit.testing.v1 import AppTest

from advisor.settings import Settings

from .conftest import ROOT

TAX_FILE_NUMBER = "123 456 782"


def page() -> AppTest:
    return AppTest.from_file(str(ROOT / "pages" / "guardrails.py"), default_timeout=60).run()


def tried(text: str) -> AppTest:
    tester = page()
    tester.text_area[0].set_value(text)
    return tester.button[0].click().run()


@pytest.fixture(autouse=True)
def reviewer(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DEV_IDENTITY", "reviewer")


def test_members_may_not_see_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DEV_IDENTITY", "AU001")
    assert len(page().text_area) == 0


@pytest.mark.parametrize("identity", ["reviewer", "admin"])
def test_it_shows_the_policy_of_the_version_that_answers(identity: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DEV_IDENTITY", identity)
    tester = page()
    assert tester.caption[0].value.startswith("The policy of version")
    assert "personal_data:" in tester.code[0].value
    assert not tester.exception


def test_a_blocked_text_is_shown_with_what_decided(settings: Settings) -> None:
    tester = tried(f"My TFN is {TAX_FILE_NUMBER}, when can I retire?")
    assert tester.error[0].value == "It would be blocked."
    assert ":red-background[" in tester.markdown[0].value
    assert tester.dataframe[0].value["Rule"].tolist() == ["pii.au_tfn"]
    assert TAX_FILE_NUMBER not in tester.markdown[1].value
    found = subprocess.run(["grep", "-rlaF", TAX_FILE_NUMBER, str(settings.home)], capture_output=True, check=False)
    assert found.stdout == b""


def test_an_honest_text_passes() -> None:
    assert "nothing was found" in tried("I have $450,000 in super, what if I withdraw 123456?").success[0].value


def test_an_empty_text_is_said() -> None:
    assert "empty" in tried("  ").warning[0].value


def test_typed_markup_is_shown_as_typed() -> None:
    tester = tried("<img src=x onerror=alert(1)> My TFN is 123 456 782 **bold**")
    assert "\\<img" in tester.markdown[0].value
    assert "\\*\\*bold" in tester.markdown[0].value
