"""Guardrails: personal data, attacks, abuse and distress in questions and answers. Imports nothing else of ours."""

from .guardrails import Guardrails
from .policy import Policy, PolicyError, packaged
from .verdict import Finding, Verdict

__all__ = ["Finding", "Guardrails", "Policy", "PolicyError", "Verdict", "packaged"]
