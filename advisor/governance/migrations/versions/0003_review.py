"""The review queue: a row for each event that needs a human, with what was found in it; old events are queued too."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LOW_CONFIDENCE = 0.5
ROWS_AT_A_TIME = 2000


def upgrade() -> None:
    op.create_table(
        "review_cases",
        sa.Column("reference", sa.String(16), primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("country", sa.String(8), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("model_version", sa.String(32), nullable=False),
        sa.Column("severity", sa.Integer, nullable=False),
        sa.Column("distress", sa.Boolean, nullable=False),
        sa.Column("low_confidence", sa.Boolean, nullable=False),
        sa.Column("thumbs_down", sa.Boolean, nullable=False),
        sa.Column("picked", sa.Boolean, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("assignee", sa.String(128)),
        sa.Column("claimed_until", sa.DateTime),
        sa.Column("decision", sa.String(16)),
        sa.Column("decided_by", sa.String(128)),
        sa.Column("decided_at", sa.DateTime),
        sa.Column("comment", sa.Text),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_index("review_cases_by_time", "review_cases", ["at"])
    op.create_table(
        "review_rules",
        sa.Column("reference", sa.String(16), primary_key=True),
        sa.Column("code", sa.String(64), primary_key=True),
        sa.Column("rule", sa.String(128), primary_key=True),
        sa.Column("policy", sa.String(32), nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("score", sa.Float),
    )
    op.create_index("review_rules_by_code", "review_rules", ["code"])
    _queue_old_events(op.get_bind())


def _queue_old_events(connection: sa.Connection) -> None:
    """Nothing was reviewed before this revision, so every old event that needs a human is open."""
    tables = sa.MetaData()
    names = ("events", "feedback", "review_cases", "review_rules")
    events, feedback, cases, rules = (sa.Table(name, tables, autoload_with=connection) for name in names)
    row, thumb = events.c, feedback.c
    low = sa.and_(row.outcome == "answered", row.confidence < LOW_CONFIDENCE)
    down = sa.func.coalesce(sa.not_(thumb.helpful), sa.false())
    severity = sa.case((row.urgent, 0), (row.outcome.in_(("withheld", "failed")), 1), (low, 3), else_=2)
    severity = sa.case((sa.and_(down, severity == 3), 2), else_=severity)
    copied = ("reference", "at", "country", "channel", "outcome", "model_version")
    flags = (row.urgent, sa.func.coalesce(low, sa.false()), down, sa.false())
    connection.execute(
        cases.insert().from_select(
            [*copied, "severity", "distress", "low_confidence", "thumbs_down", "picked", "state", "revision"],
            sa.select(*(row[name] for name in copied), severity, *flags, sa.literal("open"), sa.literal(0))
            .select_from(events.outerjoin(feedback, thumb.reference == row.reference))
            .where(sa.or_(row.urgent, row.outcome.in_(("withheld", "failed", "blocked")), low, down)),
        )
    )
    found = sa.select(row.reference, row.outcome, events.c.findings, events.c.violations).join(
        cases, cases.c.reference == row.reference
    )
    for part in connection.execute(found.execution_options(yield_per=ROWS_AT_A_TIME)).partitions():
        if new := [rule for event in part for rule in _rules(event)]:
            connection.execute(rules.insert(), new)


def _rules(event: sa.Row) -> list[dict]:
    """Each code and rule of an event once, with its highest score; a violation without a finding is a check's."""
    found = {}
    for each in sorted(event.findings or (), key=lambda finding: finding.get("score") or 0):
        row = {name: each[name] for name in ("code", "rule", "policy", "action", "score")}
        found[row["code"], row["rule"]] = row
    known = {code for code, _ in found}
    action = "block" if event.outcome == "withheld" else "flag"
    for violation in event.violations or ():
        code = str(violation).partition(":")[0].strip()[:64]
        if code not in known:
            check = {"code": code, "rule": code, "policy": "answer_check", "action": action, "score": None}
            found[code, code] = check
    return [{"reference": event.reference, **row} for row in found.values()]
