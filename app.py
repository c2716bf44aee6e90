"""The map of the app: start, who you are, and the pages that are yours."""

from __future__ import annotations

import streamlit as st

from advisor.ui import banner, guard, start

st.set_page_config(page_title="Pension Advisor", page_icon="advisor/ui/icon.png", layout="centered")
guard.passed_the_map()

PAGES = {
    "member": {"Your pension": [st.Page("pages/ask.py", title="Ask", icon=":material/forum:")]},
}

settings = guard.checked_settings()
if not start.finished(settings):
    # every address is known while the start is watched, so that each tab stays where it was opened
    st.navigation(
        [page for section in PAGES.values() for pages in section.values() for page in pages], position="hidden"
    )
house = start.house(settings)
person = guard.person(settings)
banner.development(person, house.members)

mine = {title: pages for role, section in PAGES.items() if role in person.roles for title, pages in section.items()}
if not mine:
    mine = {"": [st.Page(lambda: guard.explain(person, "member"), title="Welcome", url_path="welcome")]}
st.navigation(mine).run()
