"""Shadow answers: unseen by members, never in their way, kept without any text, and honest about what was lost."""

from __future__ import annotations

import random
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest

from advisor.asking import Reply, ask
from advisor.governance import migrate, turns
from advisor.governance.shadows import disagreements, losses, summaries
from advisor.governance.store import writing
from advisor.loaded import LoadedVersion
from advisor.registering import log_model_to_mlflow
from advisor.registry import set_model_alias
from advisor.serving.client import Served, ServingDown
from advisor.serving.supervisor import Serving
from advisor.settings import Settings
from advisor.setup import set_up
from advisor.shadow import Shadow, compare, leading_figure, same_figure

QUESTION = {"user_id": "AU001", "session_id": "shadow", "country": "AU", "query": "At what age can I get my super?"}
TAX = "What tax does my fund pay on $20,000 of employer contributions?"


def row(figure: float | None = 3000.0, outcome: str = "answered", **changed: Any) -> dict[str, Any]:
    evidence = [] if figure is None else [{"kind": "calculation", "value": figure}]
    made = {"reference": "PA-22222222", "outcome": outcome, "verdict": "passed", "evidence": evidence, "cost": 0.0}
    return made | {"latency_ms": 10.0, "answer": "secret words"} | changed


class Scripted:
    """A challenger that answers by a function of the question."""

    def __init__(self, answer: Any = None, challenger: str = "9") -> None:
        self.challenger, self._answer, self.asked = challenger, answer or (lambda _: row()), 0

    def challenge(self, rows: Sequence[Mapping[str, Any]]) -> Served:
        self.asked += 1
        return Served([self._answer(rows[0])], self.challenger, "challenger")


@pytest.fixture
def store(tmp_path: Any) -> Settings:
    found = Settings(home=tmp_path, shadow_sample=1)
    migrate(found.database_url)
    return found


COMPARISONS = [
    # what is so, the champion's row, the challenger's, same outcome, same figure
    ("the same", row(), row(), True, True),
    ("to the cent", row(0.1 + 0.2), row(0.3), True, True),
    ("another figure", row(), row(2999), True, False),
    ("a figure too few", row(), row(None), True, False),
    ("no figures at all", row(None), row(None), True, None),
    ("declined", row(), row(None, "declined"), False, None),
    ("both blocked", row(None, "blocked"), row(None, "blocked"), True, None),
    ("unknown cost and time", row(), row(cost=None, latency_ms=None), True, True),
]


@pytest.mark.parametrize(("what", "one", "other", "outcome", "figure"), COMPARISONS, ids=[c[0] for c in COMPARISONS])
def test_comparison(what: str, one: Any, other: Any, outcome: bool, figure: bool | None) -> None:
    found = compare(Reply(one, "1", "champion"), Reply(other, "2", "challenger"), "AU")
    assert (found.same_outcome, found.same_figure) == (outcome, figure)
    assert (found.champion_version, found.challenger_version) == ("1", "2")
    assert found.challenger_cost == other["cost"]


def test_the_leading_figure_is_the_first_calculations(champion: LoadedVersion) -> None:
    assert leading_figure(champion.answer([QUESTION | {"query": TAX}]).rows[0]) == 3000
    assert leading_figure(champion.answer([QUESTION | {"query": "Sing me a song"}]).rows[0]) is None
    assert not same_figure(0, None)


def test_what_is_kept_adds_up_and_holds_no_text(store: Settings, champion: LoadedVersion) -> None:
    answers = iter([row(60.0), row(2999.0), row(None, "declined", cost=None, latency_ms=None)])
    shadow = Shadow(store, Scripted(lambda _: next(answers)))
    references = []
    for query in (QUESTION["query"], TAX, TAX):
        references.append(ask(champion, store, "chat", QUESTION | {"query": query}, shadow).row["reference"])
        shadow.finish()
    [found] = summaries(store.database_url)
    assert (found.champion_version, found.challenger_version, found.questions) == ("1", "9", 3)
    assert (found.same_outcome, found.figures, found.same_figure) == (2, 2, 1)
    assert (found.timed, found.priced) == (2, 2)
    assert (found.challenger_latency_ms, found.challenger_cost) == (10.0, 0.0)
    differing = disagreements(store.database_url, "1", "9", with_text=True)
    assert [(each["reference"], each["query"]) for each in differing] == [(references[2], TAX), (references[1], TAX)]
    assert "query" not in disagreements(store.database_url, "1", "9", with_text=False)[0]
    grep = subprocess.run(["grep", "-rlaF", "secret words", str(store.home)], capture_output=True, check=False)
    assert grep.stdout == b""


def test_members_statistics_know_nothing_of_it(store: Settings, champion: LoadedVersion) -> None:
    shadow = Shadow(store, Scripted())
    ask(champion, store, "chat", QUESTION, shadow)
    shadow.finish()
    [event] = turns(store.database_url, "AU001", "shadow")
    assert event["model_version"] == "1"


