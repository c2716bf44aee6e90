"""The map of the app: start, who you are, and the pages that are yours."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from advisor.ui import banner, guard, start

st.set_page_config("Pension Advisor", str(Path(__file__).parent / "advisor" / "ui" / "icon.png"), layout="centered")
guard.passed_the_map()

TITLES = {"member": "Your pension"}
PAGES = {
    "member": [st.Page("pages/ask.py", title="Ask", icon=":material/forum:")],
}

settings = guard.checked_settings()
person = guard.person(settings)
if person.source == "development" and not person.roles:
    # a server that nobody may use starts nothing
    st.navigation(PAGES["member"], position="hidden")
    guard.explain(person)
    st.stop()

if not start.finished(settings):
    # every address is known while the start is watched, so that each tab stays where it was opened
    st.navigation([page for pages in PAGES.values() for page in pages], position="hidden")
house = start.house(settings)
person = guard.person(settings)
banner.identity(person, house)

mine = {TITLES[role]: pages for role, pages in PAGES.items() if role in person.roles}
if mine:
    st.navigation(mine).run()
else:
    # the members' address is known to all, so that a bookmark is there after signing in
    st.navigation(PAGES["member"], position="hidden")
    guard.explain(person)
