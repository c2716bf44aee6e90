"""Who a visitor is, and what they may see. The default is nothing.

Inside Databricks Apps the platform says who it is; elsewhere an OpenID Connect sign-in does, when configured; else
a development identity, which is refused unless the server listens on this machine alone.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any, Literal

from .identities import Identities
from .members import Members, MembersUnavailable
from .settings import Settings

Role = Literal["member", "reviewer", "admin"]
Source = Literal["databricks", "oidc", "development"]
Groups = Callable[[str, str], frozenset[str] | None]

STAFF: tuple[Role, ...] = ("reviewer", "admin")
GROUPS_SECONDS = 5.0

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Person:
    """A visitor. `member_id` is whose profile and conversations they may see; `trouble` says why they have no role."""

    subject: str
    name: str
    roles: frozenset[Role]
    member_id: str | None
    source: Source
    trouble: str = ""


@dataclass(frozen=True)
class Visit:
    """What the web server knows of a visitor.

    `address` is what the server listens on (empty: everywhere). `claims` are those of the OpenID Connect sign-in:
    None where none is configured, empty before signing in. `chosen` is a development identity picked in the session.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    claims: Mapping[str, Any] | None = None
    chosen: str = ""


@dataclass(frozen=True)
class Identification:
    """Turns a visit into a person. `groups` reads a person's workspace groups (None: could not)."""

    settings: Settings
    members: Members
    identities: Identities
    groups: Groups

    def person(self, visit: Visit) -> Person:
        """The visitor; without roles, and with the sentence that helps, when in doubt. Never raises."""
        if self.settings.in_databricks_app:
            return self._in_databricks({name.lower(): value for name, value in visit.headers.items()})
        if visit.claims is not None:
            return self._signed_in(visit.claims)
        return self._in_development(visit)

    def _in_databricks(self, headers: Mapping[str, str]) -> Person:
        email = headers.get("x-forwarded-email", "").strip().lower()
        if not email:
            return _nobody("databricks", "Databricks did not say who you are. Open the app at its own address.")
        token = headers.get("x-forwarded-access-token", "")
        groups = self.groups(self.settings.databricks_host, token) if token else None
        name = headers.get("x-forwarded-preferred-username") or email
        return self._linked("databricks", headers.get("x-forwarded-user") or email, name, email, groups or frozenset())

    def _signed_in(self, claims: Mapping[str, Any]) -> Person:
        """A provider that says the address is not verified is not believed about it."""
        if not claims.get("is_logged_in"):
            return _nobody("oidc", "Please sign in.")
        email = str(claims.get("email") or "").strip().lower()
        if not email or str(claims.get("email_verified", True)).lower() == "false":
            return _nobody("oidc", "Your sign-in came without a verified e-mail address, so I can't tell who you are.")
        return self._linked("oidc", str(claims.get("sub") or email), str(claims.get("name") or email), email)

    def _linked(
        self, source: Source, subject: str, name: str, email: str, groups: frozenset[str] = frozenset()
    ) -> Person:
        """Staff roles from groups and from the e-mail lists; the member role from the table of identities alone.

        The lists count beside the groups, not only without them: a failing look-up must never grant more.
        """
        settings = self.settings
        roles: set[Role] = set()
        for role, group, listed in (
            ("admin", settings.admin_group, settings.admins),
            ("reviewer", settings.reviewer_group, settings.reviewers),
        ):
            if group in groups or email in {each.strip().lower() for each in listed.split(",")}:
                roles.add(role)  # type: ignore[arg-type]
        member = self.identities.member_of(email)
        if member:
            roles.add("member")
        trouble = "" if roles else f"{email} is not linked to a member and has no staff role. Ask your administrator."
        return Person(subject, name, frozenset(roles), member, source, trouble)

    def _in_development(self, visit: Visit) -> Person:
        setting = self.settings.dev_identity.strip()
        if not listens_on_loopback(visit.address):
            return _nobody(
                "development",
                "No sign-in is set up, and this server can be reached from other machines. "
                "Start it with --server.address 127.0.0.1, or configure a sign-in in .streamlit/secrets.toml.",
            )
        if setting.lower() in ("", "off"):
            return _nobody(
                "development",
                "Nobody is signed in. Set ADVISOR_DEV_IDENTITY to a member's id such as AU001, to reviewer or admin.",
            )
        return self._developer(visit.chosen or setting)

    def _developer(self, identity: str) -> Person:
        for role in STAFF:
            if identity.lower() == role:
                return Person(role, f"Development {role}", frozenset({role}), None, "development")
        member = identity.upper()
        try:
            profile = self.members.profiles([member]).get(member)
        except MembersUnavailable:
            return Person(member, member, frozenset({"member"}), member, "development")
        if profile is None:
            return _nobody(
                "development", f"There is no member {member}. Set ADVISOR_DEV_IDENTITY to a member's id such as AU001."
            )
        return Person(member, profile.name, frozenset({"member"}), member, "development")


def listens_on_loopback(address: str) -> bool:
    """Whether a server that listens on `address` can be reached from this machine alone."""
    if address.lower() == "localhost":
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def workspace_groups(host: str, token: str) -> frozenset[str] | None:
    """The names of the groups of the person whose token it is; None when the workspace does not say so in time."""
    told: queue.Queue[frozenset[str] | None] = queue.Queue()

    def look_up() -> None:
        from databricks.sdk import WorkspaceClient
        from databricks.sdk.core import Config

        try:
            # the app's own credentials are in the environment too: the person's token must be the one that counts
            config = Config(
                host=host, token=token, auth_type="pat", http_timeout_seconds=GROUPS_SECONDS, retry_timeout_seconds=1
            )
            me = WorkspaceClient(config=config).current_user.me()
            told.put(frozenset(group.display for group in me.groups or [] if group.display))
        except Exception as fault:  # noqa: BLE001 - whatever goes wrong there, the person just has no group
            log.warning("The workspace groups could not be read (%s).", type(fault).__name__)
            told.put(None)

    threading.Thread(target=look_up, name="workspace-groups", daemon=True).start()
    try:
        return told.get(timeout=GROUPS_SECONDS)
    except queue.Empty:
        log.warning("The workspace groups could not be read in %.0f s.", GROUPS_SECONDS)
        return None


def _nobody(source: Source, trouble: str) -> Person:
    return Person("", "", frozenset(), None, source, trouble)
