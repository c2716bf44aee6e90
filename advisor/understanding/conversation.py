"""Follow-ups: does a message lean on the turns before it, and how does it change the question asked there."""

from __future__ import annotations

import re

_CUE = re.compile(
    r"^(?:ok(?:ay)?|right|so|and|but|then|also|hmm+|well|now|great|thanks|thank you|sorry|no|nope|yes|actually)?[, .-]*"
    r"(?:and\b|but\b|or\b|what about|how about|what if|what happens if|wat if|wat about|suppose|same (?:for|but|question|thing|again)|repeat|again|instead|i meant"
    r"|make it|make that|if i\b|if we\b|try|now\b|then\b|with\b|without\b|for (?:age|my)|at (?:age )?\d|in today|is that|is it|does that|would that|would it|will that|will it|why\b|how come|how so|how did you|explain|show me|that'?s)"
)
_WHY = re.compile(
    r"^(?:ok(?:ay)?|so|and|but|hmm+|sorry)?[, .-]*(?:why\b(?!.*\b(?:my|claim|rejected)\b)|how come|how so|how did you|how do you (?:get|work|know)|how is (?:that|it|this) (?:worked|calculated)"
    r"|explain|show me (?:how|the (?:steps|working))|where does (?:that|it) come)"
)
_POINTS_BACK = re.compile(
    r"\b(?:that|it|this|those|the same|instead|above|the other|previous|earlier|then)\b"
)
_ANOTHER = re.compile(r"^(?:and|ok|so|but|,|\s)*(?:what|how) about (?:my |for my )?(?:wife|husband|spouse|partner|mother|father|mum|mom|dad|brother|sister|her|him)\b|\bfor my (?:wife|husband|spouse|partner)\b")
_QUESTION = re.compile(r"\b(?:how|what|when|which|who|where|can|could|does|do|is|are|will|would|should)\b|\?")
SHORT = 5  # words: a message as short as this rarely stands alone


def is_cue(text: str) -> bool:
    """True when the message opens the way follow-ups open: "and if…", "what about…", "why?"."""
    return bool(_CUE.match(text))


def asks_why(text: str) -> bool:
    """True when the message asks for the reason of the answer before."""
    return bool(_WHY.match(text)) and len(text.split()) <= 2 * SHORT


def about_another(text: str) -> bool:
    """True when the same question is asked for someone else: "what about my wife?"."""
    return bool(_ANOTHER.search(text))


def points_back(text: str) -> bool:
    """True when a short message speaks of "that" or "it"."""
    return bool(_POINTS_BACK.search(text)) and len(text.split()) <= 3 * SHORT


def bare_fact(text: str) -> bool:
    """True for a message that is no question: "62", "single", "I'm in Scotland", "about 30k"."""
    return not _QUESTION.search(text) and len(text.split()) <= 3 * SHORT
