"""E-mail, telephone and network addresses.

Telephone numbers are parsed by Google's `phonenumbers` (ITU-T E.164 and the national numbering plans): freephone,
shared-cost and universal-access numbers are public services and are never personal. E-mail follows RFC 5322 as
people write it, and "jane at example dot com".
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

import phonenumbers
from phonenumbers import PhoneNumberType

from . import surroundings
from .identifier import Candidate, around, isolated

_EMAIL = re.compile(r"[A-Za-z0-9._%+'\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){0,4}\.[A-Za-z]{2,24}")
_PROVIDERS = (
    r"gmail|yahoo|hotmail|outlook|icloud|live|rediffmail|rediff|proton|protonmail|aol|bigpond|"
    r"optusnet|btinternet|sky|msn|me|mail"
)
_SPELLED_EMAIL = re.compile(
    r"(?<![\w.])[A-Za-z0-9][\w.+\-]{0,63}(?:\s+(?:dot|underscore|dash|plus)\s+[\w+\-]{1,30}){0,3}"
    r"\s*(?:\(at\)|\[at\]|\{at\}|<at>|\bat\b|@)\s*[A-Za-z0-9\-]{2,63}"
    r"(?:\s*(?:\(dot\)|\[dot\]|\{dot\}|\bdot\b)\s*[A-Za-z0-9\-]{2,24}){1,4}",
    re.I,
)
_PROVIDER_EMAIL = re.compile(
    (
        rf"(?<![\w.])[A-Za-z0-9][\w.+\-]{{1,63}}\s*(?:\(at\)|\[at\]|\bat\b|"
        rf"@)\s*(?:{_PROVIDERS})\s*\.\s*(?:com|co|net|in|uk|au)(?:\s*\.\s*(?:uk|in|au))?\b"
    ),
    re.I,
)
# what every address has at and after its "at": looked for first
_AT = re.compile(r"\bat\b|@", re.I)
_AT_PROVIDER = re.compile(rf"[)\]]?\s*(?:{_PROVIDERS})\s*\.", re.I)
_ROLE = re.compile(
    (
        r"^(?:info|help(?:desk)?|support|enquir(?:y|ies)|contact(?:us)?|complaints?|grievances?|"
        r"no-?reply|feedback|service|customer[\w.]*|member[\w.]*)@"
    ),
    re.I,
)

_PHONE = re.compile(r"(?<![\w$£€₹@#])(?<![.,]\d)(?:\+|00)?\(?\d(?:[ ().\-/]{0,3}\d){5,15}(?![\w@])(?![.,]\d)")
_PHONE_LABEL = re.compile(
    r"\b(?:phones?|mobiles?|mob|cell|ph|tel(?:ephone)?|landline|whatsapp|call(?:\s+(?:me|us|him|"
    r"her))?|ring(?:\s+me)?|text(?:\s+me)?|sms|"
    r"reach(?:\s+(?:me|us))?|contact(?:\s+(?:me|no|number))?|my\s+(?:number|no)|number\s+is|dial|fax|handset|otp)\b",
    re.I,
)
_OURS = re.compile(
    r"\b(?:helplines?|hotline|help\s?desk|call\s?cent(?:re|er)|contact\s+cent(?:re|er)|switchboard|"
    r"office|ombudsman|customer\s+(?:care|service)|"
    r"toll.?free|grievance|hmrc|dwp|ato|afca|centrelink|services australia|epfo|ssa|irs|pbgc|ebsa|"
    r"pension\s+(?:service|wise|tracing)|"
    r"pension\s+cent(?:re|er)|future pension|social security administration|pfrda|police|bank|fund|branch)\b",
    re.I,
)
_MINE = re.compile(r"\b(?:me|my|mine|us|our|her|his|wife|husband|mob|mobile)\b", re.I)
_HELPLINE = {
    "AU": re.compile(r"(?:0?13\d{4}|1300\d{6}|180[0-9]\d{3}(?:\d{3})?)"),
    "US": re.compile(r"1?8(?:00|33|44|55|66|77|88)\d{7}"),
    "UK": re.compile(r"(?:44|0044)?0?(?:80[08]\d{6,7}|3\d{9}|84[2-5]\d{7}|87[0-3]\d{7})"),
    "IN": re.compile(r"(?:91)?0?1(?:800|860)\d{6,7}"),
}
_ANY_HELPLINE = re.compile(r"1(?:800|300)\d{6,7}|18(?:00|33|44|55|66|77|88)\d{7}|080[08]\d{6,7}|03\d{9}")
_US_FREEPHONE = re.compile(r"\(?8(?:00|33|44|55|66|77|88)\)?[ .\-]{1,2}\d{3}[ .\-]\d{4}")
_DECIMAL = re.compile(r"\d{4,}\.\d{1,2}")
_REGIONS = {"AU": "AU", "US": "US", "UK": "GB", "IN": "IN"}
_PERSONAL_TYPES = {
    PhoneNumberType.MOBILE,
    PhoneNumberType.FIXED_LINE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE,
    PhoneNumberType.VOIP,
    PhoneNumberType.PERSONAL_NUMBER,
    PhoneNumberType.PAGER,
}


def spot_emails(text: str, country: str) -> Iterator[Candidate]:
    """E-mail addresses, also spelled out. Addresses of a desk rather than a person (info@…) are left alone."""
    del country
    if "@" in text:
        for match in _EMAIL.finditer(text):
            if not _ROLE.match(match.group()):
                yield Candidate("email", "an e-mail address", "EMAIL", match.start(), match.end(), 1.0, "e-mail format")
    ats = [match.end() for match in _AT.finditer(text)]
    if ats:
        spelled = [_SPELLED_EMAIL] if "dot" in text.lower() else []
        provided = [_PROVIDER_EMAIL] if any(_AT_PROVIDER.match(text, end) for end in ats) else []
        for pattern in spelled + provided:
            for match in pattern.finditer(text):
                yield Candidate(
                    "email", "an e-mail address", "EMAIL", match.start(), match.end(), 0.8, "spelled-out e-mail"
                )


def is_helpline(compact: str, country: str) -> bool:
    """Whether digits are a public freephone, shared-cost or universal-access number of the country (of any, if "")."""
    rules = [_HELPLINE[country]] if country in _HELPLINE else list(_HELPLINE.values())
    return any(rule.fullmatch(compact) for rule in rules) or bool(_ANY_HELPLINE.fullmatch(compact))


def spot_phones(text: str, country: str) -> Iterator[Candidate]:
    """Telephone numbers of persons: valid in the member's country or international, or called a phone number."""
    for match in _PHONE.finditer(text):
        value = match.group().lstrip()
        if value.startswith("(") and ")" not in value:
            value = value[1:]
        start = match.end() - len(value)
        compact = re.sub(r"\D", "", value)
        before, after = around(text, start, match.end())
        if not 7 <= len(compact) <= 15 or is_helpline(compact, country) or _US_FREEPHONE.fullmatch(value):
            continue
        if _is_date(value) or _DECIMAL.fullmatch(value):
            continue
        found = _judge_phone(value, compact, before, after, country)
        if found:
            score, rule, distance = found
            yield Candidate("phone", "a phone number", "PHONE", start, match.end(), score, rule, distance)


