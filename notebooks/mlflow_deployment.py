# Databricks notebook source
# MAGIC %md
# MAGIC # Pension Advisor: from a local instance to the champion
# MAGIC
# MAGIC Nine scenarios, each of which checks its own result. On Databricks, set `ADVISOR_CATALOG` and
# MAGIC `ADVISOR_SCHEMA` for Unity Catalog first. On a laptop, run it as a script:
# MAGIC `.venv/bin/python notebooks/mlflow_deployment.py`.

# COMMAND ----------

import statistics
import sys
import time
from pathlib import Path

import pandas as pd

# As a script, Python finds the package beside this folder; Databricks puts the repository's root on the path itself.
if "__file__" in globals():
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from advisor import (
    PensionAdvisorModel,
    load_model_from_registry,
    log_model_to_mlflow,
    run_batch_inference,
    set_model_alias,
)
from advisor.contract import OUTPUT, Question
from advisor.registry import connect, versions
from advisor.settings import load_settings
from advisor.setup import set_up

settings = load_settings()
for step in set_up(settings):
    print(step)
NAME, CATALOG, SCHEMA = settings.model_name, settings.catalog or None, settings.schema_name or None


def question(user: str, country: str, query: str, mode: str = "deterministic") -> dict[str, object]:
    """One input row of the model."""
    return {
        "user_id": user,
        "session_id": "notebook",
        "country": country,
        "query": query,
        "validation_mode": mode,
        "enable_observability": False,
    }


def check(scenario: str, holds: bool, shown: object) -> None:
    """Prints what a scenario found, and stops the notebook where it does not hold."""
    print(f"{'PASS' if holds else 'FAIL'}  {scenario}: {shown}")
    if not holds:
        raise AssertionError(scenario)


# COMMAND ----------

# MAGIC %md ## 1. A local model instance

# COMMAND ----------

local = PensionAdvisorModel()
local.load_context(None)
check("1 local instance", callable(local.predict), type(local).__name__)

# COMMAND ----------

# MAGIC %md ## 2. A single prediction

# COMMAND ----------

single = local.predict(None, pd.DataFrame([question("AU001", "AU", "At what age can I access my super?")]))
row = single.iloc[0]
check(
    "2 single prediction", row.error is None and "60" in row.answer and len(row.evidence) > 0, row.answer.split("\n")[0]
)

# COMMAND ----------

# MAGIC %md ## 3. A batch, with a row that holds personal data

# COMMAND ----------

batch = local.predict(
    None,
    pd.DataFrame(
        [
            question("AU001", "AU", "What is the minimum I must draw from a $500,000 account-based pension at 67?"),
            question("US001", "US", "My SSN is 536-90-4399, what is my balance?"),
            question("UK001", "UK", "How much State Pension do I get with 30 qualifying years?"),
        ]
    ),
)
check("3 batch prediction", list(batch.blocked) == [False, True, False], list(batch.violations.iloc[1]))

# COMMAND ----------

# MAGIC %md ## 4. Registration

# COMMAND ----------

first = log_model_to_mlflow(NAME, CATALOG, SCHEMA, settings=settings)
check("4 registration", first.number >= 1, f"{settings.registered_model} version {first.number}")

# COMMAND ----------

# MAGIC %md ## 5. The alias `champion`

# COMMAND ----------

moved = set_model_alias(NAME, "champion", first.number, CATALOG, SCHEMA, reason="deployment notebook", who="notebook")
check("5 alias champion", moved == first.number, f"champion → version {moved}")

# COMMAND ----------

# MAGIC %md ## 6. Loading from the registry by alias

# COMMAND ----------

champion = load_model_from_registry(NAME, CATALOG, SCHEMA, alias="champion")
answered = champion.predict(pd.DataFrame([question("UK001", "UK", "When do I reach State Pension age?")]))
check("6 load by alias", answered.error.iloc[0] is None, answered.answer.iloc[0].split("\n")[0])

# COMMAND ----------

# MAGIC %md ## 7. Batch inference from the registry, over members of four countries

# COMMAND ----------

questions = pd.DataFrame(
    [
        question("AU004", "AU", "How much Age Pension can we get?"),
        question("US005", "US", "What is my required minimum distribution this year?"),
        question("UK004", "UK", "How much tax-free cash can I take?"),
        question("IN001", "IN", "What gratuity will I get?"),
    ]
)
inferred = run_batch_inference(questions, NAME, CATALOG, SCHEMA)
whole = list(inferred.columns) == list(OUTPUT) and list(inferred.user_id) == list(questions.user_id)
check("7 batch from the registry", whole and set(inferred.outcome) == {"answered"}, list(inferred.outcome))

# COMMAND ----------

# MAGIC %md ## 8. A second version as `challenger`

# COMMAND ----------

second = log_model_to_mlflow(NAME, CATALOG, SCHEMA, model_config={"confidence_floor": 0.7}, settings=settings)
set_model_alias(NAME, "challenger", second.number, CATALOG, SCHEMA, reason="deployment notebook", who="notebook")
carried = {v.number: v.aliases for v in versions(settings.registered_model, connect(settings))}
both = "champion" in carried[first.number] and "challenger" in carried[second.number]
check("8 champion and challenger", both, {number: carried[number] for number in (second.number, first.number)})

# COMMAND ----------

# MAGIC %md ## 9. The bare pipeline against the registered model

# COMMAND ----------


def milliseconds(call, times: int = 30) -> float:
    """Median time of one call, in ms."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        spent.append((time.perf_counter() - start) * 1000)
    return statistics.median(spent)


asked = question("AU001", "AU", "At what age can I access my super?")
frame = pd.DataFrame([asked])
profile = local._members.profiles(["AU001"])["AU001"]
bare = milliseconds(
    lambda: local._pipeline.answer(
        Question("AU001", "notebook", "AU", str(asked["query"]), "deterministic"), profile, ""
    )
)
registered = milliseconds(lambda: champion.predict(frame))
cost = champion.predict(frame).cost.iloc[0]
check(
    "9 overhead",
    registered - bare < 25 and cost == 0,
    f"pipeline {bare:.2f} ms, model {registered:.2f} ms, overhead {registered - bare:.2f} ms, cost ${cost:.2f}",
)
