"""Every setting of the house, typed. The defaults make everything embedded: no account, no key, no network."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

# A limit that may be switched off.
Limit = Annotated[float | None, BeforeValidator(lambda value: None if value in ("", "off") else value)]


# Tokens of a reply are bounded: a poor model may go round in circles until its window is full.
PARAMETERS: dict[str, Any] = {"temperature": 0, "max_tokens": 1500}


class SettingsError(ValueError):
    """A setting is wrong; the text is the sentence that fixes it."""


class Settings(BaseSettings):
    """Read from environment variables named `ADVISOR_…`, and Databricks' and MLflow's own where they exist."""

    model_config = SettingsConfigDict(env_prefix="ADVISOR_", extra="ignore", populate_by_name=True)

    home: Path = Field(
        default_factory=lambda: Path(__file__).resolve().parents[1] / ".advisor",
        description="the one folder that everything the app writes lives under",
    )
    model_name: str = "pension_advisor"
    catalog: str = Field("", description="Unity Catalog catalog of the registered model; empty for a local registry")
    schema_name: str = Field("", validation_alias="ADVISOR_SCHEMA")
    model_alias: str = "champion"
    tracking: str = Field("", validation_alias="MLFLOW_TRACKING_URI")
    registry: str = Field("", validation_alias="MLFLOW_REGISTRY_URI")
    experiment_id: str = Field("", validation_alias="MLFLOW_EXPERIMENT_ID")
    database: str = Field("", validation_alias="ADVISOR_DATABASE_URL")
    members: str = Field("", validation_alias="ADVISOR_MEMBERS_URL")
    engine: Literal["embedded", "llm"] = "embedded"
    llm_url: str = Field("", description="an OpenAI-compatible base URL, or 'databricks' for the workspace's own")
    llm_model: str = Field("", description="the model, or the serving endpoint's name, that writes answers")
    llm_key: SecretStr = Field(SecretStr(""), description="the key of that address; never stored")
    llm_timeout_seconds: float = Field(20, gt=0, description="how long one call may take")
    llm_retries: int = Field(2, ge=0, le=5, description="how often a busy or silent endpoint is asked again")
    llm_question_tokens: int | None = Field(30_000, gt=0, description="tokens that one question may use")
    llm_question_dollars: Limit = Field(None, gt=0, description="USD that one question may cost")
    llm_at_once: int = Field(16, ge=1, le=64, description="questions of a batch that are asked at the same time")
    llm_prices: Path | None = Field(None, description="a YAML file like advisor/llm/prices.yaml with your own prices")
    llm_parameters: dict[str, Any] = Field(PARAMETERS, description="JSON that goes with each request to the LLM")
    llm_prompt: int | None = Field(None, description="version of the prompt 'answer'; the newest by default")
    judge_url: str = Field("", description="the judge's OpenAI-compatible base URL, or 'databricks'")
    judge_model: str = Field("", description="the model that judges answers")
    judge_key: SecretStr = Field(SecretStr(""), description="the key of the judge's address; never stored")
    judge_parameters: dict[str, Any] = Field(PARAMETERS, description="JSON that goes with each request to the judge")
    judge_prompt: int | None = Field(None, description="version of the prompt 'judge'; the newest by default")
    judge_budget: Limit = Field(1.0, gt=0, description="USD that the judge may cost in one scoring run or evaluation")
    judge_calls: int = Field(1000, ge=1, description="answers that it judges in one of these at most, priced or not")
    validation_mode: Literal["deterministic", "llm_judge", "hybrid", "strict", "lenient"] = "llm_judge"
    observability: bool = Field(False, description="write an MLflow trace, masked, for each question")
    guardrail_policy: Path | None = Field(
        None, description="a YAML file like advisor/guardrails/policy.yaml; the packaged one by default"
    )
    timeout_seconds: float = Field(60, gt=0, description="how long the app waits for one answer")
    review_confidence: float = Field(
        0.5, ge=0, le=1, description="an answer whose confidence is below this is put before a reviewer"
    )
    review_claim_minutes: float = Field(30, gt=0, description="how long a reviewer's claim holds before it lapses")

    databricks_host: str = Field("", validation_alias="DATABRICKS_HOST")
    databricks_app: str = Field("", validation_alias="DATABRICKS_APP_NAME")
    serving_endpoint: str = Field("", validation_alias="SERVING_ENDPOINT")
    workspace_id: str = Field("", validation_alias="DATABRICKS_WORKSPACE_ID")
    warehouse_id: str = Field("", validation_alias="DATABRICKS_WAREHOUSE_ID")
    dashboard_id: str = Field("", description="the published AI/BI dashboard that the pages link to")
    inference_table: str = Field("", description="catalog.schema.table that the serving endpoint logs to")
    app_url: str = Field("", description="the app's own address in Databricks Apps, for its log")
    shadow_sample: float = Field(0, ge=0, le=1, description="share of live questions the challenger answers unseen")
    challenger_endpoint: str = Field("", description="the Model Serving endpoint of the challenger, for shadow answers")
    mlflow_ui: str = Field("", description="the address of an MLflow UI over the local store")

    monthly_budget: Limit = Field(None, gt=0, description="USD a month for answers, drawn on the monitoring page")
    alert_block_rate: Limit = Field(0.3, ge=0, le=1, description="alert when more than this share is blocked; or 'off'")
    alert_error_rate: Limit = Field(0.05, ge=0, le=1, description="alert when more than this share fails; or 'off'")
    alert_pass_rate: Limit = Field(
        0.8, ge=0, le=1, description="alert when fewer answers than this share pass their checks; or 'off'"
    )
    alert_p95_seconds: Limit = Field(10, gt=0, description="alert when the slowest 5 % take longer; or 'off'")
    alert_cost_per_day: Limit = Field(None, ge=0, description="alert when a UTC day costs more USD")
    alert_window_hours: int = Field(3, ge=1, le=168, description="how far back alerts look, this hour included")
    alert_minimum: int = Field(50, ge=1, description="with fewer questions than this an alert says nothing")
    alert_webhook: SecretStr = Field(SecretStr(""), description="the address that each alert is sent to, as JSON")

    dev_identity: str = Field(
        "AU001", description="who you are on your own machine: a demo member's id, 'reviewer', 'admin', or 'off'"
    )
    admins: str = Field("", description="e-mail addresses of admins, comma-separated")
    reviewers: str = Field("", description="e-mail addresses of reviewers, comma-separated")
    admin_group: str = "pension-advisor-admins"
    reviewer_group: str = "pension-advisor-reviewers"

    @field_validator("guardrail_policy", "llm_prices")
    @classmethod
    def _is_there(cls, place: Path | None) -> Path | None:
        if place and not place.is_file():
            raise ValueError("there is no such file")
        return place

    @field_validator("llm_url", "judge_url")
    @classmethod
    def _is_an_address(cls, url: str, info: ValidationInfo) -> str:
        if url and url != "databricks" and not url.startswith(("http://", "https://")):
            raise ValueError("it must begin with http:// or https://, or be databricks")
        if "@" in urlsplit(url).netloc:
            raise ValueError(f"put the key into ADVISOR_{str(info.field_name)[:-3].upper()}KEY, not into the address")
        return url

    @model_validator(mode="after")
    def _whole_names(self) -> Settings:
        if bool(self.catalog) != bool(self.schema_name):
            raise ValueError("Set both ADVISOR_CATALOG and ADVISOR_SCHEMA, or neither.")
        if self.engine == "llm" and not (self.llm_url and self.llm_model):
            raise ValueError("ADVISOR_ENGINE is llm: set ADVISOR_LLM_URL and ADVISOR_LLM_MODEL too.")
        if bool(self.judge_url) != bool(self.judge_model):
            raise ValueError("Set both ADVISOR_JUDGE_URL and ADVISOR_JUDGE_MODEL, or neither.")
        return self

    @property
    def llm_config(self) -> dict[str, Any]:
        """What a version's `model_config` holds of the engines: addresses, models and limits; never a key."""
        shared = {
            "timeout_seconds": self.llm_timeout_seconds,
            "retries": self.llm_retries,
            "question_tokens": self.llm_question_tokens,
            "question_dollars": self.llm_question_dollars,
            "question_seconds": self.timeout_seconds * 0.8,
            "at_once": self.llm_at_once,
        }
        found: dict[str, Any] = {"engine": self.engine}
        if self.engine == "llm":
            own = {"model": self.llm_model, "prompt": self.llm_prompt, "parameters": self.llm_parameters}
            found["llm"] = {"url": self.llm_url, **own, **shared}
        if self.judge_url:
            own = {"model": self.judge_model, "prompt": self.judge_prompt, "parameters": self.judge_parameters}
            found["judge"] = {"url": self.judge_url, **own, **shared}
        return found

    @cached_property
    def registered_model(self) -> str:
        """`pension_advisor`, or `catalog.schema.pension_advisor` on Unity Catalog."""
        return full_model_name(self.model_name, self.catalog, self.schema_name)

    @cached_property
    def tracking_uri(self) -> str:
        return self.tracking or f"sqlite:///{self.home.resolve() / 'mlflow.db'}"

    @cached_property
    def registry_uri(self) -> str:
        return self.registry or ("databricks-uc" if self.catalog else self.tracking_uri)

    @cached_property
    def database_url(self) -> str:
        """The store of events, reviews, feedback and alias moves (a SQLAlchemy URL)."""
        return self.database or f"sqlite:///{self.home.resolve() / 'advisor.db'}"

    @cached_property
    def members_url(self) -> str:
        """The store of member profiles (a SQLAlchemy URL)."""
        return self.members or self.database_url

    @property
    def in_databricks_app(self) -> bool:
        return bool(self.databricks_app)


def full_model_name(model_name: str, catalog: str | None = None, schema: str | None = None) -> str:
    """The registered model's name: bare locally, of three parts on Unity Catalog."""
    return ".".join(part for part in (catalog, schema, model_name) if part)


def load_settings() -> Settings:
    """The settings of this process's environment. Raises SettingsError with the sentence that fixes a wrong one."""
    try:
        return Settings()
    except ValidationError as fault:
        first = fault.errors()[0]
        where = str(first["loc"][0]) if first["loc"] else ""
        name = where if where.isupper() else f"ADVISOR_{where.upper()}"
        said = first["msg"].removeprefix("Value error, ")
        raise SettingsError(said if not where else f"{name} is wrong: {said}.") from None
