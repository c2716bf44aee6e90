"""The code as it stands passes every packaged case: a version of it is a champion worth comparing with."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from advisor.evaluation.cases import Case, packaged
from advisor.evaluation.scorers import JUDGED, NO
from advisor.loaded import as_rows
from advisor.model import PensionAdvisorModel
from advisor.settings import Settings

# a case whose figure has had its day is left out, as the evaluation does
TODAY = [case for case in packaged() if not case.until or case.until >= date.today().isoformat()]


@pytest.fixture(scope="module")
def model(settings: Settings) -> PensionAdvisorModel:
    """The model over the demo members."""
    made = PensionAdvisorModel()
    made.load_context(SimpleNamespace(model_config={"members_url": settings.database_url}))
    return made


@pytest.mark.parametrize("case", TODAY, ids=lambda case: case.id)
def test_it_passes(case: Case, model: PensionAdvisorModel) -> None:
    [row] = as_rows(model.predict(None, pd.DataFrame([case.row()])))
    scores = {name: judge(case, row) for name, judge in JUDGED.items()}
    assert {name: score.rationale for name, score in scores.items() if score.value == NO} == {}
