"""Ask: a conversation about your own pension."""

from __future__ import annotations

from datetime import date

import streamlit as st

from advisor.countries import COUNTRIES
from advisor.members import MembersUnavailable
from advisor.ui import banner, chat, guard, past, profile_card, start

person = guard.require("member")
house = start.house(guard.checked_settings())
member = person.member_id or ""

try:
    profile = house.members.profiles([member]).get(member)
    trouble = "No profile was found for you, so answers are general."
except MembersUnavailable as fault:
    profile, trouble = None, str(fault)
home = profile.country if profile else next(iter(COUNTRIES))

conversation = past.current(house.settings, member)
past.sidebar(house.settings, conversation, person.name)

st.title(f"Hello {person.name.split()[0]}")
country = st.segmented_control(
    "Ask about the rules of",
    list(COUNTRIES),
    default=home,
    required=True,
    format_func=lambda code: f"{COUNTRIES[code].content['flag']} {COUNTRIES[code].content['name']}",
    key=f"country {member}",
)
content = COUNTRIES[country].content
if country != home:
    st.caption(f"Your profile is for {COUNTRIES[home].content['name']}. Answers here use only your age and household.")

with st.expander("Your profile", expanded=not conversation.turns, icon=":material/badge:"):
    if profile:
        profile_card.draw(profile, date.today())
    else:
        st.info(trouble)

banner.model(house.serving.message, house.serving.ready)

if typed := st.chat_input("Ask about your pension", key=chat.INPUT, submit_mode="disable"):
    if typed.strip():
        conversation.ask(typed, country)
    else:
        st.warning("That was empty. Please type what you would like to know.", icon=":material/edit:")

if conversation.turns:
    chat.draw(house, conversation, home)
else:
    st.markdown(content["welcome"])
    chat.examples(conversation, country, "start")
