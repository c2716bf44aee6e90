"""Inputs that several calculators for India share."""

from __future__ import annotations

from typing import Annotated, Literal

from ...rules import Input

Age = Annotated[
    float | None,
    Input("your age", "years", low=0, high=120, profile="age", words=("age", "aged", "old", "I am", "turning")),
]
Sector = Annotated[
    Literal["government", "private"],
    Input(
        "your employer's sector",
        profile="sector",
        words=("government", "govt", "central", "state", "private", "corporate", "company"),
        assume="your employer is not the government",
    ),
]
_WAGE = Input(
    "your monthly basic pay plus dearness allowance",
    "INR per month",
    low=0,
    high=1e8,
    profile="monthly_wage",
    words=("basic", "DA", "salary", "wage", "wages", "pay", "drawn"),
)
Wage = Annotated[float, _WAGE]
WageIfKnown = Annotated[float | None, _WAGE]
EpsMember = Annotated[
    bool,
    Input(
        "whether you are in the pension scheme EPS",
        words=("in EPS", "EPS member", "member of EPS", "part of EPS"),
        assume="you are a member of EPS",
    ),
]
_SERVICE = Input(
    "your years of service",
    "years",
    low=0,
    high=60,
    profile="service_years",
    words=("service", "worked", "years", "after", "completed", "contributed"),
)
Service = Annotated[float, _SERVICE]
ServiceIfKnown = Annotated[float | None, _SERVICE]
