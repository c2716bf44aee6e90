"""The map of the app: start, who you are, and the pages that are yours."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from advisor.ui import banner, guard, start

st.set_page_config("Pension Advisor", str(Path(__file__).parent / "advisor" / "ui" / "icon.png"), layout="centered")
guard.passed_the_map()

GUARDRAILS = st.Page("pages/guardrails.py", title="Guardrails", icon=":material/shield:")
TITLES = {"member": "Your pension", "reviewer": "Review", "admin": "Administration"}
PAGES = {
    "member": [st.Page("pages/ask.py", title="Ask", icon=":material/forum:")],
    "reviewer": [GUARDRAILS],
    "admin": [GUARDRAILS],
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
    st.navigation(list(dict.fromkeys(page for pages in PAGES.values() for page in pages)), position="hidden")
house = start.house(settings)
person = guard.person(settings)
banner.identity(person, house)

shown: set[st.Page] = set()
mine = {}
for role, pages in PAGES.items():
    # a page of two roles stands once in the menu of somebody who has both
    if role in person.roles and (own := [page for page in pages if page not in shown]):
        mine[TITLES[role]] = own
        shown |= set(own)
if mine:
    st.navigation(mine).run()
else:
    # the members' address is known to all, so that a bookmark is there after signing in
    st.navigation(PAGES["member"], position="hidden")
    guard.explain(person)
