"""The quality of a recorded answer, judged without an LLM: a ratio 0–1 by scorer, or None with nothing to judge.

They see only what the record holds: masked question, answer, evidence, country.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from ..answering.figures import figures
from ..guardrails import Guardrails
from ..understanding.concepts import concepts
from .scorers.checked import ABOUT_PLACE, violations

_WORD = re.compile(r"[a-z][a-z0-9()]{2,}")
_COMMON = (
    "the and for are was were will would could should can may might must have has had how what when where which who "
    "why much many does did with from this that these those there their they them you your mine our ours its his her "
    "hers she get got give make take want need know tell please about into than then been being any all some not but "
    "out just also now year years month money"
)
_STEM = re.compile(r"(?:ing|ed|es|s|al|ly|ment|ion)$")
PUBLIC_OWNERS = ("parameter", "note")


@dataclass(frozen=True)
class Quality:
    """A ratio 0–1 (None: nothing to judge) and why in one sentence."""

    value: float | None
    rationale: str


def relevance(event: Mapping[str, Any]) -> Quality:
    """Share of the question's subjects (domain concepts and content words) that the answer or its evidence takes up."""
    told = " ".join([event["answer"], *(f"{e.get('title')} {e.get('detail')}" for e in event["evidence"])]).lower()
    asked = concepts(event["query"].lower(), event["country"]) | _words(event["query"])
    if not asked:
        return Quality(None, "the question has no subject of its own")
    taken = asked & (concepts(told, event["country"]) | _words(told))
    left = sorted(asked - taken)
    return Quality(len(taken) / len(asked), f"not taken up: {', '.join(left)}" if left else "every subject is taken up")


def faithfulness(event: Mapping[str, Any]) -> Quality:
    """Share of the answer's figures that its evidence or the question accounts for."""
    count = sum(1 for _ in figures(event["answer"]))
    if not count:
        return Quality(None, "the answer holds no figure")
    loose = [v.detail for v in violations(event["country"], event["query"], event) if v.code.endswith(".unaccounted")]
    return Quality(max(0.0, 1 - len(loose) / count), "; ".join(loose) or f"all {count} figures are accounted for")


def toxicity(event: Mapping[str, Any]) -> Quality:
    """1 for a clean answer, less by the score of the worst abusive stretch that the guardrails find in it."""
    found = [f for f in _guardrails().check_output(event["answer"], event["country"]).findings if f.policy == "abuse"]
    worst = max((f.score for f in found), default=0.0)
    return Quality(1 - worst, ", ".join(sorted({f.code for f in found})) or "nothing abusive")


def country_compliance(event: Mapping[str, Any]) -> Quality:
    """1 when the answer keeps to the country's law and currency, otherwise 0."""
    found = [v.detail for v in violations(event["country"], event["query"], event) if v.code.startswith(ABOUT_PLACE)]
    return Quality(float(not found), "; ".join(found) or "own law and currency only")


def citation_quality(event: Mapping[str, Any]) -> Quality:
    """Share of complete citations: an authority, the place in its text, a secure address, and a date, all there."""
    cited = [e for e in event["evidence"] if e.get("kind") in PUBLIC_OWNERS and not _is_place(e)]
    if not cited:
        return Quality(None, "the answer cites no rule")
    poor = [str(e.get("title")) for e in cited if not _complete(e)]
    return Quality(
        1 - len(poor) / len(cited), f"incomplete: {', '.join(poor)}" if poor else "every citation is complete"
    )


QUALITY: dict[str, Callable[[Mapping[str, Any]], Quality]] = {
    "relevance": relevance,
    "faithfulness": faithfulness,
    "toxicity": toxicity,
    "country_compliance": country_compliance,
    "citation_quality": citation_quality,
}


def _complete(citation: Mapping[str, Any]) -> bool:
    address = urlsplit(str(citation.get("url") or ""))
    named = all(str(citation.get(name) or "").strip() for name in ("authority", "reference", "as_of"))
    return named and address.scheme == "https" and "." in (address.hostname or "")


def _is_place(citation: Mapping[str, Any]) -> bool:
    return str(citation.get("id", "")).startswith("place:")


def _words(text: str) -> frozenset[str]:
    """Content words, without their endings and without placeholders of masked data."""
    plain = re.sub(r"<[A-Z_0-9]+>", " ", text).lower()
    return frozenset(_STEM.sub("", word) or word for word in _WORD.findall(plain) if word not in _COMMON.split())


@cache
def _guardrails() -> Guardrails:
    return Guardrails()
