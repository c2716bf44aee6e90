"""Thresholds over the sums of the last hours: a breach opens once, is sent once, and ends by itself.

The app looks once a minute on a thread of its own, so that no member's question waits for it, and the breach also
ends when nothing more is asked. `python -m advisor alerts` does the same for cron, where no app runs.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx

from .governance import breaches
from .governance.breaches import Breach
from .governance.figures import Counts, Scope, counts, times
from .governance.record import now as right_now
from .settings import Settings

EVERY_SECONDS = 60.0
RETRY_MINUTES = 5
SEND_SECONDS = 10.0
MONEY = ("cost",)

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Rule:
    """A threshold: what it is called, how its values are written, and which side of it is bad."""

    name: str
    written: Callable[[float], str]
    upwards: bool = True


def _share(value: float) -> str:
    return f"{value:.1%}"


def _seconds(value: float) -> str:
    return f"{value / 1000:.1f} s"


def _money(value: float) -> str:
    return f"${value:,.2f}"


RULES = {
    "block": Rule("Share of blocked questions", _share),
    "error": Rule("Share of failed questions", _share),
    "pass": Rule("Share of answers that passed their checks", _share, upwards=False),
    "p95": Rule("Time to answer, 95th percentile", _seconds),
    "cost": Rule("Cost of a day (UTC), USD", _money),
}


@dataclass(frozen=True)
class Measured:
    """A rule's value (None: unknown) and how many questions it stands on."""

    value: float | None
    questions: int


def check(settings: Settings, now: datetime | None = None) -> list[Breach]:
    """Opens and ends breaches as of `now` (UTC), sends what is due, and returns the open ones."""
    now = now or right_now()
    limits, found = _limits(settings), measure(settings, now)
    crossed, clear = {}, {rule for rule in RULES if rule not in limits}
    for rule, limit in limits.items():
        value, questions = found[rule].value, found[rule].questions
        # a day's cost is a sum and needs no sample; a share of three questions says nothing
        if value is None or (rule not in MONEY and questions < settings.alert_minimum):
            clear.add(rule)
        elif value > limit if RULES[rule].upwards else value < limit:
            crossed[rule] = (value, limit, questions)
        else:
            clear.add(rule)
    breaches.settle(settings.database_url, crossed, clear, now, send=bool(_webhook(settings)))
    _send_due(settings, now)
    return [each for each in breaches.latest(settings.database_url, 50) if each.ended_at is None]


def measure(settings: Settings, now: datetime) -> dict[str, Measured]:
    """What each rule's value is, from the sums of the last hours, the running one included."""
    until = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    window = Scope(until - timedelta(hours=settings.alert_window_hours), until, "hour")
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    recent = counts(settings.database_url, window).get((), Counts())
    today = counts(settings.database_url, Scope(day, day + timedelta(days=1), "day")).get((), Counts())
    spent = times(settings.database_url, window).get(())
    return {
        "block": Measured(recent.block_rate, recent.questions),
        "error": Measured(recent.failure_rate, recent.questions),
        "pass": Measured(recent.pass_rate, recent.checked),
        "p95": Measured(spent.quantile(0.95) if spent else None, spent.questions if spent else 0),
        "cost": Measured(today.cost, today.priced),
    }


def told(breach: Breach) -> str:
    """`Share of blocked questions: 41.0 % of 230, more than 30.0 %.`, without anything personal."""
    rule = RULES[breach.rule]
    side = "more" if rule.upwards else "less"
    value, limit = rule.written(breach.value), rule.written(breach.threshold)
    return f"{rule.name}: {value}, {side} than {limit} (n = {breach.questions:,})."


def watched(settings: Settings, with_cost: bool) -> list[str]:
    """What is watched, in sentences."""
    limits = _limits(settings)
    lines = [
        f"{rule.name}: alert at {'more' if rule.upwards else 'less'} than {rule.written(limits[name])}."
        if name in limits
        else f"{rule.name}: not watched."
        for name, rule in RULES.items()
        if with_cost or name not in MONEY
    ]
    sends = "is sent to the webhook, once" if _webhook(settings) else "is shown here; ADVISOR_ALERT_WEBHOOK is not set"
    hours = settings.alert_window_hours
    return [
        *lines,
        f"Shares and times are of the last {hours} hours, from {settings.alert_minimum} questions on.",
        f"A breach {sends}.",
    ]


class Watch:
    """Looks once a minute, until it is stopped."""

    def __init__(self, settings: Settings, every_seconds: float = EVERY_SECONDS) -> None:
        self._settings, self._every, self._over = settings, every_seconds, threading.Event()
        threading.Thread(target=self._work, name="alerts", daemon=True).start()

    def stop(self) -> None:
        """Ends the watch."""
        self._over.set()

    def _work(self) -> None:
        while not self._over.wait(self._every):
            try:
                check(self._settings)
            except Exception as fault:  # noqa: BLE001 - a store that is away for a minute must not end the watch
                log.warning("The alerts could not be checked (%s).", type(fault).__name__)


def _limits(settings: Settings) -> dict[str, float]:
    """The thresholds that are set, in the unit of their rule: a share, ms, or USD."""
    seconds = settings.alert_p95_seconds
    found = {
        "block": settings.alert_block_rate,
        "error": settings.alert_error_rate,
        "pass": settings.alert_pass_rate,
        "p95": None if seconds is None else seconds * 1000,
        "cost": settings.alert_cost_per_day,
    }
    return {rule: limit for rule, limit in found.items() if limit is not None}


def _webhook(settings: Settings) -> str:
    return settings.alert_webhook.get_secret_value()


def _send_due(settings: Settings, now: datetime) -> None:
    address = _webhook(settings)
    if not address:
        return
    for breach in breaches.take(settings.database_url, now, now + timedelta(minutes=RETRY_MINUTES)):
        fault = _send(address, _body(settings, breach))
        if fault:
            breaches.not_sent(settings.database_url, breach, fault)
        else:
            breaches.sent(settings.database_url, breach, now)


def _send(address: str, body: dict[str, Any]) -> str:
    """Sends it; returns why it failed, or nothing. The address is a secret and is not repeated."""
    try:
        answer = httpx.post(address, json=body, timeout=SEND_SECONDS)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as fault:
        return f"The webhook can't be reached ({type(fault).__name__})."
    return "" if answer.is_success else f"The webhook answered {answer.status_code}."


def _body(settings: Settings, breach: Breach) -> dict[str, Any]:
    """Figures alone; `text` is what chat services show."""
    page = f"{settings.app_url.rstrip('/')}/monitoring" if settings.app_url else None
    return {
        "text": f"Pension Advisor: {told(breach)}" + (f" {page}" if page else ""),
        "alert": breach.rule,
        "value": breach.value,
        "threshold": breach.threshold,
        "questions": breach.questions,
        "since": f"{breach.started_at:%Y-%m-%dT%H:%M:%SZ}",
        "model": settings.registered_model,
        "page": page,
    }
