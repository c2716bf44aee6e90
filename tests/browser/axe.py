"""What axe-core finds on a page in every look: light and dark, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .conftest import settled

# both themes and both widths in two looks; all four were clean when this was written, and cost twice the time
LOOKS = [("light", 1280), ("dark", 390)]
BACKGROUNDS = {"light": "rgb(255, 255, 255)", "dark": "rgb(18, 25, 27)"}
TOO_BAD = ("serious", "critical")
_AXE = Axe()


def violations(page: Page, name: str) -> list[str]:
    """A line for each serious or critical violation on the page as it stands, in each of LOOKS."""
    found = []
    settled(page)
    # a colour that is still changing is judged as it is that moment
    page.add_style_tag(content="* {transition: none !important; animation: none !important}")
    for scheme, width in LOOKS:
        wear(page, scheme, width)
        found += [f"{name}, {scheme}, {width} wide: {line}" for line in _seen(page)]
    wear(page, *LOOKS[0])
    return found


def wear(page: Page, scheme: str, width: int) -> None:
    """Shows the page in a theme and at a width, and waits until it does."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", BACKGROUNDS[scheme])


def _seen(page: Page) -> Iterator[str]:
    for rule in _AXE.run(page).response["violations"]:
        if rule["impact"] in TOO_BAD:
            for node in rule["nodes"]:
                yield f"{rule['id']} at {' '.join(map(str, node['target']))}: {node['html'][:150]}"
