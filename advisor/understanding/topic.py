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
_STRANGE, _MOSTLY_STRANGE = 0.3, 0.5  # shares of words from outside the subject
_FAINT = 0.25  # below this no label fits


def topic_of(desk: Desk, turn: Turn, scores: Mapping[str, float], best: float) -> str:
    """ "pension", "off_topic", "advice", "smalltalk" or "about". `best` is the best task's score."""
    subject, hint = bool(desk.subject.search(turn.text)), bool(desk.hint.search(turn.text))
    outside = {label: scores.get(label, 0.0) for label in OUTSIDE}
    task = max((score for label, score in scores.items() if label not in OUTSIDE), default=0.0)
    strange = desk.strange(turn)
    if outside["smalltalk"] > task and not subject and len(turn.text.split()) <= _SMALL and not strange:
        return "smalltalk"
    if outside["about"] > max(task, outside["off_topic"], _FAINT) and strange <= _MOSTLY_STRANGE:
        return "about"
    if outside["advice"] > max(task, _FAINT) and _WISH.search(turn.text) and (subject or hint or strange < _STRANGE):
        return "advice"
    if subject:
        off = outside["off_topic"] > max(task, outside["pension"]) + _FAINT
    elif hint:
        off = strange >= _MOSTLY_STRANGE or outside["off_topic"] > max(task, outside["pension"])
    else:
        off = (
            strange >= _STRANGE
            or outside["off_topic"] > max(task, outside["pension"])
            or max(best, outside["pension"], outside["advice"]) < _FAINT
        )
    return "off_topic" if off else "pension"
