"""The one client: rows to a model endpoint and back, local or on Databricks Model Serving."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

# How long the SDK may look for the workspace and its credentials.
LOOK_UP_SECONDS = 10


class ServingDown(RuntimeError):
    """No model answered. The text is for the person who asked and holds nothing of the question."""


class ServingRefused(RuntimeError):
    """The model server took the question but could not work with it; the text holds nothing of it."""


@dataclass(frozen=True)
class Served:
    """Output rows, and the version and alias that answered."""

    rows: list[dict[str, Any]]
    version: str
    alias: str


def _no_headers() -> dict[str, str]:
    return {}


@dataclass(frozen=True)
class Endpoint:
    """An `/invocations` address. `headers` is called for each request, since tokens expire."""

    url: str
    timeout_seconds: float
    headers: Callable[[], dict[str, str]] = _no_headers

    def answer(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """One output row for each input row. Raises ServingDown (try again) or ServingRefused (do not)."""
        # a key that only some rows have would reach the model as NaN, which no text column takes
        columns = list(dict.fromkeys(key for row in rows for key in row))
        body = {"dataframe_records": [{key: row.get(key) for key in columns} for row in rows]}
        try:
            # the machine's proxy settings must not send loopback traffic elsewhere, and it needs no certificates
            local = self.url.startswith("http://127.0.0.1")
            with httpx.Client(timeout=self.timeout_seconds, trust_env=not local, verify=not local) as http:
                reply = http.post(self.url, json=body, headers=self.headers())
        except httpx.TimeoutException:
            raise ServingDown("The answer took too long. Please try again.") from None
        except httpx.HTTPError:
            raise ServingDown("The model can't be reached right now. Please try again in a moment.") from None
        if reply.status_code >= 500 or reply.status_code == 429:
            raise ServingDown("The model is busy or restarting. Please try again in a moment.")
        if reply.status_code != 200:
            # the server's own message repeats the data it was sent, so only its status is told
            raise ServingRefused(f"The model could not read this question (status {reply.status_code}).")
        return list(reply.json()["predictions"])


def databricks_endpoint(host: str, name: str, timeout_seconds: float) -> Endpoint:
    """A Databricks Model Serving endpoint, with the credentials that the SDK finds in the environment."""
    from databricks.sdk.core import Config

    # the SDK looks the host up at once, and would try for five minutes
    config = Config(host=host, http_timeout_seconds=LOOK_UP_SECONDS, retry_timeout_seconds=LOOK_UP_SECONDS)
    base = host if "://" in host else f"https://{host}"
    return Endpoint(f"{base.rstrip('/')}/serving-endpoints/{name}/invocations", timeout_seconds, config.authenticate)
