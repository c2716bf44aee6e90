"""The rule that a few words after an answer ask for: "how long do we have?", "how do we claim it?"."""

from __future__ import annotations

import re

from .candidates import Candidate, asks_figure
from .concepts import concepts, own
from .conversation import is_other_form, points_back
from .desk import NOTE, Desk
from .reading import Reading
from .turn import Turn

_ASKS = re.compile(
    r"\b(?:how|what|whats|when|where|who|why|which|can|could|do|does|did|is|are|will|would|must|should|has|isnt|not|if)\b"
)
_WEAK_NOTE, _WEAK_BACK, _WEAK_SUM = 0.3, 0.5, 0.6  # words under these say too little by themselves
_LEAST_SUM = 0.1  # a calculation that took a figure is meant unless its words are fainter than this
_OF_A_PERSON = ("age", "years", "number")  # figures that a rule may turn on: "and if they are 17?"
_STAYS = 0.6  # a rule just told is still the one meant where it comes as near as this to the best
_ELSEWHERE = {"off_topic": 0.08, "smalltalk": 0.3, "about": 0.2}  # scores that lead away from the subject
_STRANGE, _FEW = 0.5, 4  # … and so many words from outside it, in a message of more words than that
_ENOUGH = 0.12  # what a rule must reach by the words of both messages


def rule_before(desk: Desk, turn: Turn, last: Reading, earlier: str, best: Candidate | None) -> str:
    """The id of the note that both messages together ask for; empty where this one says enough by itself.

    `earlier` is the question before, and `best` the reading of this message alone.
    """
    text = turn.text
    if not _ASKS.search(text) or is_other_form(text) or leaves(desk, turn):
        return ""
    told = last.tasks[0].name if last.tasks[0].kind == "note" else ""
    if any(m.role != "zero" and not (told and m.kind in _OF_A_PERSON and not m.period) for m in turn.mentions):
        return ""
    if best and not _weak(desk, turn, best, last):
        return ""
    if best and best.task.name in {task.name for task in last.tasks} and asks_figure(text):
        return ""  # "what do I get back for that?": the last answer says it
    scores = desk.classifier.scores(*desk.described(f"{text} {text} {earlier}"))
    rules = {label.removeprefix(NOTE): score for label, score in scores.items() if label.startswith(NOTE)}
    name = max(rules, key=lambda note: rules[note], default="")
    if told and rules[told] >= _STAYS * rules[name]:
        name = told
    return name if name and rules[name] >= _ENOUGH else ""


def leaves(desk: Desk, turn: Turn) -> bool:
    """True for words that turn to something else: the weather, or a thank you."""
    scores = desk.scores(turn)
    elsewhere = any(scores.get(label, 0.0) >= least for label, least in _ELSEWHERE.items())
    return elsewhere or (desk.strange(turn) >= _STRANGE and len(turn.text.split()) > _FEW)


def _weak(desk: Desk, turn: Turn, best: Candidate, last: Reading) -> bool:
    """True for a reading that took nothing from the message and says the last answer again, or hardly fits."""
    if best.task.kind == "note":
        return best.words < (_WEAK_BACK if points_back(turn.text) else _WEAK_NOTE)
    if best.filled and (best.filled.used or best.filled.given):
        return best.words < _LEAST_SUM
    again = any(best.task.name == task.name and best.task.inputs == task.inputs for task in last.tasks)
    code = desk.country.code
    nameless = not asks_figure(turn.text) and not concepts(turn.text, code) & own(code)
    return again or nameless or best.words < _WEAK_SUM
