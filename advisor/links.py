"""Links to the native pages of Databricks and MLflow: string work alone, nothing is asked over the network.

A link that cannot work has no address but a reason, which says what to set.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from .settings import Settings

NO_UI = "A database file has no pages of its own: run `mlflow ui` over it and set ADVISOR_MLFLOW_UI to its address."
NO_HOST = "Set DATABRICKS_HOST to the address of the workspace."
NOT_THERE = "This is a page of Databricks, and no workspace is connected."
NO_EXPERIMENT = "Set MLFLOW_EXPERIMENT_ID to the experiment that holds it."


@dataclass(frozen=True)
class Link:
    """A named address; without one, `reason` says why in a sentence."""

    label: str
    url: str | None
    reason: str = ""


def model(settings: Settings) -> Link:
    """The registered model, in the registry's own pages."""
    return _in_registry(settings, "Registered model", "")


def version(settings: Settings, number: int | str) -> Link:
    """One version of the registered model."""
    return _in_registry(settings, f"Version {number}", str(number))


def experiment(settings: Settings, experiment_id: str = "") -> Link:
    """The experiment; without an id, the one of the settings."""
    return _in_tracking(settings, "Experiment", experiment_id, "")


def run(settings: Settings, run_id: str, experiment_id: str = "") -> Link:
    """One run, such as an evaluation's."""
    return _in_tracking(settings, "Run", experiment_id, f"/runs/{_part(run_id)}")


def trace(settings: Settings, trace_id: str, experiment_id: str = "") -> Link:
    """One trace, opened in the list of its experiment's traces."""
    return _in_tracking(settings, "Trace", experiment_id, "/traces", selectedEvaluationId=trace_id)


def logged_model(settings: Settings, model_id: str, experiment_id: str = "") -> Link:
    """The logged model behind a version."""
    return _in_tracking(settings, "Logged model", experiment_id, f"/models/{_part(model_id)}")


def prompt(settings: Settings, name: str, number: int | str, experiment_id: str = "") -> Link:
    """One version of a registered prompt."""
    label = f"Prompt {name}"
    if _on_databricks(settings):
        return _in_tracking(settings, label, experiment_id, f"/prompts/{_part(name)}", promptVersion=str(number))
    base, reason = _mlflow_ui(settings)
    return _local(label, base, f"/#/prompts/{_part(name)}", reason)


def endpoint(settings: Settings, name: str = "") -> Link:
    """A Model Serving endpoint; without a name, the one of the settings."""
    name = name or settings.serving_endpoint
    return _in_workspace(settings, "Serving endpoint", "/ml/endpoints", [name], "Set SERVING_ENDPOINT to its name.")


def inference_table(settings: Settings) -> Link:
    """The table that the endpoint logs requests to; its name comes from the endpoint's configuration."""
    parts = settings.inference_table.split(".")
    missing = "Set ADVISOR_INFERENCE_TABLE to its name of three parts, as the endpoint's configuration shows it."
    return _in_workspace(settings, "Inference table", "/explore/data", parts if len(parts) == 3 else [], missing)


def warehouse(settings: Settings) -> Link:
    """The SQL warehouse."""
    missing = "Set DATABRICKS_WAREHOUSE_ID to its id."
    return _in_workspace(settings, "SQL warehouse", "/sql/warehouses", [settings.warehouse_id], missing)


def dashboard(settings: Settings) -> Link:
    """The published AI/BI dashboard."""
    missing = "Set ADVISOR_DASHBOARD_ID to the id of a published dashboard."
    return _in_workspace(settings, "Dashboard", "/dashboardsv3", [settings.dashboard_id], missing, "/published")


def app(settings: Settings) -> Link:
    """The app's own page in the workspace, with its deployments and logs."""
    missing = "The app does not run in Databricks Apps, which sets DATABRICKS_APP_NAME."
    return _in_workspace(settings, "App", "/apps", [settings.databricks_app], missing)


def app_logs(settings: Settings) -> Link:
    """The app's raw log, at its own address."""
    label = "App log"
    if not settings.databricks_app:
        return Link(label, None, "Outside Databricks Apps the log is what the terminal shows.")
    base = _address(settings.app_url)
    return Link(label, f"{base}/logz") if base else Link(label, None, "Set ADVISOR_APP_URL to the app's own address.")


def _in_registry(settings: Settings, label: str, number: str) -> Link:
    if settings.registry_uri.startswith("databricks-uc"):
        parts = settings.registered_model.split(".")
        missing = "Set ADVISOR_CATALOG and ADVISOR_SCHEMA: the model has no name in Unity Catalog."
        tail = f"/version/{_part(number)}" if number else ""
        return _in_workspace(settings, label, "/explore/data/models", parts if len(parts) == 3 else [], missing, tail)
    if _on_databricks(settings):
        return Link(label, None, "Set ADVISOR_CATALOG and ADVISOR_SCHEMA: only Unity Catalog has a page for it.")
    base, reason = _mlflow_ui(settings)
    tail = f"/versions/{_part(number)}" if number else ""
    return _local(label, base, f"/#/models/{_part(settings.registered_model)}{tail}", reason)


def _in_tracking(settings: Settings, label: str, experiment_id: str, tail: str, **query: str) -> Link:
    """A page under an experiment, in the workspace or in MLflow's own pages."""
    home = experiment_id or settings.experiment_id
    if _on_databricks(settings):
        return _in_workspace(settings, label, "/ml/experiments", [home], NO_EXPERIMENT, tail, **query)
    base, reason = _mlflow_ui(settings)
    if base and not home:
        return Link(label, None, NO_EXPERIMENT)
    return _local(label, base, f"/#/experiments/{_part(home)}{tail}" + _query(query), reason)


def _in_workspace(
    settings: Settings, label: str, place: str, parts: list[str], missing: str, tail: str = "", **query: str
) -> Link:
    """`place`, then `parts`, then `tail`, in the workspace; `missing` is the reason when a part is."""
    host = _address(settings.databricks_host)
    if not host:
        wanted = settings.databricks_host or _on_databricks(settings) or settings.catalog
        return Link(label, None, NO_HOST if wanted else NOT_THERE)
    if not parts or not all(parts):
        return Link(label, None, missing)
    # an Azure host names its workspace already
    named = urlsplit(host).netloc.startswith("adb-") or not settings.workspace_id
    workspace = {} if named else {"o": settings.workspace_id}
    return Link(label, host + place + "".join(f"/{_part(each)}" for each in parts) + tail + _query(workspace | query))


def _mlflow_ui(settings: Settings) -> tuple[str, str]:
    """The address of MLflow's own pages, or why there is none. A tracking server brings its pages along."""
    base = _address(settings.mlflow_ui)
    if not base and settings.tracking_uri.startswith(("http://", "https://")):
        base = _address(settings.tracking_uri)
    return base, "" if base else NO_UI


def _local(label: str, base: str, tail: str, reason: str) -> Link:
    return Link(label, f"{base}{tail}" if base else None, reason)


def _on_databricks(settings: Settings) -> bool:
    return settings.tracking_uri.startswith("databricks")


def _address(text: str) -> str:
    """`text` as an address with a scheme and without a password or a last slash; empty when it is none."""
    text = text.strip()
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    return urlunsplit((parts.scheme, parts.hostname + port, parts.path.rstrip("/"), "", ""))


def _query(pairs: dict[str, str]) -> str:
    return f"?{urlencode(pairs, quote_via=quote, safe='')}" if pairs else ""


def _part(text: str) -> str:
    return quote(text, safe="")
