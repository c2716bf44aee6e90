"""Is a message about retirement money at all, or small talk, a wish for a recommendation, or something else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .desk import OUTSIDE, Desk
from .turn import Turn

_WISH = re.compile(
    r"\b(?:should (?:i|we|my)|recommend\w*|which (?:\w+ )?(?:fund|option|provider|company|shares|stock|annuity"
    r"|investment|scheme)\w* (?:is|should|gives?|do|to|would|has|are)"
    r"|best (?:\w+ )?(?:fund|investment|option|provider|stock|shares|allocation)\w*|better|is (?:it|that|he|she) "
    r"(?:a good|right|smart|wise|worth)|what would you do|good idea|pick (?:a|the|me))\b"
)
_CHOOSE = re.compile(
    r"\bwhich (?:\w+ ){0,2}(?:funds?|options?|stocks?|shares|etfs?|provider|company|investments?)\b.*\bshould\b"
    r"|\brecommend (?:me |us )?(?:a|an|some|any)\b|\bshould (?:i|we) (?:buy|invest|pick|choose|sell)\b"
    r"|\bbetter (?:to (?:take|choose|go)|for me)\b|\bgo to cash\b|\bbest (?:fund|option|provider|investment)\b"
)
_PARTY = re.compile(
    r"\b(?:retirement|farewell|leaving|retiring) (?:\w+ )?(?:party|do|card|speech|cake|dinner|gift|present)\b"
    r"|\b(?:car|pet|travel|health|term|life|bike|motor) insurance\b(?!.*\b(?:in|through|from) my\b)"
)  # the occasion, or another kind of insurance: not retirement money
_TINY = 3  # words: a greeting
_SMALL = 8  # words: small talk is short
_STRANGE, _MOSTLY_STRANGE, _FOREIGN = 0.3, 0.5, 0.6  # shares of words from outside the subject
_AHEAD = 0.1  # the lead that "off the subject" needs over a word such as "retirement"
_CLEARLY = 0.5  # a task as clear as this is meant, though its words have another sense
_CERTAIN = 0.8  # a task as clear as this is no wish for a recommendation
_KNOWN = 0.3  # the score of words that ask something of the subject without any of its own words
_FAINT = 0.25  # below this no label fits
_TRACE, _HINTED = 0.05, 0.15  # … unless a label comes as near as this, and "off the subject" no nearer than that


def topic_of(desk: Desk, turn: Turn, scores: Mapping[str, float], best: float, fits: bool = False) -> str:
    """ "pension", "off_topic", "advice", "smalltalk" or "about". `best` is the best task's score.

    `fits` tells that a calculator took all of several figures: money, an age, years.
    """
    subject, hint = bool(desk.subject.search(turn.text)), bool(desk.hint.search(turn.text))
    outside = {label: scores.get(label, 0.0) for label in OUTSIDE}
    task = max((score for label, score in scores.items() if label not in OUTSIDE), default=0.0)
    strange = desk.strange(turn)
    words = len(turn.text.split())
    if (
        outside["smalltalk"] > max(task, outside["off_topic"], outside["about"])
        and not subject
        and (words <= _TINY or not strange)
        and words <= _SMALL
    ):
        return "smalltalk"
    if outside["about"] > max(task, outside["off_topic"], _FAINT) and (
        strange <= _MOSTLY_STRANGE or outside["about"] > 2 * _FAINT
    ):
        return "about"
    if _CHOOSE.search(turn.text) and (subject or hint) and task < _CERTAIN:
        return "advice"
    if outside["advice"] > max(task, _FAINT) and _WISH.search(turn.text) and (subject or hint or strange < _STRANGE):
        return "advice"
    known = task >= _CLEARLY and outside["off_topic"] < _AHEAD  # such as cover that comes with the account
    if not subject and not known and _PARTY.search(turn.text):
        off = True
    elif subject:
        off = outside["off_topic"] > max(task, outside["pension"]) + _FAINT
    elif hint:
        ahead = outside["off_topic"] - max(task, outside["pension"])
        foreign = strange >= _FOREIGN and ahead > -_AHEAD / 2
        off = ahead > _AHEAD or foreign or (strange >= _MOSTLY_STRANGE and ahead > _AHEAD / 2)
    elif fits:
        off = strange > _MOSTLY_STRANGE or outside["off_topic"] > max(task, outside["pension"]) + _AHEAD
    elif outside["off_topic"] <= _TRACE and task >= _HINTED and strange < _MOSTLY_STRANGE:
        off = False  # nothing speaks for another subject, and something for this one
    else:
        off = (
            (strange >= _STRANGE and (task < _KNOWN or outside["off_topic"] > _AHEAD / 2))
            or outside["off_topic"] > max(task, outside["pension"])
            or max(best, outside["pension"], outside["advice"]) < _FAINT
        )
    return "off_topic" if off else "pension"
