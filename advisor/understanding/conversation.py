"""Follow-ups: does a message lean on the turns before it, and how does it change the question asked there."""

from __future__ import annotations

import re

_CUE = re.compile(
    r"^(?:ok(?:ay)?|right|so|and|but|then|also|hmm+|well|now|great|thanks|thank you|sorry|no|nope|yes|actually)?[, .-]*"
    r"(?:and\b|but\b|or\b|what about|how about|what if|what happens if|wat if|wat about|suppose|same (?:for|but"
    r"|question|thing|again)|repeat|again|instead|i meant"
    r"|make it|make that|if i\b|if we\b|try|now\b|then\b|with\b|without\b|for (?:age|my)|at (?:age )?\d|in today"
    r"|is that|is it|does that|would that|would it|will that|will it|why\b|how come|how so|how did you|explain"
    r"|show me|that'?s)"
)
_WHY = re.compile(
    r"^(?:ok(?:ay)?|so|and|but|hmm+|sorry)?[, .-]*(?:why\b(?!.*\b(?:my|claim|rejected)\b)|how come|how so|how did "
    r"(?:you|u|ya)|how do (?:you|u) (?:get|work|know)|how is (?:that|it|this) (?:worked|calculated)"
    r"|explain|show me (?:how|the (?:steps|working))|where does (?:that|it) come|k(?:yu|yun|yon|yoon)\b"
    r"|kaise (?:aaya|nikla|hua)"
    r"|samjha\w*)"
)
_POINTS_BACK = re.compile(
    r"\b(?:that|it|its|it's|this|those|the same|instead|above|the other|previous|earlier|then|isme|ispe|isp[ae]r|usme"
    r"|usp[ae]|uspar|iska|iske|iski|uska|uske)\b|^(?:ok(?:ay)? |so |and |n |& |aur |but )*(?:what )?if\b"
)
_ANOTHER = re.compile(
    r"^(?:ok|so|but|,|\s)*(?:(?:and )?(?:what|how) about|and|same for|or|for) (?:for )?(?:my )?(?:wife|husband|spouse"
    r"|partner|mother|father|mum|mom|dad|brother|sister|her|him)\b|\bfor my (?:wife|husband|spouse|partner)\b"
)
_BEFORE = re.compile(
    r"\b(?:the above|everything above|above but|repeat (?:that|it|the|your)|say (?:that|it) again|summar(?:ise"
    r"|ize|y)|(?:first|last|previous|earlier) (?:statement|answer|question|message)"
    r"|(?:put|write|show) (?:it|that|the answer|this) (?:as|in) a (?:table|list)|in simpler words|in plain "
    r"(?:english|words)|the disclaimer)\b"
)
_PERIOD = re.compile(
    r"(?:and |so |but |ok(?:ay)? )?(?:(?:(?:is|whats|what's|what is|how much is|thats|that's) )?(?:(?:that|it|this) )?"
    r"(?:left |over )*(?:(?:in|per|a|each|every|by the) )?(?P<period>month|year|week|fortnight|mth|yr|wk)(?:ly)?"
    r"|when (?:is|will|would) (?:that|it)(?: be)?"
    r"|(?:ok,? )?(?:so )?(?:what(?:'s|s| is)|how much(?:'s| is)?) (?:still )?left(?: then| now)?)\??"
)
_THANKS = re.compile(
    r"(?:(?:ok(?:ay)?|great|cool|nice|perfect|super|alright|right|good|many|so much|a lot|very much|dear|bhai|ji|sir"
    r"|thanks|thank you|thankyou|thx|ty|tysm|cheers|ta|got it|shukriya|dhanyava+d|theek hai|achha|accha)[ ,.!]*)+"
)
_TABLE = re.compile(
    r"\b(?:(?:put|write|show|give|make|do|have|see|display|format)\b.*\b(?:table|list|columns?|bullet points?"
    r"|step by step)"
    r"|(?:as|in) (?:a |an )?(?:table|list|spreadsheet|bullet points?))\b"
)
_SIMPLER = re.compile(
    r"\b(?:simpl(?:y|er|ify)|(?:in )?(?:plain|easier|simple|easy|normal|other) (?:english|words|terms|language)"
    r"|layman\w*"
    r"|dumb(?: it| that)? down|eli ?5|like i'?m (?:a |an )?(?:5|five|child|kid|10|ten)|too complicated|shorter"
    r"|less jargon"
    r"|(?:don'?t|do not|dont|didn'?t) (?:really )?(?:understand|get it|get that|follow)|in short|short version|huh"
    r"|what does (?:that|it|this|all that|all this) (?:even )?mean|you lost me|confus\w+)\b"
)
_TODAY = re.compile(
    r"\b(?:in )?(?:to ?day'?s|present|real) (?:money|dollars|pounds|rupees|terms|value)\b|\bafter inflation\b"
)
_YEAR_SHIFT = re.compile(
    r"\b(?P<on>next|following|coming) (?:tax |financial )?year\b|\byear (?P<after>after)\b|\b(?:last|previous) "
    r"(?:tax |financial )?year\b|\byear before\b"
)
_OPENS = re.compile(r"^(?:is|are|do|does|am|will|would|should|could|can)\b")
_QUESTION = re.compile(
    r"\b(?:how|what|whats|when|which|who|where|can i|do i|could i|will i|would i|should"
    r"|kab|kitn[aei]|kya|kaise|kaun)\b|\?"
)
SHORT = 5  # words: a message as short as this rarely stands alone


