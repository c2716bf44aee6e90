"""The law of the United Kingdom for members. Calculators register on import."""

from . import (
    allowances,
    auto_enrolment,
    contributions,
    deferral,
    emergency_tax,
    income_tax,
    living_standards,
    lump_sums,
    minimum_age,
    overseas,
    pension_credit,
    state_pension,
    state_pension_age,
    tax_relief,
    voluntary,
    withdrawals,
)

__all__ = [
    "allowances",
    "auto_enrolment",
    "contributions",
    "deferral",
    "emergency_tax",
    "income_tax",
    "living_standards",
    "lump_sums",
    "minimum_age",
    "overseas",
    "pension_credit",
    "state_pension",
    "state_pension_age",
    "tax_relief",
    "voluntary",
    "withdrawals",
]
