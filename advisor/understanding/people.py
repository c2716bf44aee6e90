"""Facts about the member: those said in the question and the talk before it win over the profile."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from ..rules import MONTHS, age_on
from .mentions import Mention
from .shapes import Slot
from .vocabulary import spoken_facts

_BORN = ("age", "birth_date", "birth_year")
_ALONE = ("partner_age", "partner_birth_year", "partnered")


def said_facts(mentions: Sequence[Mention], text: str) -> dict[str, Any]:
    """Profile facts that the question states: age or birth, partner's age, and the yes-or-no and choice facts."""
    facts: dict[str, Any] = dict(spoken_facts(text))
    for mention in mentions:
        if mention.role == "birth" and "birth" not in "".join(facts):
            facts["birth_date" if mention.kind == "date" else "birth_year"] = mention.value
        elif mention.kind == "age" and mention.role == "partner":
            facts.setdefault("partner_age", int(float(str(mention.value))))
            facts.setdefault("partnered", True)
    served = _served(mentions, text)
    if served is not None:
        facts["service_years"] = served
    current = [m for m in mentions if m.kind == "age" and m.role == "current"]
    if current:
        facts["age"] = float(str(current[0].value))
    return facts


_JOINED = re.compile(
    r"\b(?:joined|joining|started|doj|date of joining|employed from|work(?:ed|ing) (?:from|since)|since"
    r"|from)\b[^.?!\d]{0,14}$"
)
_LEFT = re.compile(r"\b(?:left|leave|leaving|resign|retired|resigned|quit|dol|till|until|to|last day)\b[^.?!\d]{0,14}$")


def _served(mentions: Sequence[Mention], text: str) -> float | None:
    """Years of service, in whole months, between a date of joining and a date of leaving; the last day counts."""
    days = [m for m in mentions if m.kind == "date" and isinstance(m.value, date)]
    start = next((m.value for m in days if _JOINED.search(text[: m.start])), None)
    end = next((m.value for m in days if _LEFT.search(text[: m.start])), None)
    if start is None and end is None:
        return _years_served(mentions, text)
    if not isinstance(start, date) or not isinstance(end, date) or end <= start:
        return None
    after = end + timedelta(days=1)
    months = (after.year - start.year) * MONTHS + after.month - start.month - (after.day < start.day)
    return months / MONTHS


def _years_served(mentions: Sequence[Mention], text: str) -> float | None:
    """ "Joined 2009, left 2021": the difference of the years."""
    years = [m for m in mentions if m.kind == "year" and m.role != "birth"]
    start = next((int(float(str(m.value))) for m in years if _JOINED.search(text[: m.start])), None)
    end = next((int(float(str(m.value))) for m in years if _LEFT.search(text[: m.start])), None)
    return float(end - start) if start and end and end > start else None


def merged(profile: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """The profile with said facts over it; what they contradict (an old birth date, a partner) is dropped."""
    kept = {name: value for name, value in profile.items() if value is not None}
    if any(name in facts for name in _BORN):
        kept = {name: value for name, value in kept.items() if name not in _BORN}
    if "partner_age" in facts:
        kept.pop("partner_birth_year", None)
    if facts.get("partnered") is False:
        kept = {name: value for name, value in kept.items() if name not in (*_ALONE, "filing_status")}
    if "partnered" in facts or "filing_status" in facts:
        kept.pop("partnered" if "filing_status" in facts and "partnered" not in facts else "filing_status", None)
    return {**kept, **facts}


def known(slot: Slot, facts: Mapping[str, Any], on: date) -> tuple[Any, str, str]:
    """The fact for an input, as (value, name of the fact it came from, assumption made); value None if unknown."""
    key = slot.input.profile or (slot.name if slot.name in _BORN else "")
    if key == "age" and not slot.ahead:
        return _age(facts, on, slot.kind is int)
    if key in ("age_at_year_end", "partner_age_at_year_end") and not slot.ahead:
        return _age_at_year_end(facts, on, key.removesuffix("age_at_year_end"))
    if key == "birth_date":
        value, source, guess = _birth_date(facts, on)
        return (value, source, guess) if slot.required or not guess else (None, "", "")
    if key == "birth_year":
        value, source, guess = _birth_year(facts, on)
        return (value, source, guess) if slot.required or not guess else (None, "", "")
    value = facts.get(key) if key else None
    if value is None:
        value, key = _implied(slot, facts)
    if value is None or (slot.choices and value not in slot.choices):
        return None, "", ""
    if slot.kind is int:
        value = int(value)
    return value, key, ""


def _age(facts: Mapping[str, Any], on: date, whole: bool) -> tuple[Any, str, str]:
    if facts.get("birth_date"):
        return age_on(facts["birth_date"], on), "birth_date", ""
    if facts.get("age") is not None:
        return int(facts["age"]) if whole else facts["age"], "age", ""
    if facts.get("birth_year"):
        years = on.year - int(facts["birth_year"])
        return years, "birth_year", f"you turn {years} in {on.year}"
    return None, "", ""


def _age_at_year_end(facts: Mapping[str, Any], on: date, whose: str) -> tuple[Any, str, str]:
    """The age reached in the year, which some laws count: from the birth date or year, else the age as it was said."""
    if facts.get(f"{whose}birth_date"):
        return on.year - facts[f"{whose}birth_date"].year, f"{whose}birth_date", ""
    if facts.get(f"{whose}birth_year"):
        return on.year - int(facts[f"{whose}birth_year"]), f"{whose}birth_year", ""
    said = facts.get(f"{whose}age")
    return (int(said), f"{whose}age", "") if said is not None else (None, "", "")


def _birth_date(facts: Mapping[str, Any], on: date) -> tuple[Any, str, str]:
    if facts.get("birth_date"):
        return facts["birth_date"], "birth_date", ""
    if facts.get("birth_year"):
        year = int(facts["birth_year"])
        return date(year, MONTHS // 2, 15), "birth_year", f"you were born in the middle of {year}"
    if facts.get("age") is not None:
        born = date(on.year - int(facts["age"]), on.month, min(on.day, 28))
        return born, "age", f"you were born in about {born:%B %Y}"
    return None, "", ""


def _birth_year(facts: Mapping[str, Any], on: date) -> tuple[Any, str, str]:
    if facts.get("birth_date"):
        return facts["birth_date"].year, "birth_date", ""
    if facts.get("birth_year"):
        return int(facts["birth_year"]), "birth_year", ""
    if facts.get("age") is not None:
        year = on.year - int(facts["age"])
        return year, "age", f"you were born in {year}"
    return None, "", ""


def _implied(slot: Slot, facts: Mapping[str, Any]) -> tuple[Any, str]:
    """Filing status from being married, and the other way round."""
    if slot.input.profile == "filing_status" and facts.get("partnered") is not None:
        return ("joint" if facts["partnered"] else "single"), "partnered"
    if slot.input.profile == "partnered" and facts.get("filing_status"):
        return facts["filing_status"] in ("joint", "separate"), "filing_status"
    return None, ""
