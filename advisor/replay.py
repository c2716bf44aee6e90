"""Rule replay: what another guardrail policy would do to recorded questions and to labelled ones. Changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Literal

from .contract import COUNTRY_CODES
from .evaluation.cases import Case
from .governance.samples import Sample
from .guardrails import Guardrails, Policy

Effect = Literal["better", "worse", "unknown"]
EFFECTS: tuple[Effect, ...] = ("worse", "better", "unknown")
POLICIES = ("personal_data", "attack", "abuse", "distress")
_PREFIXES = {"pii": "personal_data", "attack": "attack", "abuse": "abuse", "distress": "distress"}
_PLACEHOLDER = re.compile(r"<[A-Z][A-Z_0-9]*>")
_RIGHT = {"right_block": True, "missed_risk": True, "false_alarm": False}


@dataclass(frozen=True)
class Change:
    """A change of a policy: thresholds (ratio 0–1) by policy, codes to switch off, public values to let through."""

    thresholds: Mapping[str, float]
    off: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()


@dataclass(frozen=True)
class Flip:
    """A question that comes out differently. `codes` are what blocks it on the side where it is blocked.

    `should` is whether it should be blocked, by its label or a reviewer's decision; None when nobody said.
    """

    name: str
    country: str
    query: str
    labelled: bool
    blocked: bool
    codes: tuple[str, ...]
    should: bool | None

    @property
    def effect(self) -> Effect:
        return "unknown" if self.should is None else "better" if self.should == self.blocked else "worse"


@dataclass(frozen=True)
class Replay:
    """The flips, and out of how many. `maybe` would pass if their value, which was never stored, is an allowed one.

    `drifted` were blocked or let in then, and are not now: the policy in force differs from that of their day.
    """

    recorded: int
    labelled: int
    flips: tuple[Flip, ...]
    maybe: int
    drifted: int


def changed(policy: Mapping[str, Any], change: Change) -> dict[str, Any]:
    """The policy with the change, as policy.yaml has it."""
    made = deepcopy(dict(policy))
    for name, threshold in change.thresholds.items():
        made.setdefault(name, {})["threshold"] = threshold
    for code in change.off:
        prefix, _, kind = code.partition(".")
        if policy_name := _PREFIXES.get(prefix):
            part = made.setdefault(policy_name, {})
            codes = part.get("codes", {})
            # answers stay masked: only a question is let through
            part["codes"] = {**codes, kind: {**(codes.get(kind) or {}), "input": "off"}}
    personal = made.setdefault("personal_data", {})
    new = [value.strip() for value in change.allow if value.strip()]
    personal["allow"] = list(dict.fromkeys([*personal.get("allow", ()), *new]))
    return made


def replay(
    before: Guardrails, after: Guardrails, recorded: Sequence[Sample], labelled: Sequence[Case], allow: Iterable[str]
) -> Replay:
    """What flips between two policies. A masked value is judged by the score that was recorded when it was found."""
    judged = [(each, blocking(before, each), blocking(after, each)) for each in recorded]
    kinds = {code for value in allow for code in found_in(value)}
    flips = [
        Flip(each.reference, each.country, each.query, False, bool(now), now or was, _RIGHT.get(str(each.decision)))
        for each, was, now in judged
        if bool(was) != bool(now)
    ]
    for case in labelled:
        old, new = (_codes(side, case.query, case.country) for side in (before, after))
        if bool(old) != bool(new):
            flips.append(Flip(case.id, case.country, case.query, True, bool(new), new or old, case.blocked))
    return Replay(
        recorded=len(recorded),
        labelled=len(labelled),
        flips=tuple(sorted(flips, key=lambda flip: (EFFECTS.index(flip.effect), not flip.labelled))),
        maybe=sum(1 for _, _, now in judged if now and kinds.issuperset(now)),
        drifted=sum(1 for each, was, _ in judged if bool(was) != (each.outcome == "blocked")),
    )


def blocking(guardrails: Guardrails, sample: Sample) -> tuple[str, ...]:
    """The codes that block this question under a policy; empty when it passes."""
    policy = guardrails.policy
    if not policy.enabled:
        return ()
    verdict = guardrails.check_input(sample.query, sample.country)
    found = [finding.code for finding in verdict.findings if finding.action == "block"]
    if not (verdict.urgent and policy.distress.mask_instead):
        found += [each["code"] for each in _personal(sample) if _blocks(policy, sample.country, each)]
    found += [
        each["code"]
        for each in sample.findings
        if each["policy"] == "length" and policy.length.input == "block" and each["end"] > policy.length.limit
    ]
    return tuple(dict.fromkeys(found))


def found_in(value: str) -> set[str]:
    """The codes of personal data that a value looks like anywhere, however unsure."""
    keen = Guardrails({"personal_data": {"threshold": 0.0}})
    return {finding.code for country in COUNTRY_CODES for finding in keen.check_input(value, country).findings}


def _personal(sample: Sample) -> list[Mapping[str, Any]]:
    """The personal data found in the question; what was found in an answer has left no placeholder in it."""
    if sample.outcome != "blocked" and not _PLACEHOLDER.search(sample.query):
        return []
    return [each for each in sample.findings if each["policy"] == "personal_data"]


def _blocks(policy: Policy, country: str, finding: Mapping[str, Any]) -> bool:
    rule = policy.personal_data
    kind = str(finding["code"]).partition(".")[2]
    return finding["score"] >= rule.threshold and rule.choice("input", country, kind) == "block"


def _codes(guardrails: Guardrails, text: str, country: str) -> tuple[str, ...]:
    found = guardrails.check_input(text, country).findings
    return tuple(dict.fromkeys(finding.code for finding in found if finding.action == "block"))
