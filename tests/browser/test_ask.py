"""The Ask page as a member meets it: the real app, the real model server, a real browser."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import INPUT, App, answer, answered, ask, become, cli, running

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
OWN_NUMBER = "123 456 782"
MOST_QUESTIONS = 60
HEADER = 56  # pixels


def test_first_start_from_an_empty_folder_shows_its_steps_and_opens_the_page(app: App, browser: Browser) -> None:
    tabs = [browser.new_page(), browser.new_page()]
    outside: list[str] = []
    tabs[0].on("request", lambda sent: None if sent.url.startswith((app.url, "data:")) else outside.append(sent.url))
    for tab in tabs:
        tab.goto(app.url)
    expect(tabs[0].get_by_text("Getting everything ready")).to_be_visible(timeout=30_000)
    expect(tabs[0].get_by_text("Registering the model").first).to_be_visible(timeout=60_000)
    for tab in tabs:
        tab.get_by_test_id(INPUT).wait_for(timeout=150_000)
        expect(tab.get_by_role("heading", name="Hello Margaret")).to_be_visible()
        tab.close()
    assert not outside, "the page asks nothing of the internet"
    listed = cli(app, "versions")
    assert len(listed.splitlines()) == 1, "two tabs at first start register one version"


QUESTIONS = [
    ("AU001", "At what age can I access my super?", r"\b60\b"),
    ("US001", "How much can I put into my 401(k) this year?", r"\$\d"),
    ("UK001", "When do I reach State Pension age?", r"\b6[678]\b"),
    ("IN001", "How much gratuity is due to me if I leave now?", r"₹\d"),
]


@pytest.mark.parametrize(("member", "question", "figure"), QUESTIONS)
def test_a_question_of_each_country_is_answered_figure_first(
    visit: Visit, member: str, question: str, figure: str
) -> None:
    page = visit(identity=member)
    ask(page, question)
    lead = page.get_by_test_id("stChatMessage").last.get_by_role("heading").first
    assert re.search(figure, lead.inner_text())
    expect(page.get_by_test_id("stChatMessage").last.get_by_text("general information")).to_be_visible()
    page.get_by_text("Receipt PA-").click()
    expect(page.get_by_text(re.compile(r"version \d+ \(champion\)"))).to_be_visible()
    expect(page.get_by_text("$0.00")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_answers_figure_is_on_the_screen_when_it_arrives(visit: Visit, width: int) -> None:
    page = visit()
    page.set_viewport_size({"width": width, "height": 844})
    for question in ("What tax would I pay if I took $50,000 out of my super?", "and if I were 58?"):
        ask(page, question)
        page.wait_for_timeout(800)
        lead = page.get_by_test_id("stChatMessage").last.get_by_role("heading").first
        expect(lead).to_be_in_viewport(ratio=1)
        assert lead.bounding_box()["y"] > HEADER, "not under the header either"


def test_a_follow_up_leans_on_the_question_before(visit: Visit) -> None:
    page = visit()
    ask(page, "What tax would I pay if I took $50,000 out of my super?")
    ask(page, "and if I take $80,000?")
    assert "80,000" in answer(page)


def test_a_blocked_question_is_sent_with_that_part_hidden(visit: Visit) -> None:
    page = visit()
    ask(page, f"My TFN is {OWN_NUMBER}. How much Age Pension could I get?")
    expect(page.get_by_test_id("stAlert")).to_contain_text("tax file number")
    page.get_by_role("button", name="Ask with that part hidden").click()
    answered(page, 2)
    assert OWN_NUMBER not in page.get_by_test_id("stChatMessage").nth(2).inner_text()
    assert "Age Pension a fortnight" in answer(page)


def test_off_topic_is_declined_and_an_example_is_one_click_away(visit: Visit) -> None:
    page = visit()
    ask(page, "Who won the football world cup?")
    page.get_by_test_id("stChatMessage").last.get_by_role("button", name="How much Age Pension could I get?").click()
    answered(page, 2)
    assert "Age Pension a fortnight" in answer(page)


def test_a_very_long_question_is_refused_kindly_and_can_be_edited(visit: Visit) -> None:
    page = visit()
    typed = "How much Age Pension? " * 455
    ask(page, typed)
    expect(page.get_by_text(re.compile(r"Your message \(10,0\d\d characters\)"))).to_be_visible()
    page.get_by_role("button", name="Edit my question").click()
    expect(page.get_by_test_id(INPUT)).to_have_value(re.compile("^How much Age Pension.{9900}", re.DOTALL))


def test_feedback_and_conversation_are_there_after_a_reload(visit: Visit) -> None:
    page = visit()
    ask(page, "How much Age Pension could I get?")
    page.get_by_test_id("stFeedback").get_by_role("button").or_(
        page.get_by_test_id("stFeedback").get_by_role("radio")
    ).last.click()
    page.get_by_label(re.compile("What was wrong")).fill("too many words")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("too many words")).to_be_visible()
    page.reload()
    page.get_by_test_id(INPUT).wait_for(timeout=30_000)
    answered(page, 1)
    expect(page.get_by_text("too many words")).to_be_visible()


def test_a_conversation_can_be_left_reopened_and_downloaded(visit: Visit) -> None:
    page = visit(identity="UK002")
    ask(page, "When do I reach State Pension age?")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download this conversation").click()
    kept = download.value.path().read_text("utf-8")
    assert "> When do I reach State Pension age?" in kept
    assert "Reference: PA-" in kept
    page.get_by_role("button", name="New conversation").click()
    expect(page.get_by_text("Receipt PA-")).to_have_count(0)
    page.get_by_role("button", name="When do I reach State Pension age?").last.click()
    answered(page, 1)


def test_being_somebody_else_leaves_the_conversation_behind(visit: Visit) -> None:
    page = visit(identity="UK003")
    ask(page, "How much of my pension pot can I take tax-free?")
    become(page, "UK004")
    expect(page.get_by_text("Receipt PA-")).to_have_count(0)
    expect(page.get_by_text("Your conversations")).to_have_count(0)
    become(page, "reviewer")
    expect(page.get_by_test_id(INPUT)).to_have_count(0)


def test_no_question_fails_while_the_champion_is_moved(app: App, visit: Visit) -> None:
    page = visit(identity="AU004")
    assert "version 2" in cli(app, "register")
    moved = threading.Thread(target=cli, args=(app, "alias", "champion", "2", "--reason", "a test of moving"))
    moved.start()
    while len(outcomes(app, "AU004")) < MOST_QUESTIONS and ("answered", "2") not in outcomes(app, "AU004"):
        ask(page, "At what age can I access my super?")
        page.wait_for_timeout(500)
    moved.join()
    versions = [version for _, version in outcomes(app, "AU004")]
    assert {outcome for outcome, _ in outcomes(app, "AU004")} == {"answered"}
    assert versions == sorted(versions)
    assert versions[-1] == "2"


def test_a_page_opened_first_on_a_fresh_server_is_closed_to_nobody(browser: Browser, tmp_path) -> None:
    with running(tmp_path / "home", ADVISOR_DEV_IDENTITY="off") as fresh:
        page = browser.new_page()
        page.goto(f"{fresh.url}/ask")
        expect(page.get_by_text("Set ADVISOR_DEV_IDENTITY")).to_be_visible(timeout=30_000)
        assert page.get_by_test_id(INPUT).count() == 0
        assert "Hello" not in page.inner_text("body")
        page.close()


def outcomes(app: App, member: str) -> list[tuple[str, str]]:
    """(outcome, version) of each of the member's questions, oldest first, as recorded."""
    with closing(sqlite3.connect(app.home / "advisor.db")) as record:
        asked = "SELECT outcome, model_version FROM events WHERE member_id = ? ORDER BY at"
        return record.execute(asked, [member]).fetchall()
