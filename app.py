"""The map of the app: start, who you are, and the pages that are yours."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from advisor.ui import accent, banner, guard, start

st.set_page_config("Pension Advisor", str(Path(__file__).parent / "advisor" / "ui" / "icon.png"))
guard.passed_the_map()

VERSIONS = st.Page("pages/versions.py", title="Versions", icon=":material/deployed_code_history:")
OPERATIONS = st.Page("pages/operations.py", title="Operations", icon=":material/build:")
MONITORING = st.Page("pages/monitoring.py", title="Monitoring", icon=":material/monitoring:")
REVIEW = st.Page("pages/review.py", title="Review", icon=":material/rate_review:")
GUARDRAILS = st.Page("pages/guardrails.py", title="Guardrails", icon=":material/shield:")
# pages of tables, which need the room
WIDE = (VERSIONS, MONITORING, OPERATIONS, REVIEW)
PAGES = {
    "member": [st.Page("pages/ask.py", title="Ask", icon=":material/forum:")],
    "reviewer": [
        REVIEW,
        MONITORING,
        GUARDRAILS,
    ],
    "admin": [
        VERSIONS,
        MONITORING,
        OPERATIONS,
        GUARDRAILS,
    ],
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
    known = dict.fromkeys(page for pages in PAGES.values() for page in pages)
    st.navigation([st.Page(start.wait, title="Pension Advisor", default=True), *known], position="hidden")
house = start.house(settings)
person = guard.person(settings)
banner.identity(person, house)
accent.readable()

# a page of two roles stands once in the menu of somebody who has both
mine = list(dict.fromkeys(page for role, pages in PAGES.items() if role in person.roles for page in pages))
if mine:
    first = mine[0]
    # each page keeps an address of its own, so that a link to it can be shared: the bare address leads to the first
    door = st.Page(
        lambda: st.switch_page(first, query_params=st.query_params.to_dict()),
        title="Pension Advisor",
        url_path="home",
        default=True,
        visibility="hidden",
    )
    # without groups: Streamlit's headings of groups are no valid members of its list of pages
    page = st.navigation([door, *mine])
    st.set_page_config(layout="wide" if page in WIDE else "centered")
    page.run()
else:
    # the members' address is known to all, so that a bookmark is there after signing in
    st.navigation(PAGES["member"], position="hidden")
    guard.explain(person)
