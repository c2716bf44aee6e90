"""One reader and one composer for all tests here; neither holds state."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from advisor.answering import Answer, Composer
from advisor.countries import COUNTRIES
from advisor.understanding import Understanding


@pytest.fixture(scope="session")
def ask() -> Callable[..., Answer]:
    """Asks one question of one country, with a profile and the turns before."""
    understanding, composer = Understanding(), Composer()

    def answer(
        country: str, text: str, profile: dict[str, object] | None = None, history: tuple[str, ...] = ()
    ) -> Answer:
        turns = [{"role": "user", "content": each} for each in history]
        return composer.compose(
            understanding.read(text, country, profile or {}, turns), COUNTRIES[country], profile or {}
        )

    return answer
