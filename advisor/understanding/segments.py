"""Several questions in one message, and alternatives to compare in one question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .mentions import Mention

_SPLIT = re.compile(
    r"(?<=[?])\s+|(?<=[.;!])(?<!rs\.)\s+(?=\S)|\n+"
    r"|,?\s+(?:and|also|plus)\s+(?:also\s+)?(?=(?:how|hows|whats|what(?!\s+about)|when|whens|which|can|do|does|will|would|is|am|are|kitn[aei]|kya)(?:'s)?\s)"
)
_ASKS = re.compile(
    r"\?|\b(?:how|hows|what|whats|wats?|when|whens|which|can i|do i|will i|would i|is it|am i|does|kitn[aei]"
    r"|kya|kab|kaise)\b"
)
_BETWEEN = re.compile(
    r"^[\s,]*(?P<link>or|vs\.?|versus|/|,|and|than|instead of|rather than|compared (?:to|with)|against|to)?[\s,]*"
    r"(?:(?:at|if|i|take|taking|took|my|age|aged|with|of|for|in|only|wait|waiting|until|till|claim|claiming|about|from|say|maybe|just|i'm|when|to|or|and|go|retire|a|year|month|years|old|%|per|annum|pa|the)[\s,]*)*$"
)
_COMPARES = re.compile(
    r"\b(?:compare|comparison|difference|differ|table|each|versus|vs|better|side by side|both options)\b"
)
_OPEN_LINKS = (None, ",", "and", "/", "to")


_AROUND = re.compile(
    r"(?:[:.!;]\s+|\b(?:really|but|just) (?:i )?(?:want(?:ed)? to know|need to know|wonder) "
    r"|\btell me about |\baside,? |^(?:forget|never mind|leave|ignore|skip)\b[^,]*, )"
    r"(?P<asked>[^:.!;]{6,})$"
)


def asked_part(text: str) -> str:
    """The question at the end of a message that opens with other talk; empty where there is no such opening."""
    found = _AROUND.search(text.strip())
    return found["asked"].strip() if found else ""


_OF_IT = re.compile(r"^(?:and )?(?:how much|kitna|what part|what share|is|will) (?:of (?:it|that)|it|that)\b")


def questions(text: str) -> list[str]:
    """The questions of a message, each with the statements that belong to all; one item for a single question."""
    parts = [part.strip() for part in _SPLIT.split(text) if part and part.strip()]
    asking = [
        part
        for part in parts
        if _ASKS.search(part) and (len(part.split()) > 2 or (len(part.split()) == 2 and part.endswith("?")))
    ]
    if len(asking) == 1 and len(parts) > 1 and asking[0] == parts[-1] and _OF_IT.search(asking[0]):
        before = text[: text.rfind(asking[0])].strip(" ,")
        return [re.sub(r"\s(?:and|also|plus)$", "", before), asking[0]] if re.search(r"\d", before) else [text]
    if len(asking) < 2:
        return [text]
    told = " ".join(part for part in parts if part not in asking)
    return [f"{told} {part}".strip() for part in asking]


def alternatives(mentions: Sequence[Mention], text: str) -> tuple[Mention, ...]:
    """Figures of one kind that are set side by side: "62 or 67", "50k vs 80k", "at 60, 65 and 70"."""
    figures = [
        m for m in mentions if m.role not in ("birth", "rules", "partner", "zero") and m.kind not in ("day", "tax_year")
    ]
    runs: list[tuple[list[Mention], list[str | None]]] = []
    for mention in figures:
        last = runs[-1] if runs else None
        gap = _BETWEEN.match(text[last[0][-1].end : mention.start]) if last else None
        if last and gap and _alike(last[0][-1], mention) and len(text[last[0][-1].end : mention.start]) < 40:
            last[0].append(mention)
            last[1].append(gap["link"])
        else:
            runs.append(([mention], []))
    for run, links in runs:
        if len(run) > 1 and _meant(run, links, text):
            return tuple(run)
    return ()


def _alike(one: Mention, other: Mention) -> bool:
    pair = {one.kind, other.kind}
    return len(pair) == 1 or pair == {"money", "number"} or pair == {"age", "number"}


def _meant(run: Sequence[Mention], links: Sequence[str | None], text: str) -> bool:
    if {m.role for m in run} == {"current", "future"} and set(links) <= set(_OPEN_LINKS):
        return False
    if any(link not in _OPEN_LINKS for link in links):
        return True
    return bool(_COMPARES.search(text)) and all(links) and {"to"} != set(links)
