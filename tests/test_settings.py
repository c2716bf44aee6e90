from __future__ import annotations

from pathlib import Path

import pytest

from advisor.settings import Settings, SettingsError, full_model_name, load_settings


def test_the_defaults_keep_everything_in_one_folder() -> None:
    settings = Settings(home=Path("/data"), tracking="", registry="", database="", members="")
    assert settings.tracking_uri == settings.registry_uri == "sqlite:////data/mlflow.db"
    assert settings.database_url == settings.members_url == "sqlite:////data/advisor.db"
    assert settings.registered_model == "pension_advisor"


def test_unity_catalog_gives_the_model_three_names() -> None:
    settings = Settings(catalog="main", schema_name="pensions")
    assert settings.registered_model == "main.pensions.pension_advisor"
    assert settings.registry_uri == "databricks-uc"


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("m", None, None), "m"),
        (("m", "", ""), "m"),
        (("m", "c", "s"), "c.s.m"),
    ],
)
def test_model_names(parts: tuple[str, str | None, str | None], name: str) -> None:
    assert full_model_name(*parts) == name


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("ADVISOR_CATALOG", "main", "Set both ADVISOR_CATALOG and ADVISOR_SCHEMA, or neither."),
        ("ADVISOR_TIMEOUT_SECONDS", "0", "ADVISOR_TIMEOUT_SECONDS is wrong"),
        ("ADVISOR_ENGINE", "magic", "ADVISOR_ENGINE is wrong"),
    ],
)
def test_a_wrong_setting_says_what_to_fix(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, said: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=said):
        load_settings()


def test_a_secret_is_never_shown() -> None:
    assert "hunter2" not in repr(Settings(databricks_token="hunter2"))
