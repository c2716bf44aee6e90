"""Evaluation: the evidence behind a promotion."""

from __future__ import annotations


class EvaluationFailed(RuntimeError):
    """There is no result; the text says why in one sentence."""