def test_a_full_queue_drops_and_counts_and_nobody_waits(store: Settings, champion: LoadedVersion) -> None:
    go_on = threading.Event()
    shadow = Shadow(store, Scripted(lambda _: (go_on.wait(30), row())[1]), room=2)
    reply = Reply(champion.answer([QUESTION]).rows[0], "1", "champion")
    for number in range(10):
        shadow.offer(QUESTION, Reply(reply.row | {"reference": f"PA-{number}"}, "1", "champion"))
        time.sleep(0.01)
    go_on.set()
    shadow.finish()
    assert losses(store.database_url, "9") == {"queue full": 7}
    assert summaries(store.database_url)[0].questions == 3


@pytest.mark.parametrize("fault", [ServingDown("down"), KeyError("query: my secret")])
def test_a_challenger_that_fails_fails_nobody(
    store: Settings, champion: LoadedVersion, fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(_: object) -> None:
        raise fault

    challenger = Scripted(fails)
    shadow = Shadow(store, challenger)
    assert ask(champion, store, "chat", QUESTION, shadow).row["outcome"] == "answered"
    shadow.finish()
    assert summaries(store.database_url) == []
    assert "secret" not in caplog.text
    challenger._answer = lambda _: row()
    ask(champion, store, "chat", QUESTION, shadow)
    shadow.finish()
    assert losses(store.database_url, "9") == {"no answer": 1}


NOT_TAKEN = [
    # what is so, the sample, the challenger's version, the champion's
    ("it is off", 0.0, "9", "1"),
    ("there is no challenger", 1.0, "", "1"),
    ("the challenger is the champion", 1.0, "1", "1"),
    ("nobody answered", 1.0, "9", ""),
]


@pytest.mark.parametrize(("what", "sample", "challenger", "version"), NOT_TAKEN, ids=[n[0] for n in NOT_TAKEN])
def test_not_taken(store: Settings, what: str, sample: float, challenger: str, version: str) -> None:
    scripted = Scripted(challenger=challenger)
    shadow = Shadow(store.model_copy(update={"shadow_sample": sample}), scripted)
    shadow.offer(QUESTION, Reply(row(), version, "champion"))
    shadow.finish()
    assert scripted.asked == 0


def test_a_sample_is_a_share(store: Settings) -> None:
    random.seed(7)
    scripted = Scripted()
    shadow = Shadow(store.model_copy(update={"shadow_sample": 0.25}), scripted, room=1000)
    for number in range(400):
        shadow.offer(QUESTION, Reply(row(reference=f"PA-{number}"), "1", "champion"))
    shadow.finish()
    assert 70 <= scripted.asked <= 130


def test_a_store_locked_for_five_seconds_loses_nothing(store: Settings, champion: LoadedVersion) -> None:
    shadow = Shadow(store, Scripted())
    locked = threading.Event()

    def hold() -> None:
        with writing(store.database_url):
            locked.set()
            time.sleep(5)

    holder = threading.Thread(target=hold)
    holder.start()
    locked.wait()
    began = time.monotonic()
    assert ask(champion, store, "chat", QUESTION, shadow).row["outcome"] == "answered"
    assert time.monotonic() - began > 3, "it waited for the record"
    shadow.finish()
    holder.join()
    assert len(turns(store.database_url, "AU001", "shadow")) == summaries(store.database_url)[0].questions == 1


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    found = Settings(home=tmp_path_factory.mktemp("shadow"), shadow_sample=1)
    list(set_up(found))
    challenger = log_model_to_mlflow(settings=found).number
    set_model_alias(alias="challenger", version=challenger, reason="test", settings=found)
    return found


@pytest.fixture
def serving(house: Settings) -> Iterator[Serving]:
    made = Serving(house)
    made.start()
    yield made
    made.stop()


@pytest.mark.server
def test_with_real_servers_the_challenger_answers_behind_the_champion(house: Settings, serving: Serving) -> None:
    deadline = time.monotonic() + 120
    while not (serving.ready and serving.challenger) and time.monotonic() < deadline:
        time.sleep(0.1)
    shadow = Shadow(house, serving)
    reply = ask(serving, house, "chat", QUESTION | {"query": TAX}, shadow)
    shadow.finish()
    assert (reply.version, serving.challenger) == ("1", "2")
    [found] = summaries(house.database_url)
    assert (found.champion_version, found.challenger_version) == ("1", "2")
    assert (found.same_outcome, found.same_figure, found.timed) == (1, 1, 1)
    assert serving.answer_as(2, [QUESTION]).version == "2"
    with pytest.raises(ServingDown):
        serving.answer_as(3, [QUESTION])
