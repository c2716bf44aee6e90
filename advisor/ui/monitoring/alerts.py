"""Thresholds that are crossed right now, on top of the page; and those of before, with how the webhook took them."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from ... import alerts
from ...governance.breaches import Breach, latest
from ...settings import Settings
from .. import markdown, shown

LISTED = 50


def banner(settings: Settings, is_admin: bool) -> None:
    """One line for each open breach."""
    for breach in _seen(settings, is_admin):
        if breach.ended_at is None:
            late = f" Not sent yet: {breach.fault}" if breach.fault else ""
            told = f"{alerts.told(breach)} Since {shown.moment(breach.started_at)}.{late}"
            st.error(markdown.plain(told), icon=":material/notifications_active:")


def history(settings: Settings, is_admin: bool) -> None:
    """What is watched, and the latest breaches."""
    table = st.expander("Alerts", key="alerts", icon=":material/notifications:", on_change="rerun")
    if not table.open:
        return
    with table:
        st.markdown("\n".join(f"- {markdown.plain(line)}" for line in alerts.watched(settings, with_cost=is_admin)))
        found = _seen(settings, is_admin)
        if not found:
            st.caption("No threshold has been crossed.")
            return
        st.dataframe(pd.DataFrame([_row(each) for each in found]), hide_index=True, alt="Breaches, newest first")


def _seen(settings: Settings, is_admin: bool) -> list[Breach]:
    try:
        found = latest(settings.database_url, LISTED)
    except SQLAlchemyError:
        return []
    return [each for each in found if is_admin or each.rule not in alerts.MONEY]


def _row(breach: Breach) -> dict[str, str]:
    if breach.sent_at:
        delivery = f"sent {shown.moment(breach.sent_at)}"
    elif breach.fault:
        delivery = f"not sent after {breach.attempts}: {breach.fault}" + (
            f" Tried again after {shown.moment(breach.next_attempt)}." if breach.next_attempt else ""
        )
    else:
        delivery = "no webhook" if breach.next_attempt is None else "to be sent"
    return {
        "Alert": alerts.told(breach),
        "From": shown.moment(breach.started_at),
        "Until": shown.moment(breach.ended_at) if breach.ended_at else "now",
        "Webhook": delivery,
    }
