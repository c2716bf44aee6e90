"""Which member a signed-in person is: data, never choice. One small table beside the members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Column, MetaData, String, Table, create_engine, select
from sqlalchemy.exc import SQLAlchemyError

metadata = MetaData()

identities = Table(
    "identities",
    metadata,
    Column("email", String(254), primary_key=True),
    Column("member_id", String(32), nullable=False),
)


class Identities:
    """Reads and fills the table of the store behind `url`. Safe to share between threads."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(url, pool_pre_ping=True)

    def member_of(self, email: str) -> str | None:
        """The member id linked to an e-mail address in any case, or None: no link, no table, or no store."""
        chosen = select(identities.c.member_id).where(identities.c.email == email.strip().lower())
        try:
            with self._engine.connect() as connection:
                return connection.execute(chosen).scalar_one_or_none()
        except SQLAlchemyError:
            return None

    def load(self, links: Mapping[str, str]) -> int:
        """Creates the table if needed and adds the links (e-mail → member id) that are not there; returns how many."""
        metadata.create_all(self._engine)
        with self._engine.begin() as connection:
            there = set(connection.execute(select(identities.c.email)).scalars())
            wanted = {email.strip().lower(): member for email, member in links.items()}
            new = [{"email": email, "member_id": member} for email, member in wanted.items() if email not in there]
            if new:
                connection.execute(identities.insert(), new)
        return len(new)


def demo_links(member_ids: Iterable[str]) -> dict[str, str]:
    """`au001@demo.example` → `AU001`: addresses under a name that nobody can own."""
    return {f"{member.lower()}@demo.example": member for member in member_ids}
