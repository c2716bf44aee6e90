"""Who a visitor is: a table of visits, and what each may see."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from advisor.demo import demo_members
from advisor.identities import Identities, demo_links
from advisor.identity import Groups, Identification, Person, Visit, listens_on_loopback, workspace_groups
from advisor.members import Members
from advisor.settings import Settings

HERE = "127.0.0.1"
STAFF_LISTS = {"ADVISOR_ADMINS": "boss@fund.example, Chief@Fund.example", "ADVISOR_REVIEWERS": "eye@fund.example"}
APP = {"DATABRICKS_APP_NAME": "pension-advisor", **STAFF_LISTS}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('identity') / 'members.db'}"
    members = Members(url)
    members.load(demo_members())
    Identities(url).load(demo_links(members.ids()) | {"Both@Fund.example": "UK002"})
    return url


@pytest.fixture
def identify(store: str, monkeypatch: pytest.MonkeyPatch):
    def one(environment: dict[str, str], visit: Visit, groups: Groups = lambda host, token: None) -> Person:
        for name in ("DATABRICKS_APP_NAME", "ADVISOR_ADMINS", "ADVISOR_REVIEWERS", "ADVISOR_DEV_IDENTITY"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return Identification(Settings(), Members(store), Identities(store), groups).person(visit)

    return one


def forwarded(email: str, **more: str) -> Visit:
    return Visit(headers={"X-Forwarded-Email": email, **more}, address="0.0.0.0")


def signed_in(**claims: object) -> Visit:
    return Visit(claims={"is_logged_in": True, **claims}, address="0.0.0.0")


# what it is, the environment, the visit → roles, member id, source
CASES = [
    ("Databricks: a linked member", APP, forwarded("au003@demo.example"), {"member"}, "AU003", "databricks"),
    ("Databricks: capitals do not matter", APP, forwarded("AU003@Demo.Example"), {"member"}, "AU003", "databricks"),
    ("Databricks: an admin by list is no member", APP, forwarded("chief@fund.example"), {"admin"}, None, "databricks"),
    ("Databricks: a reviewer by list", APP, forwarded("eye@fund.example"), {"reviewer"}, None, "databricks"),
    ("Databricks: a stranger", APP, forwarded("who@else.example"), set(), None, "databricks"),
    ("Databricks: no header at all", APP, Visit(address="0.0.0.0"), set(), None, "databricks"),
    ("Databricks: a development identity does not count", APP | {"ADVISOR_DEV_IDENTITY": "admin"},
     Visit(address=HERE, chosen="admin"), set(), None, "databricks"),
    ("Sign-in: not yet", {}, Visit(claims={"is_logged_in": False}, address=HERE), set(), None, "oidc"),
    ("Sign-in: a member", {}, signed_in(email="in002@demo.example"), {"member"}, "IN002", "oidc"),
    ("Sign-in: verified", {}, signed_in(email="in002@demo.example", email_verified=True), {"member"}, "IN002", "oidc"),
    ("Sign-in: not verified", {}, signed_in(email="in002@demo.example", email_verified=False), set(), None, "oidc"),
    ("Sign-in: not verified, in words", STAFF_LISTS, signed_in(email="boss@fund.example", email_verified="false"),
     set(), None, "oidc"),
    ("Sign-in: no address", STAFF_LISTS, signed_in(sub="123"), set(), None, "oidc"),
    ("Sign-in: a forwarded header changes nothing", STAFF_LISTS,
     Visit(headers={"X-Forwarded-Email": "boss@fund.example"}, claims={"is_logged_in": False}), set(), None, "oidc"),
    ("Sign-in: a chosen development identity changes nothing", {},
     Visit(claims={"is_logged_in": False}, address=HERE, chosen="admin"), set(), None, "oidc"),
    ("Development: the default", {}, Visit(address=HERE), {"member"}, "AU001", "development"),
    ("Development: small letters", {"ADVISOR_DEV_IDENTITY": "uk004"}, Visit(address="localhost"), {"member"}, "UK004",
     "development"),
    ("Development: a reviewer is no member", {"ADVISOR_DEV_IDENTITY": "reviewer"}, Visit(address="::1"), {"reviewer"},
     None, "development"),
    ("Development: an admin is no member", {"ADVISOR_DEV_IDENTITY": "admin"}, Visit(address=HERE), {"admin"}, None,
     "development"),
    ("Development: chosen in the session", {}, Visit(address=HERE, chosen="US005"), {"member"}, "US005", "development"),
    ("Development: off", {"ADVISOR_DEV_IDENTITY": "off"}, Visit(address=HERE), set(), None, "development"),
    ("Development: off stays off", {"ADVISOR_DEV_IDENTITY": "off"}, Visit(address=HERE, chosen="admin"), set(), None,
     "development"),
    ("Development: nobody of that id", {"ADVISOR_DEV_IDENTITY": "AU999"}, Visit(address=HERE), set(), None,
     "development"),
    ("Development: reachable from elsewhere", {}, Visit(address="0.0.0.0"), set(), None, "development"),
    ("Development: no address means everywhere", {}, Visit(), set(), None, "development"),
    ("Development: a forged header changes nothing", STAFF_LISTS,
     Visit(headers={"X-Forwarded-Email": "boss@fund.example"}, address=HERE), {"member"}, "AU001", "development"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "environment", "visit", "roles", "member", "source"), CASES, ids=[c[0] for c in CASES]
)
def test_visit(identify, what, environment, visit, roles, member, source) -> None:
    person = identify(environment, visit)
    assert (person.roles, person.member_id, person.source) == (frozenset(roles), member, source)
    assert bool(person.trouble) == (not roles), "who has no role is told why, and only they are"


GROUPS_CASES = [
    ("in the admins' group", frozenset({"users", "pension-advisor-admins"}), "who@else.example", {"admin"}),
    ("in both groups, and a member", frozenset({"pension-advisor-admins", "pension-advisor-reviewers"}),
     "both@fund.example", {"admin", "reviewer", "member"}),
    ("in other groups", frozenset({"users"}), "who@else.example", set()),
    ("in other groups, on the list", frozenset({"users"}), "boss@fund.example", {"admin"}),
    ("groups unknown, on the list", None, "boss@fund.example", {"admin"}),
    ("groups unknown, on no list", None, "who@else.example", set()),
]  # fmt: skip


@pytest.mark.parametrize(("what", "groups", "email", "roles"), GROUPS_CASES, ids=[c[0] for c in GROUPS_CASES])
def test_workspace_groups_give_staff_roles(identify, what, groups, email, roles) -> None:
    visit = forwarded(email, **{"X-Forwarded-Access-Token": "of-this-person"})
    assert identify(APP, visit, lambda host, token: groups).roles == frozenset(roles)


def test_the_forwarded_token_is_the_one_that_is_used(identify) -> None:
    seen = []
    visit = forwarded("who@else.example", **{"x-forwarded-access-token": "of-this-person"})
    identify(APP, visit, lambda host, token: seen.append(token))
    assert seen == ["of-this-person"]


def test_a_member_store_that_is_not_there_yet_does_not_lock_the_developer_out(tmp_path) -> None:
    url = f"sqlite:///{tmp_path / 'none.db'}"
    who = Identification(Settings(), Members(url), Identities(url), lambda host, token: None)
    assert who.person(Visit(address=HERE)).roles == {"member"}


@pytest.mark.parametrize(
    ("address", "alone"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("localhost", True), ("LocalHost", True), ("::1", True), ("", False),
     ("0.0.0.0", False), ("::", False), ("192.168.1.5", False), ("localhost.evil.example", False)],
)  # fmt: skip
def test_loopback(address: str, alone: bool) -> None:
    assert listens_on_loopback(address) is alone


class Workspace(BaseHTTPRequestHandler):
    """Answers a person's own record as a workspace does, for one good token."""

    def do_GET(self) -> None:
        good = self.headers.get("Authorization") == "Bearer good" and self.path.startswith(
            "/api/2.0/preview/scim/v2/Me"
        )
        body = json.dumps({"userName": "a@b.example", "groups": [{"display": "users"}, {"display": "reviewers"}]})
        self.send_response(200 if good else 401)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body.encode() if good else b'{"error_code": "UNAUTHENTICATED"}')

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture(scope="module")
def workspace() -> Iterator[str]:
    server = ThreadingHTTPServer((HERE, 0), Workspace)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://{HERE}:{server.server_port}"
    server.shutdown()


def test_groups_are_read_with_the_persons_token_whatever_else_is_configured(workspace, monkeypatch) -> None:
    monkeypatch.setenv("DATABRICKS_CLIENT_ID", "app")
    monkeypatch.setenv("DATABRICKS_CLIENT_SECRET", "secret")
    assert workspace_groups(workspace, "good") == {"users", "reviewers"}


def test_groups_are_unknown_when_the_workspace_refuses_or_is_not_there(workspace) -> None:
    assert workspace_groups(workspace, "bad") is None
    assert workspace_groups(f"http://{HERE}:9", "good") is None
