"""Moving an alias: the card of champion against candidate, the gate, the move with its reason, and the way back."""

from __future__ import annotations

from functools import partial

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from ...evaluation.evaluating import Progress
from ...evaluation.gate import gate
from ...evaluation.promotion import guards, last_move, promote, undo
from ...history import Entry
from ...identity import Person
from ...registry import AliasMoveRefused
from ...rights import Right, may_move
from ...settings import Settings
from .. import jobs, markdown, shown
from ..start import House
from . import card, held

_FLASH = "what became of the move"
# A move that needs no evaluation is over in a moment: it is waited for, so that the page shows it at once.
WAIT_SECONDS = 2.0


def draw(house: House, found: list[Entry], who: Person) -> None:
    """Everything about moving one alias."""
    settings = house.settings
    running = jobs.draw()
    _flash()
    left, target = st.columns(2)
    with left:
        name = shown.choice("Alias", [settings.model_alias, held.CHALLENGER], "move-alias")
    now = held.carrying(found, name)
    others = [each for each in found if each is not now]
    if not others:
        st.info(held.ONLY_ONE, icon=":material/inventory_2:")
        return
    suggested = held.carrying(others, held.CHALLENGER) or others[0]
    with target:
        to = held.choose("Should point at", others, suggested, f"move target {name}")
    right = _right(settings.registry_uri, settings.registered_model, settings)
    if right.allowed is not True:
        (st.error if right.allowed is False else st.warning)(markdown.plain(right.said), icon=":material/lock:")
    passed = card.draw(settings, now, to) if guards(settings, name) else True
    if guards(settings, name):
        _gate_button(settings, now, to, who, running)
    else:
        st.caption(f"{name} answers no member, so no gate is asked. Its model server is kept warm.")
    _move_form(settings, name, now, to, who, stopped=running or right.allowed is False, override=passed is False)
    _undo_button(settings, name, who, stopped=running or right.allowed is False)
    if name == settings.model_alias:
        _serving(house, now)


@st.cache_data(ttl=60, show_spinner="Asking the registry what you may do …")
def _right(registry: str, model: str, _settings: Settings) -> Right:
    return may_move(_settings)


def _gate_button(settings: Settings, now: Entry | None, to: Entry, who: Person, running: bool) -> None:
    st.button(
        "Run the gate", icon=":material/science:", disabled=running, key="run the gate",
        help="Evaluates the candidate afresh, and the champion unless that was done today on the same cases.",
        on_click=_start_gate, args=(settings, now.number if now else None, to.number, who.name),
    )  # fmt: skip


def _start_gate(settings: Settings, now: int | None, to: int, who: str) -> None:
    def work(progress: Progress) -> str:
        report = gate(settings, now, to, progress=progress)
        return f"Version {to} passes." if report.passed else f"Version {to} does not pass; the card says why."

    _begin(f"Gate for version {to}", who, work)


def _move_form(
    settings: Settings, name: str, now: Entry | None, to: Entry, who: Person, stopped: bool, override: bool
) -> None:
    """What was seen goes with the click: a move of somebody else in between is never overwritten."""
    with st.container(border=True):
        reason = st.text_input(
            "Reason", key=f"reason {name} {to.number}", max_chars=500, placeholder="For the ledger: why it should move"
        )
        instead = ""
        if override:
            instead = st.text_input(
                "Reason to override the gate", key=f"override {name} {to.number}", max_chars=500,
                placeholder="Why it should move although the gate says no",
                help="The override is written to the ledger.",
            )  # fmt: skip
        seen = now.number if now else 0
        st.button(
            f"Move {name} from {f'version {seen}' if seen else 'no version'} to version {to.number}",
            type="primary", icon=":material/swap_horiz:", key="move",
            disabled=stopped or not reason.strip() or (override and not instead.strip()),
            on_click=_start_move, args=(settings, name, to.number, seen, reason, who.name[:128], instead),
        )  # fmt: skip
        st.caption(
            "The gate is run first, unless it was today. Members notice nothing: questions in progress are finished "
            "by the old version."
            if guards(settings, name)
            else "It happens at once."
        )


def _start_move(settings: Settings, name: str, to: int, seen: int, reason: str, who: str, override: str) -> None:
    def work(progress: Progress) -> str:
        promote(settings, name, to, seen, reason, who, override or None, progress)
        return f"{name} points at version {to}."

    _begin(f"Move {name} to version {to}", who, work)


def _begin(name: str, who: str, work: jobs.Work) -> None:
    job = jobs.jobs().start(name, who, work)
    if job is None:
        st.session_state[_FLASH] = "Another evaluation is still running. Wait until it is over, then try again."
    else:
        job.done.wait(WAIT_SECONDS)


def _undo_button(settings: Settings, name: str, who: Person, stopped: bool) -> None:
    try:
        last = last_move(settings, name)
    except SQLAlchemyError:
        st.warning("The ledger can't be read right now, so nothing can be undone.", icon=":material/cloud_off:")
        return
    if last is None or not last["from_version"]:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            f"Undo: {name} back to version {last['from_version']}", icon=":material/undo:",
            key="undo", disabled=stopped,
            on_click=partial(_undo, settings, name, who.name[:128], int(last["id"])),
        )  # fmt: skip
        st.caption(
            f"Last move: version {last['from_version']} → {last['to_version']}, {shown.moment(last['at'])}, "
            f"by {markdown.plain(last['who'])}"
        )


def _undo(settings: Settings, name: str, who: str, move: int) -> None:
    jobs.jobs().forget()
    try:
        back = undo(settings, name, who, "Undone on the versions page", of=move)
        st.session_state[_FLASH] = f"{name} points at version {back} again."
    except AliasMoveRefused as fault:
        st.session_state[_FLASH] = str(fault)


def _flash() -> None:
    said = st.session_state.pop(_FLASH, "")
    if said:
        st.info(markdown.plain(said), icon=":material/info:")


def _serving(house: House, now: Entry | None) -> None:
    """Whether the chat follows already; while it does not, the line is looked at again until it does."""
    answering = house.serving.version
    if answering is None or now is None:
        return
    if answering == now.number:
        st.caption(f":material/check: Version {answering} answers members now.")
    else:
        st.fragment(_starting, run_every=jobs.LOOK_EVERY_SECONDS)(house, now.number)


def _starting(house: House, number: int) -> None:
    answering = house.serving.version
    if answering == number:
        st.rerun()
    st.caption(f":material/hourglass: Version {answering} still answers; version {number} is starting.")
