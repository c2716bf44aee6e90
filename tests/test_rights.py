"""Whether an alias may be moved, asked of a workspace on loopback that is scripted."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from advisor import rights
from advisor.rights import may_move
from advisor.settings import Settings

MODEL = "main.pensions.pension_advisor"


class Workspace:
    """Answers as a workspace would; `hangs` makes it slow, `status` refuses everything."""

    def __init__(self) -> None:
        self.owner, self.groups = "someone@example.com", ["pension-admins"]
        self.privileges: list[str] = ["EXECUTE"]
        self.hangs, self.status = 0.0, 200
        workspace = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                time.sleep(workspace.hangs)
                body = json.dumps(workspace.told(self.path.partition("?")[0])).encode()
                self.send_response(workspace.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Silent."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def told(self, path: str) -> dict[str, object]:
        if path.endswith("/scim/v2/Me"):
            return {"userName": "app@example.com", "groups": [{"display": each} for each in self.groups]}
        if path.endswith(f"/unity-catalog/models/{MODEL}"):
            return {"full_name": MODEL, "owner": self.owner}
        if path.endswith(f"/effective-permissions/function/{MODEL}"):
            held = [{"privilege": each} for each in self.privileges]
            return {"privilege_assignments": [{"principal": "app@example.com", "privileges": held}]}
        return {}


@pytest.fixture
def workspace(monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    made = Workspace()
    monkeypatch.setenv("DATABRICKS_TOKEN", "for-tests")
    yield made
    made.server.shutdown()
    made.server.server_close()


def unity(workspace: Workspace) -> Settings:
    host = f"http://127.0.0.1:{workspace.server.server_port}"
    return Settings(catalog="main", schema_name="pensions", databricks_host=host)


def test_on_a_laptop_every_admin_may() -> None:
    assert may_move(Settings()).allowed is True


RIGHTS = [
    # what is so, the owner, the privileges, whether it may be moved, words of the sentence
    ("it is the owner", "app@example.com", [], True, "owns the model"),
    ("its group is the owner", "pension-admins", [], True, "owns the model"),
    ("it may manage the model", "someone@example.com", ["MANAGE"], True, "may manage"),
    ("it may only use it", "someone@example.com", ["EXECUTE", "APPLY_TAG"], False, "someone@example.com"),
    ("nothing at all", "", [], False, "not known"),
]


@pytest.mark.parametrize(("what", "owner", "privileges", "allowed", "said"), RIGHTS, ids=[r[0] for r in RIGHTS])
def test_in_unity_catalog(
    workspace: Workspace, what: str, owner: str, privileges: list[str], allowed: bool, said: str
) -> None:
    workspace.owner, workspace.privileges = owner, privileges
    found = may_move(unity(workspace))
    assert found.allowed is allowed
    assert said in found.said


def test_a_workspace_that_hangs_or_refuses_leaves_it_open(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights, "SECONDS", 0.5)
    workspace.hangs = 2
    began = time.monotonic()
    assert may_move(unity(workspace)).allowed is None
    assert time.monotonic() - began < 1.5
    workspace.hangs, workspace.status = 0, 403
    found = may_move(unity(workspace))
    assert (found.allowed, "decides at the move" in found.said) == (None, True)
