"""Inputs that several calculators share, with the ranges that keep impossible values out."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from ...rules import Input

Age = Annotated[int, Input("your age", "years", low=0, high=120, profile="age", words=("aged", "years old", "turned"))]
MaybeAge = Annotated[
    int | None, Input("your age", "years", low=0, high=120, profile="age", words=("aged", "years old", "turned"))
]
BirthDate = Annotated[
    date | None, Input("your date of birth", "date", profile="birth_date", words=("born", "birthday", "dob"))
]
Element = Annotated[
    Literal["taxed", "untaxed"],
    Input(
        "whether the money comes from a taxed fund (most funds) or an untaxed one (some public sector schemes)",
        words=("element", "taxed", "untaxed"),
        assume="the money comes from a taxed fund, as most super does",
    ),
]
TaxFreeShare = Annotated[
    float,
    Input(
        "the share of the money that is tax-free component",
        "ratio 0–1",
        low=0,
        high=1,
        words=("tax-free", "tax free", "non-taxable"),
        assume="there is no tax-free part",
    ),
]
TaxFreeAmount = Annotated[
    float | None,
    Input(
        "the part of it that is tax-free component",
        "AUD",
        low=0,
        high=1e8,
        words=("tax-free component", "tax free component", "tax-free part", "non-taxable"),
    ),
]
WithLevy = Annotated[
    bool,
    Input(
        "whether the Medicare levy is counted",
        words=("medicare",),
        assume="the Medicare levy applies where the amount counts as income",
    ),
]
Partnered = Annotated[
    bool,
    Input(
        "whether you have a partner",
        profile="partnered",
        words=("couple", "partner", "married", "single"),
        assume="you have no partner",
    ),
]
Homeowner = Annotated[
    bool,
    Input(
        "whether you own your home",
        profile="homeowner",
        words=("homeowner", "own", "rent", "renting"),
        assume="you own your home",
    ),
]
PartnerAge = Annotated[
    int | None,
    Input("your partner's age", "years", low=0, high=120, profile="partner_age", words=("partner", "wife", "husband")),
]
TotalBalance = Annotated[
    float,
    Input(
        "all your super together on 30 June before the year",
        "AUD",
        low=0,
        high=1e9,
        profile="retirement_balance",
        words=("total super balance", "super balance", "balance", "tsb", "super"),
        assume="your total super balance is below every limit that matters here",
    ),
]
SeparatedByIllness = Annotated[
    bool,
    Input(
        "whether illness keeps you and your partner from living together",
        words=("illness", "nursing home", "aged care"),
    ),
]
