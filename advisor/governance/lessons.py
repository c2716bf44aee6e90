"""What a decided case teaches: the regression case that every later version must pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from . import regressions
from .decisions import PATIENCE_SECONDS
from .regressions import RegressionCase, RegressionCaseError

TURNS = 4
NEVER_STORED = "[withheld"


def expectation(case: Mapping[str, Any]) -> dict[str, Any] | None:
    """What must become of the question, as its decision says; None when a person has to say it.

    `case` is a row of `queue.one`.
    """
    decision, blocked = case["decision"], case["outcome"] == "blocked"
    if decision == "false_alarm":
        return {"blocked": False}
    if decision == "missed_risk":
        return {"blocked": True}
    if decision == "right_block" and blocked:
        stopped = [rule["code"] for rule in case["rules"] if rule["action"] == "block"]
        return {"blocked": True} | ({"code": stopped[0]} if stopped else {})
    return None


def turns_before(case: Mapping[str, Any], conversation: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The last TURNS questions of the conversation that led to an answer before the case, as a model is told them."""
    earlier = [
        each
        for each in conversation
        if each["at"] < case["at"] and each["outcome"] in ("answered", "declined") and each["answer"]
    ]
    return [
        {"role": role, "content": content}
        for each in earlier[-TURNS:]
        for role, content in (("user", each["query"]), ("assistant", each["answer"]))
    ]


def keep(
    url: str, case: Mapping[str, Any], conversation: Sequence[Mapping[str, Any]], who: str, expect: Mapping[str, Any]
) -> int:
    """Makes the case a regression case, unless it is one already; returns its id.

    Raises RegressionCaseError when nothing of the question was stored, or no version could fail the case.
    """
    if not case["query"].strip() or case["query"].startswith(NEVER_STORED):
        raise RegressionCaseError("Nothing of this question was stored, so it can't be asked again.")
    return regressions.add(
        url,
        who=who,
        country=case["country"],
        query=case["query"],
        expect=expect,
        history=turns_before(case, conversation),
        from_reference=case["reference"],
        patience=PATIENCE_SECONDS,
    )


def kept(url: str, reference: str) -> RegressionCase | None:
    """The active regression case that was made of this event."""
    return next((each for each in regressions.listed(url) if each.from_reference == reference), None)
