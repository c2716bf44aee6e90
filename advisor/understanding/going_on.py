"""The rule that a few words after an answer ask for: "how long do we have?", "how do we claim it?"."""

from __future__ import annotations

import re

from .candidates import Candidate, asks_amount, asks_figure
from .concepts import concepts, own
from .conversation import SHORT, is_other_form, points_back
from .desk import NOTE, Desk
from .reading import Reading
from .turn import Turn
from .words import stems

_ASKS = re.compile(
    r"\b(?:how|what|whats|when|where|who|why|which|can|could|do|does|did|is|are|will|would|must|should|has|isnt|not|if"
    r"|any|anything|worth|avoid|round|around|catch|downside)\b"
)
_WEAK_NOTE, _WEAK_BACK, _WEAK_SUM = 0.3, 0.5, 0.6  # words under these say too little by themselves
_EXPLAINS = 0.06  # a rule behind the last calculation is that much nearer
_SAYS_AGAIN = 0.4
_NEW_SUBJECT, _OWN_WORDS = 0.15, 0.12  # a rule whose words in this message alone reach these is meant
_LEAST_SUM = 0.1  # a calculation that took a figure is meant unless its words are fainter than this
_OF_A_PERSON = ("age", "years", "number")  # figures that a rule may turn on: "and if they are 17?"
_STAYS = 0.6  # a rule just told is still the one meant where it comes as near as this to the best
_ELSEWHERE = {"off_topic": 0.08, "smalltalk": 0.3, "about": 0.2}  # scores that lead away from the subject
_FAR_OFF = 0.2  # a few words without a trace of another subject are off it only above this
_LITTLE = 2  # words with a meaning of their own: "ok how do I do it"
_STRANGE, _FEW = 0.5, 4  # … and so many words from outside it, in a message of more words than that
_NAMELESS_RULE = 0.3  # where no product is named, rules that don't explain the last answer must reach this
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
    if (
        best
        and best.task.name in {task.name for task in last.tasks}
        and best.words >= _SAYS_AGAIN
        and asks_amount(text, desk.country.code)
    ):
        return ""  # "so what's left?": its words ask for the last answer's figure
    new = (concepts(text, desk.country.code) - concepts(earlier, desk.country.code)) & own(desk.country.code)
    if new and best and best.task.kind == "note" and best.words >= _NEW_SUBJECT:
        return ""  # "would that hurt my wife's age pension?" names what was not spoken of before
    scores = desk.classifier.scores(*desk.described(f"{text} {text} {earlier}"))
    rules = {label.removeprefix(NOTE): score for label, score in scores.items() if label.startswith(NOTE)}
    near = explaining(desk, last)
    about = own(desk.country.code) & concepts(f"{text} {earlier}", desk.country.code)
    rules = {
        note: score
        for note, score in rules.items()
        if note in near or (about & desk.spoken_of(note) if about else score >= _NAMELESS_RULE or not near)
    }
    rules = {note: score + _EXPLAINS * (note in near and score >= _EXPLAINS) for note, score in rules.items()}
    name = max(rules, key=lambda note: rules[note], default="")
    if best and best.task.kind == "note" and best.task.name in rules and best.words >= _OWN_WORDS and name != told:
        alone = desk.scores(turn)
        if alone.get(NOTE + name, 0.0) < alone.get(best.task.name, alone.get(NOTE + best.task.name, 0.0)) / 2:
            name = best.task.name  # "can I still work?" has no word of the wife asked about before
    if told in rules and name and rules[told] >= _STAYS * rules[name]:
        name = told
    return name if name and rules[name] >= _ENOUGH else ""


def explaining(desk: Desk, last: Reading) -> frozenset[str]:
    """The ids of the notes that explain the last answer's calculations."""
    names = {task.name for task in last.tasks}
    return frozenset(id for id, note in desk.country.notes.items() if names & set(note.get("explains", ())))


def leaves(desk: Desk, turn: Turn) -> bool:
    """True for words that turn to something else: the weather, or a thank you."""
    scores = desk.scores(turn)
    little = len(turn.text.split()) <= SHORT or len(stems(turn.text)) <= _LITTLE
    if little and not desk.elsewhere(turn) and scores.get("off_topic", 0.0) < _FAR_OFF:
        return False
    if points_back(turn.text) and len(stems(turn.text)) <= 1 and not desk.elsewhere(turn):
        return False  # "ok how do I do it" says nothing but that it goes on
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
