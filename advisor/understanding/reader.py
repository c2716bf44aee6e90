"""From one message, with the talk before it, to its reading."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ..rules import InputError
from . import conversation
from .candidates import Candidate, calculated, confidence, ranked
from .carried import carried
from .changing import change
from .concepts import concepts, own
from .desk import Desk, training
from .going_on import explaining, leaves, rule_before
from .mentions import Mention
from .people import merged
from .reading import Reading, Task
from .rest import named_rest
from .segments import alternatives, asked_part, questions
from .shapes import foreign
from .topic import topic_of
from .turn import Turn
from .vocabulary import said

_ASKS_ANEW = re.compile(r"\b(?:how|what|whats|which|who|why|where|when|can|could|should)\b")
FOREIGN = "foreign:"  # before an amount of another currency, in a reading's notes
_SURE, _SURE_IN_SUBJECT = 0.34, 0.2
# a task below this is not taken for the meaning; less is asked of a pension question
_SURE_IN_TALK = 0.18  # … and of a message that goes on from an answer
_NOTE_ENOUGH = 0.14  # a rule that fits a pension question this well is told, with how the question was read
_NOTE_NEAR = 0.2  # … and this well where the message names nothing of the subject
_NOTE_FOLLOWS = 0.1  # … and this well in a few words after an answer
_BOTH_NEAR = 0.15  # … and this well in both messages together
_CLOSE = 0.06  # two tasks nearer than this are told to the member as two readings
_PART, _PART_FITS, _PART_LACKS = (
    0.2,
    0.4,
    0.55,
)  # each part of a double question must reach this by its words, and with its figures
_OWN, _AHEAD = 0.35, 0.2  # words as clear as this, and so much ahead of the last question's, ask something of their own
_LEAST_WORDS = 0.06  # figures that happen to fit do not make up for words that say something else
_GOES_ON = 0.25  # less is asked of a question that takes up the last answer's figure
_STRANGE = 0.5  # a follow-up with more words than this from outside the subject has left it
_PLAIN = 0.4  # … when the message could also be a change of the last question
_OTHER_FIGURE = frozenset(("defer", "claimat", "working", "lumpsum", "withdraw", "contribute", "fra", "rule55"))
_GENERAL = frozenset(("howmuch", "can", "how", "whatif", "when", "spouse", "compare", "average", "early"))
_CARRIED = (
    "monthly_wage", "service_years", "salary", "sector", "qualifying_years", "benefit_at_full_age", "region",
    "retirement_balance", "balance_super", "balance_401k", "balance_ira", "balance_roth", "balance_pension",
    "balance_epf", "balance_nps", "financial_assets", "other_assets",
)  # fmt: skip
_NEAR, _OFFERED = 0.08, 3  # readings that are offered when none is sure: their words' score, and how many
_NAMELESS = 12  # words: a longer message names what it is about
_BARE = 4  # words: a message this short with a figure in it changes the last question


_CLEAR = 0.8  # how sure the reading of a question behind other talk must be
_RIVAL = 0.3  # how far behind a reading may be that takes the place of an impossible one


def _runs(candidate: Candidate) -> bool:
    return candidate.task.kind == "calculate" and not candidate.task.missing


_CLEAR_RULE, _TIMES_CLEARER = 0.4, 2.0  # a rule whose words fit this well, and so much better than a sum's


def _rule_first(found: list[Candidate]) -> list[Candidate]:
    """The readings with a rule first that the words clearly mean, where the first one lacks facts or hardly fits."""
    if not found or found[0].task.kind == "note":
        return found
    rule = next((each for each in found if each.task.kind == "note"), None)
    clearer = _TIMES_CLEARER if found[0].task.missing else 2 * _TIMES_CLEARER
    if not rule or rule.words < _CLEAR_RULE or rule.words < clearer * found[0].words:
        return found
    return [rule, *(each for each in found if each is not rule)]


_OF_LAST = 0.06  # what a rule behind the last calculation has for it in a few words after it


_KNOWN_ALREADY = 0.15  # taken from a calculation that would only find what the talk has named


def _less_if_known(candidate: Candidate, before: Mapping[str, Any]) -> Candidate:
    finds = {link["input"] for link in training()["carried"].get(candidate.task.name, ()) if "take" not in link}
    return replace(candidate, score=candidate.score - _KNOWN_ALREADY) if finds & before.keys() else candidate


def _nearer(candidate: Candidate) -> Candidate:
    if candidate.task.kind != "note" or candidate.words < _OF_LAST:
        return candidate
    return replace(candidate, words=candidate.words + _OF_LAST, score=candidate.score + _OF_LAST)


_ALONE, _LONE = 0.2, 1.7  # words this clear, and so many times as clear as any other reading's, leave one meaning


def _stands_out(found: Sequence[Candidate]) -> bool:
    """True where the words of the first reading leave every other one far behind."""
    if not found or found[0].words < _ALONE:
        return False
    rivals = [each.words for each in found[1:] if each.task.name != found[0].task.name]
    return found[0].words >= _LONE * max(rivals, default=0.0)


@dataclass(frozen=True)
class Talk:
    """What the turns before left: the last reading that had tasks, the last that calculated, the facts said so far,
    and the whole question.

    `root` is the last question that stood alone; "and 25k?" after it is to be read with it.
    """

    last: Reading | None = None
    sums: Reading | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    root: str = ""


@dataclass(frozen=True)
class Reader:
    """Reads one message in its talk."""

    desk: Desk
    turn: Turn
    talk: Talk
    profile: Mapping[str, Any]
    today: date

    def reading(self) -> Reading:
        """The reading; its topic is "unknown" when the subject is right and nothing fits."""
        if conversation.only_thanks(self.turn.text):
            return self._made((), "smalltalk", 1.0)
        spelt_out = named_rest(self.desk, self.turn.text, self.talk.last)
        if spelt_out:
            again = replace(self, turn=self.desk.turn(spelt_out, self.today)).reading()
            return replace(again, question=self.turn.text)
        found = self._possible(_rule_first(self._told_first(self._ranked(self.turn))))
        follow = self._follow_up(found)
        if follow:
            return follow
        scores = self.desk.scores(self.turn, self._earlier())
        best = found[0] if found else None
        clear = _stands_out(found) and not leaves(self.desk, self.turn)
        fits = clear or bool(best and best.fits)
        topic = topic_of(self.desk, self.turn, scores, best.score if best else 0.0, fits)
        if topic != "pension" and conversation.speaks_of_before(self.turn.text):
            last = self.talk.last
            return (
                replace(last, follow_up=True, question=self.turn.text)
                if last
                else self._made((), "nothing_before", 1.0)
            )
        near = self.desk.strange(self.turn) <= _STRANGE and not leaves(self.desk, self.turn)
        leans = self._leans() and (topic == "off_topic" or (topic == "smalltalk" and self._takes_up()))
        if self.talk.last and leans and near:
            return self._nearest(found)
        if topic != "pension":
            return self._after_talk() or self._made((), topic, max(scores.values()))
        named = self.desk.subject.search(self.turn.text) or self.desk.hint.search(self.turn.text)
        in_subject = named or (self.talk.last and self._leans())
        sure = _SURE_IN_SUBJECT if in_subject else _SURE
        if best and best.task.kind == "note":
            sure = _NOTE_ENOUGH if named else min(sure, _NOTE_NEAR)
        if self.talk.last and (self._leans() or self._nameless()):
            sure = min(sure, _SURE_IN_TALK)
        tasks = self._several() or self._compared(found[0]) if found else ()
        if not tasks and found and (clear or found[0].score >= sure) and found[0].words >= _LEAST_WORDS:
            tasks = (found[0].task,)
        if not tasks or self._adrift(tasks):
            return self._same_rule() or self._unknown(found)
        return self._made(tasks, topic, confidence(found[0].score), self._other(found, tasks))

    def _takes_up(self) -> bool:
        """True for "or can I keep it for later?", which is no small talk after an answer."""
        return conversation.is_cue(self.turn.text) and conversation.points_back(self.turn.text)

    def _nearest(self, found: Sequence[Candidate]) -> Reading:
        """A few words after an answer that name no subject: the rule or calculation that both messages come near.

        Where they come near none, what they could mean is offered.
        """
        rule = next(iter(found), None)
        if rule and rule.task.kind == "note" and rule.words >= _NOTE_FOLLOWS:
            return self._made((rule.task,), "pension", 1.0, follow_up=True)
        last = self.talk.last
        names = {task.name for task in last.tasks} if last else set()
        both = [each for each in self._with_before() if each.task.name not in names and not each.task.missing]
        if both and both[0].words >= _BOTH_NEAR:
            return self._made((both[0].task,), "pension", confidence(both[0].score), follow_up=True)
        again = self._same_rule()
        if again or not both:
            return again or self._made((), "unclear", 1.0, follow_up=True)
        return replace(self._made((), "unknown", 0.0, follow_up=True), near=tuple(e.task for e in both[:_OFFERED]))

    def _with_before(self) -> list[Candidate]:
        """The readings of this message and the one it leans on, said in one breath."""
        turn = self.desk.turn(f"{self.turn.text}, {self._earlier()}", self.today)
        return ranked(self.desk, turn, self.talk.facts, self.profile, self.today)

    def _adrift(self, tasks: Sequence[Task]) -> bool:
        """True for "how long does it take?" after a rule: a calculation that has nothing to count is not meant."""
        last = self.talk.last
        if (
            not last
            or last.tasks[0].kind != "note"
            or not self._leans()
            or not conversation.points_back(self.turn.text)
        ):
            return False
        text, code = self.turn.text, self.desk.country.code
        return all(task.missing and not task.given for task in tasks) and not concepts(text, code) & own(code)

    def _told_first(self, found: list[Candidate]) -> list[Candidate]:
        """The readings with those put last that would only ask for facts, in a few words after a rule was told.

        "And how long does she have to empty it?" after an inherited account brings nothing to reckon with.
        """
        last = self.talk.last
        if not last or last.tasks[0].kind != "note" or not self._leans():
            return found
        rule = any(each.task.kind == "note" and each.words >= _NOTE_FOLLOWS for each in found)
        asks = [each for each in found if each.task.missing and not each.task.given]
        return [each for each in found if each not in asks] + asks if rule else found

    def _same_rule(self) -> Reading | None:
        """The rule just told once more, for a few words that name nothing else: "and how long do I have?"."""
        last = self.talk.last
        if not last or last.tasks[0].kind != "note" or not (self._leans() and self._nameless()):
            return None
        return replace(last, follow_up=True, question=self.turn.text)

    def _possible(self, found: list[Candidate]) -> list[Candidate]:
        """The readings with the first one put behind the second where the law has no place for its figures.

        "16k out of my old pension in one go" sounds like a small pot and is more than one may hold.
        """
        if len(found) < 2 or not _runs(found[0]) or not _runs(found[1]) or found[0].score - found[1].score > _RIVAL:
            return found
        return [found[1], found[0], *found[2:]] if self._impossible(found[0]) else found

    def _impossible(self, candidate: Candidate) -> bool:
        return self._refused(candidate.task)

    def _refused(self, task: Task) -> bool:
        if task.missing:
            return False
        try:
            self.desk.country.calculate(task.name, task.day, task.tax_year, **task.inputs)
        except InputError:
            return True
        except (LookupError, ValueError):
            return False
        return False

    def _after_talk(self) -> Reading | None:
        """The clear question behind other talk: "Stop the jargon! What is super?"."""
        asked = asked_part(self.turn.text)
        if not asked or not self.desk.subject.search(asked):
            return None
        again = replace(self, turn=self.desk.turn(asked, self.today)).reading()
        return replace(again, question=self.turn.text) if again.tasks and again.confidence >= _CLEAR else None

    def _unknown(self, found: Sequence[Candidate]) -> Reading:
        """The question after the small talk around it, if that can be read; else the readings that come nearest."""
        asked = asked_part(self.turn.text)
        if asked:
            again = replace(self, turn=self.desk.turn(asked, self.today)).reading()
            if again.tasks:
                return replace(again, question=self.turn.text)
        near = [each.task for each in found if each.words >= _NEAR][:_OFFERED]
        made = self._made((), "unknown", found[0].score if found else 0.0)
        return replace(made, near=tuple(near))

    def after(self, reading: Reading) -> Talk:
        """The talk once this message has been read."""
        facts = dict(self.talk.facts)
        if not conversation.about_another(self.turn.text):
            facts = merged(merged(facts, self._told(reading)), self.turn.facts)
        if any(task.kind == "calculate" for task in reading.tasks):
            facts = {name: value for name, value in facts.items() if "." not in name} | carried(self.desk, reading)
        root = self.talk.root if reading.follow_up or not reading.tasks else self.turn.text
        counted = any(task.kind == "calculate" and not task.missing for task in reading.tasks)
        sums = reading if counted else self.talk.sums
        return Talk(reading if reading.tasks else self.talk.last, sums, facts, root)

    def _told(self, reading: Reading) -> dict[str, Any]:
        """Inputs said in the message that are facts about the member, by the fact's name."""
        named = {
            (task.name, slot.name): slot.input.profile
            for task in reading.tasks
            if task.kind == "calculate"
            for slot in self.desk.slots[task.name]
            if slot.input.profile in _CARRIED
        }
        return {
            str(key): task.given[name]
            for task in reading.tasks
            for name in task.given
            if (key := named.get((task.name, name)))
        }

    def _earlier(self) -> str:
        """The question this message leans on; empty for one that stands alone."""
        last = self.talk.last
        if not last or not (self._leans() or self._nameless()):
            return ""
        return f"{self.talk.root} {last.question}" if last.follow_up else last.question

    def _nameless(self) -> bool:
        """True for a message that names no product of the country: it speaks of the one before."""
        code = self.desk.country.code
        short = len(self.turn.text.split()) <= _NAMELESS
        return short and not concepts(self.turn.text, code) & own(code)

    def _ranked(self, turn: Turn) -> list[Candidate]:
        last = self.talk.last
        if not last or not (self._leans() or self._nameless()):
            return ranked(self.desk, turn, self.talk.facts, self.profile, self.today, self._earlier())
        before = {name: value for task in last.tasks for name, value in task.given.items()}
        found = ranked(self.desk, turn, self.talk.facts, self.profile, self.today, self._earlier(), before)
        found = [self._with_note_figures(_less_if_known(each, before), last, turn) for each in found]
        near = explaining(self.desk, last)
        return sorted((_nearer(each) if each.task.name in near else each for each in found), key=lambda c: -c.score)

    def _with_note_figures(self, candidate: Candidate, last: Reading, turn: Turn) -> Candidate:
        """The calculation behind the rule just told, with the figures of the question that the rule answered."""
        note = self.desk.country.notes.get(last.tasks[0].name, {})
        task = candidate.task
        if not task.missing or task.name not in note.get("explains", ()):
            return candidate
        old = self.desk.turn(last.question, self.today)
        filled = calculated(self.desk, task.name, old.mentions, old, {}, {}, self.today).task.given
        facts, words = self.talk.facts, candidate.words
        return (
            calculated(self.desk, task.name, turn.mentions, turn, facts, self.profile, self.today, words, filled)
            if filled
            else candidate
        )

    def _made(
        self, tasks: Sequence[Task], topic: str, confidence: float, other: Task | None = None, follow_up: bool = False,
        notes: Sequence[str] = (),
    ) -> Reading:  # fmt: skip
        strangers = [m.text for m in self.turn.mentions if foreign(m, self.desk.currency)]
        said = [FOREIGN + text for text in strangers]
        sure = max(0.0, min(1.0, confidence))
        return Reading(
            self.desk.country.code, topic, tuple(tasks), other, sure, follow_up, (*notes, *said), self.turn.text
        )

    def _other(self, found: Sequence[Candidate], tasks: Sequence[Task]) -> Task | None:
        rivals = [each for each in found[1:] if each.task.name != tasks[0].name]
        if len(tasks) == 1 and rivals and found[0].score - rivals[0].score < _CLOSE:
            return rivals[0].task
        return None

    def _several(self) -> tuple[Task, ...]:
        tasks: list[Task] = []
        for part in questions(self.turn.text):
            if part == self.turn.text:
                return ()
            best = self._part(part, tasks)
            if best is None:
                return ()
            tasks += [best.task] if all(self._asks_apart(best.task, task) for task in tasks) else []
        return tuple(tasks) if len(tasks) > 1 else ()

    def _part(self, part: str, before: Sequence[Task]) -> Candidate | None:
        """The reading of one part; one that points back ("how much of it is taxed?") goes on from the parts before."""
        turn = self.desk.turn(part, self.today)
        if before and conversation.points_back(part):
            last = self._made(before, "pension", 1.0)
            facts = {**self.talk.facts, **self._told(last), **carried(self.desk, last)}
            earlier = self.turn.text[: self.turn.text.find(part)]
            best = ranked(self.desk, turn, facts, self.profile, self.today, earlier)[0]
        else:
            best = self._ranked(turn)[0]
        enough = _PART_LACKS if best.task.missing else _PART_FITS
        return best if best.words >= _PART and best.score >= enough else None

    def _asks_apart(self, one: Task, other: Task) -> bool:
        """True for two calculations, or for two limits of the one that looks limits up."""
        if one.name != other.name:
            return True
        named = [s.name for s in self.desk.slots.get(one.name, ()) if s.required and s.shape == "choice"]
        return any(one.inputs.get(name) != other.inputs.get(name) for name in named)

    def _compared(self, best: Candidate) -> tuple[Task, ...]:
        sides = alternatives(self.turn.mentions, self.turn.text)
        if not sides or best.task.kind != "calculate" or best.score < _SURE:
            return ()
        return self._sides(best.task.name, sides, best.words, None)

    def _sides(
        self, name: str, sides: Sequence[Mention], words: float, before: Mapping[str, Any] | None
    ) -> tuple[Task, ...]:
        tasks = []
        for side in sides:
            mentions = [m for m in self.turn.mentions if m not in sides or m is side]
            made = self._calculated(name, mentions, words, before)
            if not made.filled or side not in made.filled.used.values():
                return ()
            tasks.append(made.task)
        return tuple(tasks)

    def _calculated(
        self, name: str, mentions: Sequence[Mention], words: float, before: Mapping[str, Any] | None
    ) -> Candidate:
        facts = self.talk.facts
        return calculated(self.desk, name, mentions, self.turn, facts, self.profile, self.today, words, before)

    # ---- follow-ups

    def _leans(self) -> bool:
        text = self.turn.text
        short = len(text.split()) <= conversation.SHORT or self._on_the_note()
        last = self.talk.last
        short = short or bool(last and self.turn.mentions and self._only_states(text) and self._answers_choice(last))
        return short or conversation.is_cue(text) or conversation.points_back(text) or conversation.bare_fact(text)

    def _on_the_note(self) -> bool:
        """True for figures that come after a rule was told and name no product: "what would 100k buy at 7%?"."""
        last, text = self.talk.last, self.turn.text
        after_note = bool(last and last.tasks and last.tasks[0].kind == "note")
        return after_note and bool(self.turn.mentions) and not self.desk.subject.search(text)

    def _follow_up(self, found: Sequence[Candidate]) -> Reading | None:
        last = self.talk.last
        if not last or not self._leans():
            return None
        text = self.turn.text
        form = self._other_form(last, text)
        if form:
            return form
        if conversation.asks_why(text) and not self._asks_rule(found):
            return self._again(self._reckoned(last), "why")
        if conversation.asks_todays_money(text):
            return self._again(last, "today")
        best = found[0] if found else None
        linked = self._linked(last)
        if linked:
            return self._made((linked,), "pension", 1.0, follow_up=True)
        tasks = change(self.desk, self.turn, last, self.talk.facts, self.profile, self.today)
        if not tasks and self._back_to_sums(last, best):
            last = self.talk.sums or last
            tasks = change(self.desk, self.turn, last, self.talk.facts, self.profile, self.today)
        worked = not any(self._refused(task) for task in last.tasks if task.kind == "calculate")
        if tasks and worked and all(self._refused(task) for task in tasks):
            tasks = ()  # "can I leave before 60?" is no new age of joining
        other = best and best.task.name not in {task.name for task in last.tasks} and _runs(best)
        if conversation.asks_period(text) and not tasks and not (best and other and best.words >= _GOES_ON):
            each = conversation.period_asked(text)
            return self._again(last, f"each:{each}" if each else "")
        rule = "" if tasks else rule_before(self.desk, self.turn, last, self._earlier(), best)
        if rule:
            return self._made((Task("note", rule, confidence=1.0),), "pension", 1.0, follow_up=True)
        if best and self._own_question(best, last, bool(tasks)):
            return replace(self._made((best.task,), "pension", confidence(best.score)), follow_up=True)
        if tasks:
            return self._made(tasks, "pension", max(task.confidence for task in tasks), follow_up=True)
        return None

    def _asks_rule(self, found: Sequence[Candidate]) -> bool:
        """True for "why is a quarter of it free?", which a rule answers and not the steps of the last sum."""
        if not conversation.asks_why_of(self.turn.text) or self.turn.mentions:
            return False
        return bool(found and found[0].task.kind == "note" and found[0].words >= _NOTE_NEAR)

    def _reckoned(self, last: Reading) -> Reading:
        """The calculation before the rule just told, for a "why…" that names one of its figures."""
        number = any(m.kind in ("number", "percent", "money") and m.role != "zero" for m in self.turn.mentions)
        return self.talk.sums if self.talk.sums and number and last.tasks[0].kind == "note" else last

    def _linked(self, last: Reading) -> Task | None:
        """The calculation that goes on from the last one's figure, for a few words of its matter: "and tax on it?".

        None where the talk lacks a fact that it needs.
        """
        text, code = self.turn.text, self.desk.country.code
        if len(text.split()) > _NAMELESS or conversation.asks_why(text):
            return None
        before = self.talk.sums if self.talk.sums and last.tasks[0].kind == "note" else last
        named = concepts(text, code)
        asked = concepts(before.question, code) if before else frozenset()
        for name in {task.name for task in before.tasks if task.kind == "calculate"}:
            for link in training()["carried"].get(name, ()):
                if link.get("asked") not in named or (named - asked) & own(code) - {link["asked"]}:
                    continue
                made = self._calculated(link["to"], self.turn.mentions, 1.0, None)
                if not made.task.missing:
                    return made.task
        return None

    def _back_to_sums(self, last: Reading, best: Candidate | None) -> bool:
        """True for "and if I retired?" after a rule was told in between: it changes the calculation before the rule."""
        sums, text, code = self.talk.sums, self.turn.text, self.desk.country.code
        if not sums or last.tasks[0].kind != "note":
            return False
        if best and best.task.name == sums.tasks[0].name and conversation.about_another(text) and self.turn.mentions:
            return True  # "and my wife, she is 70, does she need to?"
        if best and _runs(best) and best.words >= _NOTE_FOLLOWS:
            return False
        named = bool(concepts(text, code) & own(code))
        return self._answers_choice(sums) or (bool(self.turn.mentions) and not named)

    def _answers_choice(self, last: Reading) -> bool:
        """True when a few words name a choice or a yes-or-no of the last calculation: "just my employer's"."""
        slots = [s for t in last.tasks if t.kind == "calculate" for s in self.desk.slots[t.name]]
        return any(s.shape in ("choice", "bool") and said(s, self.turn.nearby) is not None for s in slots)

    def _only_states(self, text: str) -> bool:
        """True for "in the old regime? she's 64": a change told with facts, and no question word."""
        return len(text.split()) <= _NAMELESS and not _ASKS_ANEW.search(text)

    def _other_form(self, last: Reading, text: str) -> Reading | None:
        """The last answer asked for again in another form: as a table, or in simpler words."""
        if any(mention.role != "zero" for mention in self.turn.mentions):
            return None
        asked = "table" if conversation.asks_table(text) else "simply" if conversation.asks_simpler(text) else ""
        return self._again(last, asked) if asked else None

    def _again(self, last: Reading, form: str) -> Reading:
        """The last answer once more in the form asked for; a form that was asked for before is over."""
        kept = [note for note in last.notes if note.startswith(FOREIGN)]
        return replace(last, follow_up=True, notes=(*kept, *([form] if form else [])), question=self.turn.text)

    def _own_question(self, best: Candidate, last: Reading, changes: bool) -> bool:
        """True when a leaning message asks for something else: other words, or a note."""
        names = {task.name for task in last.tasks}
        text = self.turn.text
        if best.task.name in names or (len(text.split()) <= _BARE and self.turn.mentions):
            return False
        if (
            changes
            and self._answers_choice(last)
            and (len(text.split()) <= conversation.SHORT or self._only_states(text))
        ):
            return False
        if changes and best.task.missing and (conversation.is_cue(text) or conversation.bare_fact(text)):
            return False
        if changes and best.task.kind == "note" and self.turn.mentions and conversation.bare_fact(text):
            return False  # "my wife is 61 and the only beneficiary" tells a fact
        before = max(self.desk.scores(self.turn).get(name, 0.0) for name in names)
        clear = best.words >= _OWN and best.words - before >= _AHEAD
        goes_on = any(name.startswith(f"{best.task.name}.") for name in self.talk.facts)
        if goes_on and best.words >= _GOES_ON and best.words - before >= _GOES_ON / 2:
            return True  # it goes on from what the last answer found: "and my wife, who never worked?"
        if not changes:
            return clear
        code = self.desk.country.code
        new = concepts(text, code) - concepts(last.question, code) - _GENERAL
        if conversation.is_cue(text) and self.turn.mentions:
            new -= _OTHER_FIGURE  # "and if I wait until 67?" changes a figure of the same question
        if new & own(code) and not conversation.is_cue(text) and not best.task.missing:
            return clear  # it names another product and brings all that is needed for it
        return clear and bool(new) and best.words >= _PLAIN
