"""One entry each way: a member's question in, our answer out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from . import markup
from . import policy as policies
from .abuse import Abuse
from .attacks import Attacks
from .disguises import decoded
from .distress import Distress
from .folding import View, fold
from .personal_data import Candidate, Detector
from .personal_data import mask as masked_with
from .phrases import Hit
from .policy import Channel, Choice, Policy, Rule
from .verdict import Action, Finding, PolicyName, Verdict

FAILURE = "guardrail.failure"
MARKUP_MESSAGE = "code or a link to a place we do not know was taken out"
# One question is often asked for many members, and answered alike: so many texts' verdicts are remembered.
_REMEMBERED = 512
FAILURE_MESSAGE = "a safety check failed, so this text was held back to be safe"


class Guardrails:
    """Checks texts against a policy. Immutable after construction and safe to share between threads.

    Needs no network and no download. `policy` is a mapping of the shape of policy.yaml, or None for the packaged one;
    raises PolicyError when it is wrong.
    """

    __slots__ = ("_abuse", "_allowed", "_attacks", "_distress", "_personal_data", "_remembered", "policy")

    def __init__(self, policy: Mapping[str, Any] | None = None) -> None:
        self.policy: Policy = policies.packaged() if policy is None else policies.read(policy)
        self._personal_data = Detector.build()
        self._attacks = Attacks.build()
        self._abuse = Abuse.build()
        self._distress = Distress.build()
        self._allowed = frozenset(_compact(value) for value in self.policy.personal_data.allow)
        self._remembered = lru_cache(_REMEMBERED)(self._check)

    def check_input(self, text: str, country: str) -> Verdict:
        """The verdict on a member's question; `country` is AU, US, UK, IN, or "" when unknown. Never raises."""
        return self._guarded(text, country, "input")

    def check_output(self, text: str, country: str) -> Verdict:
        """The verdict on an answer of ours; `masked` has no personal data, HTML or foreign links. Never raises."""
        return self._guarded(text, country, "output")

    def mask(self, text: str, country: str = "") -> str:
        """The text with personal data replaced by typed placeholders, whatever the policy does with it.

        To be used before anything is stored. When the search itself fails, nothing of the text is returned.
        """
        try:
            return masked_with(text, self._personal(text, fold(text), country))
        except Exception:  # noqa: BLE001 - fails closed: a text that could not be searched must not be stored
            return "[withheld: the check for personal data failed]"

    def _guarded(self, text: str, country: str, channel: Channel) -> Verdict:
        if not self.policy.enabled:
            return Verdict(blocked=False, masked=text)
        try:
            check = self._remembered if len(text) <= self.policy.length.limit else self._check
            return check(text, country, channel)
        except Exception:  # noqa: BLE001 - fails closed: this text is held back, the caller and the batch go on
            finding = Finding("attack", FAILURE, "guardrail failure", 1.0, 0, 0, "block", FAILURE_MESSAGE)
            return Verdict(blocked=True, masked="[withheld: a safety check failed]", findings=(finding,))

    def _check(self, text: str, country: str, channel: Channel) -> Verdict:
        limit = self.policy.length.limit
        # our own sources are half of an answer's characters
        searched = markup.without_links(text, self.policy.markup.allow_hosts) if channel == "output" else text
        view = fold(searched)
        findings = self._phrases(view if len(text) <= limit else fold(searched[:limit]), country, channel)
        urgent = any(finding.policy == "distress" for finding in findings)
        personal = [
            item for item in self._personal(searched, view, country) if self._choice(item, country, channel) != "off"
        ]
        gentle = urgent and self.policy.distress.mask_instead
        findings += [self._personal_finding(item, self._choice(item, country, channel), gentle) for item in personal]
        if len(text) > limit and getattr(self.policy.length, channel) == "block":
            message = f"it is longer than the {limit:,} characters we can read at once"
            findings.append(Finding("length", "length.too_long", "length", 1.0, limit, len(text), "block", message))
        masked = masked_with(text, personal)
        if channel == "output" and self.policy.markup.output == "remove":
            cleaned = markup.clean(masked, self.policy.markup.allow_hosts)
            if cleaned != masked:
                findings.append(Finding("attack", "attack.markup", "markup", 1.0, 0, len(text), "mask", MARKUP_MESSAGE))
                masked = cleaned
        return Verdict(any(finding.action == "block" for finding in findings), masked, tuple(findings), urgent)

    def _choice(self, item: Candidate, country: str, channel: Channel) -> Choice:
        return self.policy.personal_data.choice(channel, country, item.code)

    @staticmethod
    def _personal_finding(item: Candidate, choice: Choice, gentle: bool) -> Finding:
        """The finding for one identifier; beside distress (`gentle`) it is masked where it would block."""
        action: Action = "mask" if choice == "block" and gentle else choice  # type: ignore[assignment]
        message = f"it looks like it holds {item.label}"
        return Finding(
            "personal_data", f"pii.{item.code}", item.rule, round(item.score, 3), item.start, item.end, action, message
        )

    def _personal(self, text: str, view: View, country: str) -> list[Candidate]:
        found = self._personal_data.find(view, country, self.policy.personal_data.threshold, self._allowed)
        links = markup.allowed_links(text, self.policy.markup.allow_hosts) if found else []
        return [
            item
            for item in found
            if item.code == "email" or not any(a <= item.start and item.end <= b for a, b in links)
        ]

    def _phrases(self, view: View, country: str, channel: Channel) -> list[Finding]:
        """Attack, abuse and distress, each as its policy says. A person in need may swear, but not threaten."""
        hidden = tuple(decoded(view))
        distress = self._kept("distress", lambda: self._distress.find(view), country, channel)
        abuse = self._kept("abuse", lambda: self._abuse.find(view, hidden), country, channel)
        if any(finding.code != "distress.scam" for finding in distress):
            abuse = [finding for finding in abuse if finding.code == "abuse.threat"]
        attack = self._kept("attack", lambda: self._attacks.find(view, hidden, channel), country, channel)
        return [*attack, *abuse, *distress]

    def _kept(self, name: PolicyName, find: Callable[[], list[Hit]], country: str, channel: Channel) -> list[Finding]:
        rule: Rule = getattr(self.policy, name)
        if rule.idle(channel):
            return []
        kept = []
        for hit in find():
            choice = rule.choice(channel, country, hit.code)
            if choice != "off" and hit.score >= rule.threshold:
                kept.append(
                    Finding(
                        name,
                        f"{name}.{hit.code}",
                        hit.rule,
                        round(hit.score, 3),
                        hit.start,
                        hit.end,
                        choice,
                        hit.message,
                    )
                )
        return kept


def _compact(value: str) -> str:
    return "".join(character for character in value.casefold() if character.isalnum() or character in "@.")
