"""Every page for everybody: axe-core finds nothing serious, in light and dark, on a desk and on a phone."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .axe import violations
from .conftest import ask, go, open_first_row, running, section

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

Visit = Callable[..., Page]

# page, and for each of its sections what only it shows; a second version is there if a test before made one
REVIEW = {
    "Queue": "in all",
    "Rules": "is the share of right blocks",
    "Replay": "What would another policy do?",
    "Regression cases": "Questions that went wrong once.",
}
VERSIONS = {
    "History": "Choose a row for its details.",
    "Compare": re.compile("Configuration|only one version"),
    "Promote": re.compile("Should point at|only one version"),
    "Shadow": "answers no live question",
    "Ledger": "Choose a row for its evidence.",
}
MONITORING = {
    "At a glance": "By version",
    "Traffic": "Questions by outcome",
    "Guardrails": "Blocked questions",
    "Speed": "Time to answer",
    "Quality": "of this time has been scored",
    "Cost": "This month",
    "Side by side": "By channel",
}


def test_the_member(visit: Visit) -> None:
    page = visit()
    found = violations(page, "Ask, before the first question")
    ask(page, "What tax would I pay if I took $50,000 out of my super?")
    page.get_by_text("Receipt PA-").click()
    page.get_by_test_id("stFeedback").get_by_role("button").or_(
        page.get_by_test_id("stFeedback").get_by_role("radio")
    ).last.click()
    expect(page.get_by_label("What was wrong")).to_be_visible()
    ask(page, "My TFN is 123 456 782. How much Age Pension could I get?")
    ask(page, "Who won the football world cup?")
    assert not [*found, *violations(page, "Ask, with answers")]


def test_the_reviewer(visit: Visit) -> None:
    ask(visit(), "My TFN is 123 456 782. How much Age Pension could I get?")
    page = visit(identity="reviewer")
    go(page, "Review")
    found = sections(page, "Review", REVIEW)
    section(page, "Queue")
    open_first_row(page, "Open")
    expect(page.get_by_role("button", name="Save decision")).to_be_visible(timeout=30_000)
    for name in ("Version, policy and trace", "What the member was shown"):
        page.get_by_text(name).click()
    found += violations(page, "Review, a case")
    go(page, "Guardrails")
    page.get_by_label("What would happen to this?").fill("You idiots, my TFN is 123 456 782")
    page.get_by_role("button", name="Try it").click()
    expect(page.get_by_text("It would be blocked.")).to_be_visible()
    assert not [*found, *violations(page, "Guardrails")]


def test_the_admin(visit: Visit) -> None:
    ask(visit(), "At what age can I access my super?")
    page = visit(identity="admin")
    go(page, "Versions")
    found = sections(page, "Versions", VERSIONS)
    go(page, "Monitoring")
    found += sections(page, "Monitoring", MONITORING)
    go(page, "Operations")
    page.get_by_role("button", name="Run the self-test").click()
    expect(page.get_by_text("checks passed")).to_be_visible(timeout=60_000)
    page.get_by_text("Settings in force").click()
    assert not [*found, *violations(page, "Operations")]


def test_somebody_whom_nobody_knows(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path / "home", ADVISOR_DEV_IDENTITY="off") as app:
        page = browser.new_page()
        page.goto(app.url)
        expect(page.get_by_text("Set ADVISOR_DEV_IDENTITY")).to_be_visible(timeout=30_000)
        assert not violations(page, "The front door")
        page.close()


def sections(page: Page, title: str, known: Mapping[str, str | re.Pattern[str]]) -> list[str]:
    """The violations of each section."""
    found = []
    for name, sign in known.items():
        section(page, name)
        expect(page.get_by_test_id("stMain").get_by_text(sign).first).to_be_visible(timeout=30_000)
        found += violations(page, f"{title}, {name}")
    return found
