"""Model servers, one per version in use, and the one client that speaks to them."""

from .client import Endpoint, Served, ServingDown, ServingRefused
from .process import ModelServer, end_orphans
from .supervisor import Serving

__all__ = ["Endpoint", "ModelServer", "Served", "Serving", "ServingDown", "ServingRefused", "end_orphans"]
