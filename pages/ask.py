"""Ask: a conversation about your own pension."""

from __future__ import annotations

from datetime import date

import streamlit as st

from advisor.countries import COUNTRIES
from advisor.members import MembersUnavailable
from advisor.ui import banner, chat, guard, past, profile_card, start
from advisor.ui import country as country_choice

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
country = country_choice.choose(member, home)
content = COUNTRIES[country].content

with st.expander("Your profile", expanded=not conversation.turns, icon=":material/badge:"):
    if profile:
        profile_card.draw(profile, date.today())
    else:
        st.info(trouble)

banner.model(house.serving.message, house.serving.ready)

# in the bottom by hand: placed there by itself, the input would drag every answer to its last line
typed = st.bottom.chat_input("Ask about your pension", key=chat.INPUT, submit_mode="disable")
if typed:
    if typed.strip():
        conversation.ask(typed, country)
    else:
        st.warning("That was empty. Please type what you would like to know.", icon=":material/edit:")

# a place of its own, cleared at once: the samples must not linger under a question that is being answered
opening = st.empty()
if conversation.turns:
    opening.empty()
    chat.draw(house, conversation, home)
else:
    with opening.container():
        st.markdown(content["welcome"])
        chat.examples(conversation, country, "start")
