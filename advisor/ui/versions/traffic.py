"""What each version did for members lately, read from the record's hourly and daily sums."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import streamlit as st
from sqlalchemy.exc import SQLAlchemyError

from ...governance.figures import Counts, Scope, Times, counts, times
from ...governance.record import now
from ...settings import Settings
from .. import shown

DAYS = 30


@dataclass(frozen=True)
class Traffic:
    """A version's questions of the last DAYS days, and how many all versions had together."""

    counts: Counts
    times: Times
    whole: int

    @property
    def share(self) -> str:
        """Its share of all questions; without any question there is none."""
        return shown.share(self.counts.questions / self.whole) if self.whole else shown.DASH

    @property
    def failed(self) -> str:
        return shown.share(self.counts.failure_rate) if self.counts.questions else shown.DASH

    @property
    def p95(self) -> str:
        return shown.latency(self.times.quantile(0.95)) if self.counts.questions else shown.DASH

    @property
    def cost(self) -> str:
        """USD a question, of those with a known price."""
        return shown.cost(self.counts.cost_per_question) if self.counts.questions else shown.DASH


def of_versions(settings: Settings) -> dict[str, Traffic] | None:
    """version → Traffic; None when the record can't be read now. Counts are kept for half a minute."""
    try:
        return _of_versions(settings.database_url)
    except SQLAlchemyError:
        return None


def none_of(found: dict[str, Traffic]) -> Traffic:
    """The traffic of a version that nobody asked."""
    return Traffic(Counts(), Times(), next((each.whole for each in found.values()), 0))


@st.cache_data(ttl=30, max_entries=4, show_spinner=False)
def _of_versions(url: str) -> dict[str, Traffic]:
    today = now().replace(hour=0, minute=0, second=0, microsecond=0)
    scope = Scope(today - timedelta(days=DAYS - 1), today + timedelta(days=1), "day")
    asked, took = counts(url, scope, "version"), times(url, scope, "version")
    whole = sum(each.questions for each in asked.values())
    return {str(key[0]): Traffic(each, took.get(key, Times()), whole) for key, each in asked.items()}
