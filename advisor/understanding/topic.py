"""Is a message about retirement money at all, or small talk, a wish for a recommendation, or something else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .desk import OUTSIDE, Desk
from .turn import Turn

_WISH = re.compile(
    r"\b(?:should (?:i|we|my)|recommend\w*|which (?:\w+ )?(?:fund|option|provider|company|shares|stock|annuity|investment|scheme)\w* (?:is|should|gives?|do|to|would|has|are)"
    r"|best (?:\w+ )?(?:fund|investment|option|provider|stock|shares|allocation)\w*|better|is (?:it|that|he|she) (?:a good|right|smart|wise|worth)|what would you do|good idea|pick (?:a|the|me))\b"
)
_SMALL = 8  # words: small talk is short


def topic_of(desk: Desk, turn: Turn, scores: Mapping[str, float], best: float) -> str:
    """ "pension", "off_topic", "advice", "smalltalk" or "about". `best` is the best task's score."""
    subject = bool(desk.subject.search(turn.text))
    outside = {label: scores.get(label, 0.0) for label in OUTSIDE}
    task = max((score for label, score in scores.items() if label not in OUTSIDE), default=0.0)
    top = max(outside, key=lambda label: outside[label])
    if top == "smalltalk" and outside[top] > task and not subject and len(turn.text.split()) <= _SMALL:
        return "smalltalk"
    if outside["about"] > max(task, 0.3) and outside["about"] > outside["off_topic"]:
        return "about"
    if outside["advice"] > max(task, 0.3) and _WISH.search(turn.text):
        return "advice"
    if subject:
        return "off_topic" if outside["off_topic"] > max(task, outside["pension"]) + 0.3 else "pension"
    if outside["off_topic"] >= max(task, outside["pension"], 0.2) or max(best, outside["pension"], outside["advice"]) < 0.25:
        return "off_topic"
    return "pension"
