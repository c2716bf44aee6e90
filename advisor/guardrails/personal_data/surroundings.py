"""What stands around a number decides what it is: a label, money, or somebody's reference."""

from __future__ import annotations

import re

_SENTENCE_END = re.compile(r"[?!\n]|(?<!\bno)(?<!\bnum)(?<!acct)(?<!\bacc)(?<!\bid)\.\s", re.I)
_FILLER = (
    r"(?:\s+(?:is|was|are|were|be|of|at|to|by|about|around|roughly|nearly|almost|only|over|under|"
    r"than|now|currently|just|"
    r"exactly|out|another|from|super|my|our|the|in|a|an|and|or|for|up|pension|total))"
)
_MONEY_WORD = (
    r"(?:balances?|salary|wages?|savings?|assets|withdraw(?:al|ing|n)?|tak(?:e|ing)|took|"
    r"contribut(?:e|ed|ing|ions?)|put(?:ting)?|"
    r"invest(?:ed|ing|ment)?|have|has|had|earn(?:s|ed|ing|ings)?|income|pa(?:y|id|ying)|worth|caps?|"
    r"limits?|corpus|deposit(?:ed|ing)?|"
    r"transfer(?:red|ring)?|sum|get|got|receiv(?:e|ed|ing)|more|less|draw(?:ing|n)?|borrow(?:ed|"
    r"ing)?|owe[sd]?|costs?|price|amounts?|total(?:s|ling)?|"
    r"budget|deficit|between|spend|spent|value|valued|inherit(?:ed)?|property|house|home|mortgage|"
    r"loan|debt|tax|fees?|turnover|"
    r"gratuity|basic|pot|funds?|nest egg|portfolio|roll(?:ed|ing)?(?: over)?|gave|give|gift(?:ed)?|"
    r"sold|bought|save[ds]?|saving|top up|has grown|grows?|exceeds?|goes over|reach(?:es|ed)?|"
    r"hold(?:s|ing)?|contain(?:s|ing)?)"
)
_MONEY_BEFORE = re.compile(
    (
        rf"(?:[$£€₹¥]|\b(?:rs|inr|aud|usd|gbp|eur|nzd|sgd|cad|a\$|us\$|rupees?|dollars?|"
        rf"pounds?)\b\.?)\s*[:=]?\s*$|\b{_MONEY_WORD}{_FILLER}{{0,4}}\s*[:=]?\s*$"
    ),
    re.I,
)
_MONEY_AFTER = re.compile(
    r"^\s*(?:(?:au|us|nz)?\s?(?:dollars?|bucks|pounds?|quid|rupees?|euros?|cents?|pence|rs|inr|aud|"
    r"usd|gbp)\b|[$£€₹%]|/-|"
    r"(?:k|m|mn|bn|million|billion|trillion|thousand|lakhs?|lacs?|crores?|cr|percent|per\s?cent|pct|bps)\b|"
    r"p\.?a\b|per\s+(?:year|annum|month|week|fortnight|day|person|member)|(?:a|an|each|"
    r"every)\s+(?:year|month|week|fortnight|day)|"
    r"(?:years?|yrs?|months?|weeks?|days?|hours?|members?|people|shares?|units?|employees|points)\b|"
    r"(?:in|of|for)\s+(?:super|savings?|my\s+(?:super|pension|401|ira|fund|pot|epf|nps|account|"
    r"balance)|retirement|assets|funds?\s+under|shares|cash|total)\b|"
    r"(?:enough|too much|too little)\b)",
    re.I,
)
_REFERENCE_BEFORE = re.compile(
    r"\b(?:ref(?:erence)?|batch|order|ticket|case|claim|invoice|receipt|client|customer|member(?:ship)?|"
    r"form|version|page|pages|section|regulation|rule|tracking|confirmation|application|quote|"
    r"quotation|query|request|enquiry|inquiry|"
    r"complaint|pds|serial|model|room|level|unit|lot|isin|usi|spin|afsl|afs licence|scheme|establishment|transaction|"
    r"booking|job|incident|document|doc|barcode|product|item|sku|parcel|consignment|crn? code|"
    r"error(?: code)?|code|docket|policy)"
    r"(?:(?:\s*(?:no|num|number|numbers|id|ref|code|wording|says?|shows?|said|is|was|the|my|under|it|"
    r"that|which|reads?|dated|called|quoted|marked)\b\.?)|\s*[#:=]){0,4}\s*[-#:v]?\s*$",
    re.I,
)


_QUANTITY_BEFORE = re.compile(
    (
        r"(?:\b(?:of|about|around|roughly|nearly|almost|approx\w*|approximately|say|over|under|below|"
        r"above|than|on|into|to|with|by|between|and|or|at|from|"
        r"aged?\s+\d{1,3},|"
        r"if it (?:were|was|is)|what if|what about|target|goal|just|only|turn|population|average|become|"
        r"minus|plus|times|price)|[+*/=<>≈~×])\s*[:=]?\s*$"
    ),
    re.I,
)
_QUANTITY_AFTER = re.compile(
    (
        r"^\s*(?:[+*/=<>≈~×]|,\s*(?:single|married|couple|homeowner|no (?:kids|partner))\b|"
        r"(?:over|under|above|below|now|later|by then|become|today|more|less|"
        r"i (?:think|guess)|or so|plus|minus|times|to \d|and \d|is (?:enough|over|under))\b)"
    ),
    re.I,
)


def money(before: str, after: str, value: str = "") -> bool:
    """Whether the words right before or after a number say that it is an amount, a count or a length of time.

    `value`, where given, is the number as written: without separators ("of 450000000") a mere preposition is enough.
    """
    if _MONEY_AFTER.search(after[:40]) or _MONEY_BEFORE.search(before[-90:]):
        return True
    return value.strip().isdigit() and bool(_QUANTITY_BEFORE.search(before[-40:]) or _QUANTITY_AFTER.match(after[:20]))


def money_unit(before: str, after: str) -> bool:
    """Whether a currency sign or unit touches the number: an amount, whatever label stands before it."""
    touching = re.search(r"(?:[$£€₹]|\b(?:rs|inr|aud|usd|gbp)\b\.?)\s*$", before[-8:], re.I)
    return bool(
        touching or re.match(r"\s*(?:dollars?|pounds?|rupees?|[%₹]|million|billion|lakhs?|crores?)", after[:20], re.I)
    )


def reference(before: str) -> bool:
    """Whether the number is called a reference, order, ticket, page or version: ours or a shop's, not a person's."""
    return bool(_REFERENCE_BEFORE.search(before[-70:]))


def label_before(before: str, labels: re.Pattern[str]) -> int | None:
    """Characters between the last of `labels` and the number, or None when none stands in the same sentence."""
    reach = before[-120:]
    if not labels.search(reach):  # most numbers have no label at all: do not cut sentences for them
        return None
    sentence = _SENTENCE_END.split(reach)[-1]
    last = None
    for match in labels.finditer(sentence):
        last = match
    return None if last is None else len(sentence) - last.end()


def label_after(after: str, labels: re.Pattern[str]) -> int | None:
    """Characters between the number and the first of `labels` after it in the same sentence, or None."""
    reach = after[:70]
    match = labels.search(reach)
    if match is None:
        return None
    sentence = _SENTENCE_END.split(reach)[0]
    match = labels.search(sentence)
    return None if match is None else match.start()
