"""The tables of review and evaluation, on the record's MetaData. Times are UTC; text is masked before it gets here."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, DateTime, Float, Index, Integer, String, Table, Text

from .schema import metadata

# What people did with an event, append-only: its state is what its rows add up to.
# action: claim, release, decide, undo, reopen, comment
# decision (of a "decide"): right_block, false_alarm, missed_risk, wrong_answer, needs_expert
# expires_at (of a "claim"): when it lapses by itself
reviews = Table(
    "reviews",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", DateTime, nullable=False),
    Column("who", String(128), nullable=False),
    Column("reference", String(16), nullable=False),
    Column("action", String(16), nullable=False),
    Column("decision", String(16)),
    Column("comment", Text, nullable=False),
    Column("expires_at", DateTime),
    Index("reviews_by_reference", "reference", "id"),
)

# One row for each event that needs a human, kept in step with `events`, `feedback` and `reviews` within their own
# transactions: lists and counts read nothing else.
# severity: 0 urgent, 1 high, 2 medium, 3 low
# state: open, reopened, done; a claim counts beside the state until `claimed_until`
# judged: whether the LLM judge passed the answer while it was made; null: it said nothing
# revision: the id of the last row in `reviews` (0: none)
review_cases = Table(
    "review_cases",
    metadata,
    Column("reference", String(16), primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("country", String(8), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("model_version", String(32), nullable=False),
    Column("severity", Integer, nullable=False),
    Column("distress", Boolean, nullable=False),
    Column("low_confidence", Boolean, nullable=False),
    Column("thumbs_down", Boolean, nullable=False),
    Column("picked", Boolean, nullable=False),
    Column("judged", Boolean),
    Column("state", String(16), nullable=False),
    Column("assignee", String(128)),
    Column("claimed_until", DateTime),
    Column("decision", String(16)),
    Column("decided_by", String(128)),
    Column("decided_at", DateTime),
    Column("comment", Text),
    Column("revision", Integer, nullable=False),
    Index("review_cases_by_time", "at"),
)

# What was found in each case: findings of the guardrails, and faults that the answer's checks named.
review_rules = Table(
    "review_rules",
    metadata,
    Column("reference", String(16), primary_key=True),
    Column("code", String(64), primary_key=True),
    Column("rule", String(128), primary_key=True),
    Column("policy", String(32), nullable=False),
    Column("action", String(16), nullable=False),
    Column("score", Float),
    Index("review_rules_by_code", "code"),
)

# Questions that went wrong once: a version that fails an active one is not promoted.
regression_cases = Table(
    "regression_cases",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", DateTime, nullable=False),
    Column("who", String(128), nullable=False),
    Column("country", String(8), nullable=False),
    Column("query", Text, nullable=False),
    Column("history", JSON, nullable=False),
    Column("expect", JSON, nullable=False),
    Column("from_reference", String(16)),
    Column("active", Boolean, nullable=False),
    Column("withdrawn_by", String(128)),
    Column("withdrawn_at", DateTime),
)

# Quality of recorded answers, ratio 0-1; null when the scorer has nothing to judge in that answer.
scores = Table(
    "scores",
    metadata,
    Column("reference", String(16), primary_key=True),
    Column("scorer", String(32), primary_key=True),
    Column("value", Float),
    Column("rationale", Text, nullable=False),
    Column("at", DateTime, nullable=False),
    Index("scores_by_time", "at"),
)
