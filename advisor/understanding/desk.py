"""One country's readiness to understand: its calculators' slots, its notes, and its trained classifier."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import product
from typing import Any

import yaml

from ..countries import Country
from .classifier import Classifier
from .concepts import concepts, with_earlier
from .conversation import points_back
from .fitted import kept
from .mentions import plain
from .shapes import Slot, slots
from .turn import Turn, masked, read_turn
from .words import Speller, stems, tokens

NOTE = "note:"
_REMEMBERED = 512  # messages
_OUTSIDE_RATHER = 6.0  # so many times as likely off the subject as in it
_NO_QUESTION = 3  # words: what is left without the law is no question any more
OUTSIDE = ("off_topic", "advice", "smalltalk", "about", "pension")


_SENTENCES = re.compile(r"(?<=[.!?])\s+")


@cache
def training() -> dict[str, Any]:
    """training.yaml: sentences for everything that is no calculation and no note, and the subject's own words."""
    read: dict[str, Any] = yaml.load((files(__package__) / "training.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return read


@dataclass(frozen=True)
class Desk:
    """What is needed to read questions for one country. Immutable once built; safe to share between threads."""

    country: Country

    @cached_property
    def slots(self) -> dict[str, tuple[Slot, ...]]:
        """The inputs of each calculator, by its name."""
        return {name: slots(each) for name, each in self.country.calculators.items()}

    @cached_property
    def classifier(self) -> Classifier:
        return kept(self.country.code) or Classifier([(*self.described(text), label) for text, label in self.sentences])

    def described(self, text: str) -> tuple[str, frozenset[str]]:
        """A plain text as the classifier sees it: figures masked, and its concepts."""
        return masked(text), concepts(text, self.country.code)

    @cached_property
    def speller(self) -> Speller:
        known, meant = set[str](), set[str]()
        for text, label in self.sentences:
            words = {word for word in tokens(text) if len(word) > 3}
            known |= words
            meant |= words if label != "off_topic" else set()
        return Speller(known, meant)

    @cached_property
    def subject(self) -> re.Pattern[str]:
        """Words that alone show that a question is about retirement money in this country."""
        return _any_word([*training()["subject"]["all"], *training()["subject"][self.country.code]])

    @cached_property
    def hint(self) -> re.Pattern[str]:
        """Words that often do, and also stand in other talk: "retirement party"."""
        return _any_word(training()["subject"]["weak"])

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Stems of everything the country's phrases and notes say."""
        texts = [text for text, label in self.sentences if label not in ("off_topic", "smalltalk", "about")]
        return frozenset(word for text in texts for word in stems(text))

    def strange(self, turn: Turn) -> float:
        """The share of a message's meaning words that nothing of the country ever says (0–1)."""
        words = [word for word in stems(turn.text) if word.isalpha()]
        return sum(word not in self.vocabulary for word in words) / len(words) if words else 0.0

    @cached_property
    def _outside_words(self) -> frozenset[str]:
        """Stems that talk of other subjects is full of and this country's is not: the weather, a song."""
        inside, outside = Counter[str](), Counter[str]()
        about = [0, 0]
        for text, label in self.sentences:
            if label in ("smalltalk", "about"):
                continue
            off = label == "off_topic"
            (outside if off else inside).update(set(stems(text)))
            about[off] += 1
        likelier = about[0] / max(about[1], 1)
        return frozenset(w for w, n in outside.items() if n * likelier > _OUTSIDE_RATHER * (inside[w] + 0.5))

    def elsewhere(self, turn: Turn) -> bool:
        """True where a word of the message belongs to another subject, or to none that is known."""
        words = {word for word in stems(turn.text) if word.isalpha()}
        return bool(words & self._outside_words or words - self.vocabulary)

    def spoken_of(self, note: str) -> frozenset[str]:
        """The concepts that a note names in its title, questions and answer; worked out when first asked for."""
        if note not in self._note_concepts:
            held = self.country.notes[note]
            said = plain(" . ".join((held["title"], *held["asks"], held["answer"])))
            self._note_concepts[note] = concepts(said, self.country.code)
        return self._note_concepts[note]

    @cached_property
    def _note_concepts(self) -> dict[str, frozenset[str]]:
        return {}

    @cached_property
    def currency(self) -> str:
        return self.country.law.currency.code

    def ready(self) -> None:
        """Trains and reads everything now, so that no question waits for it."""
        self.classifier.scores("")
        self.speller.mend("")
        self.subject.search("")
        self.hint.search("")
        self.vocabulary.isdisjoint(self._outside_words)
        self.slots.items()

    def scores(self, turn: Turn, earlier: str = "") -> dict[str, float]:
        """Every label's score for a message by its words alone; `earlier` is the question it leans on."""
        if earlier not in turn.scored:
            turn.scored[earlier] = self._scored(turn, earlier)
        return turn.scored[earlier]

    def _scored(self, turn: Turn, earlier: str) -> dict[str, float]:
        scores = self._scores(turn.text, turn.text, earlier)
        if turn.law and len(turn.asked.split()) > _NO_QUESTION:
            # what the question states of the law is not what it asks for
            asked = self._scores(turn.asked, turn.text, earlier)
            return {label: (score + asked[label]) / 2 for label, score in scores.items()}
        return scores

    def _scores(self, asked: str, whole: str, earlier: str) -> dict[str, float]:
        text, meant = self.described(asked)
        if earlier:
            code = self.country.code
            meant = with_earlier(meant, concepts(earlier, code), code, points_back(whole))
        return self.classifier.scores(text, meant)

    def turn(self, query: str, today: date) -> Turn:
        """The message read for this country: its tax year, and month-first dates in the US."""
        return self._turns(query, today)

    @cached_property
    def _turns(self) -> Callable[[str, date], Turn]:
        # one question is often asked for many members
        def read(query: str, today: date) -> Turn:
            return read_turn(query, self.country.law.years, today, self.country.code == "US", self.speller)

        return lru_cache(_REMEMBERED)(read)

    @cached_property
    def sentences(self) -> tuple[tuple[str, str], ...]:
        """The training sentences as plain text, each with its label."""
        return tuple((plain(text), label) for text, label in self._sentences())

    def _sentences(self) -> Iterator[tuple[str, str]]:
        phrases = self.country.phrases
        for name, each in self.country.calculators.items():
            yield from ((phrase, name) for phrase in (each.title, *phrases.get(name, ())))
        for note in self.country.notes.values():
            yield from ((ask, NOTE + note["id"]) for ask in (note["title"], *note["asks"]))
            yield from ((said, NOTE + note["id"]) for said in _SENTENCES.split(note["answer"]))
        places: Mapping[str, Sequence[str]] = training()["places"][self.country.code]
        for label in OUTSIDE:
            for sentence in training()[label]:
                yield from ((text, label) for text in _spelt_out(sentence, places))


def _any_word(words: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(word) for word in longest_first) + r")(?!\w)")


def _spelt_out(sentence: str, places: Mapping[str, Sequence[str]]) -> Iterator[str]:
    used = [name for name in places if "{" + name + "}" in sentence]
    for words in product(*(places[name] for name in used)):
        yield sentence.format(**dict(zip(used, words, strict=True)))
