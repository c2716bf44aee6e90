"""Regression cases: made of a decided case, listed, and withdrawn. Every later version must pass the active ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from ...asking import mask
from ...countries import COUNTRIES
from ...governance import lessons, queue, regressions
from ...governance.decisions import PATIENCE_SECONDS
from ...governance.regressions import RegressionCase, RegressionCaseError
from ...governance.standing import DONE
from ...settings import Settings
from .. import markdown, shown
from . import acting, masked

EVERY_VERSION = "Every version is asked this before it is promoted, and one that fails it is not."
_COLUMNS = {
    "number": st.column_config.NumberColumn("No.", format="%d", width=50),
    "question": st.column_config.TextColumn("Question, masked", width=300),
    "active": st.column_config.TextColumn("State", width=85),
    "country": st.column_config.TextColumn("Country", width=70),
    "expected": st.column_config.TextColumn("What must become of it", width=190),
    "of": st.column_config.TextColumn("Made of", width=105),
    "who": st.column_config.TextColumn("By", width=90),
    "at": st.column_config.DatetimeColumn("On, UTC", format="D MMM YYYY, HH:mm", width="small"),
}


def offer(settings: Settings, who: str, case: Mapping[str, Any]) -> None:
    """For a decided case: one click where the decision says what is expected, else a short form."""
    existing = lessons.kept(settings.database_url, case["reference"])
    if not existing and case["standing"] != DONE:
        return
    with st.container(border=True):
        st.markdown("**Regression case**")
        if existing:
            st.markdown(f"It is regression case {existing.id}: it {markdown.plain(expected(existing.expect))}.")
            st.button(
                "Withdraw", icon=":material/remove_circle:", on_click=_withdraw, args=(settings, existing.id, who)
            )
            return
        expect = lessons.expectation(case)
        if expect is None:
            _form(settings, who, case)
        else:
            st.markdown(f"From now on it {markdown.plain(expected(expect))}. {EVERY_VERSION}")
            st.button(
                "Make it a regression case", icon=":material/add_task:", on_click=_keep,
                args=(settings, who, case, expect),
            )  # fmt: skip
        _stand_ins(case, expect)


def draw(settings: Settings, who: str) -> None:
    """The list of all regression cases, newest first, with a way to withdraw one."""
    found = regressions.listed(settings.database_url, active_only=False)[::-1]
    st.caption(
        "Questions that went wrong once. Every version is asked them before it is promoted, and one that fails any of "
        "them is not. They are made from decided cases of the queue."
    )
    acting.notice()
    if not found:
        st.info("There is none yet.", icon=":material/add_task:")
        return
    chosen = st.dataframe(
        pd.DataFrame([_line(each) for each in found]), hide_index=True, column_config=_COLUMNS, on_select="rerun",
        selection_mode="single-row", key="regression cases", alt="All regression cases",
    )  # fmt: skip
    rows = chosen["selection"]["rows"]
    if rows and rows[0] < len(found):
        _details(settings, found[rows[0]], who)
    else:
        st.caption("Choose a row to see it whole or to withdraw it.")


def expected(expect: Mapping[str, Any]) -> str:
    """What must become of the question, after "it": `must be blocked as pii.au_tfn`."""
    said = []
    if expect.get("blocked"):
        said.append("must be blocked" + (f" as {expect['code']}" if expect.get("code") else ""))
    elif "blocked" in expect:
        said.append("must not be blocked")
    if expect.get("off_topic"):
        said.append("must be turned away as off-topic")
    if expect.get("outcome"):
        said.append(f"must end as {expect['outcome']}")
    if expect.get("figure") is not None:
        figures = expect["figure"] if isinstance(expect["figure"], list) else [expect["figure"]]
        said.append(f"must lead to {' and '.join(f'{each:,}'.removesuffix('.0') for each in figures)}")
    if expect.get("calculator"):
        said.append(f"must be worked out by {expect['calculator']}")
    if expect.get("text"):
        said.append(f"must say “{expect['text']}”")
    return " and ".join(said)


def _form(settings: Settings, who: str, case: Mapping[str, Any]) -> None:
    """For a decision that does not say what would have been right."""
    reference, country = case["reference"], COUNTRIES.get(case["country"])
    st.markdown(f"Say what would have been right; one of these is enough. {EVERY_VERSION}")
    with st.form(f"lesson {reference}", border=False):
        figure = st.number_input("Figure", value=None, key=f"figure {reference}", help="The answer must lead with it.")
        calculator = st.selectbox(
            "Calculator", sorted(country.calculators) if country else [], index=None, key=f"calculator {reference}",
            placeholder="Any",
        )  # fmt: skip
        text = st.text_input("Words that the answer must hold", key=f"words {reference}", max_chars=200)
        away = st.checkbox("It should be turned away as off-topic", key=f"away {reference}")
        sent = st.form_submit_button("Make it a regression case", icon=":material/add_task:")
    st.caption("It will be asked without a member's profile: the question must hold what the answer needs.")
    if sent:
        chosen = {"figure": figure, "calculator": calculator, "text": mask(text.strip()), "off_topic": away}
        _keep(settings, who, case, {name: value for name, value in chosen.items() if value not in (None, "", False)})
        st.rerun()


def _stand_ins(case: Mapping[str, Any], expect: Mapping[str, Any] | None) -> None:
    """Says what will stand for the personal data, and warns where that makes the case unfair."""
    kinds = masked.kinds(case["query"])
    if not kinds:
        return
    text = f"A made-up {', '.join(kinds)} stands for the masked one when it is asked."
    if expect and expect.get("blocked") is False:
        text += " If what was masked was no such number at all, no version can pass: then leave this case out."
    st.caption(text)


def _details(settings: Settings, case: RegressionCase, who: str) -> None:
    with st.container(border=True):
        for turn in case.history:
            st.caption(
                f"{'Member' if turn.get('role') == 'user' else 'Answer'}: {_short(str(turn.get('content', '')))}"
            )
        st.markdown(masked.marked(case.query))
        by = f"{markdown.plain(case.who)}, {shown.moment(case.at)}"
        gone = f". Withdrawn by {markdown.plain(case.withdrawn_by or 'unknown')}" if not case.active else ""
        when = f", {shown.moment(case.withdrawn_at)}" if case.withdrawn_at else ""
        st.markdown(f"It {markdown.plain(expected(case.expect))}.  \n:gray[Made by {by}{gone}{when}]")
        if case.active:
            st.button("Withdraw", icon=":material/remove_circle:", on_click=_withdraw, args=(settings, case.id, who))


def _line(case: RegressionCase) -> dict[str, Any]:
    return {
        "number": case.id,
        "question": " ".join(case.query.split()),
        "active": "active" if case.active else "withdrawn",
        "country": case.country,
        "expected": expected(case.expect),
        "of": case.from_reference,
        "who": case.who,
        "at": case.at,
    }


def _short(text: str) -> str:
    line = " ".join(text.split())
    return markdown.plain(line if len(line) <= 200 else f"{line[:199]}…")


def _keep(settings: Settings, who: str, case: Mapping[str, Any], expect: Mapping[str, Any]) -> None:
    url = settings.database_url
    try:
        conversation = queue.session(url, case["member_id"], case["session_id"], case["at"])
        number = lessons.keep(url, case, conversation, who, expect)
    except RegressionCaseError as fault:
        acting.tell("warning", str(fault))
    except SQLAlchemyError:
        acting.tell("warning", "The store is busy and nothing was saved. Please try again in a moment.")
    else:
        acting.tell("success", f"It is regression case {number} now.")


def _withdraw(settings: Settings, number: int, who: str) -> None:
    try:
        regressions.withdraw(settings.database_url, number, who, PATIENCE_SECONDS)
    except (LookupError, SQLAlchemyError):
        acting.tell("warning", "It could not be withdrawn just now. Please try again in a moment.")
    else:
        acting.tell("success", f"Regression case {number} is withdrawn; versions need not pass it any more.")
