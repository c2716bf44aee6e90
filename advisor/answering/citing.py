"""The sources of a result: by name, with the figures of law that matter and the day each started."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..countries import Country
from ..rules import Result, Source
from . import evidence, wording

_MOST, _FIGURES = 6, 2  # sources that are named, and figures of law told for each
_NOISE = re.compile(r"\b(?:steps?|rounding|rounded|number of|quarters of|length of|weeks in|months in|days in)\b")


def sources(results: Sequence[Result], country: Country, most: int = _MOST) -> str:
    """The authorities and legal references, each once, those whose figure stands in the result first."""
    told: dict[tuple[str, str], list[str]] = {}
    links: dict[tuple[str, str], str] = {}
    shown = " ".join([each.outcome.headline + " " + " ".join(each.outcome.steps) for each in results])
    for source in sorted((s for each in results for s in each.sources), key=lambda s: not _matters(s, shown, country)):
        key = (source.authority, source.reference)
        links.setdefault(key, source.url)
        figures = told.setdefault(key, [])
        said = _figure(source, shown, country)
        if said and said not in figures and len(figures) < _FIGURES:
            figures.append(said)
    if not told:
        return ""
    lines = []
    for (authority, reference), figures in list(told.items())[:most]:
        name = f"{authority}, {reference}"
        link = f"[{name}]({links[authority, reference]})" if links[authority, reference] else name
        lines.append(f"{link}: {'; '.join(figures)}" if figures else link)
    result = results[0]
    lead = f"Sources (rules of {result.rules_year}, as of {wording.day(result.rules_date)}):"
    return f"{lead}\n\n{wording.bullets(lines)}"


def _matters(source: Source, shown: str, country: Country) -> bool:
    """True when the result's own words hold the figure."""
    value = evidence.shown_value(source, country)
    if not value or _NOISE.search(source.label):
        return False
    return bool(re.search(rf"(?<![\d,.]){re.escape(value.split(' ')[0])}(?![\d,]|\.\d)", shown))


def _figure(source: Source, shown: str, country: Country) -> str:
    value = evidence.shown_value(source, country)
    if not value or not source.value or not _matters(source, shown, country):
        return ""
    return f"{source.label} {value}, since {wording.day(source.start)}"
