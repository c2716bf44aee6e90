"""Cohen's kappa by hand, and which answers count: judged by a judge, and decided by a reviewer."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from advisor.evaluation.agreement import agreement, judge_agreement
from advisor.governance import Event, migrate, record
from advisor.governance.decisions import decide, undo
from advisor.governance.record import now
from advisor.governance.scores import Kept, keep
from advisor.governance.second_opinions import SecondOpinion
from advisor.settings import Settings

YES, NO = True, False


def pairs(both: int, only_judge: int, only_reviewer: int, neither: int) -> list[SecondOpinion]:
    table = [(YES, YES)] * both + [(YES, NO)] * only_judge + [(NO, YES)] * only_reviewer + [(NO, NO)] * neither
    return [SecondOpinion(f"PA-{n}", now(), "AU", judge, reviewer, "") for n, (judge, reviewer) in enumerate(table)]


KAPPAS = [
    # both pass, only the judge, only the reviewer, neither, kappa
    ((20, 5, 10, 15), 0.4),
    ((45, 15, 25, 15), 0.1304),
    ((10, 0, 0, 10), 1.0),
    ((0, 10, 10, 0), -1.0),
    ((5, 5, 5, 5), 0.0),
    ((10, 0, 0, 0), None),
    ((0, 0, 0, 0), None),
]


@pytest.mark.parametrize(("table", "kappa"), KAPPAS)
def test_kappa(table: tuple[int, int, int, int], kappa: float | None) -> None:
    found = agreement(pairs(*table))
    assert found.kappa == (kappa if kappa is None else pytest.approx(kappa, abs=1e-4))
    assert (found.decided, found.agreed) == (sum(table), table[0] + table[3])
    assert (found.too_kind, found.too_strict) == table[1:3]


@pytest.fixture
def url(tmp_path: Path) -> str:
    found = Settings(home=tmp_path).database_url
    migrate(found)
    return found


def withheld(number: int, judge: bool | None, country: str = "AU", **more: Any) -> Event:
    usual: dict[str, Any] = {"outcome": "withheld", "receipt": {"judge": {"passed": judge}}}
    return Event(
        f"PA-{number:08d}", "chat", "AU001", "s", country, query="Q?", model_name="m", model_version="1",
        model_alias="champion", **(usual | more),
    )  # fmt: skip


def decided(url: str, number: int, decision: str) -> int:
    return decide(url, f"PA-{number:08d}", "ann", decision, "", 0)


def test_only_answers_that_both_have_judged_count(url: str) -> None:
    record(
        url,
        [
            withheld(1, NO),
            withheld(2, NO, "UK"),
            withheld(3, YES, "UK"),
            withheld(4, None),
            withheld(5, NO, outcome="blocked"),
            withheld(6, NO),
            withheld(7, YES),
            withheld(8, None),
            withheld(9, NO),
        ],
    )
    told = ["right_block", "false_alarm", "false_alarm", "false_alarm", "right_block", "needs_expert", "wrong_answer"]
    for number, decision in enumerate(told, start=1):
        decided(url, number, decision)
    decided(url, 8, "false_alarm")
    keep(url, [Kept("PA-00000008", "llm_verdict", 1.0, "")])
    undo(url, "PA-00000009", "ann", decided(url, 9, "right_block"))
    found = judge_agreement(url, now() - timedelta(hours=1))
    assert (found.whole.decided, found.whole.agreed) == (5, 3)
    assert {code: each.decided for code, each in found.countries.items()} == {"AU": 3, "UK": 2}
    assert [(each.reference, each.judge, each.decision) for each in found.disagreements] == [
        ("PA-00000007", YES, "wrong_answer"),
        ("PA-00000002", NO, "false_alarm"),
    ]
    assert judge_agreement(url, now() + timedelta(hours=1)).whole.decided == 0
