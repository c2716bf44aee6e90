"""The charge on moving a UK pension to a scheme abroad."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import Input, Outcome, Rules, calculator, cents
from .wording import percent

Reason = Literal[
    "none",
    "resident in the same country",
    "employer's scheme",
    "public service scheme",
    "international organisation",
    "EEA or Gibraltar",
]


@calculator("UK", title="Overseas transfer charge")
def overseas_transfer_charge(
    rules: Rules,
    transfer_value: Annotated[
        float,
        Input(
            "the value you transfer",
            "GBP",
            low=0,
            high=1e9,
            profile="balance_pension",
            words=("transfer", "move", "pension", "value", "worth"),
        ),
    ],
    exclusion: Annotated[
        Reason,
        Input(
            "the reason that frees the transfer from the charge",
            words=("resident", "live", "employer", "public service", "international organisation"),
            assume="you will not live in the country of the scheme, and no other exclusion applies",
        ),
    ] = "none",
    allowance_used: Annotated[
        float,
        Input(
            "the overseas transfer allowance you have used before",
            "GBP",
            low=0,
            high=1e9,
            words=("used", "already", "earlier"),
            assume="you have not moved a UK pension abroad before",
        ),
    ] = 0,
) -> Outcome:
    """Overseas transfer charge in GBP: on everything, or where an exclusion applies on what exceeds the allowance.

    Source: Finance Act 2004 s 244A to 244N.
    """
    rate, allowance = rules["overseas.transfer_charge"], rules["overseas.transfer_allowance"]
    money = rules.money
    excluded = exclusion != "none" and (exclusion != "EEA or Gibraltar" or rules["overseas.eea_exclusion"])
    left = max(allowance - allowance_used, 0)
    charged = max(transfer_value - left, 0) if excluded else transfer_value
    charge = cents(charged * rate)
    if charge:
        headline = f"You would pay {money(charge)} overseas transfer charge on moving {money(transfer_value)} abroad."
    else:
        headline = f"You would pay no overseas transfer charge ({money(0)}) on moving {money(transfer_value)} abroad."
    if excluded:
        basis = (
            f"An exclusion applies, so only what is over the allowance of {money(left)} is charged: {money(charged)}."
        )
    elif exclusion == "EEA or Gibraltar":
        basis = f"The exclusion for the EEA and Gibraltar is no longer in force, so all of {money(charged)} is charged."
    else:
        basis = f"No exclusion applies, so all of {money(charged)} is charged."
    years = rules["overseas.monitoring_years"]
    return Outcome(
        value=charge,
        unit="GBP",
        headline=headline,
        steps=(basis, f"{percent(rate)} of {money(charged)} is {money(charge)}."),
        notes=(
            "The scheme abroad must be a qualifying one (QROPS); otherwise the transfer is an unauthorised payment.",
            f"A charge can still arise if your circumstances change within {years} full tax years after the transfer.",
        ),
        figures={"part that is charged": (charged, "GBP"), "arrives abroad": (cents(transfer_value - charge), "GBP")},
    )
