"""Who may move an alias: asked before the click, so that nobody is refused after it."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from .patience import within
from .settings import Settings

SECONDS = 5.0
# What makes somebody as good as the owner of the model. The registry has the last word whatever is found here.
ENOUGH = {"MANAGE", "ALL_PRIVILEGES"}

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Right:
    """Whether the app's own identity may move aliases; None when that could not be found out. `said` is a sentence."""

    allowed: bool | None
    said: str


def may_move(settings: Settings) -> Right:
    """Always on a laptop; on Unity Catalog only for the owner of the model, or one who manages it. Never raises."""
    if not settings.registry_uri.startswith("databricks-uc"):
        return Right(True, "The registry is this installation's own: every admin may move its aliases.")
    try:
        return within(SECONDS, lambda: _in_unity_catalog(settings))
    except Exception as fault:  # noqa: BLE001 - whatever goes wrong there, the registry itself still decides
        log.warning("The right to move aliases could not be checked (%s).", type(fault).__name__)
        return Right(None, "Unity Catalog did not say whether the app may move aliases. It decides at the move.")


def _in_unity_catalog(settings: Settings) -> Right:
    from databricks.sdk import WorkspaceClient
    from databricks.sdk.core import Config

    config = Config(
        host=settings.databricks_host or None, http_timeout_seconds=SECONDS, retry_timeout_seconds=int(SECONDS)
    )
    workspace = WorkspaceClient(config=config)
    me = workspace.current_user.me()
    name = me.user_name or ""
    mine = {name, *(group.display for group in me.groups or [] if group.display)}
    owner = workspace.registered_models.get(settings.registered_model).owner or ""
    if owner and owner in mine:
        return Right(True, f"{name} owns the model in Unity Catalog.")
    # Unity Catalog keeps the permissions of a model with those of functions
    held = workspace.grants.get_effective("function", settings.registered_model, principal=name)
    granted = {
        str(each.privilege.value)
        for one in held.privilege_assignments or []
        for each in one.privileges or []
        if each.privilege
    }
    if granted & ENOUGH:
        return Right(True, f"{name} may manage the model in Unity Catalog.")
    return Right(
        False,
        f"{name} may not move aliases: only the owner of {settings.registered_model} may, which is "
        f"{owner or 'not known'}. Ask for the ownership or for MANAGE.",
    )