def is_cue(text: str) -> bool:
    """True when the message opens the way follow-ups open: "and if…", "what about…", "why?"."""
    return bool(_CUE.match(text))


def asks_why(text: str) -> bool:
    """True when the message asks for the reason of the answer before."""
    return bool(_WHY.match(text)) and len(text.split()) <= 2 * SHORT


_ONLY_WHY = re.compile(
    r"[^a-z]*(?:(?:and|but|so) )?(?:wh?y|how come|how so|k(?:yu|yun|yon|yoon))\b"
    r"(?: (?:is|are|was|so|that|it|this|the|be|hai|only|too))*"
    r"(?: (?:much|little|low|high|many|big|small|less|more|not|no|what|itna|kam|zyada))*[^a-z]*"
)


def asks_why_of(text: str) -> bool:
    """True for a "why…" that names what it asks about: "why is a quarter of it free?"."""
    return asks_why(text) and text.startswith(("why", "and why", "but why", "so why")) and not _ONLY_WHY.fullmatch(text)


def about_another(text: str) -> bool:
    """True when the same question is asked for someone else: "what about my wife?"."""
    return bool(_ANOTHER.search(text))


def points_back(text: str) -> bool:
    """True when a short message speaks of "that" or "it"."""
    return bool(_POINTS_BACK.search(text)) and len(text.split()) <= 3 * SHORT


def speaks_of_before(text: str) -> bool:
    """True when the message is about the talk itself: "summarise the above", "write it as a table"."""
    return bool(_BEFORE.search(text))


_SHORT_PERIOD = {"mth": "month", "yr": "year", "wk": "week"}


def asks_period(text: str) -> bool:
    """True for "monthly?" and "when is that?", asked of the figure before."""
    return bool(_PERIOD.fullmatch(text))


def period_asked(text: str) -> str:
    """`month` for "monthly?"; empty for "when is that?"."""
    found = _PERIOD.fullmatch(text)
    said = (found and found["period"]) or ""
    return _SHORT_PERIOD.get(said, said)


def only_thanks(text: str) -> bool:
    """True for "ok thanks", after which nothing is asked."""
    return bool(_THANKS.fullmatch(text))


def is_other_form(text: str) -> bool:
    """True for a message that wants the answer before again: its reason, a table, simpler words, today's money."""
    return any(asks(text) for asks in _FORMS)


def asks_table(text: str) -> bool:
    """True for "write it as a table", asked of the answer before."""
    return bool(_TABLE.search(text)) and len(text.split()) <= 3 * SHORT


def asks_simpler(text: str) -> bool:
    """True for "explain it more simply", asked of the answer before."""
    return bool(_SIMPLER.search(text)) and len(text.split()) <= 3 * SHORT


def asks_todays_money(text: str) -> bool:
    """True for a short "in today's money?"."""
    return bool(_TODAY.search(text)) and len(text.split()) <= 2 * SHORT


def year_shift(text: str) -> int:
    """1 for "and next year?", -1 for "the year before?", 0 for neither."""
    found = _YEAR_SHIFT.search(text)
    if not found or len(text.split()) > 2 * SHORT:
        return 0
    return 1 if found["on"] or found["after"] else -1


def bare_fact(text: str) -> bool:
    """True for a message that is no question: "62", "single", "I'm in Scotland", "about 30k"."""
    return not _QUESTION.search(text) and not _OPENS.match(text) and len(text.split()) <= 3 * SHORT


_FORMS = (asks_why, asks_table, asks_simpler, asks_todays_money, asks_period, speaks_of_before)
