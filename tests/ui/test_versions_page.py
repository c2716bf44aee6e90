"""The versions page: for admins alone; compares, promotes through the gate, and never overwrites another's move."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from advisor.asking import ask
from advisor.contract import new_reference
from advisor.evaluation import cases as cases_room
from advisor.evaluation.cases import Case
from advisor.evaluation.promotion import undo
from advisor.governance import Event, record
from advisor.governance.ledger import Wanted, search
from advisor.governance.shadows import Compared, keep
from advisor.loaded import load_version
from advisor.registering import log_model_to_mlflow, policy
from advisor.registry import alias_version, connect, set_model_alias
from advisor.rights import Right
from advisor.settings import Settings
from advisor.setup import set_up
from advisor.ui import jobs
from advisor.ui.versions import ledger as ledger_section
from advisor.ui.versions import promote as promote_section

from .conftest import ROOT, Model, texts

PAGE = ROOT / "pages" / "versions.py"
FEW = (
    Case("age", "AU", "ages", "At what age can I access my super?", expect={"figure": 60}),
    Case("tfn", "AU", "guardrail", "My TFN is 123 456 782, when can I retire?", expect={"blocked": True}),
)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A data folder of its own, since these tests move its aliases: version 2 is good, 3 has no guardrails."""
    found = Settings(home=tmp_path_factory.mktemp("versions"))
    list(set_up(found))
    log_model_to_mlflow(settings=found, who="ann")
    worse = policy(found) | {"enabled": False}
    log_model_to_mlflow(model_config={"guardrails": worse}, settings=found)
    connect(found).delete_model_version_tag(found.registered_model, "1", "source_commit")
    return found


