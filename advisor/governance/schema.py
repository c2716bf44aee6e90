"""The tables of the record. Times are UTC; text is masked before it gets here."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, DateTime, Float, Index, Integer, MetaData, String, Table, Text

metadata = MetaData()

# One row per question, whatever became of it: answered, declined, blocked, withheld or failed.
events = Table(
    "events",
    metadata,
    Column("reference", String(16), primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("channel", String(16), nullable=False),
    Column("member_id", String(64), nullable=False),
    Column("session_id", String(64), nullable=False),
    Column("country", String(8), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("query", Text, nullable=False),
    Column("answer", Text),
    Column("withheld_answer", Text),
    Column("error", Text),
    Column("violations", JSON, nullable=False),
    Column("findings", JSON, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("receipt", JSON, nullable=False),
    Column("confidence", Float),
    Column("cost", Float),
    Column("latency_ms", Float),
    Column("model_name", String(255), nullable=False),
    Column("model_version", String(32), nullable=False),
    Column("model_alias", String(64), nullable=False),
    Index("events_by_member", "member_id", "session_id", "at"),
    Index("events_by_time", "at"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("reference", String(16), primary_key=True),
    Column("at", DateTime, nullable=False),
    Column("member_id", String(64), nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
)

# Every move of an alias, and every refused one: MLflow itself keeps no history.
alias_moves = Table(
    "alias_moves",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", DateTime, nullable=False),
    Column("who", String(128), nullable=False),
    Column("model_name", String(255), nullable=False),
    Column("alias", String(64), nullable=False),
    Column("from_version", String(32)),
    Column("to_version", String(32)),
    Column("reason", Text, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("evidence", JSON, nullable=False),
)
