"""The self-test: whether this house can do, right now, what it is there for. It leaves nothing behind."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, Protocol

from sqlalchemy import delete, select
from sqlalchemy.exc import SQLAlchemyError

from .contract import new_reference
from .countries import COUNTRIES, Country
from .evaluation.stand_ins import refilled
from .governance import Event
from .governance.schema import events
from .governance.store import writing
from .history import RegistryUnavailable, patience, reading
from .registry import alias_version, connect
from .serving.client import Served, ServingDown, ServingRefused
from .settings import Settings

# Well-formed and nobody's: a guardrail that lets one through is broken.
PLANTED = {
    code: refilled(f"My {name} is <{name}>, when can I retire?", code)
    for code, name in {"AU": "TFN", "US": "SSN", "UK": "NINO", "IN": "PAN"}.items()
}


class Answering(Protocol):
    """Whatever answers members."""

    def answer(self, rows: list[dict[str, Any]]) -> Served: ...


@dataclass(frozen=True)
class Check:
    """One check: what it was, whether it held, how long it took in ms, and what was seen, in a sentence."""

    name: str
    passed: bool
    ms: float
    said: str


class _Failed(Exception):
    """The check does not hold; the text says why."""


def run(settings: Settings, answering: Answering) -> Iterator[Check]:
    """The checks, each as soon as it is done. None of them raises, and none leaves an event."""
    yield _timed("Registry", lambda: _registry(settings))
    yield _timed("Record", lambda: _record(settings))
    for country in COUNTRIES.values():
        name = country.content["name"]
        yield _timed(f"Answer, {name}", partial(_answer, answering, country))
        yield _timed(f"Guardrails, {name}", partial(_guardrails, answering, country))


def _timed(name: str, check: Callable[[], str]) -> Check:
    began = time.perf_counter()
    try:
        passed, said = True, check()
    except _Failed as fault:
        passed, said = False, str(fault)
    except (ServingDown, ServingRefused, RegistryUnavailable) as fault:
        passed, said = False, str(fault)
    except SQLAlchemyError as fault:
        passed, said = False, f"The record can't be used ({type(fault).__name__}). Check ADVISOR_DATABASE_URL."
    return Check(name, passed, (time.perf_counter() - began) * 1000, said)


def _registry(settings: Settings) -> str:
    alias = settings.model_alias
    number = reading(lambda: alias_version(alias, settings.registered_model, connect(settings)), patience(settings))
    if number is None:
        raise _Failed(f"No version carries the alias {alias}. Give it to one on the versions page.")
    return f"{alias} points at version {number}."


def _record(settings: Settings) -> str:
    """Writes, reads and deletes an event in one transaction: it is really written, and nobody else ever sees it."""
    event = Event(
        reference=new_reference(), channel="self-test", member_id="", session_id="", country="", outcome="answered",
        query="", model_name=settings.registered_model, model_version="", model_alias="",
    )  # fmt: skip
    mine = events.c.reference == event.reference
    with writing(settings.database_url) as connection:
        connection.execute(events.insert().values(asdict(event)))
        kept = connection.execute(select(events.c.channel).where(mine)).scalar()
        connection.execute(delete(events).where(mine))
    if kept != event.channel:
        raise _Failed("What was written to the record could not be read back.")
    return "An event was written, read back and removed."


def _answer(answering: Answering, country: Country) -> str:
    question = country.content["samples"][0]
    row = _ask(answering, country, question)
    if row["outcome"] != "answered" or not row["answer"]:
        raise _Failed(f"“{question}” was not answered: it ended as {row['outcome']}.")
    return f"“{question}” was answered."


def _guardrails(answering: Answering, country: Country) -> str:
    planted = PLANTED[country.code]
    row = _ask(answering, country, planted)
    if row["outcome"] != "blocked":
        raise _Failed(f"A made-up identifier was not blocked: the question ended as {row['outcome']}.")
    if row["masked_query"] == planted:
        raise _Failed("A made-up identifier was blocked, but not masked.")
    return f"A made-up identifier was blocked, and kept as “{row['masked_query']}”."


def _ask(answering: Answering, country: Country, question: str) -> dict[str, Any]:
    row = {
        "user_id": "",
        "session_id": "self-test",
        "country": country.code,
        "query": question,
        "validation_mode": "deterministic",
        "enable_observability": False,
    }
    return answering.answer([row]).rows[0]
