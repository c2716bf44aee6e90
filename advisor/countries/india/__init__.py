"""The law of India. Importing this registers its calculators."""

from . import (
    atal_pension,
    commuted_pension,
    contributions,
    epf_growth,
    epf_withdrawal,
    eps_benefits,
    eps_pension,
    gratuity,
    income_tax,
    limits,
    nps_exit,
    nps_savings,
    unified_pension,
)

__all__ = [
    "atal_pension",
    "commuted_pension",
    "contributions",
    "epf_growth",
    "epf_withdrawal",
    "eps_benefits",
    "eps_pension",
    "gratuity",
    "income_tax",
    "limits",
    "nps_exit",
    "nps_savings",
    "unified_pension",
]
