from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from advisor.asking import ask
from advisor.governance import moves, turns
from advisor.guardrails import PolicyError
from advisor.loaded import load_version
from advisor.packaging import fingerprint, staged
from advisor.registering import log_model_to_mlflow, policy
from advisor.registry import (
    AliasMoveRefused,
    alias_version,
    connect,
    load_model_from_registry,
    set_model_alias,
    version,
    versions,
)
from advisor.settings import Settings


@pytest.fixture
def second(settings: Settings) -> int:
    return log_model_to_mlflow(settings=settings).number


def test_the_first_start_registers_a_champion(settings: Settings) -> None:
    assert alias_version("champion", client=connect(settings)) == 1
    first = version(1, client=connect(settings))
    assert first.aliases == ("champion",)
    assert first.tags["code"] == fingerprint()
    assert first.tags["engine"] == "embedded"


def test_versions_are_listed_newest_first_with_their_aliases(settings: Settings, second: int) -> None:
    set_model_alias(alias="challenger", version=second, reason="test", settings=settings)
    listed = versions(client=connect(settings))
    assert [each.number for each in listed] == sorted((each.number for each in listed), reverse=True)
    assert listed[0].aliases == ("challenger",)


def test_a_move_is_written_to_the_ledger_and_so_is_a_refusal(settings: Settings, second: int) -> None:
    set_model_alias(alias="trial", version=second, reason="first", who="ann", expected=0, settings=settings)
    with pytest.raises(AliasMoveRefused, match="somebody moved it meanwhile"):
        set_model_alias(alias="trial", version=1, reason="late", who="bob", expected=0, settings=settings)
    with pytest.raises(AliasMoveRefused, match="has no version 999"):
        set_model_alias(alias="trial", version=999, reason="typo", settings=settings)
    assert alias_version("trial", client=connect(settings)) == second
    latest = [each for each in moves(settings.database_url, settings.registered_model) if each["alias"] == "trial"]
    assert [(m["outcome"], m["who"], m["to_version"]) for m in latest] == [
        ("refused", "local", "999"),
        ("refused", "bob", "1"),
        ("moved", "ann", str(second)),
    ]


def test_a_move_to_where_it_is_changes_nothing(settings: Settings) -> None:
    before = moves(settings.database_url, settings.registered_model)
    set_model_alias(alias="champion", version=1, reason="again", settings=settings)
    assert moves(settings.database_url, settings.registered_model) == before


@pytest.mark.parametrize("by", [{"alias": "nobody"}, {"version": 999}])
def test_what_is_not_there_is_said_in_one_sentence(settings: Settings, by: dict[str, str | int]) -> None:
    with pytest.raises(LookupError, match="that can be loaded"):
        load_model_from_registry(settings=settings, **by)  # type: ignore[arg-type]


def test_the_champion_answers_in_a_fresh_process_without_the_checkout(settings: Settings, tmp_path: Path) -> None:
    script = textwrap.dedent(
        f"""
        import mlflow, pandas as pd, sys
        mlflow.set_tracking_uri({settings.tracking_uri!r})
        model = mlflow.pyfunc.load_model("models:/pension_advisor@champion")
        out = model.predict(pd.DataFrame([{{"user_id": "AU001", "session_id": "s", "country": "AU",
                                            "query": "At what age can I access my super?"}}]))
        assert "advisor" not in sys.modules, "the checkout was imported"
        assert out.error.iloc[0] is None, out.error.iloc[0]
        print(out.answer.iloc[0])
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, env={"PATH": ""}, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "60" in done.stdout


def test_two_versions_with_different_code_live_in_one_process(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from advisor import packaging, registering

    with staged() as code:
        other = tmp_path / "advisor_changed"
        code.package.rename(other)
        contract = other / "contract.py"
        contract.write_text(contract.read_text("utf-8").replace('"PA-"', '"PB-"'), "utf-8")
        entry = tmp_path / "entry.py"
        entry.write_text(code.entry.read_text("utf-8").replace(code.package.name, other.name), "utf-8")
    changed = packaging.Staged(other, entry, "changed")

    class Once:
        def __enter__(self) -> packaging.Staged:
            return changed

        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(registering, "staged", Once)
    number = log_model_to_mlflow(settings=settings).number
    question = [{"user_id": "AU001", "session_id": "s", "country": "AU", "query": "When can I get my super?"}]
    mine, theirs = load_version(settings), load_version(settings, version=number)
    assert [m.answer(question).rows[0]["reference"][:3] for m in (mine, theirs, mine)] == ["PA-", "PB-", "PA-"]


def test_the_guardrail_policy_is_part_of_the_version(settings: Settings) -> None:
    off = policy(settings) | {"enabled": False}
    lax = load_version(
        settings, version=log_model_to_mlflow(model_config={"guardrails": off}, settings=settings).number
    )
    question = {
        "user_id": "US001",
        "session_id": "lax",
        "country": "US",
        "query": "My SSN is 536-90-4399, when is my full retirement age?",
    }
    found = ask(lax, settings, "chat", question).row
    strict = load_version(settings).answer([question]).rows[0]
    assert (found["blocked"], strict["blocked"]) == (False, True)
    assert "536-90-4399" not in f"{found['masked_query']} {turns(settings.database_url, 'US001', 'lax')}"


def test_a_policy_that_cannot_be_read_never_becomes_a_version(settings: Settings) -> None:
    before = versions(client=connect(settings))
    with pytest.raises(PolicyError):
        log_model_to_mlflow(model_config={"guardrails": {"attack": {"input": "perhaps"}}}, settings=settings)
    assert versions(client=connect(settings)) == before
