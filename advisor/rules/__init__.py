"""Dated parameters, and the registry of calculators that read them. Imports nothing else of ours."""

from .arithmetic import DAYS, FORTNIGHTS, MONTHS, WEEKS, banded, banded_value, cents, down, nearest, slices, up
from .calculators import CALCULATORS, Calculator, Input, InputError, Outcome, Result, Table, calculator
from .money import Currency
from .parameters import CONFIDENCE, LOADER, Dated, Law, NoRule, Parameter, Rules, Source, read_parameters
from .years import YearStyle, add_months, age_on

__all__ = [
    "CALCULATORS",
    "CONFIDENCE",
    "DAYS",
    "FORTNIGHTS",
    "LOADER",
    "MONTHS",
    "WEEKS",
    "Calculator",
    "Currency",
    "Dated",
    "Input",
    "InputError",
    "Law",
    "NoRule",
    "Outcome",
    "Parameter",
    "Result",
    "Rules",
    "Source",
    "Table",
    "YearStyle",
    "add_months",
    "age_on",
    "banded",
    "banded_value",
    "calculator",
    "cents",
    "down",
    "nearest",
    "read_parameters",
    "slices",
    "up",
]
