"""Amounts of zero said in words: "no other income", "nothing else"."""

from __future__ import annotations

import re

from .mentions import Mention

_ZERO = re.compile(
    r"\b(?:no|zero|nil|negligible|without(?: any)?|(?:don't|do not|dont|doesn't) (?:have|get|earn) any) "
    r"(?!to\b|more\b|longer\b|idea|one\b|matter|limits?\b|way|problem|doubt|caps?\b|rush|i\b|it\b|its\b|that\b|sorry|wait\b|make\b|not\b|my\b|we\b|worries|thanks|clue)"
    r"(?P<what>(?:(?:other|further|extra|more|earlier|previous|taxable|additional) )?[a-z]+(?: [a-z]+)?)"
)
_NOTHING = re.compile(
    r"\b(?P<what>nothing (?:else|more|other)|nothing (?:is )?added|(?<=earn )nothing|(?<=earning )nothing)\b(?! saved)"
)


_EARNS_NOTHING = re.compile(
    r"\b(?:she|he|wife|husband|spouse|partner|hubby|missus)\b(?: \w+){0,2}? (?:earns?|earning|makes?|brings in)"
    r" (?:nothing|zero|nil|0)\b(?! else)"
)
_UNSAVED = re.compile(
    r"\bnothing (?:yet )?(?:saved|put away|put aside|in it)\b|\b(?:starting|start) (?:from|with|at) (?:zero"
    r"|scratch|nothing|0)\b"
)


def zeros(text: str) -> list[Mention]:
    """ "No other income", "nothing else", "negligible income": an amount of zero, named by the words after it."""
    found = [Mention("money", 0.0, m.start(), m.end(), m["what"], role="zero") for m in _ZERO.finditer(text)]
    found += [Mention("money", 0.0, m.start(), m.end(), "saved balance", role="zero") for m in _UNSAVED.finditer(text)]
    found += [
        Mention("money", 0.0, m.start(), m.end(), "spouse wife husband partner earns income", role="zero")
        for m in _EARNS_NOTHING.finditer(text)
    ]
    return found + [
        Mention("money", 0.0, m.start(), m.end(), "other income added contribution", role="zero")
        for m in _NOTHING.finditer(text)
    ]
