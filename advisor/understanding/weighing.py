"""Which of the possible readings comes first, besides their scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from .candidates import Candidate
from .desk import training

SURE = 0.34  # a reading below this is not taken for the meaning; less is asked of a pension question
NOTE_NEAR = 0.2  # a rule whose words fit this well is meant, though the message names nothing of the subject
NOTE_FOLLOWS = 0.1  # … and this well in a few words after an answer
_CLEAR_RULE, _TIMES_CLEARER = 0.4, 2.0  # a rule whose words fit this well, and so much better than a sum's
_OF_LAST = 0.06  # what a rule behind the last calculation has for it in a few words after it
_KNOWN_ALREADY = 0.15  # taken from a calculation that would only find what the talk has named
_ALONE, _LONE = 0.2, 1.7  # words this clear, and so many times as clear as any other reading's, leave one meaning


def runs(candidate: Candidate) -> bool:
    """True for a calculation that has all it needs."""
    return candidate.task.kind == "calculate" and not candidate.task.missing


def rule_first(found: list[Candidate]) -> list[Candidate]:
    """The readings with a rule first that the words clearly mean, where the first one lacks facts or hardly fits."""
    if not found or found[0].task.kind == "note":
        return found
    rule = next((each for each in found if each.task.kind == "note"), None)
    clearer = _TIMES_CLEARER if found[0].task.missing else 2 * _TIMES_CLEARER
    if not rule or rule.words < _CLEAR_RULE or rule.words < clearer * found[0].words:
        return found
    return [rule, *(each for each in found if each is not rule)]


def less_if_known(candidate: Candidate, before: Mapping[str, Any]) -> Candidate:
    """The reading with less for it where it would only find what `before`, the last inputs, names already."""
    finds = {
        link["input"]
        for link in training()["carried"].get(candidate.task.name, ())
        if "take" not in link and "input" in link
    }
    return replace(candidate, score=candidate.score - _KNOWN_ALREADY) if finds & before.keys() else candidate


def nearer(candidate: Candidate) -> Candidate:
    """The reading with more for it where it is a rule behind the last calculation."""
    if candidate.task.kind != "note" or candidate.words < _OF_LAST:
        return candidate
    return replace(candidate, words=candidate.words + _OF_LAST, score=candidate.score + _OF_LAST)


def stands_out(found: Sequence[Candidate]) -> bool:
    """True where the words of the first reading leave every other one far behind."""
    if not found or found[0].words < _ALONE:
        return False
    rivals = [each.words for each in found[1:] if each.task.name != found[0].task.name]
    return found[0].words >= _LONE * max(rivals, default=0.0)
