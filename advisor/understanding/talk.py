"""What the turns before left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .reading import Reading


@dataclass(frozen=True)
class Talk:
    """What the turns before left: the last reading that had tasks, the last that calculated, the facts said so far,
    and the whole question.

    `root` is the last question that stood alone; "and 25k?" after it is to be read with it.
    """

    last: Reading | None = None
    sums: Reading | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    root: str = ""
