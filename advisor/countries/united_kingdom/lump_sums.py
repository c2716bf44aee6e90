"""Tax-free cash, and the charges on money taken against the rules."""

from __future__ import annotations

from typing import Annotated

from ...rules import Input, InputError, Outcome, Rules, calculator, cents
from .wording import percent


@calculator("UK", title="Tax-free lump sum")
def tax_free_lump_sum(
    rules: Rules,
    pot: Annotated[
        float,
        Input(
            "the untouched pot",
            "GBP",
            low=0,
            high=1e9,
            profile="balance_pension",
            words=("pot", "pension", "worth", "fund", "balance"),
        ),
    ],
    allowance_used: Annotated[
        float,
        Input(
            "the lump sum allowance you have used before",
            "GBP",
            low=0,
            high=1e8,
            words=("used", "already", "taken", "earlier", "previous", "had", "took", "before"),
            assume="you have used none of your lump sum allowance",
        ),
    ] = 0,
    protected_allowance: Annotated[
        float | None,
        Input(
            "your protected lump sum allowance, from your certificate",
            "GBP",
            low=0,
            high=1e7,
            words=("protected", "protection"),
            assume="you have no protected, higher allowance",
        ),
    ] = None,
) -> Outcome:
    """Most tax-free cash in GBP from an untouched pot: its tax-free share, within what is left of the allowance.

    Source: Finance Act 2004 Sch 29; ITEPA 2003 s 637P.
    """
    standard, share = rules["access.lump_sum_allowance"], rules["access.tax_free_share"]
    allowance = standard if protected_allowance is None else protected_allowance
    if allowance < standard:
        raise InputError(
            "protected_allowance", f"A protected allowance is at least the standard one of {rules.money(standard)}."
        )
    left = max(allowance - allowance_used, 0)
    part = cents(pot * share)
    most = min(part, left)
    money = rules.money
    if most:
        headline = f"You can take up to {money(most)} tax-free from this pot of {money(pot)}."
    else:
        headline = f"You can take nothing ({money(0)}) tax-free from this pot."
    return Outcome(
        value=most,
        unit="GBP",
        headline=headline,
        steps=(
            f"{percent(share)} of {money(pot)} is {money(part)}.",
            f"Your lump sum allowance of {money(allowance)} less the {money(allowance_used)} used is {money(left)}.",
            f"The lower of {money(part)} and {money(left)} is {money(most)}.",
        ),
        notes=(
            "Income tax is due on the rest when you take it.",
            "Lump sums taken under the old lifetime allowance also use up this one; your scheme can tell you how much.",
        ),
        figures={
            "allowance left afterwards": (left - most, "GBP"),
            "rest of the pot": (cents(pot - most), "GBP"),
        },
    )


@calculator("UK", title="Unauthorised payment charges")
def unauthorised_payment(
    rules: Rules,
    payment: Annotated[
        float,
        Input(
            "the unauthorised payment",
            "GBP",
            low=0,
            high=1e8,
            words=(
                "take",
                "taking",
                "payment",
                "withdraw",
                "early",
                "unlock",
                "release",
                "cash",
                "raid",
                "get",
                "for",
                "out",
            ),
        ),
    ],
    pot: Annotated[
        float | None,
        Input(
            "the whole pot it comes from",
            "GBP",
            low=0,
            high=1e9,
            profile="balance_pension",
            words=("pot", "fund", "pension", "worth"),
            assume="the payment is a large enough part of the pot for the surcharge",
        ),
    ] = None,
) -> Outcome:
    """Tax charges in GBP on the member for an unauthorised payment, such as money taken before the minimum age.

    Source: Finance Act 2004 s 208 (charge) and s 209 to 213 (surcharge).
    """
    if pot is not None and payment > pot:
        raise InputError("payment", "The payment cannot be more than the pot it comes from.")
    share = rules["access.surcharge_share"]
    rate, extra = rules["access.unauthorised_charge"], rules["access.unauthorised_surcharge"]
    surcharged = bool(payment) and (pot is None or payment >= pot * share)
    charge, surcharge = cents(payment * rate), cents(payment * extra) if surcharged else 0.0
    total = cents(charge + surcharge)
    money = rules.money
    return Outcome(
        value=total,
        unit="GBP",
        headline=f"You would pay {money(total)} in tax charges on an unauthorised payment of {money(payment)}.",
        steps=(
            f"The unauthorised payments charge is {percent(rate)} of {money(payment)}: {money(charge)}.",
            f"A surcharge of {percent(extra)} applies when {percent(share)} or more of the pot is taken: "
            + (f"{money(surcharge)}." if surcharged else "not here."),
            f"Together: {money(total)}.",
        ),
        notes=(
            "The scheme pays a sanction charge besides, and may take it and its fees from your pot.",
            "Offers to unlock a pension early are often scams. Check with MoneyHelper before you sign anything.",
        ),
        figures={
            "charge": (charge, "GBP"),
            "surcharge": (surcharge, "GBP"),
            "left after charges": (cents(payment - total), "GBP"),
        },
    )
