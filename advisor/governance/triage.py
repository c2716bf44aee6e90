"""Which events need a human, how urgently, and the rows that say so: written wherever an event or a thumb is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from .review_schema import review_cases, review_rules
from .schema import events
from .standing import DONE, append

SEVERITIES = ("urgent", "high", "medium", "low")
# Why an event is looked at, each with its severity; an event may have several reasons.
REASONS = {
    "distress": "urgent",
    "withheld": "high",
    "failed": "high",
    "blocked": "medium",
    "thumbs_down": "medium",
    "low_confidence": "low",
    "picked": "low",
}
FLAGS = ("distress", "thumbs_down", "low_confidence", "picked")
ANSWER_CHECK = "answer_check"
LOW_CONFIDENCE = 0.5
MEMBER = "a member's feedback"


def reasons(row: Mapping[str, Any]) -> list[str]:
    """The REASONS that hold for a row of `review_cases`, the gravest first."""
    return [name for name in REASONS if row["outcome"] == name or (name in FLAGS and row[name])]


def case_of(event: Mapping[str, Any], low_confidence: float, **flags: bool) -> dict[str, Any] | None:
    """The row of `review_cases` for an event, or None when nobody needs to look at it.

    Unknown confidence is not low, and only an answer that a member saw can be too unsure.
    """
    confidence = event["confidence"]
    row = {name: event[name] for name in ("reference", "at", "country", "channel", "outcome", "model_version")}
    row |= {
        "distress": bool(event["urgent"]),
        "low_confidence": event["outcome"] == "answered" and confidence is not None and confidence < low_confidence,
        "thumbs_down": False,
        "picked": False,
        "judged": _judged(event["receipt"] or {}),
    } | flags
    found = reasons(row)
    if not found:
        return None
    return row | {"severity": _severity(found), "state": "open", "revision": 0}


def rules_of(event: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of `review_rules` for an event: each code and rule once, with its highest score (ratio 0–1)."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for each in sorted(event["findings"] or (), key=lambda finding: finding.get("score") or 0):
        row = {name: each[name] for name in ("code", "rule", "policy", "action", "score")}
        found[row["code"], row["rule"]] = row
    known = {code for code, _ in found}
    action = "block" if event["outcome"] == "withheld" else "flag"
    for violation in event["violations"] or ():
        code = str(violation).partition(":")[0].strip()[:64]
        if code not in known:
            found[code, code] = {"code": code, "rule": code, "policy": ANSWER_CHECK, "action": action, "score": None}
    return [{"reference": event["reference"], **row} for row in found.values()]


def keep_cases(connection: Connection, happened: Sequence[Mapping[str, Any]], low_confidence: float) -> None:
    """Queues those of the just written events that need a human."""
    found = [(case, event) for event in happened if (case := case_of(event, low_confidence))]
    _keep(connection, [case for case, _ in found], [event for _, event in found])


def keep_thumb(connection: Connection, reference: str, helpful: bool) -> None:
    """Queues an answer that got a thumb down, again if it was done with already.

    A thumb taken back leaves the queue if that was the only reason and nobody has touched the case.
    """
    chosen = select(review_cases).where(review_cases.c.reference == reference).with_for_update()
    case = connection.execute(chosen).mappings().one_or_none()
    if case is None:
        if not helpful:
            _add(connection, reference, thumbs_down=True)
        return
    found = reasons({**case, "thumbs_down": not helpful})
    this = review_cases.c.reference == reference
    if not found and not case["revision"]:
        connection.execute(review_rules.delete().where(review_rules.c.reference == reference))
        connection.execute(review_cases.delete().where(this))
        return
    changed = {"thumbs_down": not helpful, "severity": _severity(found)}
    connection.execute(review_cases.update().where(this).values(changed))
    if case["state"] == DONE and not helpful and not case["thumbs_down"]:
        append(connection, reference, MEMBER, "reopen", "The member gave a thumb down after the decision.")


def pick(connection: Connection, reference: str) -> bool:
    """Queues an event that a person chose to look at, whatever it is; False when there is no such event."""
    return _add(connection, reference, picked=True)


def _judged(receipt: Mapping[str, Any]) -> bool | None:
    verdict = (receipt.get("judge") or {}).get("passed")
    return verdict if isinstance(verdict, bool) else None


def _add(connection: Connection, reference: str, **flags: bool) -> bool:
    found = connection.execute(select(events).where(events.c.reference == reference)).mappings().one_or_none()
    if found is None:
        return False
    event = dict(found)
    case = case_of(event, 0, **flags)
    _keep(connection, [case] if case else [], [event])
    return True


def _keep(connection: Connection, cases: Sequence[Mapping[str, Any]], happened: Sequence[Mapping[str, Any]]) -> None:
    if cases:
        connection.execute(insert(review_cases), list(cases))
    if rules := [rule for event in happened for rule in rules_of(event)]:
        connection.execute(insert(review_rules), rules)


def _severity(found: Sequence[str]) -> int:
    return min((SEVERITIES.index(REASONS[name]) for name in found), default=len(SEVERITIES) - 1)
