"""Tax on a pension paid from super."""

from __future__ import annotations

from typing import Annotated

from ...rules import Input, Outcome, Rules, calculator, cents
from .ages import births, preservation_age
from .income_tax import senior_kind
from .inputs import Age, Element, Partnered, TaxFreeShare
from .resident_tax import resident_tax
from .words import percent


@calculator("AU", title="Tax on a super pension")
def income_stream_tax(
    rules: Rules,
    pension: Annotated[
        float,
        Input(
            "the super pension paid to you", "AUD per year", low=0, high=1e8, words=("pension", "income stream", "draw")
        ),
    ],
    age: Age,
    element: Element = "taxed",
    tax_free_share: TaxFreeShare = 0,
    other_income: Annotated[
        float,
        Input(
            "your other taxable income",
            "AUD per year",
            low=0,
            high=1e8,
            profile="other_income",
            words=("other income", "salary", "rent", "wages", "wage", "job", "earn"),
            assume="you have no other taxable income",
        ),
    ] = 0,
    defined_benefit: Annotated[
        bool,
        Input(
            "whether it is a defined benefit pension",
            words=("defined benefit",),
            assume="it is not a defined benefit pension",
        ),
    ] = False,
    disability: Annotated[
        bool, Input("whether it is a disability pension", words=("disability", "incapacity"))
    ] = False,
    partnered: Partnered = False,
) -> Outcome:
    """The further tax that the pension causes, in AUD a year, with the Medicare levy.

    ITAA 1997 s 301-10, 301-25, 301-40, 301-100 and Subdiv 303-A.
    """
    assessable, offset, steps = _assessable(rules, pension, age, element, tax_free_share, defined_benefit, disability)
    senior = senior_kind(rules, age, partnered)
    before = resident_tax(rules, other_income, senior)
    after = resident_tax(rules, other_income + assessable, senior, offset=offset)
    extra, money = cents(max(after.total - before.total, 0)), rules.money
    amount = f"{money(extra)} tax a year" if extra else "no tax ($0)"
    compared = (
        f"Tax on {money(other_income + assessable)} after offsets: {money(after.total)}. "
        f"Tax on {money(other_income)} alone: {money(before.total)}. The difference is {money(extra)}."
    )
    return Outcome(
        value=extra,
        unit="AUD per income year",
        headline=f"You would pay {amount} on a super pension of {money(pension)} a year.",
        steps=(*steps, compared) if assessable else steps,
        notes=("The Medicare levy is counted. Other offsets or deductions of yours can lower the tax.",),
        figures={
            "part that counts as income": (cents(assessable), "AUD per year"),
            "tax offset on the pension": (cents(offset), "AUD per year"),
        },
    )


def _assessable(
    rules: Rules, pension: float, age: int, element: str, share: float, defined: bool, disability: bool
) -> tuple[float, float, tuple[str, ...]]:
    """The part of the pension that is income, its offset, and how both were found."""
    money, free = rules.money, pension * share
    if age < (tax_free_age := rules["benefits_tax.tax_free_age"]):
        taxed = pension - free
        # an untaxed element has no offset before 60
        helped = element == "taxed" and (disability or age >= preservation_age(rules, births(rules, None, age)[1]))
        rate = rules["benefits_tax.stream_taxed_offset"] if helped else 0
        text = f"with a tax offset of {percent(rate)}" if rate else "with no tax offset"
        return taxed, taxed * rate, (f"Under {tax_free_age} the taxable part of {money(taxed)} is income, {text}.",)
    cap = rules["benefits_tax.defined_benefit_income_cap"]
    if element == "untaxed":
        untaxed, rate = pension - free, rules["benefits_tax.stream_untaxed_offset"]
        offset = min(untaxed, max(cap - free, 0)) * rate
        text = (
            f"At {tax_free_age} or over the untaxed element of {money(untaxed)} is income, with an offset of "
            f"{percent(rate)} up to the defined benefit income cap of {money(cap)}: {money(offset)}."
        )
        return untaxed, offset, (text,)
    excess = max(pension - cap, 0) if defined else 0
    counted = excess * rules["benefits_tax.defined_benefit_excess_share"] if excess else 0
    if counted:
        text = (
            f"{money(excess)} lies above the defined benefit income cap of {money(cap)}. {money(counted)} of it counts."
        )
        return counted, 0, (text,)
    return 0, 0, (f"At {tax_free_age} or over a pension from a taxed fund is tax-free.",)
