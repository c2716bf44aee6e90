"""The real app, started once from an empty data folder, and a Chromium to drive it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
START_MS, ANSWER_MS = 150_000, 60_000
INPUT = "stChatInputTextArea"


@dataclass(frozen=True)
class App:
    """A running app: its address and its data folder."""

    url: str
    home: Path


@contextmanager
def running(home: Path, **environment: str) -> Iterator[App]:
    """Streamlit with the app over `home`, on a free port, ended by Ctrl-C."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=ROOT,
        env=os.environ | {"ADVISOR_HOME": str(home)} | environment,
        stdout=(home.parent / f"{home.name}.log").open("wb"),
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        app = App(f"http://127.0.0.1:{port}", home)
        _wait_until_healthy(app)
        yield app
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def _wait_until_healthy(app: App) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{app.url}/_stcore/health", trust_env=False).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise AssertionError("the app did not start")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    with running(tmp_path_factory.mktemp("browser") / "home") as started:
        yield started


@pytest.fixture
def visit(app: App, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens the app in a browser of its own and waits until a question can be typed."""
    contexts = []

    def opened(path: str = "/", identity: str = "") -> Page:
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 900}))
        page = contexts[-1].new_page()
        page.goto(app.url + path)
        page.get_by_test_id(INPUT).wait_for(timeout=START_MS)
        if identity:
            become(page, identity)
        return page

    yield opened
    for context in contexts:
        context.close()


def become(page: Page, identity: str) -> None:
    """Switches the development identity of this session."""
    page.get_by_test_id("stSidebar").get_by_role("combobox").click()
    page.keyboard.type(identity)
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Development identity {identity}")).to_be_visible()


def ask(page: Page, question: str) -> None:
    """Types a question, sends it, and waits until it has its answer."""
    before = turns(page)
    page.get_by_test_id(INPUT).fill(question)
    page.get_by_test_id(INPUT).press("Enter")
    answered(page, before + 1)


def turns(page: Page) -> int:
    return page.get_by_test_id("stChatMessage").count() // 2


def answered(page: Page, count: int) -> None:
    """Waits until there are `count` turns and all of them are answered."""
    expect(page.get_by_text("Receipt PA-")).to_have_count(count, timeout=ANSWER_MS)


def answer(page: Page) -> str:
    """The text of the last answer."""
    return page.get_by_test_id("stChatMessage").last.inner_text()


def go(page: Page, name: str) -> None:
    """Follows the menu to the page of that name, and waits for it."""
    page.get_by_test_id("stSidebarNavLink").filter(has_text=name).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible(timeout=START_MS)
    settled(page)


def section(page: Page, name: str) -> None:
    """Chooses one of a few that stand side by side."""
    page.get_by_test_id("stMain").get_by_test_id("stButtonGroup").get_by_text(name, exact=True).click()
    settled(page)


def open_first_row(page: Page, holding: str) -> None:
    """Clicks the first row of the page's first table, which is drawn on a canvas, once it holds that text."""
    table, place = page.get_by_test_id("stDataFrame").first, {"x": 250.0, "y": 52.0}
    expect(table.locator("tbody tr").first).to_contain_text(holding, timeout=START_MS)
    # like a hand: the canvas hears no click before it has noticed the mouse, and then the tool bar appears
    table.hover(position=place)
    expect(page.get_by_test_id("stElementToolbar").first).to_have_css("opacity", "1")
    table.click(position=place)


def settled(page: Page) -> None:
    """Waits until the page is drawn: its script has ended and nothing on it is from the run before."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning", timeout=START_MS)
    expect(page.locator("[data-stale=true]")).to_have_count(0, timeout=START_MS)


def cli(app: App, *words: str, **environment: str) -> str:
    """What `python -m advisor …` prints for this app's data folder."""
    return subprocess.run(
        [sys.executable, "-m", "advisor", *words],
        cwd=ROOT, env=os.environ | {"ADVISOR_HOME": str(app.home)} | environment,
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
