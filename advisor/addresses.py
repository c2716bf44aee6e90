"""Addresses as they may be shown: without passwords and tokens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

HIDDEN = "***"
# "scheme://user:password@host", also where the password holds an @ or a /
_CREDENTIALS = re.compile(r"(?<=://)[^\s?#]*@")
_QUERY = re.compile(r"(?i)([?&;][^=&;#\s]*(?:pass|pwd|secret|token|key|sig|credential)[^=&;#\s]*=)[^&;#\s]*")


def without_secrets(address: str) -> str:
    """`address` with who signs in, and every value of its query that looks like a secret, hidden."""
    return _QUERY.sub(rf"\g<1>{HIDDEN}", _CREDENTIALS.sub(f"{HIDDEN}@", address))


def safe(held: Any) -> Any:
    """A configuration, as plain data, with every address in it `without_secrets`."""
    if isinstance(held, Mapping):
        return {str(name): safe(value) for name, value in held.items()}
    if isinstance(held, list | tuple):
        return [safe(value) for value in held]
    return without_secrets(held) if isinstance(held, str) else held
