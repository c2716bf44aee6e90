""" "And the rest over 5 years?": what the last answer left of a pot, said as an amount."""

from __future__ import annotations

import re

from ..rules import InputError, NoRule
from .desk import Desk, training
from .reading import Reading

_YEARS = r" (?:spread )?(?:over|in|across|within|through) (?:the )?(?:next )?(?P<years>\d+) (?:years?|yrs?)"
_REST = re.compile(
    r"\b(?:and |then |so )?(?:(?:what|how) about |(?:i |if i |can i )?(?:take|draw|withdraw|spread)(?:ing)? )?"
    r"(?:the |my )?(?:rest|remainder|remaining|other 75 ?%)(?: (?:of (?:it|that|the \w+|my \w+)|money|amount|pot))?"
    rf"(?: out)?(?:{_YEARS})?\b"
)
_MONEY_NAMED = re.compile(r"\d\d\d|\dk\b")


def named_rest(desk: Desk, text: str, last: Reading | None) -> str:
    """The message with "the rest" as the amount that the last answer left; empty where it speaks of none.

    Spread "over 5 years" it is a fifth, for a year.
    """
    found = _REST.search(text)
    task = last.tasks[0] if last and last.tasks else None
    link = training()["rests"].get(task.name) if task else None
    if not found or not task or not link or task.missing or _MONEY_NAMED.search(text):
        return ""
    try:
        taken = desk.country.calculate(task.name, task.day, task.tax_year, **task.inputs).value
    except (InputError, NoRule, LookupError, ValueError):
        return ""
    left = float(task.inputs[link["whole"]]) - float(str(taken))
    years = int(found["years"] or 1)
    if left <= 0 or years < 1:
        return ""
    said = link["said"].format(amount=f"{left / years:.2f}")
    return f"{text[: found.start()]}{said}{text[found.end() :]}".strip()
