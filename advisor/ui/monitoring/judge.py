"""How the LLM judge agrees with the reviewers who decided the same answers, and whether the gate listens to it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pandas as pd
import streamlit as st

from ...evaluation.agreement import Agreement, JudgeAgreement, judge_agreement
from ...evaluation.gate import agreed, standing
from .. import charts, shown
from . import card
from .view import KEEP_SECONDS, View, country_name

COLOURS = {
    "the judge passed, the reviewer did not": charts.OUTCOME_COLOURS["failed"],
    "the reviewer passed, the judge did not": charts.OUTCOME_COLOURS["blocked"],
    "both said the same": charts.OUTCOME_COLOURS["answered"],
}


def draw(view: View) -> None:
    """Kappa and what was seen differently, by country; a hint where a judge is set that nobody has been held against.

    Says nothing where there is neither a judge nor an answer of one.
    """
    at, found, told = _read(view.settings.database_url, view.period.since, view)
    if not found.whole.decided:
        if view.settings.llm_config.get("judge"):
            st.info("No reviewer has decided an answer that the judge has judged.", icon=":material/balance:")
        return
    view.reads.append(at)
    names = [country_name(code) for code in found.countries]
    parts = [(each.too_kind, each.too_strict, each.agreed) for each in found.countries.values()]
    layers = {name: [part[number] for part in parts] for number, name in enumerate(COLOURS)}
    rows = [{"Country": "All", **_row(found.whole)}]
    rows += [{"Country": country_name(code), **_row(each)} for code, each in found.countries.items()]
    card.draw(
        view,
        "Judge and reviewers",
        charts.ranked(names, layers, COLOURS),
        f"n = {found.whole.decided:,} answers decided since {view.period.local(view.period.since):%d %b %Y}",
        lambda: rows,
        f"Cohen's kappa {_kappa(found.whole)}: 1 is always the same, 0 as often as by chance. {told}",
        timed=False,
    )
    if found.disagreements:
        _differing(found)


def _differing(found: JudgeAgreement) -> None:
    table = st.expander("Answers that they saw differently", key="differing", type="compact", on_change="rerun")
    if table.open:
        seen = [
            {
                "Case": each.reference, "Decided": shown.moment(each.at), "Country": country_name(each.country),
                "The judge": "passed it" if each.judge else "did not pass it",
                "The reviewer": "found it right" if each.reviewer else "found it wrong",
            }
            for each in found.disagreements
        ]  # fmt: skip
        table.dataframe(pd.DataFrame(seen), hide_index=True, alt="Answers seen differently, newest decision first")


def _row(each: Agreement) -> dict[str, Any]:
    return {
        "Decided": each.decided, "Same": each.agreed, "Judge too kind": each.too_kind,
        "Judge too strict": each.too_strict, "Kappa": each.kappa,
    }  # fmt: skip


def _kappa(each: Agreement) -> str:
    return "is unknown" if each.kappa is None else f"{each.kappa:.2f}"


# references and yes or no alone, so that all visitors may share them
@st.cache_data(ttl=KEEP_SECONDS, max_entries=50, show_spinner=False)
def _read(url: str, since: datetime, _view: View) -> tuple[datetime, JudgeAgreement, str]:
    found = judge_agreement(url, since)
    return datetime.now(UTC).replace(tzinfo=None), found, standing(agreed(_view.settings))[1]
