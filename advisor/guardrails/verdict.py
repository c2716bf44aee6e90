"""What a guardrail says about one text: the findings, and whether the text may pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PolicyName = Literal["personal_data", "attack", "abuse", "distress", "length"]
Action = Literal["block", "mask", "flag"]


@dataclass(frozen=True)
class Finding:
    """One thing found in a text.

    `code` is stable and starts with the kind ("pii.au_tfn"); `rule` names what decided; `score` is a ratio 0-1;
    `start` and `end` are the span in the ORIGINAL text; `message` is one plain sentence for the member that says
    what kind of thing was found and never repeats the value.
    """

    policy: PolicyName
    code: str
    rule: str
    score: float
    start: int
    end: int
    action: Action
    message: str


@dataclass(frozen=True)
class Verdict:
    """The decision on one text. `masked` is safe to store: personal data is replaced by typed placeholders."""

    blocked: bool
    masked: str
    findings: tuple[Finding, ...] = ()
    urgent: bool = False

    @property
    def violations(self) -> list[str]:
        """One sentence for each kind of finding, the stable code first: "pii.au_tfn: it looks like …"."""
        return list(dict.fromkeys(f"{finding.code}: {finding.message}" for finding in self.findings))
