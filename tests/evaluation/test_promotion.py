"""Moving an alias: through the gate, with a reason, never over somebody else's move, and always in the ledger."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Thread
from typing import Any

import pytest
from mlflow.exceptions import MlflowException
from sqlalchemy.exc import OperationalError

from advisor.evaluation import EvaluationFailed, promotion
from advisor.evaluation.gate import Blocking, GateReport
from advisor.evaluation.promotion import promote, undo
from advisor.evaluation.results import CaseResult, Evaluation
from advisor.governance import moves
from advisor.governance.store import writing
from advisor.registering import log_model_to_mlflow
from advisor.registry import AliasMoveRefused, alias_version, connect, set_model_alias
from advisor.settings import Settings

REASON = "better on pensions"


@pytest.fixture(scope="module")
def pair(settings: Settings) -> tuple[int, int]:
    return log_model_to_mlflow(settings=settings).number, log_model_to_mlflow(settings=settings).number


@pytest.fixture
def house(settings: Settings, request: pytest.FixtureRequest) -> Iterator[Settings]:
    """The house, with an alias of this test's own as the one that serves members; it points at version 1."""
    alias = request.node.name.split("[")[0].removeprefix("test_")[:40]
    found = settings.model_copy(update={"model_alias": alias})
    set_model_alias(alias=alias, version=1, reason="start", settings=found)
    yield found
    connect(found).delete_registered_model_alias(found.registered_model, alias)


def verdict(*blocking: str) -> Callable[..., GateReport]:
    """A gate that says this, without evaluating anything."""

    def decided(settings: Settings, champion: int | None, candidate: int, **_: Any) -> GateReport:
        one = CaseResult("c1", "AU", "tax", "packaged", False, "answered", {}, {})
        made = Evaluation(candidate, "run", "2026-11-24T00:00:00+00:00", "mark", (one,))
        reasons = tuple(Blocking(case, "It must be blocked, and it is not.") for case in blocking)
        return GateReport(not blocking, None, made, (), (), reasons)

    return decided


def ledger(house: Settings) -> list[dict[str, Any]]:
    found = moves(house.database_url, house.registered_model)
    return [each for each in found if each["alias"] == house.model_alias and each["reason"] != "start"]


def now(house: Settings) -> int | None:
    return alias_version(house.model_alias, house.registered_model, connect(house))


