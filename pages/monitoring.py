"""Monitoring: volume, outcomes, time, cost and quality over time, by version and country."""

from __future__ import annotations

from advisor.ui import guard, start
from advisor.ui.monitoring import page

person = guard.require("reviewer", "admin")
page.draw(start.house(guard.checked_settings()).settings, person)
