"""The operations page: what is on, what is stored, a self-test, and never a secret."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from advisor.governance.store import migrate
from advisor.settings import Settings
from advisor.stores import rows, schema
from advisor.ui.operations.stores import variable

from .conftest import ROOT, Model, texts


def page() -> AppTest:
    return AppTest.from_file(str(ROOT / "pages" / "operations.py"), default_timeout=60).run()


@pytest.fixture(autouse=True)
def admin(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DEV_IDENTITY", "admin")


def test_it_says_what_is_on_and_what_to_set(settings: Settings) -> None:
    tester = page()
    assert not tester.exception
    said = texts(tester)
    assert "**Model serving** :green-badge" in said
    assert "**Registry** :blue-badge" in said
    assert "**Traces** :gray-badge" in said
    assert "Set ADVISOR_OBSERVABILITY=true." in said
    figures = {each.label: each.value for each in tester.metric}
    assert figures["Schema"] == schema(settings.database_url).newest
    assert int(figures["Alias moves"]) >= 1
    places = tester.dataframe[0].value.set_index("Store")
    assert "advisor.db" in places["Where"]["Record and members"]
    assert places["Size"]["MLflow"].split()[1] in ("kB", "MB")


def test_links_that_cannot_work_say_why() -> None:
    assert "SQL warehouse" in texts(page())
    assert "Set DATABRICKS_WAREHOUSE_ID to its id." in texts(page())


def test_the_settings_in_force_hold_no_secret() -> None:
    def shown() -> None:
        from advisor.settings import Settings
        from advisor.ui.operations import stores

        stores.settings_in_force(
            Settings(
                database="postgresql://ann:s3cret@db.example/record",
                members="databricks://token:dapi1234@host/?access_token=s3cret",
                tracking="https://ann:s3cret@mlflow.example",
            )
        )

    tester = AppTest.from_function(shown, default_timeout=60).run()
    table = tester.dataframe[0].value.set_index("Setting")
    assert table["Value"]["ADVISOR_DATABASE_URL"] == "postgresql://***@db.example/record"
    assert bool(table["Set"]["ADVISOR_DATABASE_URL"])
    assert not bool(table["Set"]["ADVISOR_MODEL_NAME"])
    assert "s3cret" not in table.to_string()
    assert "dapi1234" not in table.to_string()


def test_every_setting_is_shown_by_the_variable_that_sets_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("model_name", "other"), ("database", "sqlite:///x.db"), ("experiment_id", "7")):
        monkeypatch.setenv(variable(name), value)
        assert getattr(Settings(), name) == value


def test_the_self_test_shows_each_check_and_what_failed() -> None:
    tester = page()
    tester.button[0].click().run()
    assert not tester.exception
    # the scripted model knows an Australian identifier alone
    assert tester.status[0].label == "3 of 10 checks failed."
    said = texts(tester)
    assert "**Record** · An event was written, read back and removed." in said
    assert "**Guardrails, India** · A made-up identifier was not blocked" in said


def test_a_store_that_is_not_there_or_not_migrated_is_told_apart(tmp_path: object) -> None:
    url = f"sqlite:///{tmp_path}/new.db"
    assert schema(url).revision is None
    assert set(rows(url).values()) == {None}
    migrate(url)
    assert schema(url).current
    assert set(rows(url).values()) == {0}
