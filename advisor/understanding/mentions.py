"""The figures and dates a question mentions, each with its kind and what stands around it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from ..rules import YearStyle
from . import amounts, times
from .numerals import digits

# names that hold digits and are not figures
_NAMES = re.compile(
    r"\b(?:401|403|457|501|529|408)\s?\(?[abkc]\)?(?!\w)|\b(?:401|403|457)\b(?=\s+(?:plan|account|balance))"
    r"|\b72\s?\(?t\)?(?!\w)|\brule of \d\d\b|\bdiv(?:ision)? ?293\b|\bsection \d+\w*(?:\(\w+\))*|\bsec\.? \d+\w*"
    r"|\bu/s \d+\w*\b|\b80 ?c+d?\b(?:\s?\(\d[a-z]?\)|\s?\d?b\b)?|\b1099\b(?:-?r)?|\bp(?:45|60|55|800)\b"
    r"|\bforms?[- ]?\d+[a-z]*(?:/\d+[a-z]*)?|\b(?:15g|15h|10c|10d)\b(?:/\d+[a-z]*)?|\beps[- ]?(?:19)?95\b"
    r"|\btier[- ]?\d\b"
    r"|\b(?:417|462)(?= visa)|\b3 ?(?:m|mil|million) (?:dollar )?(?:super )?tax|\bclass \d\w?\b|\bbase 64\b"
    r"|\b(?:sb|nps|pc)\d+\b|\bart(?:icle)? \d+\b|\b24\s?[/x]\s?7\b|\bw-?[24]\b"
)
_HALF_SIGN = {"½": ".5", "¼": ".25", "¾": ".75"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in a question.

    kind      money, number, percent, fraction, age, years, months, weeks, year, tax_year or date
    value     a number (money in units, percent as written, ages and durations in their unit), a date or a label
    currency  ISO code where the question names one; period "year", "month", "week", "fortnight" likewise
    role      current, future, partner, child, birth, rules: what the words beside it say it is; "" where they do not
    bound     "below" for "less than 5 years" (the value is then the most that fits), "above" for "more than 5 years"
    """

    kind: str
    value: float | date | str
    start: int
    end: int
    text: str
    currency: str = ""
    period: str = ""
    role: str = ""
    bound: str = ""


