"""Sums that are the same in every country. Registers each calculator for all four on import.

Only `assumptions.*` parameters of the country are read; money, units and years are the country's own.
"""

from . import annuity, projection, saving, spending

__all__ = ["annuity", "projection", "saving", "spending"]
