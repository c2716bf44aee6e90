"""A thousand right answers in words of their own, each figure restated, and the same with one figure altered."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from itertools import islice

from advisor.answering import Answer, wording
from advisor.countries import Country
from advisor.llm.checks import Grounds, faults

from .test_altered import COUNT, FIGURE, altered, answered

ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
MONEY = (
    "You would get {} here.", "The result is {}.", "It works out at {}.", "For you that comes to {}.",
    "**{}** is the figure you asked for.",
)  # fmt: skip
SHARES = ("The share is {} for you.", "That makes {}.", "It comes to {} in your case.")
YEARS = ("The age is {}.", "It is {} for you.")


def words(number: int) -> str:
    if number < 20:
        return ONES[number]
    tens, ones = divmod(number, 10)
    return TENS[tens - 2] + (f"-{ONES[ones]}" if ones else "")


def money(value: float, country: Country) -> list[str]:
    """An amount as people write it: to the penny, rounded, in thousands, millions, lakh and crore."""
    sign, shown = country.law.currency.symbol, country.law.currency.format(value)
    forms = [shown]
    if country.code == "IN":
        forms += [f"about ₹{value / 1e5:.2f} lakh"] if value >= 1e5 else []
        forms += [f"around ₹{value / 1e7:.2f} crore"] if value >= 1e7 else []
        return forms
    forms += [f"about {sign}{float(f'{value:.1e}'):,.0f}", f"{sign}{value:,.0f}"] if value >= 1000 else []
    forms += [f"roughly {sign}{value / 1000:.1f}k"] if 1e4 <= value < 1e6 else []
    forms += [f"roughly {sign}{value / 1e6:.2f} million"] if value >= 1e6 else []
    return forms


def share(ratio: float) -> list[str]:
    number = wording.percent(ratio)
    forms = [f"{number}%", f"{number} per cent", f"{number} percent"]
    whole = round(ratio * 100)
    return [*forms, f"{words(whole)} per cent"] if number == str(whole) and 0 < whole < 100 else forms


def lead(grounds: Grounds, answer: Answer, pick: random.Random) -> str | None:
    """The figure asked for in words of its own; None for what is no plain figure."""
    result, country = answer.results[0], grounds.country
    value, unit = result.value, result.outcome.unit
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value <= 0:
        return None
    if unit[:3] == country.law.currency.code:
        period = next((f" a {each}" for each in ("year", "month", "fortnight", "week") if f"per {each}" in unit), "")
        text = pick.choice(MONEY).format(pick.choice(money(value, country)) + period)
        if period == " a year" and value >= 1200 and pick.random() < 0.4:
            text += f" That is about {country.law.currency.format(round(value / 12))} a month."
        return text
    if "ratio" in unit:
        return pick.choice(SHARES).format(pick.choice(share(value)))
    if unit.startswith("years") and value == int(value) < 100:
        return pick.choice(YEARS).format(pick.choice([f"{value:.0f}", f"{words(int(value))} years"]))
    return None


def more(grounds: Grounds, answer: Answer, pick: random.Random) -> Iterator[str]:
    """What else an answer may tell: what went in, a rule that was used, a step."""
    result, country = answer.results[0], grounds.country
    known = country.calculator(result.calculator).inputs
    amounts = [
        (known[name][1], value)
        for name, value in result.inputs.items()
        if isinstance(value, (int, float)) and known[name][1].unit[:3] == country.law.currency.code and value > 0
    ]
    rules = [each for each in result.sources if isinstance(each.value, (int, float)) and each.value is not True]
    if amounts and pick.random() < 0.6:
        described, value = pick.choice(amounts)
        yield f"I worked with {country.law.currency.format(value)} as {described.text.split(' (')[0]}."
    if rules and pick.random() < 0.6:
        rule = pick.choice(rules)
        yield f"The {rule.label} is {wording.value(rule.value, rule.unit, country)}."
    if result.outcome.steps and pick.random() < 0.5:
        yield pick.choice(result.outcome.steps)


def restated() -> Iterator[tuple[Grounds, str]]:
    pick = random.Random(8)
    while True:
        grounds, answer = pick.choice(answered())
        first = lead(grounds, answer, pick)
        if first:
            yield grounds, " ".join([first, *more(grounds, answer, pick)])


def test_of_a_thousand_restated_answers_at_most_one_in_a_hundred_is_refused() -> None:
    refused = [(text, found) for grounds, text in islice(restated(), COUNT) if (found := faults(text, grounds))]
    assert len(refused) <= COUNT / 100, refused[:5]


def as_right(text: str, other: str, grounds: Grounds) -> bool:
    """True where a digit turned "about 3,200" into 3,220, and the figure is 3,224: that is no altered figure."""
    value = grounds.results[0].value
    figures = (
        (float(re.sub(r"[^\d.]", "", each).rstrip(".")) for each in FIGURE.findall(one)) for one in (text, other)
    )
    said, changed = next(pair for pair in zip(*figures, strict=True) if pair[0] != pair[1])
    return isinstance(value, int | float) and abs(changed - value) <= min(abs(said - value), value / 100)


def test_of_a_thousand_restated_answers_with_one_altered_figure_none_passes() -> None:
    pick = random.Random(4)
    wrong = ((grounds, text, altered(text, pick)) for grounds, text in restated())
    altered_ones = (
        (grounds, text, other) for grounds, text, other in wrong if other and not as_right(text, other, grounds)
    )
    tried = islice(altered_ones, COUNT)
    assert [(text, other) for grounds, text, other in tried if not faults(other, grounds)] == []


def test_the_figure_asked_for_does_not_change_places_with_another() -> None:
    """In the calculation's own headline, each figure stands where it stands."""
    passed, tried = [], 0
    for grounds, answer in answered():
        headline = answer.results[0].outcome.headline
        found = list(dict.fromkeys(FIGURE.findall(headline)))
        if len(found) > 1:
            tried += 1
            swapped = headline.replace(found[0], "#").replace(found[1], found[0]).replace("#", found[1])
            passed += [swapped] if swapped != headline and not faults(swapped, grounds) else []
    assert tried > 50
    assert len(passed) <= tried / 50, "\n".join(passed)