def _is_date(value: str) -> bool:
    if re.match(r"(?:19|20)\d\d-\d{1,3}\b", value):
        return True
    return bool(
        re.fullmatch(
            (
                r"\s?\(?(?:\d{1,2}[-./ ]\d{1,2}[-./ ]\d{4}|\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}|(?:19|"
                r"20)\d\d[-/ ](?:19|20)\d\d)\)?"
            ),
            value,
        )
    )


def _judge_phone(value: str, compact: str, before: str, after: str, country: str) -> tuple[float, str, int] | None:
    international = value.lstrip(" (").startswith(("+", "00"))
    ahead = surroundings.label_before(before, _PHONE_LABEL)
    behind = surroundings.label_after(after, _PHONE_LABEL)
    distance = min((d for d in (ahead, behind) if d is not None and d <= 40), default=None)
    nearby = before[-70:] + " " + after[:40]
    if _OURS.search(nearby) and not _MINE.search(before[-40:] + " " + after[:15]):
        return None
    if surroundings.money_unit(before, after):
        return None
    if distance is not None and distance <= 14 and len(compact) >= 9 and not surroundings.reference(before):
        return 0.95 - distance / 1000, "phone label", distance
    valid = _valid(value, compact, country, international)
    if not valid or not (international or isolated(before, after)):
        return None
    if distance is not None:
        return 0.85 - distance / 1000, "phone label and number plan", distance
    if not international and country in ("AU", "UK") and not compact.startswith("0"):
        return None
    if not international and (surroundings.money(before, after, value) or surroundings.reference(before)):
        return None
    return (0.8 if international else 0.6), "number plan and country", 999


def _valid(value: str, compact: str, country: str, international: bool) -> bool:
    """Whether the number is a person's in the numbering plan of the member's country (of all four if unknown)."""
    regions = [_REGIONS[country]] if country in _REGIONS else list(_REGIONS.values())
    for region in regions:
        try:
            number = phonenumbers.parse(
                "+" + compact.removeprefix("00") if international else value, None if international else region
            )
        except phonenumbers.NumberParseException:
            continue
        if international and phonenumbers.is_possible_number(number):
            return True
        if phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) in _PERSONAL_TYPES:
            return len(compact) >= 9
    return False


_IPV4 = re.compile(r"\d(?<![\w.].)\d{0,2}\.(?:\d{1,3}\.){2}\d{1,3}(?![\w.]*\d)")
_IPV6_PART = re.compile(r":[0-9a-f]{0,4}:", re.I)
_IPV6 = re.compile(r"(?<![\w:])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{0,4}(?![\w:])", re.I)
_MAC = re.compile(r"(?<![\w:])(?:[0-9a-f]{2}([:\-]))(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![\w:])", re.I)
_IP_LABEL = re.compile(r"\bip\b|\bip\s*address", re.I)


def spot_network_addresses(text: str, country: str) -> Iterator[Candidate]:
    """IP (version 4 and 6) and MAC addresses. Version and section numbers (1.2.3.4) are left alone."""
    del country
    version_4 = _IPV4.finditer(text) if text.count(".") >= 3 else ()
    version_6 = _IPV6.finditer(text) if text.count(":") >= 3 and _IPV6_PART.search(text) else ()
    for match in (*version_4, *version_6):
        try:
            address = ipaddress.ip_address(match.group())
        except ValueError:
            continue
        before, _ = around(text, *match.span())
        distance = surroundings.label_before(before, _IP_LABEL)
        labelled = distance is not None and distance <= 14
        small = address.version == 4 and all(int(part) < 20 for part in match.group().split("."))
        if not address.is_unspecified and (labelled or not (small or surroundings.reference(before))):
            yield Candidate("ip", "an internet (IP) address", "IP", match.start(), match.end(), 0.8, "IP format")
    for match in _MAC.finditer(text) if max(text.count(":"), text.count("-")) >= 5 else ():
        yield Candidate("mac", "a device (MAC) address", "MAC", match.start(), match.end(), 0.8, "MAC format")
