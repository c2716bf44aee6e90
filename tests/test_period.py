"""Periods: what is read, and how it is cut into bins on the visitor's clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from advisor.period import Period, between, latest

NOW, JUNE, SYDNEY = datetime(2026, 11, 24, 10, 42), date(2026, 6, 1), "Australia/Sydney"

PERIODS = [
    # what, since (UTC), until (UTC), sums, bins
    (latest(1, "UTC", NOW), datetime(2026, 11, 23, 11), datetime(2026, 11, 24, 11), "hour", "hour", 24),
    (latest(7, "UTC", NOW), datetime(2026, 11, 18), datetime(2026, 11, 24, 11), "hour", "six hours", 26),
    # Sydney is 11 hours ahead, so its day began at 13:00 UTC
    (latest(7, SYDNEY, NOW), datetime(2026, 11, 17, 13), datetime(2026, 11, 24, 11), "hour", "six hours", 28),
    (latest(30, "America/New_York", NOW), datetime(2026, 10, 26, 4), datetime(2026, 11, 24, 11), "hour", "day", 30),
    (latest(365, SYDNEY, NOW), datetime(2025, 11, 25), datetime(2026, 11, 24, 11), "day", "week", 53),
    (between(JUNE, JUNE, "UTC"), datetime(2026, 6, 1), datetime(2026, 6, 2), "hour", "hour", 24),
    (between(JUNE, date(2026, 6, 12), "UTC"), datetime(2026, 6, 1), datetime(2026, 6, 13), "hour", "day", 12),
]  # fmt: skip


@pytest.mark.parametrize(("period", "since", "until", "grain", "size", "number"), PERIODS)
def test_presets_and_dates(
    period: Period, since: datetime, until: datetime, grain: str, size: str, number: int
) -> None:
    assert (period.since, period.until, period.grain, period.bin) == (since, until, grain, size)
    assert len(period.bins()) == number


def test_every_hour_falls_into_a_bin_that_is_there_also_when_clocks_change() -> None:
    for zone in ("UTC", "Europe/London", "Australia/Sydney", "America/New_York", "Asia/Kolkata"):
        for first in (date(2026, 3, 27), date(2026, 4, 3), date(2026, 10, 2), date(2026, 10, 23), date(2026, 10, 30)):
            for days in (1, 4, 20):
                period = between(first, first + timedelta(days=days), zone)
                bins, at = set(period.bins()), period.since
                while at < period.until:
                    assert period.bin_of(at) in bins, (zone, at)
                    at += timedelta(hours=1)


def test_the_stretch_before_is_as_long_and_ends_where_this_one_begins() -> None:
    period = latest(7, "UTC", NOW)
    assert period.before.until == period.since
    assert period.before.until - period.before.since == period.until - period.since


def test_a_local_day_begins_at_local_midnight() -> None:
    period = between(date(2026, 6, 1), date(2026, 6, 12), "Australia/Sydney")
    assert period.since == datetime(2026, 5, 31, 14)
    assert period.bin_of(datetime(2026, 6, 1, 13, 59)) == datetime(2026, 6, 1)
    assert period.bin_of(datetime(2026, 6, 1, 14)) == datetime(2026, 6, 2)
