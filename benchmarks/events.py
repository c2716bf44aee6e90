"""Fills a record with made-up events, with all that `record()` derives from them: the same seed, the same events.

    .venv/bin/python benchmarks/events.py --events 1000000 --home million

Four countries, six versions that were promoted one after the other, chat and batch, every outcome, busy and quiet
hours, paid and unpriced answers, thumbs, reviews, scores. It refuses a record that already holds events.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, select

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from advisor.countries import COUNTRIES
from advisor.governance import migrate, rollups
from advisor.governance.review_schema import review_cases, review_rules, reviews, scores
from advisor.governance.schema import alias_moves, events, feedback
from advisor.governance.store import engine_for, writing
from advisor.governance.triage import LOW_CONFIDENCE, case_of, rules_of
from advisor.settings import Settings

DAYS, PART = 400, 20_000
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
# version: the share of the days at which it became champion, its median latency (ms), its share of good answers
VERSIONS = {
    "1": (0.0, 24, 0.90), "2": (0.14, 27, 0.93), "3": (0.33, 22, 0.95), "4": (0.52, 950, 0.93), "5": (0.60, 21, 0.96),
    "6": (0.86, 19, 0.975),
}  # fmt: skip
PAID, UNDONE = "4", 0.585  # version 4 asked a paid model, and was undone after a while
COUNTRY_WEIGHTS = {"AU": 40, "US": 24, "UK": 22, "IN": 14}
PEAK_HOUR_UTC = {"AU": 2, "US": 18, "UK": 13, "IN": 7}
SCORERS = ("relevance", "faithfulness", "toxicity", "country_compliance", "citation_quality")
FINDINGS = {
    "AU": ("pii.au_tfn", "label and checksum"), "US": ("pii.us_ssn", "label and format"),
    "UK": ("pii.uk_nino", "format"), "IN": ("pii.in_aadhaar", "checksum"),
}  # fmt: skip
COMMON_FINDINGS = (
    ("personal_data", "pii.email", "e-mail format"), ("personal_data", "pii.phone", "phone number"),
    ("attack", "attack.instruction_override", "ignore previous instructions"), ("attack", "attack.markup", "markup"),
    ("abuse", "abuse.insult", "insult at someone"), ("length", "length.too_long", "longest question"),
)  # fmt: skip
# what share of the time each phase takes
PHASES = {"guard_input_ms": 0.14, "understand_ms": 0.3, "compose_ms": 0.38, "check_ms": 0.06, "guard_output_ms": 0.12}
DECISIONS = {"right_block": 60, "false_alarm": 20, "wrong_answer": 15, "missed_risk": 5}
REVIEWERS = ("reviewer", "second.reviewer@example.com", "third.reviewer@example.com")


@dataclass
class Part:
    """Rows by table, in the order in which they are written."""

    rows: dict[Table, list[dict[str, Any]]] = field(
        default_factory=lambda: {each: [] for each in (events, feedback, scores, review_cases, review_rules, reviews)}
    )


class Maker:
    """Makes the events of DAYS days up to `until` (UTC)."""

    def __init__(self, count: int, seed: int, until: datetime, model: str) -> None:
        self.random, self.count, self.until, self.model = random.Random(seed), count, until, model
        self.since = until - timedelta(days=DAYS)
        self.reviewed = 0
        self.samples = {code: country.content["samples"] for code, country in COUNTRIES.items()}
        self.moments = self._moments()

    def parts(self) -> Iterator[Part]:
        """The rows, PART events at a time, oldest first."""
        for start in range(0, self.count, PART):
            part = Part()
            for number in range(start, min(start + PART, self.count)):
                self._one(part, number)
            yield part

    def moves(self) -> Iterator[dict[str, Any]]:
        """The ledger: each version's promotion, and the undoing of the one that was worse."""
        before = None
        for version, (share, _, _) in VERSIONS.items():
            yield self._move(share, before, version, "better on the cases, same cost" if before else "first start")
            before = version
        yield self._move(UNDONE, PAID, "3", "answers became slow and cost money")

    def _move(self, share: float, before: str | None, after: str, reason: str) -> dict[str, Any]:
        return {
            "at": self.since + timedelta(days=DAYS * share), "who": "admin", "model_name": self.model,
            "alias": "champion", "from_version": before, "to_version": after, "reason": reason, "outcome": "moved",
            "evidence": {"gate": "passed"},
        }  # fmt: skip

    def _moments(self) -> list[float]:
        """How far along each event is, 0-1: traffic doubles over the time, weekends are quiet, and one day is empty."""
        found: list[float] = []
        while len(found) < self.count:
            share = self.random.random()
            day = int(share * DAYS)
            busy = (0.5 + share / 2) * (0.45 if (self.since + timedelta(days=day)).weekday() >= 5 else 1)
            if self.random.random() < busy and not 0.471 < share < 0.474:
                found.append(share)
        return sorted(found)

    def _one(self, part: Part, number: int) -> None:
        draw = self.random
        country = draw.choices(list(COUNTRY_WEIGHTS), list(COUNTRY_WEIGHTS.values()))[0]
        day = self.since + timedelta(days=int(self.moments[number] * DAYS))
        hour = (draw.gauss(PEAK_HOUR_UTC[country], 3.2)) % 24
        at = min(day + timedelta(hours=hour), self.until - timedelta(seconds=draw.random() * 3600))
        event = self._event(number, country, at)
        thumb = self._thumb(part, event)
        if event["outcome"] == "answered" and draw.random() < 0.04:
            part.rows[scores] += self._scores(event)
        case = case_of(event, LOW_CONFIDENCE, **({"thumbs_down": True} if thumb is False else {}))
        if case:
            part.rows[review_rules] += rules_of(event)
            part.rows[review_cases].append(self._reviewed(part, case))
        part.rows[events].append(event)

    def _event(self, number: int, country: str, at: datetime) -> dict[str, Any]:
        draw, version = self.random, self._version(at)
        outcome = self._outcome(version, at)
        query = draw.choice(self.samples[country])
        finding = self._finding(country, outcome)
        batch, member = draw.random() < 0.12, f"{country}{draw.randint(1, 4000):03d}"
        answered = outcome in ("answered", "declined", "withheld")
        timings = self._timings(version, answered) if outcome != "failed" else {}
        paid = version == PAID and answered
        return {
            "reference": _reference(number),
            "at": at,
            "channel": "batch" if batch else "chat",
            "member_id": member,
            "session_id": f"batch-{at:%Y%m%d}" if batch else f"{member}-{at:%Y%m%d}-{draw.randint(0, 2)}",
            "country": country,
            "outcome": outcome,
            "urgent": answered and draw.random() < 0.004,
            "query": f"{query} [{finding['code']}]" if finding else query,
            "answer": None if outcome == "failed" else ANSWER if answered else "I can't take this message as it is.",
            "withheld_answer": ANSWER if outcome == "withheld" else None,
            "error": "The model can't be reached right now." if outcome == "failed" else None,
            "violations": ["figure.unaccounted: 4,200"] if outcome == "withheld" else [],
            "findings": [finding] if finding else [],
            "evidence": [EVIDENCE] if outcome == "answered" else [],
            "receipt": self._receipt(country, timings, outcome, paid),
            "confidence": None if outcome == "failed" else round(min(1.0, draw.betavariate(9, 1.4)), 3),
            "cost": self._cost(outcome, paid),
            "latency_ms": sum(timings.values()) + 0.4 if timings else None,
            "model_name": self.model,
            "model_version": "" if outcome == "failed" and draw.random() < 0.6 else version,
            "model_alias": "champion",
        }

    def _version(self, at: datetime) -> str:
        share = (at - self.since) / (self.until - self.since)
        if UNDONE <= share < VERSIONS["5"][0]:
            return "3"
        return [version for version, (since, _, _) in VERSIONS.items() if since <= share][-1]

    def _outcome(self, version: str, at: datetime) -> str:
        draw, good = self.random, VERSIONS[version][2]
        if at.date() == (self.since + timedelta(days=DAYS - 9)).date():
            good -= 0.12  # one bad day
        if draw.random() < 0.05:
            return "blocked"
        if draw.random() < 0.006:
            return "failed"
        if draw.random() < 0.07:
            return "declined"
        return "answered" if draw.random() < good else "withheld"

    def _finding(self, country: str, outcome: str) -> dict[str, Any] | None:
        draw = self.random
        if outcome not in ("blocked", "answered") or (outcome == "answered" and draw.random() > 0.02):
            return None
        policy, code, rule = draw.choice(COMMON_FINDINGS)
        if draw.random() < 0.5:
            policy, (code, rule) = "personal_data", FINDINGS[country]
        action = "block" if outcome == "blocked" else "mask"
        return {
            "policy": policy, "code": code, "rule": rule, "score": round(draw.uniform(0.5, 1), 3), "start": 0, "end": 9,
            "action": action, "message": "it looks like it holds something that is not needed",
        }  # fmt: skip

    def _timings(self, version: str, answered: bool) -> dict[str, float]:
        draw, middle = self.random, VERSIONS[version][1]
        return {
            name: round(middle * share * math.exp(draw.gauss(0, 0.55)), 3)
            for name, share in PHASES.items()
            if answered or name == "guard_input_ms"
        }

    def _cost(self, outcome: str, paid: bool) -> float | None:
        if outcome == "failed" or (paid and self.random.random() < 0.03):
            return None
        return round(self.random.lognormvariate(-6.2, 0.5), 6) if paid else 0.0

    def _receipt(self, country: str, timings: dict[str, float], outcome: str, paid: bool) -> dict[str, Any]:
        if outcome == "failed":
            return {"off_topic": False}
        tokens = (self.random.randint(500, 2400), self.random.randint(80, 600)) if paid else (0, 0)
        return {
            "country": country, "engine": "llm" if paid else "embedded", "timings": timings,
            "usage": {"input_tokens": tokens[0], "output_tokens": tokens[1], "paid_calls": int(paid)},
            "off_topic": outcome == "declined" and self.random.random() < 0.8, "verdict": "passed",
            "calculations": [], "sources": ["Example authority: section 1"], "guardrails": ["nothing found"],
        }  # fmt: skip

    def _thumb(self, part: Part, event: dict[str, Any]) -> bool | None:
        draw = self.random
        if event["channel"] != "chat" or event["outcome"] != "answered" or draw.random() > 0.07:
            return None
        helpful = draw.random() < VERSIONS[event["model_version"]][2] - 0.1
        part.rows[feedback].append(
            {"reference": event["reference"], "at": event["at"] + timedelta(minutes=2), "member_id": event["member_id"],
             "helpful": helpful, "reason": "" if helpful else "not what I asked"}
        )  # fmt: skip
        return helpful

    def _scores(self, event: dict[str, Any]) -> Iterator[dict[str, Any]]:
        good = VERSIONS[event["model_version"]][2]
        for scorer in SCORERS:
            value = None if self.random.random() < 0.1 else round(min(1.0, self.random.betavariate(30 * good, 2)), 3)
            at = event["at"] + timedelta(hours=1)
            yield {"reference": event["reference"], "scorer": scorer, "value": value, "rationale": "made up", "at": at}

    def _reviewed(self, part: Part, case: dict[str, Any]) -> dict[str, Any]:
        """The case; of those older than a month most were decided."""
        whole = dict.fromkeys(c.name for c in review_cases.columns) | case
        if case["at"] > self.until - timedelta(days=30) or self.random.random() < 0.15:
            return whole
        self.reviewed += 1
        at, who = case["at"] + timedelta(days=self.random.uniform(0.1, 6)), self.random.choice(REVIEWERS)
        decision = self.random.choices(list(DECISIONS), list(DECISIONS.values()))[0]
        part.rows[reviews].append(
            {"id": self.reviewed, "at": at, "who": who, "reference": case["reference"], "action": "decide",
             "decision": decision, "comment": "Looked at.", "expires_at": None}
        )  # fmt: skip
        return whole | {
            "state": "done", "decision": decision, "decided_by": who, "decided_at": at, "comment": "Looked at.",
            "revision": self.reviewed,
        }  # fmt: skip


