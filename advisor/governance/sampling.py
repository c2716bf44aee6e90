"""What a small sample leaves open."""

from __future__ import annotations

from scipy.stats import binomtest

CONFIDENCE = 0.95


def interval(of: int, sample: int) -> tuple[float, float]:
    """Where the true share (ratio 0–1) of `of` in a `sample` lies with 95 % confidence: Wilson's interval."""
    found = binomtest(of, sample).proportion_ci(CONFIDENCE, method="wilson")
    return float(found.low), float(found.high)
