"""Every setting of the house, typed. The defaults make everything embedded: no account, no key, no network."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


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
    engine: Literal["embedded"] = "embedded"
    validation_mode: Literal["deterministic", "llm_judge", "hybrid", "strict", "lenient"] = "llm_judge"
    observability: bool = Field(False, description="write an MLflow trace, masked, for each question")
    guardrail_policy: Path | None = Field(
        None, description="a YAML file like advisor/guardrails/policy.yaml; the packaged one by default"
    )
    timeout_seconds: float = Field(60, gt=0, description="how long the app waits for one answer")

    databricks_host: str = Field("", validation_alias="DATABRICKS_HOST")
    databricks_app: str = Field("", validation_alias="DATABRICKS_APP_NAME")
    serving_endpoint: str = Field("", validation_alias="SERVING_ENDPOINT")

    dev_identity: str = Field(
        "AU001", description="who you are on your own machine: a demo member's id, 'reviewer', 'admin', or 'off'"
    )
    admins: str = Field("", description="e-mail addresses of admins, comma-separated")
    reviewers: str = Field("", description="e-mail addresses of reviewers, comma-separated")
    admin_group: str = "pension-advisor-admins"
    reviewer_group: str = "pension-advisor-reviewers"

    @field_validator("guardrail_policy")
    @classmethod
    def _is_there(cls, place: Path | None) -> Path | None:
        if place and not place.is_file():
            raise ValueError("there is no such file")
        return place

    @model_validator(mode="after")
    def _whole_names(self) -> Settings:
        if bool(self.catalog) != bool(self.schema_name):
            raise ValueError("Set both ADVISOR_CATALOG and ADVISOR_SCHEMA, or neither.")
        return self

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
