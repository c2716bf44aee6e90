"""Versions: the registered model's history, comparisons, and the moves of its aliases."""

from __future__ import annotations

import streamlit as st

from advisor.ui import guard, shown, start
from advisor.ui.versions import cards, compare, held, history, ledger, promote, shadow

person = guard.require("admin")
house = start.house(guard.checked_settings())
settings = house.settings

st.title("Versions")
entries = held.entries(settings)
cards.draw(settings, entries)
section = shown.choice("Section", ["History", "Compare", "Promote", "Shadow", "Ledger"], "section", hidden=True)
if section == "History":
    history.draw(settings, entries)
elif section == "Compare":
    compare.draw(house, entries)
elif section == "Promote":
    promote.draw(house, entries, person)
elif section == "Shadow":
    shadow.draw(house, person)
else:
    ledger.draw(settings)
