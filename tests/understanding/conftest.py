"""One reader for all tests here: it holds no state, so building it once is enough."""

from __future__ import annotations

import pytest

from advisor.understanding import Understanding


@pytest.fixture(scope="session")
def understanding() -> Understanding:
    return Understanding()
