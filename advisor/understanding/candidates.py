"""Which calculators and notes a message could mean, best first: its words and how well its figures fit."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from .concepts import concepts
from .desk import NOTE, OUTSIDE, Desk, training
from .filled import Filled, Ground
from .mentions import Mention
from .people import known, merged
from .reading import Task
from .shapes import Slot
from .shares import of_accounts
from .slots import assign
from .turn import Turn
from .when import asked_day

_CONSIDERED = 6  # labels whose figures are tried, by their words' score
_FIT, _COVERED, _MISSING, _UNUSED, _NOTE_FIGURES = 0.15, 0.2, 0.05, 0.1, 0.14
_NOT_ASKED = 0.5  # figures count for less where none of them is one that the calculation must have
_WORDS_ENOUGH = 0.08  # with a lower score of the words, figures that fit count for less
_GENERAL = 0.12  # a general sum, where the product named has one of its own
_HANDED = 0.16  # a calculation that goes on from the last answer's figure
_NO_MONEY = 0.3  # an amount, and a calculation that takes no money at all
_LAW_UNUSED = 0.25  # a question that states a figure of law is for a calculator that takes that figure
_TIMES = ("year", "tax_year", "day")


_LIKELY = 0.15  # a calculator with such words may be what the figures of a message are for
_A_FEW = 14  # "2 jobs", "3 accounts": a number up to this is no amount
_RULE = 0.1  # what the form of a question ("can I…", "how much…") adds for or against a note
_NO_FACTS = 0.25  # taken from a calculator that lacks facts when the question sounds like one about a rule
_CLEAR_LEAD = 0.2  # words so much ahead of every note's ask for the calculator
_BARE_RULE = 0.12  # … and from one that took no figure of such a question
_ASKS_FIGURE = re.compile(
    r"\b(?:how (?:much|many|big|long (?:will|would|could|does (?:my|it)|do (?:i|my)))|calculat\w+|work out"
    r"|what (?:would|will|do|does) (?:i|we|he|she|it) (?:get"
    r"|pay|owe|cost|lose|be)|kitn[aei])\b"
)
_ASKS_RULE = re.compile(
    r"\b(?:can (?:i|we|my|he|she|you|someone|they)|what happens|how do(?:es)?(?: i| my| we)?|do i (?:have|need)"
    r"|must (?:i|we)|w[ao]ts?'?s (?!my |our |his |her |the )|do (?:they|adult|kids|children|you|u|we|people) "
    r"|is it|are (?:there|my)|who|why|what (?:is|are|counts|does)(?! (?:my|our|his|her) )"
    r"|what (?:deductions|documents|papers|forms?|proofs?|rules|options|benefits|reasons)"
    r"|which|where|should|allowed|(?<!what )is my|explain|difference|rules?|process|steps|form|kaise|options"
    r"|milega|milegi|possible|what now|what (?:do|can|must) (?:i|we) do|am i|any way|chalega|sakt[aei]|zaruri|kyu"
    r"|kyun)\b"
)


_ASKS_OWN = re.compile(r"\b(?:my|mine|our|me|mer[aei]|mujhe|hamar[aei])\b")  # the member's own figure


def asks_figure(text: str) -> bool:
    """True for "how much…", "what would I get…"."""
    return bool(_ASKS_FIGURE.search(text))


def asks_amount(text: str, country: str) -> bool:
    """True for a message with a word that asks for a figure: "how much", "left", "the least"."""
    return bool(concepts(text, country) & _FIGURES - {"when"})


_OWN_FACTS = 0.1  # for a sum that the profile has all facts of, when the question is about "my" figure
_AGE_IN_RULE = 0.1  # taken from a calculator that took only an age of a question about a rule
_FIGURES = frozenset(("howmuch", "limit", "room", "minimum", "needed", "when"))  # concepts that ask for a figure


def _bare(made: Candidate, slots: Sequence[Slot]) -> bool:
    """True for a calculator that took nothing from the message but, say, the name of a plan."""
    chosen = any(slot.required and slot.shape == "choice" and slot.name in made.task.given for slot in slots)
    flags = any(slot.shape == "bool" and slot.name in made.task.given for slot in slots)
    return not (made.filled and made.filled.used) and not chosen and not flags


def _only_age(made: Candidate) -> bool:
    """True for a calculator that took no more than an age: "my Roth is new and I'm 62, can I take the gains?"."""
    return made.filled is not None and {m.kind for m in made.filled.used.values()} == {"age"}


_OF_LAW = re.compile(r" ?(?:\w+ )?(?:penalty|tax|hit|extra|rule|thing|charge|tds)\b")
_NAMES_RULE = re.compile(r" ?(?:thing|rule|cap|limit|threshold)s?\b")


def _counts(mention: Mention, text: str) -> bool:
    """True for a figure to reckon with; "the 10% penalty" only names the rule."""
    if mention.kind == "percent":
        return not _OF_LAW.match(text[mention.end :])
    if _NAMES_RULE.match(text, mention.end):
        return False  # "the 3 million thing"
    return mention.kind == "money" or (mention.kind == "number" and float(str(mention.value)) > _A_FEW)


def _strayed(mention: Mention) -> float:
    """How much an unused figure speaks against a reading: an age may be told in passing, an amount hardly."""
    if mention.kind == "number":
        return float(bool(mention.period) or float(str(mention.value)) >= _AN_AMOUNT)
    if mention.kind == "age":
        return 1.0 if mention.role == "future" else _IN_PASSING
    return float(mention.kind in ("money", "percent", "years", "weeks"))


def _year_long(filled: Filled, slots: Sequence[Slot]) -> list[Mention]:
    whole = {slot.name for slot in slots if slot.of_year}
    return [m for name, m in filled.used.items() if name in whole and m.period not in ("", "year")]


def _told(mention: Mention) -> bool:
    """True for an amount left out, which the member must hear of."""
    return mention.kind in ("money", "number") and mention.role != "zero" and _strayed(mention) >= 1


def _puzzling(filled: Filled, slots: Sequence[Slot]) -> list[str]:
    """What amounts stand for that were told and not understood, where a sum would otherwise do without any amount."""
    amounts = [slot.name for slot in slots if slot.shape == "money"]
    if not amounts or not filled.given.keys().isdisjoint(amounts):
        return []
    return [f"what the {m.text.strip()} is" for m in filled.unused if m.kind == "money" and _told(m)]


_AN_AMOUNT, _IN_PASSING = 1000, 0.6


@dataclass(frozen=True)
class Candidate:
    """A possible task, the score of its words alone, and the score with its figures."""

    task: Task
    words: float
    score: float
    filled: Filled | None = None

    @property
    def complete(self) -> bool:
        """True for a calculator that has all it needs and took all of two figures or more."""
        return bool(self.filled and len(self.filled.used) > 1 and not self.task.missing and not self.filled.unused)

    @property
    def fits(self) -> bool:
        """True for a calculator that has all it needs and took every figure of a message with several."""
        if self.filled is None or not self.complete:
            return False
        kinds = {m.kind for m in self.filled.used.values()}
        return {"money", "percent"} <= kinds or (
            len(self.filled.used) >= _SEVERAL and "money" in kinds and len(kinds) > 1
        )


_SEVERAL = 3  # figures


def ranked(
    desk: Desk, turn: Turn, facts: Mapping[str, Any], profile: Mapping[str, Any], today: date, earlier: str = "",
    before: Mapping[str, Any] | None = None,
) -> list[Candidate]:  # fmt: skip
    """Candidates for a message, best first. `facts` were said earlier in the talk.

    `earlier` is the question that the message leans on, and `before` the inputs given for it.
    """
    scores = desk.scores(turn, earlier)
    labels = sorted((label for label in scores if label not in OUTSIDE), key=lambda label: -scores[label])
    found = []
    figure = bool(_ASKS_FIGURE.search(turn.text))
    counted = any(_counts(m, turn.text) for m in turn.mentions)
    rule = not figure and not counted and bool(_ASKS_RULE.search(turn.text))
    named = concepts(turn.text, desk.country.code)
    asks_figure = bool(named & _FIGURES)
    best_note = max((score for label, score in scores.items() if label.startswith(NOTE)), default=0.0)
    sums = training()["own_sums"].get(desk.country.code, {})
    general = {name for concept in named & sums.keys() for name in sums[concept]}
    counts = any(scores[label] >= _LIKELY for label in labels[:_CONSIDERED] if not label.startswith(NOTE))
    going_on = {fact.split(".")[0] for fact in facts if "." in fact}
    for label in [*labels[:_CONSIDERED], *(name for name in labels[_CONSIDERED:] if name in going_on)]:
        if label.startswith(NOTE):
            figures = sum(1 for m in turn.mentions if m.kind in ("money", "percent") and m.role != "zero")
            day, tax_year = asked_day(turn.mentions, Filled(), desk.country.law.years, today, turn.text)
            task = Task(
                "note", label.removeprefix(NOTE), day=day, tax_year=tax_year, confidence=confidence(scores[label])
            )
            score = (
                scores[label] - _NOTE_FIGURES * figures * counts + (_RULE if rule else 0.0) - (_RULE if figure else 0.0)
            )
            found.append(Candidate(task, scores[label], score))
            continue
        made = calculated(desk, label, turn.mentions, turn, facts, profile, today, scores[label], before)
        plainer = training()["plainer"].get(label)
        if plainer and made.task.missing:
            made = calculated(desk, plainer, turn.mentions, turn, facts, profile, today, scores[label], before)
            label = plainer
        rivalled = best_note > scores[label] - _CLEAR_LEAD
        own = not made.task.missing and bool(label in going_on or _ASKS_OWN.search(turn.text))
        bare = (rule or not (figure or counted or own)) and rivalled and not asks_figure
        bare = bare and _bare(made, desk.slots[label])
        less = _NO_FACTS if rule and made.task.missing else _BARE_RULE if bare else 0.0
        if rule and rivalled and not (less or asks_figure) and _only_age(made):
            less = _AGE_IN_RULE
        less -= _OWN_FACTS if own and made.task.from_profile and _ASKS_OWN.search(turn.text) else 0.0
        less += _GENERAL if label in general else 0.0
        if label in going_on and made.filled and not made.filled.used and best_note > scores[label]:
            less += _HANDED  # "how long may they take to pay it?" only asks about the figure before
        found.append(replace(made, score=made.score - less) if less else made)
    found += _fuller(found, desk, turn, facts, profile, today, before)
    if any(each.task.kind == "calculate" and each.words >= _LIKELY and each.complete for each in found):
        less = _NOTE_FIGURES if _ASKS_RULE.search(turn.text) else 2 * _NOTE_FIGURES
        found = [replace(c, score=c.score - less) if c.task.kind == "note" else c for c in found]
    return sorted(found, key=lambda each: -each.score)


def _fuller(
    found: Sequence[Candidate], desk: Desk, turn: Turn, facts: Mapping[str, Any], profile: Mapping[str, Any],
    today: date, before: Mapping[str, Any] | None,
) -> list[Candidate]:  # fmt: skip
    """The calculations that take an amount which a plainer one among the readings would leave out."""
    made = []
    for name, plainer in training()["plainer"].items():
        plain = next((each for each in found if each.task.name == plainer), None)
        if plain and plain.filled and any(_told(m) for m in plain.filled.unused):
            fuller = calculated(desk, name, turn.mentions, turn, facts, profile, today, plain.words, before)
            whole = fuller.filled and not any(_told(m) for m in fuller.filled.unused)
            made += [fuller] if whole and not fuller.task.missing else []
    return made


def calculated(
    desk: Desk,
    name: str,
    mentions: Sequence[Mention],
    turn: Turn,
    facts: Mapping[str, Any],
    profile: Mapping[str, Any],
    today: date,
    words: float = 1.0,
    before: Mapping[str, Any] | None = None,
) -> Candidate:
    """The calculator `name` filled from the message, the facts said before, and the profile.

    `before` are the inputs given in the turn this one follows; they hold unless the message changes them.
    """
    slots = desk.slots[name]
    mentions = of_accounts(mentions, turn.text, {**profile, **facts}, slots)
    taken = before or {}
    settled = frozenset(s.name for s in slots if f"{name}.{s.name}" in facts and s.name not in taken)
    filled = assign(slots, mentions, Ground(turn.nearby, desk.currency, taken, turn.law, settled))
    day, tax_year = asked_day(mentions, filled, desk.country.law.years, today, turn.text)
    on = day or today
    said = merged(facts, turn.facts)  # "my brother is 61" after "born 1959" is no longer that year
    people = merged(profile, said)
    handed = [each for fact, each in facts.items() if fact.startswith(f"{name}.")]
    given, own, assumed, missing = dict(filled.given), dict[str, Any](), list[str](), list[str]()
    guessed: set[str] = set()
    for slot in slots:
        if slot.name in given:
            continue
        if before and slot.name in before and not _replaced(slot, filled.given):
            given[slot.name] = before[slot.name]
            continue
        value, key, guess = known(slot, people, on)
        if not slot.required and value is not None and value in handed:
            continue  # the worker's benefit is not the spouse's own as well
        if value is None and f"{name}.{slot.name}" in facts:
            value, key = facts[f"{name}.{slot.name}"], slot.name
            said = {**said, key: value}
        if value is not None:
            (given if key in said else own)[slot.name] = value
            if guess:
                assumed.append(guess)
        elif slot.required and slot.shape == "money" and slot.name.startswith("other_"):
            own[slot.name] = 0.0
            guessed.add(slot.name)
            assumed.append(f"nothing for {slot.input.text}")
        elif slot.required:
            missing.append(slot.input.text)
    _drop_too_early(slots, given, {**own, **given}, turn.text)
    assumed += _bounds(filled)
    assumed += [f"I took {m.text.strip()} a {m.period} for the whole year." for m in _year_long(filled, slots)]
    assumed += [f"I did not use {m.text.strip()}: tell me what it is if it matters." for m in filled.unused if _told(m)]
    needed = [slot for slot in slots if slot.required]
    share = sum(slot.name in filled.given for slot in needed) / len(needed) if needed else 0.5
    told = len(filled.used) + sum(slot.shape in ("choice", "bool") for slot in slots if slot.name in filled.given)
    could = max(
        told,
        sum(m.role not in ("rules", "zero", "child") and m.kind not in _TIMES for m in mentions) + len(turn.choices),
    )
    stray = sum(_strayed(m) for m in filled.unused)
    law = sum(1 for m in filled.unused if m.start in turn.law)
    told_money = any(m.kind == "money" and m.role != "zero" for m in mentions)
    sure = min(1.0, max(0.0, words / _WORDS_ENOUGH))
    score = (
        words
        + _FIT * share * sure
        - _MISSING * (len(missing) or (not needed and not filled.given and not own))
        - _UNUSED * stray
        - _NO_MONEY * (told_money and not any(slot.shape == "money" for slot in slots))
        - _LAW_UNUSED * law
        + (
            _COVERED * told / could * sure * (_NOT_ASKED if needed and len(missing) == len(needed) else 1.0)
            if could
            else 0.0
        )
    )
    score += _HANDED if handed and not missing else 0.0
    missing += _puzzling(filled, slots) if not before else []
    task = Task(
        "calculate",
        name,
        {**own, **given},
        given,
        {n: v for n, v in own.items() if n not in guessed},
        day,
        tax_year,
        tuple(missing),
        confidence(score),
        assumed=tuple(assumed),
    )
    return Candidate(task, words, score, filled)


_AT_AGE = re.compile(r"_at_(?P<age>\d+)$")


def _drop_too_early(slots: Sequence[Slot], given: dict[str, Any], inputs: Mapping[str, Any], text: str) -> None:
    """Takes back a choice such as "left_job_at_55" from a younger member who does not name that age."""
    for slot in slots:
        named = _AT_AGE.search(str(given.get(slot.name, "")))
        age = inputs.get("age")
        if named and age is not None and age < int(named["age"]) and not re.search(rf"\b{named['age']}\b", text):
            del given[slot.name]


def _bounds(filled: Filled) -> list[str]:
    """What a bound in the question was taken as: "less than 5 years" as 4."""
    said = []
    for mention in filled.used.values():
        if mention.bound and mention.kind in ("age", "years", "months", "weeks"):
            unit = "" if mention.kind == "age" else f" {mention.kind}"
            value = float(str(mention.value))
            more = "less" if mention.bound == "below" else "more"
            limit = re.sub(r"[^\d.].*", "", mention.text) + unit
            said.append(f"You said only that it is {more} than {limit}, so I took {value:g}{unit}.")
    return said


_TIME_UNITS = frozenset(("years", "months", "weeks", "days", "age", "date", "year", "birth", "of", "claim"))


_SAID_EITHER_WAY = (frozenset(("taxpayer", "tax_rate")),)


def _replaced(slot: Slot, given: Mapping[str, Any]) -> bool:
    """True when a newly given input says the same in another unit: an age for a birth date, years for weeks."""
    parts = set(slot.name.split("_"))
    if "birth" in parts and "age" in given:
        return True
    if any(slot.name in pair and pair - {slot.name} <= given.keys() for pair in _SAID_EITHER_WAY):
        return True  # "and on basic rate?" after "a 40% taxpayer"
    if slot.name == "age" and any("birth" in name for name in given):
        return True
    matter = parts - _TIME_UNITS
    return bool(parts & _TIME_UNITS) and any(
        matter and matter == set(name.split("_")) - _TIME_UNITS and name != slot.name for name in given
    )


_CERTAINTY = 6.3  # fitted to how often readings of each score were right on members' questions


def confidence(score: float) -> float:
    """The chance that a reading of this score is right, 0–1: about 0.85 at 0.3, 0.96 at 0.5, 0.99 at 0.7."""
    return 1.0 - math.exp(-_CERTAINTY * max(0.0, score))
