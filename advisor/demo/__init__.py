"""The demo members: the same forty at every set-up."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

from ..members import members


def demo_members() -> list[dict[str, Any]]:
    """Rows for the `members` table; columns that a member lacks are None."""
    people = yaml.safe_load((files(__package__) / "members.yaml").read_text("utf-8"))
    return [{column.name: person.get(column.name) for column in members.columns} for person in people]
