"""The filtered cases as a file: exactly those of the filter, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from .queue import Wanted, every
from .triage import SEVERITIES, reasons

MOST = 100_000
COLUMNS = (
    "reference", "asked_at_utc", "severity", "reasons", "state", "outcome", "country", "channel", "model_version",
    "policies", "rules", "question", "answer", "withheld_answer", "error", "confidence", "member_feedback",
    "assignee", "decision", "reviewer", "decided_at_utc", "comment",
)  # fmt: skip
# A cell that starts with one of these is a formula to a spreadsheet; the wide forms are what some keyboards type.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(url: str, wanted: Wanted, order: str = "urgent") -> bytes:
    """At most MOST cases in UTF-8 with a byte order mark, so that spreadsheets show £ and ₹; formulas are made text."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for case in every(url, wanted, order, MOST):
        writer.writerow([harmless(_written(value)) for value in _line(case).values()])
    return text.getvalue().encode("utf-8-sig")


def as_parquet(url: str, wanted: Wanted, order: str = "urgent") -> bytes:
    """The same cases with their types; texts as they are, since nothing runs them there."""
    frame = pd.DataFrame([_line(case) for case in every(url, wanted, order, MOST)], columns=list(COLUMNS))
    for name in COLUMNS:
        if name.endswith("_utc"):
            frame[name] = pd.to_datetime(frame[name], utc=True)
        else:
            frame[name] = frame[name].astype("float64" if name == "confidence" else "string")
    held = io.BytesIO()
    frame.to_parquet(held, index=False)
    return held.getvalue()


def harmless(cell: str) -> str:
    """The cell; with an apostrophe before it when a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell


def _line(case: Mapping[str, Any]) -> dict[str, Any]:
    found = {
        "asked_at_utc": _utc(case["at"]),
        "severity": SEVERITIES[case["severity"]],
        "reasons": "; ".join(reasons(case)),
        "state": case["standing"],
        "policies": "; ".join(sorted({rule["policy"] for rule in case["rules"]})),
        "rules": "; ".join(f"{rule['code']} ({rule['rule']})" for rule in case["rules"]),
        "question": case["query"],
        "member_feedback": case["member_said"],
        "reviewer": case["decided_by"],
        "decided_at_utc": _utc(case["decided_at"]),
    }
    return {name: found.get(name, case.get(name)) for name in COLUMNS}


def _utc(at: datetime | None) -> datetime | None:
    return at.replace(tzinfo=UTC) if at else None


def _written(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds").replace("+00:00", "Z")
    return "" if value is None else str(value)
