"""The prompts: versioned files packaged with the model. `answer_2.md` is version 2 of the prompt `answer`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_NAME = re.compile(r"(?P<name>[a-z_]+)_(?P<version>\d+)\.md")


@dataclass(frozen=True)
class Prompt:
    """A prompt's text under its name and version."""

    name: str
    version: int
    text: str

    @property
    def label(self) -> str:
        """What a receipt calls it: "answer 2"."""
        return f"{self.name} {self.version}"


@cache
def prompts() -> tuple[Prompt, ...]:
    """Every packaged prompt, the oldest version of each first."""
    found = [(match, each) for each in (files(__package__) / "wording").iterdir() if (match := _NAME.match(each.name))]
    read = [Prompt(match["name"], int(match["version"]), each.read_text("utf-8").strip()) for match, each in found]
    return tuple(sorted(read, key=lambda prompt: (prompt.name, prompt.version)))


def prompt(name: str, version: int | None = None) -> Prompt:
    """One version of a prompt, the newest by default. Raises LookupError when there is none."""
    known = [each for each in prompts() if each.name == name and version in (None, each.version)]
    if not known:
        raise LookupError(f"There is no prompt {name}{'' if version is None else f' {version}'}.")
    return known[-1]
