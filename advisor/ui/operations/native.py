"""The native pages of Databricks and MLflow: live links, and the reason of each that is none."""

from __future__ import annotations

from ... import links
from ...settings import Settings
from .. import shown


def draw(settings: Settings) -> None:
    """Every link of the house."""
    shown.links(
        [
            links.model(settings),
            links.experiment(settings),
            links.endpoint(settings),
            links.inference_table(settings),
            links.warehouse(settings),
            links.dashboard(settings),
            links.app(settings),
            links.app_logs(settings),
        ]
    )