@pytest.fixture
def admin(house: Settings, model: Model, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """You are the admin of that house; afterwards version 1 is its champion again."""
    monkeypatch.setenv("ADVISOR_HOME", str(house.home))
    monkeypatch.setenv("ADVISOR_DEV_IDENTITY", "admin")
    monkeypatch.setattr(cases_room, "packaged", lambda: FEW)
    yield house
    connect(house).set_registered_model_alias(house.registered_model, house.model_alias, "1")
    jobs.jobs().forget()


def page(section: str = "History") -> AppTest:
    tester = AppTest.from_file(str(PAGE), default_timeout=120).run()
    return tester if section == "History" else choose(tester, "section", section)


def choose(tester: AppTest, key: str, value: object) -> AppTest:
    """Sets a choice by its key, and draws the page again."""
    widget = next(each for each in (*tester.button_group, *tester.selectbox) if each.key == key)
    widget.set_value(value)
    return tester.run()


def champion(house: Settings) -> int | None:
    return alias_version(house.model_alias, house.registered_model, connect(house))


def begin_move(target: int, reason: str = "better on pensions") -> AppTest:
    """The page with everything filled in, before the click."""
    tester = choose(page("Promote"), "move target champion", target)
    tester.text_input(key=f"reason champion {target}").set_value(reason)
    return tester.run()


def finish(tester: AppTest) -> AppTest:
    """Waits for the job that a click began, and draws the page again."""
    job = jobs.jobs().latest
    assert job is not None
    assert job.done.wait(120)
    return tester.run()


@pytest.mark.parametrize("identity", ["AU001", "reviewer", "off"])
@pytest.mark.parametrize("name", ["versions", "operations"])
def test_nobody_else_sees_it(identity: str, name: str, model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DEV_IDENTITY", identity)
    tester = AppTest.from_file(str(PAGE.with_name(f"{name}.py")), default_timeout=60).run()
    assert len(tester.info) == 1
    assert not tester.button
    assert not tester.dataframe


def test_the_history_tells_what_is_known_of_each_version(admin: Settings) -> None:
    record(admin.database_url, [_event("1"), _event("1", outcome="failed", latency_ms=None, cost=None), _event("2")])
    tester = page()
    assert not tester.exception
    rows = tester.dataframe[0].value.set_index("version")
    assert rows.index.tolist() == [3, 2, 1]
    assert rows["aliases"][1] == ["champion"]
    assert (rows["by"][2], rows["commit"][1]) == ("ann", "—")
    assert rows["prompts"].tolist() == ["—"] * 3
    assert (rows["share"][1], rows["failed"][1], rows["cost"][1]) == ("66.7%", "50.0%", "$0.0200")
    assert (rows["cost"][2], rows["share"][3], rows["cost"][3]) == ("$0.0200", "0.0%", "—")
    assert "ADVISOR_MLFLOW_UI" in texts(tester), "a link that cannot work says why"


def _event(version: str, **changed: object) -> Event:
    made = {
        "reference": new_reference(), "channel": "chat", "member_id": "AU001", "session_id": "s", "country": "AU",
        "outcome": "answered", "query": "q", "model_name": "pension_advisor", "model_version": version,
        "model_alias": "champion", "cost": 0.02, "latency_ms": 12.0,
    }  # fmt: skip
    return Event(**{**made, **changed})  # type: ignore[arg-type]


def test_a_record_that_cannot_be_read_leaves_traffic_unknown(admin: Settings) -> None:
    def one_row(home: str) -> None:

        from advisor.settings import Settings
        from advisor.ui.versions import held, history

        settings = Settings(home=home)  # type: ignore[arg-type]
        # a folder is no database
        elsewhere = settings.model_copy(update={"database": f"sqlite:///{home}"})
        history.draw(elsewhere, held.entries(settings))

    tester = AppTest.from_function(one_row, kwargs={"home": str(admin.home)}, default_timeout=60).run()
    assert not tester.exception
    assert set(tester.dataframe[0].value["share"]) == {"unknown"}


def test_a_registry_that_is_gone_is_said_in_time_and_members_are_not_concerned(settings: Settings) -> None:
    def gone() -> None:
        from advisor.settings import Settings
        from advisor.ui.versions import held

        held.entries(Settings(tracking="http://127.0.0.1:9", registry="http://127.0.0.1:9"))

    began = time.monotonic()
    tester = AppTest.from_function(gone, default_timeout=60).run()
    assert time.monotonic() - began < 10
    assert "did not answer within 5 s" in tester.error[0].value
    assert "Members are still answered" in tester.error[0].value
    assert not tester.exception
    connect(settings)


def test_two_versions_are_compared_and_tried_out_without_a_trace(admin: Settings) -> None:
    tester = choose(page("Compare"), "compare right", 3)
    changed = tester.dataframe[0].value.set_index("Setting")
    assert changed.loc["guardrails.enabled"].tolist() == ["True", "False"]
    assert "guardrails.attack.input" not in changed.index, "what is the same is not listed"
    before = search(admin.database_url, admin.registered_model, Wanted())
    tester.multiselect[0].set_value(["My TFN is 123 456 782, when can I get my super?"]).run()
    tester.button(key=_key(tester, "Ask both")).click().run()
    said = texts(tester)
    assert not tester.exception
    assert "Different outcomes; no figure to compare." in said
    assert ":gray-badge[Version 1] :gray-badge[blocked]" in said
    assert ":gray-badge[Version 3] :gray-badge[answered]" in said
    assert search(admin.database_url, admin.registered_model, Wanted()) == before
    assert b"123 456 782" not in b"".join(each.read_bytes() for each in admin.home.glob("advisor.db*"))


def _key(tester: AppTest, label: str) -> str:
    return next(each.key for each in tester.button if each.label == label)


def test_the_gate_the_move_and_the_way_back(admin: Settings) -> None:
    tester = choose(page("Promote"), "move target champion", 2)
    assert "There is no evaluation of version 1 and version 2 yet" in texts(tester)
    assert tester.button(key="move").disabled, "a move needs a reason"
    tester = finish(tester.button(key="run the gate").click().run())
    assert "Version 2 passes." in texts(tester)
    assert {each.label: each.value for each in tester.metric}["Blocking failures"] == "0"
    tester.text_input(key="reason champion 2").set_value("better on pensions").run()
    tester = finish(tester.button(key="move").click().run())
    assert champion(admin) == 2
    assert "champion points at version 2." in texts(tester)
    move = search(admin.database_url, admin.registered_model, Wanted(alias="champion"))[0]
    assert (move["who"], move["reason"], move["from_version"]) == ("Development admin", "better on pensions", "1")
    assert move["evidence"]["gate"] == "passed"
    tester.button(key="undo").click().run()
    assert champion(admin) == 1
    assert "champion points at version 1 again." in texts(tester)


def test_a_version_that_fails_needs_a_reason_to_override(admin: Settings) -> None:
    tester = finish(begin_move(3).button(key="move").click().run())
    assert champion(admin) == 1
    assert "does not pass the gate: tfn" in texts(tester)
    blocked = next(each.value for each in tester.dataframe if "Blocked by" in each.value)
    assert blocked["Blocked by"][0] == "tfn"
    assert tester.button(key="move").disabled, "the reason to move does not override the gate"
    tester.text_input(key="override champion 3").set_value("the case is wrong").run()
    finish(tester.button(key="move").click().run())
    assert champion(admin) == 3
    moved, refused = search(admin.database_url, admin.registered_model, Wanted(alias="champion"), limit=2)
    assert (moved["outcome"], moved["evidence"]["override"]) == ("moved", "the case is wrong")
    assert (refused["outcome"], refused["evidence"]["gate"]) == ("refused", "failed")


def test_what_somebody_else_moved_meanwhile_is_not_overwritten(admin: Settings) -> None:
    tester = begin_move(2)
    set_model_alias(alias="champion", version=3, reason="first", who="bob", settings=admin)
    tester = finish(tester.button(key="move").click().run())
    assert champion(admin) == 3
    assert "points at version 3, not 1: somebody moved it" in texts(tester)
    late = page("Promote")
    undo(admin, "champion", "bob", "no")
    late.button(key="undo").click().run()
    assert champion(admin) == 1
    assert "moved again meanwhile" in texts(late)


RIGHTS = [(Right(False, "app@x may not move aliases."), True), (Right(None, "It decides at the move."), False)]


@pytest.mark.parametrize(("right", "disabled"), RIGHTS)
def test_who_may_not_move_is_told_before_the_click(
    admin: Settings, monkeypatch: pytest.MonkeyPatch, right: Right, disabled: bool
) -> None:
    monkeypatch.setattr(promote_section, "may_move", lambda _: right)
    promote_section._right.clear()
    tester = begin_move(2)
    promote_section._right.clear()
    assert right.said.replace("@", "") in texts(tester).replace("@", "")
    assert tester.button(key="move").disabled is disabled


FOLLOWING = [(2, "Version 2 answers members now."), (1, "Version 1 still answers; version 2 is starting."), (None, "")]


@pytest.mark.parametrize(("answering", "said"), FOLLOWING)
def test_it_is_said_whether_the_chat_follows_a_move(answering: int | None, said: str) -> None:
    def line(answering: int | None) -> None:
        from types import SimpleNamespace

        from advisor.ui.versions import promote

        house = SimpleNamespace(serving=SimpleNamespace(version=answering))
        promote._serving(house, SimpleNamespace(number=2))  # type: ignore[arg-type]

    tester = AppTest.from_function(line, kwargs={"answering": answering}, default_timeout=60).run()
    assert not tester.exception
    assert said in texts(tester)
    assert bool(texts(tester)) is bool(said)


def test_one_evaluation_at_a_time() -> None:
    held = jobs.Jobs()
    assert held.start("one", "ann", lambda _: time.sleep(0.3) or "done")
    assert held.start("two", "bob", lambda _: "done") is None
    assert held.latest is not None
    held.latest.done.wait(5)
    assert (held.latest.said, held.latest.failed) == ("done", False)


def test_a_job_that_breaks_ends_with_a_sentence_and_no_detail() -> None:
    def breaks(_: object) -> str:
        raise ValueError("SELECT secret")

    held = jobs.Jobs()
    job = held.start("one", "ann", breaks)
    assert job is not None
    job.done.wait(5)
    assert (job.said, job.failed) == ("It stopped with ValueError. The app's log says why.", True)


def test_the_ledger_is_filtered_and_exported_as_it_is_shown(admin: Settings) -> None:
    set_model_alias(alias="trial", version=2, reason="=HYPERLINK(1)", who="ann", settings=admin)
    tester = choose(page("Ledger"), "ledger alias", "trial")
    assert tester.dataframe[0].value["Reason"].tolist() == ["=HYPERLINK(1)"]
    assert "Download 1 rows" in [each.proto.label for each in tester.get("download_button")]
    day = datetime.now().date() - timedelta(days=2)
    tester.date_input(key="ledger until").set_value(day).run()
    assert "No move or refusal matches." in texts(tester)
    found = search(admin.database_url, admin.registered_model, Wanted(alias="trial"))
    [row] = csv.DictReader(io.StringIO(ledger_section.export(found).decode("utf-8-sig")))
    assert (row["reason"], row["who"], row["to_version"], row["from_version"]) == ("'=HYPERLINK(1)", "ann", "2", "")
    assert row["at"].endswith("Z")


def test_shadow_answers_are_summed_up_and_show_no_question_to_an_admin(
    admin: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "answers no live question" in texts(page("Shadow"))
    model = load_version(admin)
    question = {"user_id": "AU001", "session_id": "s", "country": "AU", "query": "Can I use my super for a boat?"}
    reference = ask(model, admin, "chat", question).row["reference"]
    for number in range(4):
        named, other = (reference, 200.0) if number == 0 else (f"PA-{number}", 100.0)
        keep(
            admin.database_url,
            Compared(
                named, "AU", "1", "2", "answered", "answered", "passed", "passed", 100.0, other, 10.0, 30.0, 0.0, None,
                True, number != 0,
            ),
            {"queue full": 2} if number == 0 else {},
            "2",
        )  # fmt: skip
    tester = page("Shadow")
    assert not tester.exception
    figures = {each.label: (each.value, each.delta) for each in tester.metric if each.delta}
    assert figures["Same leading figure"] == ("75.0%", "n = 4, 30.1%–95.4%")
    assert figures["Mean time"] == ("10 ms → 30 ms", "n = 4")
    assert figures["Mean cost, USD"] == ("unknown", "n = 0"), "one unknown side makes no comparison"
    assert "2 queue full" in texts(tester)
    [differing] = tester.dataframe[0].value.to_dict("records")
    assert (differing["Reference"], differing["Figures"]) == (reference, "100 → 200")
    assert "boat" not in str(differing)
