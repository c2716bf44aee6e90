"""From one message, with the talk before it, to its reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from . import conversation
from .candidates import Candidate, confidence, ranked
from .carried import carried
from .concepts import concepts, own
from .following import Following
from .going_on import leaves
from .parts import Parts
from .people import merged
from .reading import Reading, Task
from .rest import named_rest
from .segments import asked_part
from .talk import Talk
from .topic import topic_of
from .weighing import NOTE_FOLLOWS, NOTE_NEAR, SURE, rule_first, runs, stands_out

# less than SURE is asked of a pension question, and of a message that goes on from an answer
_SURE_IN_SUBJECT, _SURE_IN_TALK = 0.2, 0.18
_NOTE_ENOUGH = 0.14  # a rule that fits a pension question this well is told, with how the question was read
_BOTH_NEAR = 0.15  # … and this well in both messages together
_CLOSE = 0.06  # two tasks nearer than this are told to the member as two readings
_LEAST_WORDS = 0.06  # figures that happen to fit do not make up for words that say something else
_STRANGE = 0.5  # a follow-up with more words than this from outside the subject has left it
_NEAR, _OFFERED = 0.08, 3  # readings that are offered when none is sure: their words' score, and how many
_CLEAR = 0.8  # how sure the reading of a question behind other talk must be
_RIVAL = 0.3  # how far behind a reading may be that takes the place of an impossible one


@dataclass(frozen=True)
class Reader(Following, Parts):
    """Reads one message in its talk."""

    def reading(self) -> Reading:
        """The reading; its topic is "unknown" when the subject is right and nothing fits."""
        if conversation.only_thanks(self.turn.text):
            return self._made((), "smalltalk", 1.0)
        spelt_out = named_rest(self.desk, self.turn.text, self.talk.last)
        if spelt_out:
            again = replace(self, turn=self.desk.turn(spelt_out, self.today)).reading()
            return replace(again, question=self.turn.text)
        found = self._possible(rule_first(self._told_first(self._ranked(self.turn))))
        follow = self._follow_up(found)
        if follow:
            return follow
        scores = self.desk.scores(self.turn, self._earlier())
        best = found[0] if found else None
        clear = stands_out(found) and not leaves(self.desk, self.turn)
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
        sure = _SURE_IN_SUBJECT if in_subject else SURE
        if best and best.task.kind == "note":
            sure = _NOTE_ENOUGH if named else min(sure, NOTE_NEAR)
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
        if rule and rule.task.kind == "note" and rule.words >= NOTE_FOLLOWS:
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
        rule = any(each.task.kind == "note" and each.words >= NOTE_FOLLOWS for each in found)
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
        if len(found) < 2 or not runs(found[0]) or not runs(found[1]) or found[0].score - found[1].score > _RIVAL:
            return found
        return [found[1], found[0], *found[2:]] if self._impossible(found[0]) else found

    def _impossible(self, candidate: Candidate) -> bool:
        return self._refused(candidate.task)

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

    def _other(self, found: Sequence[Candidate], tasks: Sequence[Task]) -> Task | None:
        rivals = [each for each in found[1:] if each.task.name != tasks[0].name]
        if len(tasks) == 1 and rivals and found[0].score - rivals[0].score < _CLOSE:
            return rivals[0].task
        return None
