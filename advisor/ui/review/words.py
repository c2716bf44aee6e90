"""The names that the page uses for what the record holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

REASONS = {
    "distress": "Distress",
    "withheld": "Withheld answer",
    "failed": "Failed",
    "blocked": "Blocked",
    "thumbs_down": "Thumb down",
    "low_confidence": "Low confidence",
    "picked": "Picked",
}
WHY = {
    "distress": "The member may be in distress. They were shown help lines.",
    "withheld": "The answer did not pass its own checks, so the member was not shown it.",
    "failed": "No answer came about.",
    "blocked": "The guardrails did not let the question in.",
    "thumbs_down": "The member gave the answer a thumb down.",
    "low_confidence": "The member was shown an answer that the model was unsure of.",
    "picked": "A reviewer picked this question to look at.",
}
DECISIONS = {
    "right_block": "Right block",
    "false_alarm": "False alarm",
    "missed_risk": "Missed risk",
    "wrong_answer": "Wrong answer",
    "needs_expert": "Needs an expert",
}
MEANING = {
    "right_block": "It was right to stop it.",
    "false_alarm": "Nothing was wrong with it.",
    "missed_risk": "It should have been stopped, and was not.",
    "wrong_answer": "The answer is wrong or of no use.",
    "needs_expert": "It stays in the queue for somebody who knows.",
}
POLICIES = {
    "personal_data": "Personal data",
    "attack": "Attack",
    "abuse": "Abuse",
    "distress": "Distress",
    "length": "Length",
    "answer_check": "Answer checks",
}
OUTCOMES = {
    "answered": "Answered",
    "declined": "Declined",
    "blocked": "Blocked",
    "withheld": "Withheld",
    "failed": "Failed",
}
SEVERITIES = {"urgent": "Urgent", "high": "High", "medium": "Medium", "low": "Low"}
SEVERITY_COLOURS = {"urgent": "red", "high": "orange", "medium": "blue", "low": "gray"}
STATES = {"open": "Open", "claimed": "Claimed", "reopened": "Reopened", "done": "Done"}
STEPS = {
    "claim": "claimed it",
    "release": "gave it back",
    "undo": "took the decision back",
    "reopen": "reopened it",
    "comment": "commented",
}


def back(names: Mapping[str, str], chosen: Iterable[str]) -> tuple[str, ...]:
    """What the record calls these names."""
    meant = {shown: kept for kept, shown in names.items()}
    return tuple(meant.get(each, each) for each in chosen)


def age(seconds: float) -> str:
    """`under a minute`, `12 min`, `5 h`, `3 days`."""
    if seconds < 60:
        return "under a minute"
    if seconds < 3600:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.0f} h" if seconds < 172_800 else f"{seconds / 86_400:.0f} days"
