"""The tax-free and the taxable component of a payment."""

from __future__ import annotations

from ...rules import InputError


def taxable_part(amount: float, share: float, tax_free: float | None) -> float:
    """AUD that is taxable: an amount of tax-free component, where given, goes before its share.

    ITAA 1997 s 307-120. Raises InputError when more is tax-free than is paid.
    """
    if tax_free is None:
        return amount * (1 - share)
    if tax_free > amount:
        raise InputError("tax_free_amount", "The tax-free component cannot be more than the whole payment.")
    return amount - tax_free
