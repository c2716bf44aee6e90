"""The guardrails under test, built once."""

from __future__ import annotations

import pytest

from advisor.guardrails import Guardrails


@pytest.fixture(scope="session")
def guardrails() -> Guardrails:
    """The guardrails with the packaged policy."""
    return Guardrails()
