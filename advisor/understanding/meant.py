"""Figures as they are meant: a half of an amount, a corrected figure, a figure of law that the question states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from .mentions import Mention

_MONEY = ("money", "number")
_OF = re.compile(
    r"^ (?:of )?(?:(?:my|the|our|his|her|their|that|this|a|it|all) ?)?(?:[a-z0-9]+ (?:of |is |balance of )?)?$"
)
_TAX_FREE = re.compile(
    r"^,? ?(?:of (?:it|that|this|them|my [a-z]+|the [a-z]+) )?(?:[a-z0-9]+ ){0,2}?(?:(?:is|are|was|being"
    r"|counts? as) )?(?:all )?(?P<tax>tax)[- ]?(?P<what>free|able|ed)\b"
)
_TAKES = re.compile(
    r"\b(?:take|taking|took|withdraw|withdrawing|cash|cashing|draw|drawing|pull|pulling|use|using|put|putting|move"
    r"|moving|transfer|transferring|sacrifice|contribute)(?: (?:in|out|only|just|about))? $"
)
_NOT_THIS = re.compile(r"^,? ?(?:(?:a|per) (?:year|month|week) ?)?,? ?(?:and )?not ?(?:at |the |in )?$")
_NOT_THAT = re.compile(r"^,? ?(?:but|it's|its|it is|i meant|make it|rather)(?: (?:at|it's|its|is|was))? ?$")
_LAW_NAME = (
    r"(?:[a-z-]+ ){0,4}?(?:allowance|thresholds?|limits?|caps?|free area|guarantee|ceiling|deduction|exemption"
    r"|base amount|exempt amount|bend points?|distribution period|factor|divisor|life expectancy"
    r"|phase-? ?out(?: range)?)"
)
_STATED = re.compile(
    rf"(?:\b(?:with|using|assuming|if|given|when|where|under|based on|suppose|and)\b ?)?,? ?(?:\b(?:the|an?|your"
    rf"|his|her|their|my|its|[a-z]+'s) |^(?=[a-z -]+ (?:was|were) ?$))"
    rf"(?P<name>{_LAW_NAME})(?: (?:for (?:an? )?[a-z]+(?: [a-z]+)?|(?:in|for) (?:20)?\d\d[-/]\d\d"
    r"|then|back then|was|is|were|are|of|at|being|set|to be"
    r"|has been|had been|a week|a year))*[:=]? ?$"
)
_AND = re.compile(r"^ ?(?:and|to|,|&|-) ?$")
_PERIOD = re.compile(r"^ ?(?:an?|per|each|/) ?(?:week|month|fortnight|year|quarter)\b(?: each)?")


def meant(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """The figures with parts of amounts worked out, and without those that the message itself takes back."""
    figures = [m for m in mentions if not (m.kind in ("number", "age") and _OPERATOR.search(text[: m.start]))]
    return _corrected([_share(m, text) for m in _parts(_rates(figures, text), text)], text)


_OPERATOR = re.compile(r"[a-z0-9)] (?:/|÷|divided by|times|x|\*|×) $")  # "salary x service / 70": a formula


_RATE = re.compile(
    r"\b(?:interest|growth|returns?|roi|rate|yield|payout|inflation|growing|earning|compounded)(?: rate)?(?: of"
    r"| at| is| @| ="
    r"|:)* ?$|(?<!\w)(?:at|@) $"
)
_NO_COUNT = re.compile(
    r"^(?:[,.?!;:)]|$| (?!times|kids|children|people|years?|yrs?|months?|per (?:month|week)|a (?:month|week)))"
)
_HIGHEST_RATE = 15.0


def _rates(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """ "15 years at 8.25": a small number after "at" or "interest" is a percentage, sign or no sign."""
    found = []
    for mention in mentions:
        bare = mention.kind == "number" and not mention.currency and not mention.period
        small = bare and 0 < float(str(mention.value)) <= _HIGHEST_RATE
        if small and _RATE.search(text[: mention.start]) and _NO_COUNT.match(text[mention.end :]):
            found.append(replace(mention, kind="percent"))
        else:
            found.append(mention)
    return found


def _parts(mentions: list[Mention], text: str) -> list[Mention]:
    """ "Half of my 100k" is 50k; in "half my 100k is tax-free" the half stays a share of the whole amount."""
    found: list[Mention] = []
    for mention in mentions:
        part = found[-1] if found else None
        if (
            not part
            or not _is_part(part, text)
            or mention.kind not in _MONEY
            or not _OF.match(text[part.end : mention.start])
        ):
            found.append(mention)
            continue
        share = float(str(part.value)) / (100 if part.kind == "percent" else 1)
        said = _TAX_FREE.match(text[mention.end :])
        if said:
            at = mention.end + said.start("tax")
            free = share if said["what"] == "free" else 1 - share
            found[-1] = replace(mention, kind="money")
            found.append(Mention("percent", free * 100, at, at + 3, part.text))
        else:
            whole = text[part.start : mention.end]
            amount = share * float(str(mention.value))
            found[-1] = replace(mention, kind="money", value=amount, start=part.start, text=whole)
    return found


def _share(mention: Mention, text: str) -> Mention:
    """ "Half of it is tax-free": a share, which stands where the words say of what."""
    said = _TAX_FREE.match(text[mention.end :]) if mention.kind == "fraction" else None
    if not said or float(str(mention.value)) >= 1:
        return mention
    at = mention.end + said.start("tax")
    free = float(str(mention.value)) if said["what"] == "free" else 1 - float(str(mention.value))
    return replace(mention, kind="percent", value=free * 100, start=at, end=at + 3)


def _is_part(mention: Mention, text: str) -> bool:
    if mention.kind == "fraction":
        return float(str(mention.value)) < 1
    taken = mention.kind == "percent" and text.startswith(" of ", mention.end)
    if taken and _OF_CORPUS.match(text[mention.end :]) and "annuity" in text:
        return False  # the share of a corpus that buys an annuity is an input of its own
    return taken and bool(_TAKES.search(text[: mention.start]))


_OF_CORPUS = re.compile(r"^ of [^.?!]{1,24}\b(?:corpus|pot)\b")
_MEANT = re.compile(r"^ ?[?!.,]+ ?(?:no,? |sorry,? |oops,? )*(?:i meant|i mean|meant|make it|should be) (?:to say )?$")


def _corrected(mentions: list[Mention], text: str) -> list[Mention]:
    """ "330k, not 300k" and "not 300k but 330k": the figure that is taken back is dropped."""
    dropped = set[int]()
    for one, other in pairwise(mentions):
        gap = text[one.end : other.start]
        if _NOT_THIS.match(gap):
            dropped.add(other.start)
        elif _MEANT.match(gap) or (_NOT_THAT.match(gap) and text[: one.start].endswith("not ")):
            dropped.add(one.start)
    return [m for m in mentions if m.start not in dropped]


def stated_law(mentions: Sequence[Mention], text: str) -> dict[int, tuple[int, int]]:
    """Figures of law that the question states ("with a personal allowance of 12,500"): start → the clause's span."""
    found: dict[int, tuple[int, int]] = {}
    for mention in mentions:
        if mention.kind not in _MONEY:
            continue
        said = _STATED.search(text[: mention.start])
        before = next((m for m in mentions if m.start in found and _AND.match(text[m.end : mention.start])), None)
        if before:  # "bend points of 1,115 and 6,721"
            found[mention.start] = (found[before.start][0], mention.end)
        elif said:
            period = _PERIOD.match(text[mention.end :])
            found[mention.start] = (said.start(), mention.end + (period.end() if period else 0))
    return found


def without_law(text: str, clauses: Sequence[tuple[int, int]]) -> str:
    """The question without the clauses that only state figures of law."""
    for start, end in sorted(clauses, reverse=True):
        text = text[:start] + " " + text[end:]
    return re.sub(r"\s+", " ", text).strip(" ,.;")
