"""Groundedness, and country and currency: what the house's own checks say about an answer.

The checks are this checkout's, not the version's own: a version can't pass by weakening them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...answering import Evidence, Violation, check
from ...contract import EVIDENCE_FIELDS
from ...countries import COUNTRIES, Country
from ..cases import Case
from .score import NOT_APPLICABLE, Score, answered, verdict

ABOUT_PLACE = ("currency.", "country.")


def groundedness(case: Case, row: Mapping[str, Any]) -> Score:
    """Every figure, date and source of an answer is in its evidence or the question, and nothing is promised."""
    if not answered(row):
        return Score(NOT_APPLICABLE)
    return _without([v for v in violations(case.country, case.query, row) if not v.code.startswith(ABOUT_PLACE)])


def right_country(case: Case, row: Mapping[str, Any]) -> Score:
    """An answer speaks of the country that was asked about, in its currency, and nothing of its evidence is foreign."""
    if not answered(row):
        return Score(NOT_APPLICABLE)
    found = [v for v in violations(case.country, case.query, row) if v.code.startswith(ABOUT_PLACE)]
    return _without(found + _foreign_money(COUNTRIES[case.country], row))


def violations(country: str, question: str, row: Mapping[str, Any]) -> list[Violation]:
    """What the checks find in the row's answer."""
    home = COUNTRIES[country]
    evidence = [Evidence(**{name: each.get(name) for name in EVIDENCE_FIELDS}) for each in row["evidence"]]
    return check(row["answer"], [*evidence, *_help_lines(home)], home, question, {})


def _help_lines(country: Country) -> list[Evidence]:
    """The country's help lines, which stand before an answer to a member in distress."""
    return [
        Evidence("note", line["name"], line["name"], f"{line['for']} {line['phone']}", None, "", "", "", "", "")
        for line in country.content.get("help_lines", [])
    ]


def _foreign_money(country: Country, row: Mapping[str, Any]) -> list[Violation]:
    """Evidence whose unit is another country's money."""
    others = {each.law.currency.code for each in COUNTRIES.values()} - {country.law.currency.code}
    units = {word for each in row["evidence"] for word in str(each.get("unit") or "").split()}
    return [Violation("currency.foreign", "critical", f"The evidence is in {code}.") for code in sorted(units & others)]


def _without(found: list[Violation]) -> Score:
    return verdict(not found, "; ".join(f"{v.code}: {v.detail}" for v in found))
