"""Follow-ups: the last answer changed, told in another form, or gone on from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from . import conversation
from .candidates import Candidate, confidence
from .changing import change
from .concepts import concepts, own
from .desk import training
from .going_on import explaining, rule_before
from .message import NAMELESS, Message
from .reading import EACH, Reading, Task
from .weighing import NOTE_FOLLOWS, NOTE_NEAR, runs

_OWN, _AHEAD = 0.35, 0.2  # words as clear as this, and so much ahead of the last question's, ask something of their own
_GOES_ON = 0.25  # less is asked of a question that takes up the last answer's figure
_PLAIN = 0.4  # … and this clear when the message could also be a change of the last question
_OTHER_FIGURE = frozenset(("defer", "claimat", "working", "lumpsum", "withdraw", "contribute", "fra", "rule55"))
_GENERAL = frozenset(("howmuch", "can", "how", "whatif", "when", "spouse", "compare", "average", "early"))
_BARE = 4  # words: a message this short with a figure in it changes the last question


@dataclass(frozen=True)
class Following(Message):
    """Reads what goes on from the answer before; None where the message stands alone."""

    def _follow_up(self, found: Sequence[Candidate]) -> Reading | None:
        last = self.talk.last
        if not last or not self._leans():
            return self._chosen_anew(last, found) if last else None
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
        other = best and best.task.name not in {task.name for task in last.tasks} and runs(best)
        each = conversation.period_asked(text)
        if conversation.asks_period(text) and not tasks and (each or not (other and best and best.words >= _GOES_ON)):
            return self._again(last, EACH + each if each else "")
        rule = "" if tasks else rule_before(self.desk, self.turn, last, self._earlier(), best)
        if rule:
            return self._made((Task("note", rule, confidence=1.0),), "pension", 1.0, follow_up=True)
        if best and self._own_question(best, last, bool(tasks)):
            return replace(self._made((best.task,), "pension", confidence(best.score)), follow_up=True)
        if tasks:
            return self._made(tasks, "pension", max(task.confidence for task in tasks), follow_up=True)
        return None

    def _chosen_anew(self, last: Reading, found: Sequence[Candidate]) -> Reading | None:
        """The last calculation with another choice, for a message that its rule would answer without a figure.

        "What would my husband get after me?" after a pension was worked out.
        """
        rule = found[0].task if found else None
        if not rule or rule.name not in explaining(self.desk, last) or not self._answers_choice(last):
            return None
        if len(self.turn.text.split()) > NAMELESS:
            return None
        tasks = change(self.desk, self.turn, last, self.talk.facts, self.profile, self.today)
        return self._made(tasks, "pension", 1.0, follow_up=True) if tasks else None

    def _asks_rule(self, found: Sequence[Candidate]) -> bool:
        """True for "why is a quarter of it free?", which a rule answers and not the steps of the last sum."""
        if not conversation.asks_why_of(self.turn.text) or self.turn.mentions:
            return False
        return bool(found and found[0].task.kind == "note" and found[0].words >= NOTE_NEAR)

    def _reckoned(self, last: Reading) -> Reading:
        """The calculation before the rule just told, for a "why…" that names one of its figures."""
        number = any(m.kind in ("number", "percent", "money") and m.role != "zero" for m in self.turn.mentions)
        return self.talk.sums if self.talk.sums and number and last.tasks[0].kind == "note" else last

    def _linked(self, last: Reading) -> Task | None:
        """The calculation that goes on from the last one's figure, for a few words of its matter: "and tax on it?".

        None where the talk lacks a fact that it needs.
        """
        text, code = self.turn.text, self.desk.country.code
        if len(text.split()) > NAMELESS or conversation.asks_why(text):
            return None
        before = self.talk.sums if self.talk.sums and last.tasks[0].kind == "note" else last
        named = concepts(text, code)
        asked = concepts(before.question, code)
        for name in {task.name for task in before.tasks if task.kind == "calculate"}:
            for link in training()["carried"].get(name, ()):
                if link.get("asked") not in named or (named - asked) & own(code) - {link["asked"]}:
                    continue
                given = next(task.given for task in before.tasks if task.name == name) if link["to"] == name else None
                made = self._calculated(link["to"], self.turn.mentions, 1.0, given)
                if not made.task.missing:
                    told = made.filled.given if made.filled else {}
                    chosen = {key: value for key, value in link.get("choose", {}).items() if key not in told}
                    return replace(made.task, inputs={**made.task.inputs, **chosen})
        return None

    def _back_to_sums(self, last: Reading, best: Candidate | None) -> bool:
        """True for "and if I retired?" after a rule was told in between: it changes the calculation before the rule."""
        sums, text, code = self.talk.sums, self.turn.text, self.desk.country.code
        if not sums or last.tasks[0].kind != "note":
            return False
        if best and best.task.name == sums.tasks[0].name and conversation.about_another(text) and self.turn.mentions:
            return True  # "and my wife, she is 70, does she need to?"
        if best and runs(best) and best.words >= NOTE_FOLLOWS:
            return False
        named = bool(concepts(text, code) & own(code))
        return self._answers_choice(sums) or (bool(self.turn.mentions) and not named)

    def _other_form(self, last: Reading, text: str) -> Reading | None:
        """The last answer asked for again in another form: as a table, or in simpler words."""
        if any(mention.role != "zero" for mention in self.turn.mentions):
            return None
        asked = "table" if conversation.asks_table(text) else "simply" if conversation.asks_simpler(text) else ""
        return self._again(last, asked) if asked else None

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
