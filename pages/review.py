"""Review: everything that needs a human, and what people decided about it."""

from __future__ import annotations

from advisor.ui import guard
from advisor.ui.review import page

person = guard.require("reviewer")
page.draw(guard.checked_settings(), person)
