"""A stretch of time to look at, cut into bins of equal length in the time zone of the one who looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

Bin = Literal["hour", "six hours", "day", "week"]
Grain = Literal["hour", "day"]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STEPS: dict[Bin, timedelta] = {"hour": HOUR, "six hours": 6 * HOUR, "day": DAY, "week": 7 * DAY}
# Up to this many days the hourly sums are read; beyond it the daily ones, whose days are UTC.
HOURLY_DAYS = 100
PRESETS = {"24 h": 1, "7 d": 7, "30 d": 30, "90 d": 90, "Year": 365}


@dataclass(frozen=True)
class Period:
    """From `since` to `until` (not included), both UTC without a zone and on the hour or the UTC day of `grain`.

    Bins are cut in `zone`, which is UTC wherever the days of `grain` are.
    """

    since: datetime
    until: datetime
    zone: str
    grain: Grain
    bin: Bin

    @property
    def before(self) -> Period:
        """The stretch of the same length that ends where this one begins."""
        return Period(self.since - (self.until - self.since), self.since, self.zone, self.grain, self.bin)

    def local(self, at: datetime) -> datetime:
        """A UTC time on the clock of `zone`, without a zone."""
        return at.replace(tzinfo=UTC).astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    def bin_of(self, at: datetime) -> datetime:
        """The start of the bin, on the clock of `zone`, that a UTC time falls into."""
        local = self.local(at)
        midnight = datetime.combine(local.date(), time.min)
        if self.bin == "week":
            return midnight - timedelta(days=local.weekday())
        if self.bin == "day":
            return midnight
        return midnight + (local - midnight) // STEPS[self.bin] * STEPS[self.bin]

    def bins(self) -> list[datetime]:
        """The start of every bin, on the clock of `zone`, also of those in which nothing happened."""
        found, last = [self.bin_of(self.since)], self.bin_of(self.until - HOUR)
        while found[-1] < last:
            found.append(found[-1] + STEPS[self.bin])
        return found


def latest(days: int, zone: str, now: datetime) -> Period:
    """The last `days` days up to `now` (UTC, without a zone), today included; of one day the last 24 hours."""
    until = now.replace(minute=0, second=0, microsecond=0) + HOUR
    if days == 1:
        return Period(until - DAY, until, zone, "hour", "hour")
    here = zone if days <= HOURLY_DAYS else "UTC"
    today = now.replace(tzinfo=UTC).astimezone(ZoneInfo(here)).date()
    return _whole(today - timedelta(days=days - 1), until, here, days)


def between(first: date, last: date, zone: str) -> Period:
    """The days from `first` to `last`, both included."""
    days = (last - first).days + 1
    here = zone if days <= HOURLY_DAYS else "UTC"
    return _whole(first, _midnight(last + timedelta(days=1), here), here, days)


def _whole(first: date, until: datetime, zone: str, days: int) -> Period:
    grain: Grain = "hour" if days <= HOURLY_DAYS else "day"
    size: Bin = "hour" if days <= 2 else "six hours" if days <= 8 else "day" if days <= 100 else "week"
    return Period(_midnight(first, zone), until, zone, grain, size)


def _midnight(day: date, zone: str) -> datetime:
    """The hour in UTC, without a zone, in which the day begins in `zone`."""
    begins = datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)
    return begins.replace(minute=0, second=0, microsecond=0, tzinfo=None)
