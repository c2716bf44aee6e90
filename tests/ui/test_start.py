"""The first start: done once for all tabs, and honest when it fails."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from streamlit.testing.v1 import AppTest

from advisor.identities import Identities
from advisor.settings import load_settings
from advisor.ui.start import House, begin

from .conftest import ROOT, Model, texts


def test_the_start_links_the_demo_members_and_names_its_steps(model: Model) -> None:
    house = House(load_settings())
    assert house.done.wait(60)
    assert house.fault == ""
    assert house.steps[0] == "Loading the program"
    assert house.steps[-1] == "Starting the model server"
    assert Identities(house.settings.members_url).member_of("uk003@demo.example") == "UK003"


def test_a_data_folder_that_cannot_be_made_is_told_with_what_to_set(model: Model, monkeypatch, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    monkeypatch.setenv("ADVISOR_HOME", str(tmp_path / "taken"))
    tester = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert "Set ADVISOR_HOME" in tester.error[0].value
    assert [button.label for button in tester.button] == ["Try again"]


def test_a_database_that_is_not_there_is_told_without_its_password(model: Model, monkeypatch) -> None:
    monkeypatch.setenv("ADVISOR_DATABASE_URL", "nodatabase://advisor:topsecret@db.example/advisor")
    tester = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert "ADVISOR_DATABASE_URL" in tester.error[0].value
    assert "topsecret" not in texts(tester)


def test_several_tabs_at_once_start_once(model: Model) -> None:
    settings = load_settings()
    begin.clear()
    with ThreadPoolExecutor(3) as tabs:
        houses = list(tabs.map(lambda _: begin(settings.model_dump_json(), settings), range(3)))
    assert len({id(house) for house in houses}) == 1
    assert houses[0].done.wait(60)
