"""A question that was blocked for nothing, as three people meet it: a member, the reviewer, the admin."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .axe import violations
from .conftest import App, answer, ask, cli, go, open_first_row, section, settled

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
# the number that the register itself prints as an example: it belongs to nobody
QUESTION = "My ABN is 53 004 085 616. At what age can I access my super?"
RULE, COMMENT, REASON = "pii.au_abn", "An ABN stands on every invoice.", "business numbers are public"
SOON_MS, GATE_MS = 30_000, 180_000


@pytest.mark.timeout(600)
def test_a_false_alarm_stops_each_version_until_one_has_learnt_it(app: App, visit: Visit, tmp_path: Path) -> None:
    member = visit()
    before = carrying(app, "champion")
    ask(member, QUESTION)
    expect(member.get_by_test_id("stAlert")).to_contain_text("a business number (ABN)")

    reviewer = visit(identity="reviewer")
    open_the_case(reviewer)
    decide(reviewer)
    policy = without_the_rule(reviewer, tmp_path / "policy.yaml")

    cli(app, "register", "--alias", "challenger", "--reason", "the same code once more")
    refuse(visit(identity="admin"), carrying(app, "challenger"))

    cli(app, "register", "--alias", "challenger", "--reason", REASON, ADVISOR_GUARDRAIL_POLICY=str(policy))
    fixed = carrying(app, "challenger")
    admin = visit(identity="admin")
    promote(admin, before, fixed)
    ask(member, QUESTION)
    assert "60" in answer(member)
    assert receipt(member) == f"version {fixed} (champion)"

    undo(admin, before, fixed)
    ask(member, QUESTION)
    expect(member.get_by_test_id("stAlert")).to_have_count(2)


def open_the_case(page: Page) -> None:
    """Finds it by its outcome and its words, and opens it."""
    go(page, "Review")
    page.get_by_label("Text", exact=True).fill("My ABN")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Clear")).to_be_visible(timeout=SOON_MS)
    settled(page)
    page.get_by_text("Filters", exact=True).click()
    # what unfolds closes a list that is opened meanwhile: a hand waits until it stands still
    page.get_by_text("Only what I have claimed").hover()
    page.get_by_label("Outcome").click()
    page.get_by_role("option", name="Blocked").click()
    page.keyboard.press("Escape")
    expect(page.get_by_text("Filters (1)")).to_be_visible(timeout=SOON_MS)
    expect(page.get_by_text("1 in all")).to_be_visible()
    settled(page)
    open_first_row(page, "My ABN is <ABN>")
    expect(page.get_by_text("The guardrails did not let the question in.")).to_be_visible(timeout=SOON_MS)


def decide(page: Page) -> None:
    """Calls it a false alarm, and makes it a regression case."""
    page.get_by_text("False alarm", exact=True).click()
    page.get_by_label("Comment").fill(COMMENT)
    page.get_by_role("button", name="Save decision").click()
    expect(page.get_by_text("Saved: false alarm.")).to_be_visible(timeout=SOON_MS)
    expect(page.get_by_text(f"“{COMMENT}”")).to_be_visible()
    page.get_by_role("button", name="Make it a regression case").click()
    expect(page.get_by_text(re.compile(r"It is regression case \d+ now"))).to_be_visible(timeout=SOON_MS)
    expect(page.get_by_text("it must not be blocked")).to_be_visible()
    assert not violations(page, "Review, a decided case")


def without_the_rule(page: Page, place: Path) -> Path:
    """The policy that the sandbox makes without RULE, which would have let the question in."""
    page.get_by_role("button", name="Queue").click()
    section(page, "Replay")
    page.get_by_label("Rules to switch off").click()
    page.get_by_role("option", name=RULE).click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Replay", exact=True).click()
    expect(page.get_by_text(re.compile(r"^\d+ better$"))).to_be_visible(timeout=SOON_MS)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download this policy").click()
    download.value.save_as(place)
    return place


def refuse(page: Page, version: str) -> None:
    """The gate names the case that stops the version."""
    go(page, "Versions")
    section(page, "Promote")
    page.get_by_role("button", name="Run the gate").click()
    expect(page.get_by_text(f"Version {version} does not pass")).to_be_visible(timeout=GATE_MS)
    expect(page.get_by_text("0 of 1")).to_be_visible()
    expect(page.get_by_test_id("stDataFrame").first).to_contain_text("A regression case fails")
    assert not violations(page, "Versions, one that is refused")


def promote(page: Page, before: str, version: str) -> None:
    """Moves the champion with a reason, through the gate, and sees the move in the ledger."""
    go(page, "Versions")
    section(page, "Promote")
    page.get_by_label("Reason", exact=True).fill(REASON)
    page.keyboard.press("Enter")
    page.get_by_role("button", name=f"Move champion from version {before} to version {version}").click()
    expect(page.get_by_text(f"champion points at version {version}.")).to_be_visible(timeout=GATE_MS)
    expect(page.get_by_text(f"Version {version} answers members now.")).to_be_visible(timeout=SOON_MS)
    section(page, "Ledger")
    in_the_ledger(page, f"{before} → {version}", "moved", REASON, "passed")


def undo(page: Page, before: str, version: str) -> None:
    """Takes the move back with one click, and sees that in the ledger too."""
    section(page, "Promote")
    page.get_by_role("button", name=f"Undo: champion back to version {before}").click()
    expect(page.get_by_text(f"champion points at version {before} again.")).to_be_visible(timeout=SOON_MS)
    expect(page.get_by_text(f"Version {before} answers members now.")).to_be_visible(timeout=SOON_MS)
    section(page, "Ledger")
    in_the_ledger(page, f"{version} → {before}", "moved", "Undone on the versions page")


def in_the_ledger(page: Page, *told: str) -> None:
    """The newest row tells all of this."""
    # a table holds only the columns that there is room for
    page.set_viewport_size({"width": 1800, "height": 900})
    newest = page.get_by_test_id("stDataFrame").locator("tbody tr").first
    for each in told:
        expect(newest).to_contain_text(each, timeout=SOON_MS)


def receipt(page: Page) -> str:
    """Which version answered last."""
    page.get_by_text("Receipt PA-").last.click()
    found = page.get_by_text(re.compile(r"version \d+ \(")).last
    expect(found).to_be_visible()
    told = re.search(r"version \d+ \(\w+\)", found.inner_text())
    return told[0] if told else ""


def carrying(app: App, alias: str) -> str:
    """The number of the version with the alias."""
    return next(str(each["number"]) for each in json.loads(cli(app, "versions", "--json")) if alias in each["aliases"])
