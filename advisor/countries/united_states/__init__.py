"""The calculators of the United States. They register on import."""

from . import (
    benefit_formula,
    contributions,
    early_withdrawals,
    equal_payments,
    income_tax,
    ira,
    limits,
    medicare,
    minimum_distributions,
    social_security,
    withdrawals,
)

__all__ = [
    "benefit_formula",
    "contributions",
    "early_withdrawals",
    "equal_payments",
    "income_tax",
    "ira",
    "limits",
    "medicare",
    "minimum_distributions",
    "social_security",
    "withdrawals",
]