def plain(text: str) -> str:
    """The question as the grammar reads it: lower case, plain quotes and dashes, number words as digits."""
    for sign, part in _HALF_SIGN.items():
        text = re.sub(rf"(\d)\s?{sign}", rf"\1{part}", text)
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub(r"[‘’ʼ`´]", "'", text)
    text = re.sub(r"[–—−]", "-", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\b(401|403|457)\s?\(?([kab])\)?(?!\w)", r"\1\2", text)
    return digits(re.sub(r"(\d)(?: | and |-)1/2(?!\w)", r"\1.5", text))


def find(text: str, years: YearStyle, today: date, month_first: bool = False) -> list[Mention]:
    """Every mention in `text` (as `plain` returns it), in order. `month_first` reads 4/20/1960 the American way."""
    blanked = _NAMES.sub(lambda m: "_" * len(m[0]), text)
    found: list[Mention] = []
    free = blanked
    for reader in (times.tax_years, times.dates, amounts.percents, times.ages, times.durations, amounts.amounts):
        for kind, value, start, end, extra in reader(free, years, today, month_first):
            found.append(Mention(kind, value, start, end, text[start:end], **extra))
        for each in found:
            free = free[: each.start] + "_" * (each.end - each.start) + free[each.end :]
    found.sort(key=lambda m: m.start)
    found = _same_unit(found, blanked)
    return [_with_role(each, blanked, found) for each in found]


_BESIDE = re.compile(r"^ ?(?:or|vs\.?|versus|to|-|/) ?$")


def _same_unit(mentions: list[Mention], text: str) -> list[Mention]:
    """ "12 or 15 years": the unit said last is the first one's too."""
    found = list(mentions)
    for place in range(len(found) - 2, -1, -1):
        one, other = found[place], found[place + 1]
        beside = _BESIDE.match(text[one.end : other.start])
        short = isinstance(one.value, float) and one.value <= 120
        loose = one.kind == "number" or (one.kind == "age" and not one.role and other.kind != "years")
        if loose and short and other.kind in ("years", "months", "weeks") and beside:
            found[place] = replace(one, kind=other.kind)
    return found


_SPOUSE = re.compile(r"\b(?:wife|husband|spouse|partner|hubby|missus|pati|patni)(?:'?s)?\b")
_PRONOUN = re.compile(r"\b(?:she|he|her|his|shes|hes)\b")
_CHILD = r"(?:son|daughter|kid|child|boy|girl|grandson|granddaughter|grandchild|teenager|toddler|baby|beta|beti)"
_OF_CHILD = re.compile(rf"\b(?:{_CHILD}(?:'?s)?(?: (?:is|who is|aged?|turns|turned|just|only|now))*,? ?(?:a )?$)")
_CHILD_AFTER = re.compile(
    rf"^(?:[ -]?(?:years?|yrs?|yr|y)?[ -]?olds?| saal k[aei])?(?: {_CHILD}\b"
    r"| (?:still )?(?:at (?:home|uni|school|college)))"
)
_A_WEEK = re.compile(r"^ ?(?:days?|nights?|shifts?|hours?|hrs?) (?:a|per|each|every) (?:week|fortnight|month)\b")
_ANTECEDENT = re.compile(
    r"\b(?:an? (?:[a-z-]+ ){0,2}?(?:worker|man|woman|employee|member|person|retiree|pensioner|widow|teacher)"
    r"|mother|father"
    r"|mom|mum|dad|brother|sister|friend|uncle|aunt|cousin|colleague|boss)\b"
)
_ASKER = re.compile(r"\b(?:i|i'm|im|my|me|we|our)\b")
_FRAGMENT = 8  # words: in a message this short "she" may be the wife of the message before
_FULL_AGE = re.compile(
    r"\b(?:(?:full|normal) (?:retirement )?age|fra|nra)(?: (?:of|is|was|=|age|at))*[:=]? ?$"
)  # the age of full benefits, which is the law's
_BIRTH = re.compile(r"\b(?:born|birth|birthday|birthdate|dob|d\.o\.b|birth year)\b")
_B = re.compile(
    r"(?:\bb\.?|\b(?:i am|i'm|im|he is|he's|she is|she's|(?:wife|husband|brother|sister|friend|mom|mum|dad"
    r"|mother|father)"
    r"(?:'s| is| was)?)(?: from| a)?) ?$"
)
_RULES = re.compile(
    r"\b(?:rates?|limits?|rules?|thresholds?|figures|as of|as at|as on|effective|income year|tax year|financial "
    r"year|fy)\b"
)


def _of_partner(close: str, text: str) -> bool:
    """True where the words before an age name the partner; "she" may as well be the mother, or an example's worker."""
    if _SPOUSE.search(close):
        return True
    if not _PRONOUN.search(close):
        return False
    if _SPOUSE.search(text):
        return True
    return not _ANTECEDENT.search(text) and (bool(_ASKER.search(text)) or len(text.split()) <= _FRAGMENT)


def _with_role(mention: Mention, text: str, others: list[Mention]) -> Mention:
    before = max([m.end for m in others if m.end <= mention.start], default=0)
    left = text[max(before, mention.start - 40) : mention.start]
    left = re.split(r"[.;?!](?=\s|$)", left)[-1]
    if mention.kind == "age":
        close = left[-24:]
        if _FULL_AGE.search(left):
            return replace(mention, role="full")
        if _OF_CHILD.search(left) or _CHILD_AFTER.match(text[mention.end :]):
            return replace(mention, role="child")
        if _of_partner(close, text) and not re.search(
            r"\b(?:both|i am|i'm|im|my partner and i|my (?:wife|husband) and i)\b", close
        ):
            return replace(mention, role="partner")
        return mention
    if mention.kind == "number" and _A_WEEK.match(text[mention.end :]):
        return replace(mention, role="rules")  # "3 days a week" counts nothing that a pension goes by
    if mention.kind == "years" and re.match(rf" old {_CHILD}\b", text[mention.end :]):
        return replace(mention, kind="age", role="child")
    if mention.kind == "number" and 60 <= float(str(mention.value)) <= 70 and _FULL_AGE.search(left):
        return replace(mention, kind="age", role="full")
    if mention.kind in ("date", "year") and not mention.role:
        baby = re.match(r" (?:baby|born)\b", text[mention.end :])
        if _BIRTH.search(left[-30:]) or _B.search(text[: mention.start]) or baby:
            return replace(mention, role="birth")
        right = text[mention.end : mention.end + 14]
        if _RULES.search(left[-30:]) or re.match(r"[a-z/\-'. ]{0,4}(?:rates?|limits?|rules?|thresholds?)\b", right):
            return replace(mention, role="rules")
    return mention
