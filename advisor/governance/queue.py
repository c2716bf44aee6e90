"""The queue of cases: filtered, counted and paged in SQL, without reading the events that need nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, exists, func, or_, select

from .record import now
from .review_schema import review_cases, review_rules
from .schema import events, feedback
from .standing import CLAIMED, DONE, STATES
from .store import engine_for
from .triage import FLAGS, SEVERITIES

PART = 500
ORDERS = ("urgent", "newest", "oldest")
_TEXTS = (events.c.query, events.c.answer, events.c.withheld_answer, events.c.error)
_c = review_cases.c


@dataclass(frozen=True)
class Wanted:
    """Which cases; what is empty excludes nothing. `since` and `until` (not included) are UTC; `text` is masked text,
    or a reference.

    `reasons` are those of `triage.REASONS`, `states` of `standing.STATES`; `rules` are codes such as "pii.au_tfn".
    """

    since: datetime | None = None
    until: datetime | None = None
    states: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    assignee: str = ""
    text: str = ""


def counts(url: str, wanted: Wanted) -> dict[str, int]:
    """How many of the wanted cases are in each of STATES, whatever states are wanted; they add up to all of them."""
    state = _state()
    chosen = select(state, func.count()).where(*_conditions(wanted)).group_by(state)
    with engine_for(url).connect() as connection:
        found: dict[str, int] = dict(connection.execute(chosen).tuples().all())
    return {name: found.get(name, 0) for name in STATES}


def page(url: str, wanted: Wanted, order: str = "urgent", offset: int = 0, limit: int = 25) -> list[dict[str, Any]]:
    """The wanted cases, in one of ORDERS: each row of `review_cases` with its event, thumb and rules.

    "urgent" puts what is undecided first, then by severity, the longest waiting first.
    """
    with engine_for(url).connect() as connection:
        return _rows(connection, list(connection.execute(_references(wanted, order, offset, limit)).scalars()))


def every(url: str, wanted: Wanted, order: str = "urgent", limit: int = 100_000) -> Iterator[dict[str, Any]]:
    """The wanted cases as `page` has them, up to `limit`, read a part at a time within one transaction."""
    with engine_for(url).connect() as connection:
        found = list(connection.execute(_references(wanted, order, 0, limit)).scalars())
        for start in range(0, len(found), PART):
            yield from _rows(connection, found[start : start + PART])


def choices(url: str) -> dict[str, list[str]]:
    """What there is to filter by: versions, channels, countries, policies and rules of all cases, in order."""
    wanted = {
        "versions": _c.model_version,
        "channels": _c.channel,
        "countries": _c.country,
        "policies": review_rules.c.policy,
        "rules": review_rules.c.code,
    }
    with engine_for(url).connect() as connection:
        found = {
            name: list(connection.execute(select(column).distinct().order_by(column)).scalars())
            for name, column in wanted.items()
        }
    return {name: [each for each in values if each] for name, values in found.items()}


def one(url: str, reference: str) -> dict[str, Any] | None:
    """The event of this reference with its case (its columns None while it is not queued), thumb and rules."""
    with engine_for(url).connect() as connection:
        found = _rows(connection, [reference])
    return found[0] if found else None


def session(url: str, member_id: str, session_id: str, around: datetime, limit: int = 20) -> list[dict[str, Any]]:
    """The events of a conversation, oldest first: at most `limit` up to `around` (UTC), and as many after."""
    this = (events.c.member_id == member_id, events.c.session_id == session_id)
    before = select(events).where(*this, events.c.at <= around).order_by(events.c.at.desc()).limit(limit)
    after = select(events).where(*this, events.c.at > around).order_by(events.c.at).limit(limit)
    with engine_for(url).connect() as connection:
        earlier = [dict(row) for row in connection.execute(before).mappings()]
        return earlier[::-1] + [dict(row) for row in connection.execute(after).mappings()]


def _references(wanted: Wanted, order: str, offset: int, limit: int) -> Select[Any]:
    by = {
        "urgent": (case((_c.state == DONE, 1), else_=0), _c.severity, _c.at, _c.reference),
        "newest": (_c.at.desc(), _c.reference),
        "oldest": (_c.at, _c.reference),
    }[order]
    states = [_state().in_(wanted.states)] if wanted.states else []
    return select(_c.reference).where(*_conditions(wanted), *states).order_by(*by).offset(offset).limit(limit)


def _rows(connection: Connection, references: Sequence[str]) -> list[dict[str, Any]]:
    """Everything about these, in their order. `standing` is the state now; a lapsed claim has no assignee."""
    own = [column for column in _c if column.name not in events.c]
    chosen = (
        select(events, *own, _state().label("standing"), feedback.c.helpful, feedback.c.reason.label("member_said"))
        .select_from(events.outerjoin(review_cases, _c.reference == events.c.reference))
        .outerjoin(feedback, feedback.c.reference == events.c.reference)
        .where(events.c.reference.in_(references))
    )
    found = {row["reference"]: dict(row) for row in connection.execute(chosen).mappings()}
    for row in found.values():
        row["rules"] = []
        if row["standing"] != CLAIMED:
            row["assignee"] = row["claimed_until"] = None
    ruled = select(review_rules).where(review_rules.c.reference.in_(references)).order_by(review_rules.c.score.desc())
    for rule in connection.execute(ruled).mappings():
        found[rule["reference"]]["rules"].append(dict(rule))
    return [found[each] for each in references if each in found]


def _state() -> ColumnElement[str]:
    """The state now: a claim lapses by itself."""
    return case((_c.state == DONE, DONE), (_c.claimed_until > now(), CLAIMED), else_=_c.state)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    columns: Mapping[str, Any] = {
        "outcomes": _c.outcome,
        "countries": _c.country,
        "versions": _c.model_version,
        "channels": _c.channel,
        "decisions": _c.decision,
    }
    found: list[ColumnElement[bool]] = [
        columns[each.name].in_(getattr(wanted, each.name))
        for each in fields(wanted)
        if each.name in columns and getattr(wanted, each.name)
    ]
    if wanted.since:
        found.append(_c.at >= wanted.since)
    if wanted.until:
        found.append(_c.at < wanted.until)
    if wanted.severities:
        found.append(_c.severity.in_([SEVERITIES.index(each) for each in wanted.severities]))
    if wanted.reasons:
        found.append(or_(*(_c[name] if name in FLAGS else _c.outcome == name for name in wanted.reasons)))
    if wanted.assignee:
        found += [_state() == CLAIMED, _c.assignee == wanted.assignee]
    return found + _conditions_elsewhere(wanted)


def _conditions_elsewhere(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Those on what was found in a case, and on its text."""
    found: list[ColumnElement[bool]] = []
    rule = review_rules.c
    if wanted.policies or wanted.rules:
        same = [rule.reference == _c.reference]
        same += [rule.policy.in_(wanted.policies)] if wanted.policies else []
        same += [rule.code.in_(wanted.rules)] if wanted.rules else []
        found.append(exists().where(*same))
    if wanted.text.strip():
        text = wanted.text.strip()
        holds = or_(*(column.icontains(text, autoescape=True) for column in _TEXTS))
        written = exists().where(events.c.reference == _c.reference, holds)
        found.append(or_(_c.reference == text.upper(), written))
    return found
