"""No page is open by default: each page file alone, with every role that is not its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from .conftest import ROOT, Model, texts

PAGES = sorted((ROOT / "pages").glob("*.py"))


def alone(page: Path) -> AppTest:
    """The page file run by itself, as Streamlit does on a server where nobody has opened the app yet."""
    return AppTest.from_file(str(page), default_timeout=60).run()


def drawn(tester: AppTest) -> int:
    """How many things a visitor could use or read beyond a title and one message."""
    return (
        len(tester.button) + len(tester.chat_input) + len(tester.metric) + len(tester.markdown) + len(tester.expander)
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_first_line_that_runs_is_the_guard(page: Path) -> None:
    code = [line for line in page.read_text("utf-8").splitlines() if line and not line.startswith(("#", '"', " "))]
    first = next(line for line in code if not line.startswith(("from ", "import ", ")")))
    assert "guard.require(" in first


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_alone_shows_nothing_to_nobody(page: Path, model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DEV_IDENTITY", "off")
    tester = alone(page)
    assert "Set ADVISOR_DEV_IDENTITY" in tester.info[0].value
    assert drawn(tester) == 0
    assert not tester.exception


@pytest.mark.parametrize("identity", ["reviewer", "admin"])
def test_staff_see_no_member(identity: str, model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DEV_IDENTITY", identity)
    tester = alone(ROOT / "pages" / "ask.py")
    assert "for members" in tester.info[0].value
    assert drawn(tester) == 0


def test_a_page_alone_serves_its_own_role(model: Model) -> None:
    tester = alone(ROOT / "pages" / "ask.py")
    assert "Hello Margaret" in texts(tester)


def test_a_forged_header_in_front_of_databricks_apps_is_not_needed_to_be_nobody(model, monkeypatch) -> None:
    monkeypatch.setenv("DATABRICKS_APP_NAME", "pension-advisor")
    tester = alone(ROOT / "pages" / "ask.py")
    assert "Databricks did not say who you are" in tester.info[0].value
    assert drawn(tester) == 0


@pytest.mark.parametrize("page", ["app.py", "pages/ask.py"])
def test_a_wrong_setting_is_one_sentence_that_says_what_to_fix(page: str, model: Model, monkeypatch) -> None:
    monkeypatch.setenv("ADVISOR_VALIDATION_MODE", "sloppy")
    tester = AppTest.from_file(str(ROOT / page), default_timeout=60).run()
    assert "ADVISOR_VALIDATION_MODE" in tester.error[0].value
    assert not tester.exception
    assert drawn(tester) == 0


def test_somebody_without_a_role_is_told_so_by_the_app(model: Model, monkeypatch) -> None:
    monkeypatch.setenv("ADVISOR_DEV_IDENTITY", "off")
    tester = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert "Set ADVISOR_DEV_IDENTITY" in tester.info[0].value
    assert not tester.chat_input


SIGNED_IN = [
    ("not yet", {"is_logged_in": False}, "Please sign in", None),
    ("a member", {"is_logged_in": True, "email": "uk002@demo.example", "name": "Gordon"}, "", "Hello Gordon"),
    ("a stranger", {"is_logged_in": True, "email": "who@else.example"}, "not linked to a member", None),
]


@pytest.mark.parametrize(("what", "claims", "told", "greeted"), SIGNED_IN, ids=[case[0] for case in SIGNED_IN])
def test_a_sign_in_counts_before_any_development_identity(model: Model, what, claims, told, greeted) -> None:
    tester = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    tester.user = claims
    tester.run()
    assert not tester.exception
    assert "Development identity" not in texts(tester)
    if greeted:
        assert greeted in texts(tester)
        assert "Sign out" in texts(tester)
    else:
        assert told in tester.info[0].value
        assert not tester.chat_input
        assert ("Sign in" in texts(tester)) == (what == "not yet")
