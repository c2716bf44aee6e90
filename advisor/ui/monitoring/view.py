"""What the visitor looks at: the period, the filters, and the figures for them, read once a minute at most."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import streamlit as st

from ...countries import COUNTRIES
from ...governance import figures
from ...governance.figures import By, Counts, Key, Scope
from ...governance.ledger import Wanted, search
from ...period import Period
from ...settings import Settings
from .. import charts

KEEP_SECONDS = 60
MOST_LINES = 6
NO_VERSION = "no version"


@dataclass(frozen=True)
class View:
    """The period and filters of this run; `split` is what lines and bars are told apart by, if anything.

    `oldest` and `newest` are the hours (UTC) of the first and the last question that the record knows.
    """

    settings: Settings
    period: Period
    scope: Scope
    split: By | None
    oldest: datetime
    newest: datetime | None
    reads: list[datetime] = field(default_factory=list)

    @cached_property
    def bins(self) -> list[datetime]:
        return self.period.bins()

    @property
    def filters(self) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        return self.scope.versions, self.scope.countries, self.scope.channels

    @property
    def clock(self) -> str:
        """The time zone of the page, as it is shown."""
        return self.period.zone.replace("_", " ")

    @property
    def read(self) -> str:
        """`read 10:42:05`: when the oldest of the figures shown was read, on the page's clock."""
        oldest = min(self.reads, default=datetime.now(UTC).replace(tzinfo=None))
        return f"read {self.period.local(oldest):%H:%M:%S}"

    def named(self, value: str) -> str:
        """A value of `split`, as it is shown."""
        return country_name(value) if self.split == "country" else name_of(value)

    def counts(self, *by: By) -> dict[Key, Counts]:
        return self._get("counts", by)

    def counts_before(self) -> Counts | None:
        """The counts of the stretch before; None when the record does not reach back to its beginning."""
        before = self.period.before
        if before.since < self.oldest:
            return None
        scope = Scope(before.since, before.until, self.scope.grain, *self.filters)
        found: Counts | None = _read(self.settings.database_url, "counts", scope, ())[1].get(())
        return found

    def times(self, *by: By) -> dict[Key, figures.Times]:
        return self._get("times", by)

    def phases(self) -> dict[Key, figures.Times]:
        return self._get("phases", ())

    def rules(self, *by: By) -> dict[Key, int]:
        return self._get("rules", by)

    def quality(self, *by: By) -> dict[Key, figures.Quality]:
        return self._get("quality", by)

    def binned(self, found: dict[Key, Any], at: int = 0) -> dict[Key, Any]:
        """Figures with a time at place `at` of their key, added up by bin."""
        into = [(key, (*key[:at], self.period.bin_of(key[at]), *key[at + 1 :])) for key in found]
        return figures.merged(found, into)

    def known(self, start: datetime) -> bool:
        """Whether the record can know of the bin that starts at `start`: it is neither older than it nor to come."""
        now = datetime.now(UTC).replace(tzinfo=None)
        return self.period.bin_of(self.oldest) <= start <= self.period.bin_of(now)

    def marks(self) -> list[charts.Mark]:
        """The moves of aliases within the period."""
        return [
            charts.Mark(self.period.local(move["at"]), f"{move['alias']} → {move['to_version'] or 'none'}")
            for move in reversed(_moves(self.settings.database_url, self.settings.registered_model, self.period))
        ]

    def _get(self, what: str, by: tuple[By, ...]) -> Any:
        at, found = _read(self.settings.database_url, what, self.scope, by)
        self.reads.append(at)
        return found


def read_counts(view: View, scope: Scope, *by: By) -> dict[Key, Counts]:
    """Counts of another stretch of time than the view's."""
    return _read(view.settings.database_url, "counts", scope, by)[1]


def name_of(value: str) -> str:
    """A version, country or channel as it is shown; questions that no version answered have none."""
    return value or NO_VERSION


def country_name(code: str) -> str:
    """The country's name; of a question without a known country, `unknown`."""
    return COUNTRIES[code].content["name"] if code in COUNTRIES else code or "unknown"


def forget() -> None:
    """The next figures are read anew."""
    _read.clear()
    _moves.clear()


_READS: dict[str, Callable[..., dict[Key, Any]]] = {
    "counts": figures.counts,
    "times": figures.times,
    "phases": lambda url, scope, *by: figures.times(url, scope, *by, phases=True),
    "rules": figures.rules,
    "quality": figures.quality,
}


# sums alone, no member's data, so that all visitors may share them
@st.cache_data(ttl=KEEP_SECONDS, max_entries=300, show_spinner=False)
def _read(url: str, what: str, scope: Scope, by: tuple[By, ...]) -> tuple[datetime, dict[Key, Any]]:
    return datetime.now(UTC).replace(tzinfo=None), _READS[what](url, scope, *by)


@st.cache_data(ttl=KEEP_SECONDS, max_entries=100, show_spinner=False)
def _moves(url: str, model: str, period: Period) -> list[dict[str, Any]]:
    return search(url, model, Wanted(outcome="moved", since=period.since, until=period.until))
