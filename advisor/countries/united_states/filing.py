"""Filing statuses, and the inputs that several calculators of the federal return share."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import Input

FilingStatus = Literal["single", "joint", "separate", "head_of_household", "surviving_spouse"]

STATUS_NAMES = {
    "single": "single",
    "joint": "married filing jointly",
    "separate": "married filing separately",
    "head_of_household": "head of household",
    "surviving_spouse": "qualifying surviving spouse",
}

Filing = Annotated[
    FilingStatus,
    Input(
        "your filing status",
        profile="filing_status",
        words=("file", "filing", "single", "married", "jointly", "separately", "head of household", "widow"),
        assume="you file as single",
    ),
]
LivedApart = Annotated[
    bool,
    Input("whether you lived apart from your spouse all year", words=("lived apart", "separated all year")),
]
YearEndAge = Annotated[
    int | None,
    Input(
        "your age at the end of the year",
        "years",
        low=0,
        high=120,
        profile="age_at_year_end",
        words=("age", "aged", "old", "turn"),
        assume="you get no extra deduction for age",
    ),
]
SpouseAge = Annotated[
    int | None,
    Input(
        "your spouse's age at the end of the year",
        "years",
        low=0,
        high=120,
        profile="partner_age_at_year_end",
        words=("spouse", "wife", "husband", "partner"),
    ),
]
Wages = Annotated[
    float,
    Input(
        "your wages in the year",
        "USD per year",
        low=0,
        high=1e9,
        profile="salary",
        words=("wages", "salary", "earn", "job", "pay", "make", "makes", "gross", "working", "paycheck"),
    ),
]
OtherIncome = Annotated[
    float,
    Input(
        "your other taxable income in the year, such as interest and pensions",
        "USD per year",
        low=0,
        high=1e9,
        profile="other_income",
        words=("other income", "interest", "pension", "dividends", "rent", "annuity"),
    ),
]
SocialSecurity = Annotated[
    float,
    Input(
        "your Social Security benefits in the year",
        "USD per year",
        low=0,
        high=1e6,
        words=("social security", "benefits", "SS"),
    ),
]
TaxExemptInterest = Annotated[
    float,
    Input(
        "your interest from municipal bonds in the year",
        "USD per year",
        low=0,
        high=1e9,
        words=("exempt", "municipal", "muni", "munis"),
    ),
]


def income_key(status: str, lived_apart: bool) -> str:
    """The key of tables in which separate filers who lived apart all year are treated like single people."""
    return "separate_apart" if status == "separate" and lived_apart else status