def test_a_version_that_passes_is_promoted(
    house: Settings, pair: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(promotion, "gate", verdict())
    report = promote(house, house.model_alias, pair[0], 1, REASON, "ann")
    assert report is not None
    assert report.passed
    assert now(house) == pair[0]
    [move] = ledger(house)
    assert (move["outcome"], move["who"], move["from_version"], move["to_version"], move["reason"]) == (
        "moved",
        "ann",
        "1",
        str(pair[0]),
        REASON,
    )
    assert move["evidence"]["gate"] == "passed"
    assert move["evidence"]["candidate"]["version"] == pair[0]


def test_one_that_fails_is_refused_unless_overridden(
    house: Settings, pair: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(promotion, "gate", verdict("guard-1", "regression-2"))
    for override in (None, "  "):
        with pytest.raises(AliasMoveRefused, match=r"does not pass the gate: guard-1: .* \(and 1 more\)\.$"):
            promote(house, house.model_alias, pair[0], 1, REASON, "ann", override)
    assert now(house) == 1
    promote(house, house.model_alias, pair[0], 1, REASON, "ann", "a known false alarm")
    assert now(house) == pair[0]
    found = ledger(house)
    assert [move["outcome"] for move in found] == ["moved", "refused", "refused"]
    assert found[0]["evidence"]["override"] == "a known false alarm"
    assert [each["case"] for each in found[1]["evidence"]["blocking"]] == ["guard-1", "regression-2"]


def test_undo_goes_back_one_move_and_is_refused_where_there_is_none(
    house: Settings, pair: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(AliasMoveRefused, match="no earlier version"):
        undo(house, house.model_alias, "ann", "oops")
    monkeypatch.setattr(promotion, "gate", verdict())
    promote(house, house.model_alias, pair[0], 1, REASON, "ann")
    assert undo(house, house.model_alias, "bob", "wrong figures") == 1
    assert now(house) == 1
    back, forth, refused = ledger(house)
    assert (back["outcome"], back["who"], back["evidence"]) == ("moved", "bob", {"undo_of": forth["id"]})
    assert refused["outcome"] == "refused"


def test_of_two_who_undo_the_same_move_one_is_refused(
    house: Settings, pair: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(promotion, "gate", verdict())
    promote(house, house.model_alias, pair[0], 1, REASON, "ann")
    move = promotion.last_move(house, house.model_alias)
    assert move is not None
    assert undo(house, house.model_alias, "ann", "oops", of=move["id"]) == 1
    with pytest.raises(AliasMoveRefused, match="moved again meanwhile"):
        undo(house, house.model_alias, "bob", "oops", of=move["id"])
    assert now(house) == 1
    assert [move["outcome"] for move in ledger(house)] == ["refused", "moved", "moved"]


def test_undo_never_overwrites_a_move_that_the_ledger_does_not_know(
    house: Settings, pair: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(promotion, "gate", verdict())
    promote(house, house.model_alias, pair[0], 1, REASON, "ann")
    connect(house).set_registered_model_alias(house.registered_model, house.model_alias, str(pair[1]))
    with pytest.raises(AliasMoveRefused, match="somebody moved it meanwhile"):
        undo(house, house.model_alias, "bob", "wrong figures")
    assert now(house) == pair[1]


def test_of_two_movers_at_once_one_is_refused(
    house: Settings, pair: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    both_at_the_gate = Barrier(2)

    def meets(settings: Settings, champion: int | None, candidate: int, **_: Any) -> GateReport:
        both_at_the_gate.wait(60)
        return verdict()(settings, champion, candidate)

    monkeypatch.setattr(promotion, "gate", meets)

    def move(target: int) -> str:
        try:
            promote(house, house.model_alias, target, 1, REASON, f"mover of {target}")
        except AliasMoveRefused as fault:
            return str(fault)
        return ""

    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(move, pair))
    assert sorted(bool(each) for each in said) == [False, True]
    assert "somebody moved it meanwhile" in "".join(said)
    assert now(house) == pair[said.index("")]
    assert sorted(move["outcome"] for move in ledger(house)) == ["moved", "refused"]


def test_a_ledger_locked_for_five_seconds_loses_no_move(
    house: Settings, pair: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(promotion, "gate", verdict())
    locked = Event()

    def hold() -> None:
        with writing(house.database_url):
            locked.set()
            time.sleep(5)

    holder = Thread(target=hold)
    holder.start()
    locked.wait()
    promote(house, house.model_alias, pair[0], 1, REASON, "ann")
    holder.join()
    assert now(house) == pair[0]
    assert [(move["from_version"], move["to_version"]) for move in ledger(house)] == [("1", str(pair[0]))]


def test_the_gate_is_not_run_for_a_move_that_would_be_refused_anyway(
    house: Settings, pair: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(promotion, "gate", lambda *_, **__: pytest.fail("the gate was run"))
    for version, expected, reason, said in (
        (pair[0], 1, " ", "Give a reason"),
        (pair[0], 7, REASON, "points at version 1, not 7"),
        (pair[0], 0, REASON, "points at version 1, not none"),
        (999, 1, REASON, "has no version 999"),
    ):
        with pytest.raises(AliasMoveRefused, match=said):
            promote(house, house.model_alias, version, expected, reason, "ann")
    assert [move["outcome"] for move in ledger(house)] == ["refused"] * 4
    assert promote(house, house.model_alias, 1, 1, REASON, "ann") is None, "a move to where it is changes nothing"
    assert len(ledger(house)) == 4


def test_an_alias_that_serves_nobody_needs_no_gate(
    settings: Settings, pair: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(promotion, "gate", lambda *_, **__: pytest.fail("the gate was run"))
    assert promote(settings, "on_trial", pair[0], 0, REASON, "ann") is None
    assert alias_version("on_trial", settings.registered_model, connect(settings)) == pair[0]
    newest = moves(settings.database_url, settings.registered_model)[0]
    assert (newest["alias"], newest["evidence"]) == ("on_trial", {"gate": "not run"})


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (EvaluationFailed("There are no cases to evaluate on."), "^The gate could not be run: There are no cases"),
        (
            LookupError("pension_advisor has no version 3 that can be loaded (X)."),
            "^The gate could not be run: pension",
        ),
        (
            MlflowException("a long text with an address"),
            r"^The registry can't be used right now \(INTERNAL_ERROR\)\.$",
        ),
        (OperationalError("SELECT secret", {}, Exception("locked")), "^The ledger can't be written right now"),
    ],
)
def test_every_fault_is_a_refusal_in_one_sentence(
    house: Settings, pair: tuple[int, int], monkeypatch: pytest.MonkeyPatch, fault: Exception, said: str
) -> None:
    def fails(*_: Any, **__: Any) -> GateReport:
        raise fault

    monkeypatch.setattr(promotion, "gate", fails)
    with pytest.raises(AliasMoveRefused, match=said):
        promote(house, house.model_alias, pair[0], 1, REASON, "ann")
    assert now(house) == 1
