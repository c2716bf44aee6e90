"""A conversation as a Markdown file to keep, print, or take to an adviser."""

from __future__ import annotations

from ..countries import COUNTRIES
from .conversation import Conversation, Turn
from .receipt import facts


def as_markdown(conversation: Conversation, name: str) -> str:
    """Every question (masked) and answer with its receipt and the country's disclaimer, oldest first."""
    head = f"# Pension Advisor\n\nA conversation of {name}. Times are UTC.\n"
    return "\n".join([head, *(_turn(turn) for turn in conversation.turns if turn.row)])


def _turn(turn: Turn) -> str:
    assert turn.row is not None
    country = COUNTRIES[turn.country].content
    quoted = "\n".join(f"> {line}" for line in (turn.row["masked_query"] or "").splitlines())
    receipt = "\n".join(f"- {title}: {'; '.join(lines)}" for title, lines in facts(turn))
    return (
        f"## {country['name']}, {turn.at:%d %B %Y %H:%M}\n\n{quoted}\n\n"
        f"{turn.row['answer'] or turn.row['error'] or 'No answer.'}\n\n"
        f"{receipt}\n\n*{country['disclaimer']}*\n"
    )
