"""Guardrails: the policy in force, and what it would do to a text."""

from __future__ import annotations

import streamlit as st
import yaml

from advisor.countries import COUNTRIES
from advisor.ui import guard, policy

guard.require("reviewer", "admin")
settings = guard.checked_settings()

st.title("Guardrails")
number, rules = policy.in_force(settings)
st.caption(
    f"The policy of version {number}, which answers now." if number else "The policy that the next version gets."
)

with st.form("try", border=False):
    text = st.text_area("What would happen to this?", placeholder="Type a text. It is checked here and kept nowhere.")
    left, right = st.columns(2)
    country = left.selectbox("Country", list(COUNTRIES), format_func=lambda code: COUNTRIES[code].content["name"])
    channel = right.selectbox("As", ["a member's question", "an answer of ours"])
    tried = st.form_submit_button("Try it", type="primary", icon=":material/shield:")
if tried and text.strip():
    policy.draw(rules, text, country, is_question=channel == "a member's question")
elif tried:
    st.warning("That was empty. Please type a text to try.", icon=":material/edit:")

with st.expander("The policy", icon=":material/policy:"):
    st.code(yaml.safe_dump(rules, sort_keys=False, allow_unicode=True), language=None)