ANSWER = (
    "**You would have about $412,000 at 67.**\n\nWhy: your balance of $210,000 grows by 4.0% a year after fees and "
    "inflation, and $9,600 a year is added until then. It is a projection in today's money, not a promise."
)
EVIDENCE = {
    "kind": "calculation", "id": "balance", "title": "Balance at retirement", "detail": "in today's money",
    "value": 412_000.0, "unit": "AUD", "authority": "Example authority", "reference": "section 1", "url": "",
    "as_of": "2026-07-01",
}  # fmt: skip


def _reference(number: int) -> str:
    found = ""
    for _ in range(8):
        number, letter = divmod(number, len(LETTERS))
        found = LETTERS[letter] + found
    return f"PA-{found}"


def write(connection: Connection, part: Part) -> None:
    """Writes a part, and adds it to the sums."""
    for table, rows in part.rows.items():
        if rows:
            connection.execute(insert(table), rows)
    rollups.count_events(connection, part.rows[events])
    rollups.count_thumbs(connection, part.rows[feedback])
    rollups.count_scores(connection, part.rows[scores])


def fill(settings: Settings, count: int, seed: int, until: datetime) -> None:
    """Makes the record of `settings` hold `count` events. Raises SystemExit when it holds events already."""
    migrate(settings.database_url)
    with engine_for(settings.database_url).connect() as connection:
        if connection.execute(select(events.c.reference).limit(1)).first():
            raise SystemExit(f"{settings.database_url} holds events already. Name an empty folder.")
    maker = Maker(count, seed, until, settings.registered_model)
    with writing(settings.database_url) as connection:
        connection.execute(insert(alias_moves), sorted(maker.moves(), key=lambda move: move["at"]))
    for part in maker.parts():
        with writing(settings.database_url) as connection:
            write(connection, part)


def main(arguments: Sequence[str] | None = None) -> None:
    """Reads the command line, fills the record and says how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--home", type=Path, required=True, help="the data folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--until", type=datetime.fromisoformat, help="the newest event's time, UTC; now by default")
    wanted = parser.parse_args(arguments)
    until = wanted.until or datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    start = time.perf_counter()
    fill(Settings(home=wanted.home), wanted.events, wanted.seed, until)
    seconds = time.perf_counter() - start
    print(f"{wanted.events:,} events in {seconds:.0f} s, {wanted.events / seconds:,.0f} a second")


if __name__ == "__main__":
    main()
