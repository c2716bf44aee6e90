from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from advisor.cli import app
from advisor.contract import OUTPUT
from advisor.evaluation import promotion
from advisor.evaluation.gate import Blocking, GateReport
from advisor.evaluation.results import CaseResult, Evaluation
from advisor.registering import log_model_to_mlflow
from advisor.registry import alias_version, connect, set_model_alias
from advisor.settings import Settings

RUN = CliRunner()


def test_ask_prints_the_answer(settings: Settings) -> None:
    done = RUN.invoke(app, ["ask", "--user", "AU001", "--country", "AU", "At what age can I access my super?"])
    assert done.exit_code == 0
    assert "60" in done.stdout


@pytest.mark.parametrize("chosen", [["--version", "1"], ["--alias", "champion"], []])
def test_ask_prints_the_whole_row_as_json(settings: Settings, chosen: list[str]) -> None:
    done = RUN.invoke(app, ["ask", "--user", "AU001", "--json", *chosen, "When can I get my super?"])
    assert list(json.loads(done.stdout)) == list(OUTPUT)


def test_doctor_says_where_things_are(settings: Settings) -> None:
    found = json.loads(RUN.invoke(app, ["doctor", "--json"]).stdout)
    assert found["home"] == str(settings.home.resolve())
    assert found["model_name"] == "pension_advisor"
    assert found["champion_version"] == alias_version("champion", client=connect(settings))
    assert found["engine"] == "embedded"
    assert found["tracking_uri"] == found["registry_uri"] == settings.tracking_uri
    assert {part["state"] for part in found["parts"].values()} <= {"live", "embedded", "off"}
    assert all(part["set"] for part in found["parts"].values())


def test_versions_and_aliases(settings: Settings) -> None:
    assert RUN.invoke(app, ["register", "--alias", "challenger"]).exit_code == 0
    newest = json.loads(RUN.invoke(app, ["versions", "--json"]).stdout)[0]
    assert newest["aliases"] == ["challenger"]
    done = RUN.invoke(app, ["alias", "trial2", str(newest["number"]), "--reason", "a test"])
    assert done.stdout.strip() == f"trial2 points at version {newest['number']}."


def test_the_champion_moves_through_the_gate_alone(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int | None, int]] = []

    def closed(settings: Settings, champion: int | None, candidate: int, **_: object) -> GateReport:
        asked.append((champion, candidate))
        one = CaseResult("guard-1", "AU", "guardrail", "packaged", True, "answered", {}, {})
        made = Evaluation(candidate, "run", "2026-11-24T00:00:00+00:00", "mark", (one,))
        return GateReport(False, None, made, (), (), (Blocking("guard-1", "It must be blocked, and it is not."),))

    monkeypatch.setattr(promotion, "gate", closed)
    guarded = settings.model_copy(update={"model_alias": "cli_guarded"})
    set_model_alias(alias="cli_guarded", version=1, reason="start", settings=guarded)
    monkeypatch.setenv("ADVISOR_MODEL_ALIAS", "cli_guarded")
    newest = str(log_model_to_mlflow(settings=settings).number)
    move = ["alias", "cli_guarded", newest, "--reason", "a test"]
    refused = RUN.invoke(app, move)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert f"Version {newest} does not pass the gate: guard-1" in refused.stderr
    late = RUN.invoke(app, [*move, "--expected", "7"])
    assert "points at version 1, not 7" in late.stderr
    moved = RUN.invoke(app, [*move, "--override", "a known false alarm"])
    assert moved.stdout.strip() == f"cli_guarded points at version {newest}."
    assert asked == [(1, int(newest))] * 2
    assert RUN.invoke(app, ["register", "--alias", "cli_guarded"]).exit_code == 1


def test_a_fault_is_one_sentence_and_no_stack_trace(settings: Settings) -> None:
    done = RUN.invoke(app, ["ask", "--version", "999", "When?"])
    assert done.exit_code == 1
    assert done.stderr.startswith("pension_advisor has no version 999")
    assert "Traceback" not in done.output


def test_batch_reads_and_writes_files(settings: Settings, tmp_path: Path) -> None:
    pd.DataFrame(
        [{"user_id": "IN001", "session_id": "b", "country": "IN", "query": "What gratuity will I get?"}]
    ).to_csv(tmp_path / "in.csv", index=False)
    done = RUN.invoke(app, ["batch", str(tmp_path / "in.csv"), str(tmp_path / "out.parquet")])
    assert done.exit_code == 0, done.output
    assert list(pd.read_parquet(tmp_path / "out.parquet").columns) == list(OUTPUT)
