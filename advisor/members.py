"""Member profiles: one table, read in bulk, one query for a whole batch."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Engine,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    func,
    select,
)
from sqlalchemy.exc import SQLAlchemyError

from .settings import load_settings

metadata = MetaData()

members = Table(
    "members",
    metadata,
    Column("member_id", String(32), primary_key=True),
    Column("country", String(2), nullable=False, index=True),
    Column("name", String(120), nullable=False),
    Column("birth_date", Date, nullable=False),
    Column("partnered", Boolean),
    Column("partner_birth_date", Date),
    Column("homeowner", Boolean),
    Column("region", String(40)),
    Column("filing_status", String(20)),
    Column("sector", String(20)),
    Column("employment", String(20)),
    Column("salary", Float),
    Column("other_income", Float),
    Column("financial_assets", Float),
    Column("other_assets", Float),
    Column("monthly_wage", Float),
    Column("qualifying_years", Integer),
    Column("service_years", Float),
    Column("benefit_at_full_age", Float),
    Column("residence_years", Integer),
    Column("accounts", JSON, nullable=False),
)

# Sent to SQL in slices: databases limit the number of bound parameters of one statement.
SLICE = 500


class MembersUnavailable(RuntimeError):
    """The member store can't be reached. The text holds no connection detail."""


@dataclass(frozen=True)
class Profile:
    """One member as stored. Money is in the currency of the member's country, per year unless named otherwise."""

    row: Mapping[str, Any]

    @property
    def member_id(self) -> str:
        return str(self.row["member_id"])

    @property
    def country(self) -> str:
        return str(self.row["country"])

    @property
    def name(self) -> str:
        return str(self.row["name"])

    @property
    def accounts(self) -> list[dict[str, Any]]:
        """[{type, provider, balance}]"""
        held = self.row["accounts"]
        return list(json.loads(held) if isinstance(held, str) else held)

    def age(self, today: date) -> int:
        """Completed years on `today`."""
        return _years(self.row["birth_date"], today)

    def facts(self, today: date) -> dict[str, Any]:
        """What a calculator may use: no name and no id; unknown facts are left out."""
        born, partner = self.row["birth_date"], self.row["partner_birth_date"]
        balances: dict[str, float] = {}
        for account in self.accounts:
            kind = f"balance_{account['type']}"
            balances[kind] = balances.get(kind, 0.0) + account["balance"]
        left_out = {"member_id", "country", "name", "accounts", "partner_birth_date"}
        facts = {key: value for key, value in self.row.items() if key not in left_out}
        facts |= {
            "age": self.age(today),
            "birth_year": born.year,
            "retirement_balance": sum(balances.values()),
        } | balances
        facts["taxable_income"] = (self.row["salary"] or 0) + (self.row["other_income"] or 0)
        if partner:
            facts |= {"partner_age": _years(partner, today), "partner_birth_year": partner.year}
        return {key: value for key, value in facts.items() if value is not None}


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


class Members:
    """Reads profiles from the store behind `url`. Safe to share between threads."""

    def __init__(self, url: str | None = None) -> None:
        self._engine: Engine = create_engine(url or load_settings().members_url, pool_pre_ping=True)

    def profiles(self, ids: Iterable[str]) -> dict[str, Profile]:
        """id → Profile for those of `ids` that exist. Raises MembersUnavailable."""
        wanted = sorted({i for i in ids if i})
        found: dict[str, Profile] = {}
        try:
            with self._engine.connect() as connection:
                for start in range(0, len(wanted), SLICE):
                    chosen = select(members).where(members.c.member_id.in_(wanted[start : start + SLICE]))
                    for row in connection.execute(chosen).mappings():
                        found[row["member_id"]] = Profile(dict(row))
        except SQLAlchemyError:
            raise MembersUnavailable("The member records can't be reached right now.") from None
        return found

    def ids(self, country: str | None = None) -> list[str]:
        """All member ids, of one country or of all, in order. Raises MembersUnavailable."""
        chosen = select(members.c.member_id).order_by(members.c.member_id)
        if country:
            chosen = chosen.where(members.c.country == country)
        try:
            with self._engine.connect() as connection:
                return list(connection.execute(chosen).scalars())
        except SQLAlchemyError:
            raise MembersUnavailable("The member records can't be reached right now.") from None

    def load(self, rows: list[dict[str, Any]]) -> int:
        """Creates the table if needed and adds the `rows` that are not there yet; returns how many were added."""
        metadata.create_all(self._engine)
        with self._engine.begin() as connection:
            there = set(connection.execute(select(members.c.member_id)).scalars())
            new = [row for row in rows if row["member_id"] not in there]
            if new:
                connection.execute(members.insert(), new)
        return len(new)

    def count(self) -> int:
        """How many members there are; 0 where the table is missing."""
        try:
            with self._engine.connect() as connection:
                return int(connection.execute(select(func.count()).select_from(members)).scalar_one())
        except SQLAlchemyError:
            return 0
