"""A part of an account whose balance is known: "half of my 401k", "240k in my ira, taking a third"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from .mentions import Mention
from .shapes import Slot

_ACCOUNTS = {
    "roth": "balance_roth", "401k": "balance_401k", "403b": "balance_401k", "ira": "balance_ira",
    "super": "balance_super",
    "superannuation": "balance_super", "pension": "balance_pension", "pot": "balance_pension",
    "sipp": "balance_pension",
    "pf": "balance_epf", "epf": "balance_epf", "nps": "balance_nps", "savings": "retirement_balance",
    "balance": "retirement_balance", "corpus": "balance_nps", "nest egg": "retirement_balance",
}  # fmt: skip
_NAMES = "|".join(sorted(_ACCOUNTS, key=len, reverse=True))
_OF_ACCOUNT = re.compile(
    rf"^ (?:of )?(?:my |the |our |his |her )?(?:(?:old|whole|entire|traditional|trad) )?(?P<name>{_NAMES})\b"
)
_ALL_OF = re.compile(
    rf"\b(?:all (?:of )?|(?:the |my )?(?:whole|entire) )(?:(?:of )?(?:my|the|our) )?(?:traditional "
    rf"|old )?(?P<name>{_NAMES})\b"
)
_TAKES = re.compile(
    r"\b(?:take|taking|took|withdraw|withdrawing|cash|cashing|draw|drawing|pull|pulling|use|using|out)(?: (?:in"
    r"|out|only|just"
    r"|about|of|say|like))* $"
)
_OF_IT = re.compile(r"^(?: (?:of|from) (?:it|that|this|them)\b| (?:out|now|this year)\b|[.?!,]|$)")
_HOLDS = ("balance", "corpus", "pot")


def of_accounts(
    mentions: Sequence[Mention], text: str, facts: Mapping[str, Any], slots: Sequence[Slot]
) -> list[Mention]:
    """The mentions with parts of known balances as money. Only for calculators that take an amount taken out."""
    names = {slot.name for slot in slots}
    if not names & {"amount", "withdrawals", "withdrawal"} or names & set(_HOLDS):
        return list(mentions)
    whole = _whole(mentions, text, facts)
    if whole:
        return [*mentions, whole]
    found: list[Mention] = []
    for mention in mentions:
        share = _share(mention)
        value = share and _value(share, mention, found, text, facts)
        if value:  # the balance only served to find the part
            found = [m for m in found if m.kind != "money" or share * float(str(m.value)) != value]
        found.append(replace(mention, kind="money", value=value) if value else mention)
    return found


def _share(mention: Mention) -> float:
    if mention.kind == "fraction" and float(str(mention.value)) < 1:
        return float(str(mention.value))
    return float(str(mention.value)) / 100 if mention.kind == "percent" else 0.0


def _value(share: float, mention: Mention, before: Sequence[Mention], text: str, facts: Mapping[str, Any]) -> float:
    named = _OF_ACCOUNT.match(text[mention.end :])
    balance = facts.get(_ACCOUNTS[named["name"]]) if named else None
    if balance is not None:
        return share * float(balance)
    held = next((m for m in reversed(before) if m.kind == "money" and m.role != "zero"), None)
    takes = _TAKES.search(text[: mention.start])
    if held and takes and (named or _OF_IT.match(text[mention.end :])):
        return share * float(str(held.value))
    return 0.0


def _whole(mentions: Sequence[Mention], text: str, facts: Mapping[str, Any]) -> Mention | None:
    """ "Cash out my whole 401k": the balance of the profile, where the message gives no amount."""
    if any(m.kind in ("money", "fraction", "percent") for m in mentions if m.role != "zero"):
        return None
    found = _ALL_OF.search(text)
    balance = facts.get(_ACCOUNTS[found["name"]]) if found else None
    if found is None or balance is None:
        return None
    return Mention("money", float(balance), found.start(), found.end(), found[0])
