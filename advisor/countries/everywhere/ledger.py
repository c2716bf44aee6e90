"""A pot of money year by year, in whole hundredths, so that nothing is lost or made by rounding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Year:
    """One year of a pot, in hundredths of the currency: start + paid_in + growth - paid_out = end, exactly."""

    number: int
    start: int
    paid_in: int
    growth: int
    paid_out: int

    @property
    def end(self) -> int:
        return self.start + self.paid_in + self.growth - self.paid_out


def saving(balance: float, contribution: float, rate: float, contribution_growth: float, years: int) -> Iterator[Year]:
    """`years` years in which the pot grows by `rate`, and `contribution` comes in at each year's end.

    The contribution rises by `contribution_growth` each year. Amounts in the currency, rates as ratios.
    """
    pot = hundredths(balance)
    for number in range(1, years + 1):
        paid = hundredths(contribution * (1 + contribution_growth) ** (number - 1))
        year = Year(number, pot, paid, round(pot * rate), 0)
        yield year
        pot = year.end


def spending(balance: float, payment: float, rate: float, inflation: float, years: int) -> Iterator[Year]:
    """At most `years` years in which `payment` is taken at each year's start and the rest grows by `rate`.

    The payment rises by `inflation` each year. Ends with the year in which the pot runs out.
    """
    pot = hundredths(balance)
    for number in range(1, years + 1):
        wanted = hundredths(payment * (1 + inflation) ** (number - 1))
        paid = min(wanted, pot)
        year = Year(number, pot, 0, round((pot - paid) * rate), paid)
        yield year
        pot = year.end
        if not pot:
            return


def hundredths(amount: float) -> int:
    """An amount of the currency as whole hundredths."""
    return round(amount * 100)


def in_units(amount: int) -> float:
    """Hundredths as an amount of the currency."""
    return amount / 100
