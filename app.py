"""The map of the app: start, who you are, and the pages that are yours."""

from __future__ import annotations

import streamlit as st

from advisor.ui import banner, guard, start

st.set_page_config(page_title="Pension Advisor", page_icon=":material/savings:", layout="centered")

PAGES = {
    "member": {"Your pension": [st.Page("pages/ask.py", title="Ask", icon=":material/forum:")]},
}

guard.passed_the_map()
house = start.house(guard.checked_settings())
person = guard.person(house.settings)
banner.development(person, house.members)

mine = {title: pages for role, sections in PAGES.items() if role in person.roles for title, pages in sections.items()}
if not mine:
    mine = {"": [st.Page(lambda: guard.explain(person, "member"), title="Welcome", url_path="welcome")]}
st.navigation(mine).run()
