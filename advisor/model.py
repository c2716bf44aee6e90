"""The mlflow.pyfunc face of the pipeline: rows in, rows out, nothing else."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import mlflow
import pandas as pd

from .answering import Composer
from .contract import COUNTRY_CODES, DEFAULT_VALIDATION_MODE, OUTPUT, REQUIRED, Question
from .guardrails import Guardrails
from .members import Members, MembersUnavailable, Profile
from .pipeline import Pipeline
from .traces import traced
from .understanding import Understanding

if TYPE_CHECKING:
    from .llm import Engines


class PensionAdvisorModel(mlflow.pyfunc.PythonModel):
    """Answers pension questions. Reads member profiles; writes nothing; rows are independent of each other.

    Without `load_context` (a local instance) it uses the packaged policy and the members of the settings.
    """

    def __init__(self) -> None:
        self._pipeline: Pipeline | None = None
        self._members: Members | None = None
        self._at_once = 1
        self._building = threading.Lock()

    def load_context(self, context: Any) -> None:
        """Builds everything once. `context.model_config` may hold `guardrails`, `members_url`, `confidence_floor`."""
        self._build((context.model_config if context else None) or {})

    def predict(self, context: Any, model_input: pd.DataFrame, params: dict[str, Any] | None = None) -> pd.DataFrame:
        """One output row for each input row, in the same order. Raises ValueError naming a missing column."""
        missing = [column for column in REQUIRED if column not in model_input.columns]
        if missing:
            raise ValueError(f"The input lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}.")
        if self._pipeline is None:
            self._build((getattr(context, "model_config", None) if context else None) or {})
        questions = [_question(row) for row in model_input.to_dict("records")]
        profiles, trouble = self._profiles(questions)
        # only a paid call is waited for: without one, threads would get in each other's way
        if self._at_once > 1 and len(questions) > 1:
            with ThreadPoolExecutor(min(self._at_once, len(questions))) as pool:
                return _frame(list(pool.map(lambda q: self._answer(q, profiles, trouble), questions)))
        return _frame([self._answer(question, profiles, trouble) for question in questions])

    def _build(self, config: Mapping[str, Any]) -> None:
        with self._building:
            if self._pipeline is None:
                self._members = Members(config.get("members_url"))
                engines = _engines(config)
                self._at_once = engines.at_once if engines else 1
                self._pipeline = Pipeline(
                    Guardrails(config.get("guardrails")),
                    Understanding(),
                    Composer(),
                    float(config.get("confidence_floor", Pipeline.confidence_floor)),
                    engines,
                )

    def _profiles(self, questions: list[Question]) -> tuple[dict[str, Profile], str]:
        assert self._members is not None
        try:
            return self._members.profiles(question.user_id for question in questions), ""
        except MembersUnavailable as fault:
            return {}, str(fault)

    def _answer(self, question: Question, profiles: Mapping[str, Profile], trouble: str) -> dict[str, Any]:
        assert self._pipeline is not None
        row = self._pipeline.answer(question, profiles.get(question.user_id), trouble)
        if question.observability:
            traced(row, self._pipeline.guardrails.mask)
        return row


def _engines(config: Mapping[str, Any]) -> Engines | None:
    """The LLM and the judge of a version; the embedded engine needs none of what they import."""
    if config.get("engine") != "llm" and not config.get("judge"):
        return None
    from .llm import engines

    return engines(config)


def _question(row: Mapping[Any, Any]) -> Question:
    """A row as a question; missing optional values get their defaults, and nothing here can fail."""
    text = {key: "" if _absent(row.get(key)) else str(row[key]) for key in (*REQUIRED, "validation_mode")}
    history: Any = row.get("history")
    turns = [turn for turn in history if isinstance(turn, Mapping)] if _is_list(history) else []
    country = text["country"].strip().upper()
    return Question(
        text["user_id"],
        text["session_id"],
        country if country in COUNTRY_CODES else text["country"],
        text["query"],
        text["validation_mode"] or DEFAULT_VALIDATION_MODE,
        not _absent(row.get("enable_observability")) and bool(row["enable_observability"]),
        turns,
    )


def _is_list(value: Any) -> bool:
    return hasattr(value, "__iter__") and not isinstance(value, str | bytes | Mapping)


def _absent(value: Any) -> bool:
    return value is None or (not _is_list(value) and not isinstance(value, Mapping) and bool(pd.isna(value)))


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """The rows as a frame whose empty texts stay None: pandas would make them NaN in a column of strings."""
    frame = pd.DataFrame({column: pd.Series([row[column] for row in rows], dtype=object) for column in OUTPUT})
    numbers = {"cost": "float64", "latency_ms": "float64", "confidence": "float64"}
    return frame.astype(numbers | {"blocked": "bool", "off_topic": "bool", "urgent": "bool"})
