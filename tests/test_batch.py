from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import func, select

from advisor import batch
from advisor.batch import BatchError, run_batch_inference, run_file
from advisor.contract import OUTPUT
from advisor.governance import engine_for
from advisor.governance.schema import events
from advisor.settings import Settings


def questions(count: int, session: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "user_id": [f"AU{n % 10 + 1:03d}" for n in range(count)],
            "session_id": session,
            "country": "AU",
            "query": [f"I am {20 + n}. When can I access my super?" for n in range(count)],
        }
    )


def recorded(settings: Settings, session: str) -> int:
    counted = select(func.count()).select_from(events).where(events.c.session_id == session)
    with engine_for(settings.database_url).connect() as connection:
        return int(connection.execute(counted).scalar_one())


def test_a_frame_is_answered_in_order_and_recorded(settings: Settings) -> None:
    asked = questions(30, "frame")
    found = run_batch_inference(asked, settings=settings)
    assert list(found.columns) == list(OUTPUT)
    assert list(found["query"]) == list(asked["query"])
    assert recorded(settings, "frame") == 30


def test_a_frame_without_a_column_says_which(settings: Settings) -> None:
    with pytest.raises(BatchError, match="lack the column query"):
        run_batch_inference(questions(1, "x").drop(columns="query"), settings=settings)


@pytest.mark.parametrize(("source", "target"), [("in.csv", "out.parquet"), ("in.parquet", "out.csv")])
def test_files_go_both_ways(settings: Settings, tmp_path: Path, source: str, target: str) -> None:
    asked = questions(5, f"file-{source}")
    if source.endswith(".csv"):
        asked.to_csv(tmp_path / source, index=False)
    else:
        asked.to_parquet(tmp_path / source)
    assert run_file(tmp_path / source, tmp_path / target, settings) == 5
    found = pd.read_csv(tmp_path / target) if target.endswith(".csv") else pd.read_parquet(tmp_path / target)
    assert list(found.columns) == list(OUTPUT)
    evidence = found["evidence"].iloc[0]
    assert (json.loads(evidence) if isinstance(evidence, str) else list(evidence))[0]["kind"]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([source, target])


def test_a_killed_run_goes_on_without_asking_twice(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "CHUNK", 10)
    source, target = tmp_path / "in.csv", tmp_path / "out.parquet"
    questions(45, "killed").to_csv(source, index=False)

    def killed(done: int, _: int) -> None:
        if done >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_file(source, target, settings, progress=killed)
    assert not target.exists()
    assert recorded(settings, "killed") == 20
    assert run_file(source, target, settings) == 45
    assert recorded(settings, "killed") == 45
    assert pd.read_parquet(target)["reference"].nunique() == 45


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("missing.csv", "out.csv", "There is no file"),
        ("in.xlsx", "out.csv", "must end in .csv or .parquet"),
        ("in.csv", "out.json", "must end in .csv or .parquet"),
    ],
)
def test_a_wrong_file_is_named(settings: Settings, tmp_path: Path, source: str, target: str, said: str) -> None:
    questions(1, "wrong").to_csv(tmp_path / "in.csv", index=False)
    with pytest.raises(BatchError, match=said):
        run_file(tmp_path / source, tmp_path / target, settings)
