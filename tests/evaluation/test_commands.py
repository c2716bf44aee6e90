from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from advisor.cli import app
from advisor.evaluation import cases as cases_room
from advisor.evaluation.cases import Case
from advisor.settings import Settings

RUN = CliRunner()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["evaluate", "--version", "999"], "pension_advisor has no version 999."),
        (["score", "--since", "never"], "“never” is no time: write 7d, 24h or 2026-11-01."),
        (["score", "--sample", "2"], "The sample must be more than 0 and at most 1."),
    ],
)
def test_a_fault_is_one_sentence(settings: Settings, line: list[str], said: str) -> None:
    done = RUN.invoke(app, line)
    assert (done.exit_code, done.stderr.strip()) == (1, said)


def test_score_says_what_it_did(settings: Settings) -> None:
    RUN.invoke(app, ["ask", "--user", "AU001", "--country", "AU", "At what age can I access my super?"])
    assert "new scores" in RUN.invoke(app, ["score", "--since", "1h", "--sample", "1"]).stdout
    assert RUN.invoke(app, ["score", "--since", "1h", "--sample", "1"]).stdout.startswith("0 answers scored")


def test_evaluate_prints_the_champion(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    case = Case("rain", "UK", "off_topic", "Will it rain tomorrow?", expect={"off_topic": True})
    monkeypatch.setattr(cases_room, "packaged", lambda: (case,))
    done = RUN.invoke(app, ["evaluate", "--version", "1", "--json"])
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert (found["version"], [each["id"] for each in found["results"]]) == (1, ["rain"])
