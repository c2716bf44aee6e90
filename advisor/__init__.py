"""Pension Advisor: a governed pension assistant.

The names below are loaded when they are first used, so that importing one room does not load the others.
"""

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

# MLflow reads this when it is imported: nothing leaves the machine unasked.
os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")

if TYPE_CHECKING:
    from .batch import run_batch_inference
    from .model import PensionAdvisorModel
    from .registering import log_model_to_mlflow
    from .registry import load_model_from_registry, set_model_alias

_HOMES = {
    "PensionAdvisorModel": ".model",
    "load_model_from_registry": ".registry",
    "log_model_to_mlflow": ".registering",
    "run_batch_inference": ".batch",
    "set_model_alias": ".registry",
}

__all__ = [
    "PensionAdvisorModel",
    "load_model_from_registry",
    "log_model_to_mlflow",
    "run_batch_inference",
    "set_model_alias",
]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name], __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
