"""An answer once more in another form: its steps as a table, or in fewer and simpler words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import yaml

# words, because a figure of an answer must come from its evidence
_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Then")
_TOLD, _WORDS = 2, 4  # steps that a short answer keeps, and hard words it explains


def steps_table(steps: Sequence[str]) -> str:
    """The steps of a calculation as a Markdown table."""
    told = [step.replace("|", "/") for step in steps if step.strip()]
    rows = [f"| {_ORDINALS[min(n, len(_ORDINALS) - 1)]} | {step} |" for n, step in enumerate(told)]
    return "\n".join(["| Step | What happens |", "| --- | --- |", *rows]) if rows else ""


def in_short(steps: Sequence[str]) -> str:
    """The first steps of a calculation as one paragraph."""
    return "In short: " + " ".join(steps[:_TOLD]) if steps else ""


def hard_words(text: str) -> str:
    """What the hard words of `text` mean, as bullets; empty where there are none."""
    found = [f"**{word}**: {meaning}." for word, meaning in _meanings().items() if _stands(word, text.lower())]
    return "What the words mean:\n\n" + "\n".join(f"- {each}" for each in found[:_WORDS]) if found else ""


def _stands(word: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(word)}", text))


@cache
def _meanings() -> dict[str, str]:
    read = yaml.load((files(__package__) / "plain_words.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)
    return {str(word): str(meaning) for word, meaning in read.items()}
