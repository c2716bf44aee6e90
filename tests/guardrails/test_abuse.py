"""Abuse and threats are blocked, civil anger passes, distress is flagged and answered."""

from __future__ import annotations

import pytest

from advisor.guardrails import Guardrails

from .abuse_sentences import ABUSE, CALM, CIVIL, DISTRESS, MORE_ABUSE, MORE_CIVIL, SLIPPING


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in ABUSE.items() for text in texts])
def test_abuse_is_blocked(guardrails: Guardrails, kind: str, text: str) -> None:
    verdict = guardrails.check_input(text, "AU")
    assert verdict.blocked
    assert all(finding.policy == "abuse" for finding in verdict.findings)


@pytest.mark.parametrize("text", MORE_ABUSE)
def test_other_wordings_of_abuse_are_blocked(guardrails: Guardrails, text: str) -> None:
    assert guardrails.check_input(text, "IN").blocked


@pytest.mark.parametrize("text", SLIPPING)
@pytest.mark.xfail(strict=True, reason="no rule knows this wording yet")
def test_abuse_that_still_slips_through(guardrails: Guardrails, text: str) -> None:
    assert guardrails.check_input(text, "IN").blocked


@pytest.mark.parametrize("text", CIVIL + MORE_CIVIL)
def test_civil_anger_passes(guardrails: Guardrails, text: str) -> None:
    assert not guardrails.check_input(text, "UK").blocked


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in DISTRESS.items() for text in texts])
def test_distress_is_flagged_and_never_blocked(guardrails: Guardrails, kind: str, text: str) -> None:
    verdict = guardrails.check_input(text, "AU")
    assert (verdict.blocked, verdict.urgent) == (False, True)
    assert any(finding.code == f"distress.{kind}" and finding.action == "flag" for finding in verdict.findings)


@pytest.mark.parametrize("text", CALM)
def test_ordinary_questions_are_not_distress(guardrails: Guardrails, text: str) -> None:
    verdict = guardrails.check_input(text, "AU")
    assert (verdict.urgent, verdict.findings) == (False, ())
