"""Answers that calculate nothing: off the subject, small talk, about this assistant, advice, and the unknown."""

from __future__ import annotations

from collections.abc import Sequence

from ..countries import Country
from ..understanding import Reading, Task
from . import notes, sections, wording
from .answer import ANSWERED, DECLINED, NEEDS_FACTS, UNKNOWN, Answer, Evidence


def answer(reading: Reading, country: Country) -> Answer:
    """A kind, honest answer for a reading without tasks."""
    write = {
        "off_topic": _off_topic,
        "smalltalk": _small_talk,
        "about": _about,
        "advice": _advice,
        "nothing_before": _nothing_before,
        "unclear": _unclear,
    }.get(reading.topic, _unknown)
    return write(reading, country)


def _sample_rows(country: Country) -> tuple[Evidence, ...]:
    text = "\n".join([country.content["welcome"], *country.content["samples"]])
    return (Evidence("note", "samples", "What you can ask", text, None, "", "", "", "", ""),)


def _samples(country: Country) -> str:
    return wording.bullets(list(country.content["samples"]))


def _off_topic(reading: Reading, country: Country) -> Answer:
    text = (
        f"**I can only help with pensions and retirement money in {_named(country)}, so I can't answer that.**\n\n"
        f"You could ask me, for example:\n\n{_samples(country)}"
    )
    return Answer(text, _sample_rows(country), outcome=DECLINED, confidence=reading.confidence)


def _small_talk(reading: Reading, country: Country) -> Answer:
    text = f"Hello, and thank you for writing. {country.content['welcome'].strip()}\n\nYou could "
    f"ask:\n\n{_samples(country)}"
    return Answer(text, _sample_rows(country), outcome=ANSWERED, confidence=reading.confidence)


def _about(reading: Reading, country: Country) -> Answer:
    text = (
        "**I am an automated assistant for questions about retirement money, not a person and not an adviser.**\n\n"
        f"{country.content['welcome'].strip()} "
        "I work out figures from the published rules and show the steps, the sources and the date of the rules. "
        "I use the facts in your question first, then those in your own profile. "
        "Questions and answers are recorded, with personal details hidden, so that people can check my work. "
        "I can't tell you what to buy or choose.\n\n"
        f"You could ask:\n\n{_samples(country)}\n\n{sections.place_lines(country, reading.question)}"
    )
    return Answer(text, _rows(reading, country), outcome=ANSWERED, confidence=reading.confidence)


def _nothing_before(reading: Reading, country: Country) -> Answer:
    text = (
        "**I can't see an earlier question in this talk.** "
        f"Please ask the whole question again, with your figures.\n\nYou could ask:\n\n{_samples(country)}"
    )
    return Answer(text, _sample_rows(country), outcome=NEEDS_FACTS, confidence=reading.confidence)


def _unclear(reading: Reading, country: Country) -> Answer:
    text = (
        "**I am not sure what to change in the last answer.** "
        f"Tell me the new figure, age or year, or ask the whole question again.\n\nYou could "
        f"ask:\n\n{_samples(country)}"
    )
    return Answer(text, _sample_rows(country), outcome=NEEDS_FACTS, confidence=reading.confidence)


def _advice(reading: Reading, country: Country) -> Answer:
    text = (
        "**I can't tell you what to choose: I give general information, not personal advice.** "
        "A choice like this depends on your goals, your other money and how much risk you can live with. "
        "Only a licensed adviser who knows all of that may recommend one.\n\n"
        "What I can do is work out figures that help you compare: the tax, the amounts and the dates of each choice. "
        f"For example:\n\n{_samples(country)}\n\n{sections.place_lines(country, reading.question)}"
    )
    return Answer(text, _rows(reading, country), outcome=DECLINED, confidence=reading.confidence)


def _unknown(reading: Reading, country: Country) -> Answer:
    if reading.near:
        return _which(reading, country)
    text = (
        "**I can't answer that: I have no checked rule for it, and I will not guess.**\n\n"
        f"{sections.place_lines(country, reading.question)}\n\nWhat I can work out, for example:\n\n{_samples(country)}"
    )
    return Answer(text, _rows(reading, country), outcome=UNKNOWN, confidence=reading.confidence)


def _which(reading: Reading, country: Country) -> Answer:
    """A question back: the subjects that come nearest, and the rule of the nearest one."""
    titles = list(dict.fromkeys(sections.title(task, country) for task in reading.near))
    rule = _nearest_rule(reading.near, country)
    told = f"This rule may be what you mean:\n\n{rule.text.replace('**', '')}\n\n" if rule else ""
    text = (
        "**I am not sure what you would like to know.** I will not guess with your money. "
        f"{told}Did you mean one of these?\n\n{wording.bullets(titles)}\n\n"
        "If so, ask about it with your age and your amounts. "
        f"If not, say it in other words.\n\n{sections.place_lines(country, reading.question)}"
    )
    offered = Evidence("note", "near", "What comes nearest", "\n".join(titles), None, "", "", "", "", "")
    return Answer(
        text,
        (offered, *(rule.evidence if rule else ()), *_rows(reading, country)),
        question_back="Which of these do you mean?",
        outcome=UNKNOWN,
        confidence=reading.confidence,
    )


def _nearest_rule(near: Sequence[Task], country: Country) -> Answer | None:
    """The first rule among the nearest readings, else the one behind the nearest calculation."""
    rule = next((task for task in near if task.kind == "note"), None)
    return notes.answer(rule, country) if rule else notes.rule_of(near[0], country)


def _named(country: Country) -> str:
    name = str(country.content["name"])
    return f"the {name}" if name.startswith("United") else name


def _rows(reading: Reading, country: Country) -> tuple[Evidence, ...]:
    return (*_sample_rows(country), *sections.place_evidence(country, reading.question))
