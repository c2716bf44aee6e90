"""How long each staff page takes over a large record, at its default range and over a year, and the server's memory.

    .venv/bin/python benchmarks/pages.py [--home million] [--events 1000000] [--rounds 3]

Starts the real app over the data folder, which is filled first if it holds no record, and opens each page of PAGES in
Chromium by its address. Ready means: the title is there, the script has ended, and the page's own sign is on the
screen. On a busy machine trust the CPU times: on an idle one of two cores, the wall clock is at most their sum.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import httpx
import psutil
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
START_MS, READY_MS = 240_000, 60_000
DONE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


@dataclass(frozen=True)
class Opened:
    """A page to measure: whose it is, its address, its title, and a sign (CSS) that it is whole."""

    identity: str
    path: str
    title: str
    sign: str
    range: str


GLANCE = '[data-testid="stTable"] table >> nth=1'
CHART, TABLE, MAIN = ".js-plotly-plot .main-svg", '[data-testid="stDataFrame"]', '[data-testid="stMain"] p'
PAGES = (
    Opened("admin", "/monitoring", "Monitoring", GLANCE, "7 days"),
    Opened("admin", "/monitoring?range=Year", "Monitoring", GLANCE, "year"),
    Opened("admin", "/monitoring?section=Traffic", "Monitoring", CHART, "7 days"),
    Opened("admin", "/monitoring?section=Traffic&range=Year", "Monitoring", CHART, "year"),
    Opened("admin", "/monitoring?section=Guardrails&range=Year", "Monitoring", CHART, "year"),
    Opened("admin", "/monitoring?section=Speed&range=Year", "Monitoring", CHART, "year"),
    Opened("admin", "/monitoring?section=Cost&range=Year", "Monitoring", CHART, "year"),
    Opened("admin", "/monitoring?section=Quality&range=Year", "Monitoring", CHART, "year"),
    Opened("admin", "/monitoring?section=Side+by+side&range=Year", "Monitoring", TABLE, "year"),
    Opened("admin", "/versions", "Versions", MAIN, "default"),
    Opened("admin", "/versions?section=Ledger", "Versions", MAIN, "all"),
    Opened("admin", "/operations", "Operations", MAIN, "default"),
    Opened("admin", "/guardrails", "Guardrails", MAIN, "default"),
    Opened("reviewer", "/review", "Review", TABLE, "7 days"),
    Opened("reviewer", "/review?range=A+year", "Review", TABLE, "year"),
    Opened("reviewer", "/guardrails", "Guardrails", MAIN, "default"),
)


@dataclass(frozen=True)
class App:
    """The running app."""

    url: str
    process: psutil.Process


@contextmanager
def running(home: Path, identity: str) -> Iterator[App]:
    """The app over `home`, on a free port, ended by Ctrl-C."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    started = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)],
        cwd=ROOT,
        env=os.environ | {"ADVISOR_HOME": str(home), "ADVISOR_DEV_IDENTITY": identity},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        while not _healthy(url):
            time.sleep(0.2)
        yield App(url, psutil.Process(started.pid))
    finally:
        started.send_signal(signal.SIGINT)
        started.wait(60)


def _healthy(url: str) -> bool:
    try:
        return httpx.get(f"{url}/_stcore/health", trust_env=False).status_code == 200
    except httpx.HTTPError:
        return False


def measure(app: App, browser: Browser, pages: Sequence[Opened], rounds: int) -> None:
    """Opens each page `rounds` times in one browser, and prints medians."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    first = context.new_page()
    first.goto(app.url)
    first.get_by_text("Development identity").wait_for(timeout=START_MS)
    first.close()
    for page in pages:
        walls, cpus, drawn = [], [], []
        for _ in range(rounds):
            tab = context.new_page()
            cpu, drawing, start = _cpu([app.process]), _cpu(_browser()), time.perf_counter()
            tab.goto(app.url + page.path, wait_until="commit")
            tab.get_by_role("heading", name=page.title, exact=True).wait_for(timeout=READY_MS)
            tab.locator(page.sign).first.wait_for(timeout=READY_MS)
            tab.locator(DONE).wait_for(timeout=READY_MS)
            walls.append(time.perf_counter() - start)
            cpus.append(_cpu([app.process]) - cpu)
            drawn.append(_cpu(_browser()) - drawing)
            tab.close()
        memory = app.process.memory_info().rss / 1e6
        spent = f"CPU {median(cpus):.2f} s server, {median(drawn):.2f} s browser"
        told = f"{median(walls):6.2f} s (first {walls[0]:.2f})  {spent}"
        print(f"{page.identity:9} {page.path:46} {page.range:8} {told}  {memory:.0f} MB", flush=True)
    context.close()


def _browser() -> list[psutil.Process]:
    found = []
    for each in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            found += [each] if "chrom" in each.name() else []
    return found


def _cpu(processes: Sequence[psutil.Process]) -> float:
    """Seconds of CPU time, of the processes that still live."""
    spent = 0.0
    for each in processes:
        with suppress(psutil.NoSuchProcess):
            spent += sum(each.cpu_times()[:2])
    return spent


def main(arguments: Sequence[str] | None = None) -> None:
    """Reads the command line, fills the record if there is none, and measures every page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, default=Path("million"), help="the data folder")
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="pages whose address holds this")
    wanted = parser.parse_args(arguments)
    home = wanted.home.resolve()
    if not (home / "advisor.db").exists():
        filled = [sys.executable, "benchmarks/events.py", "--events", str(wanted.events), "--home", str(home)]
        subprocess.run(filled, cwd=ROOT, check=True)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for identity in dict.fromkeys(page.identity for page in PAGES):
            pages = [page for page in PAGES if page.identity == identity and wanted.only in page.path]
            if pages:
                with running(home, identity) as app:
                    measure(app, browser, pages, wanted.rounds)
        browser.close()


if __name__ == "__main__":
    main()
