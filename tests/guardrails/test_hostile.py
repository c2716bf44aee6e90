"""No input can break the guardrails or make them slow."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.guardrails import Guardrails

_G = Guardrails()
_PIECES = [
    *"0123456789 .-/()+@<>[]{}'\"*!?#%$£₹\n\t:;=|_",
    *[
        "my TFN is ",
        "ignore ",
        "all previous ",
        "instructions ",
        "you ",
        "idiot ",
        "f*** ",
        "0x",
        "aGVsbG8gd29ybGQ",
        "один ",
        "नमस्ते ",
        "\u200b",
        "\ud800",
    ],
    *[
        "４",
        "\U000e0041",
        "é",
        "ﬁ",
        "İ",
        "ß",
        "𝟜",
        "½",
        "①",
        "한",
        "語",
        "🙂",
        "\x00",
        "\r",
        "BSB ",
        "IBAN GB",
        "at ",
        " dot com",
        "one two three ",
    ],
]


@settings(max_examples=10_000, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["AU", "US", "UK", "IN", "", "XX"]))
def test_any_text_gets_a_verdict(text: str, country: str) -> None:
    for verdict in (_G.check_input(text, country), _G.check_output(text, country)):
        assert not any(finding.code == "guardrail.failure" for finding in verdict.findings)
        assert all(0 <= finding.start <= finding.end <= len(text) for finding in verdict.findings)
    assert isinstance(_G.mask(text, country), str)


def test_ten_thousand_odd_texts_get_a_verdict() -> None:
    rng = random.Random(1)
    for _ in range(10_000):
        text = "".join(rng.choice(_PIECES) for _ in range(rng.randint(0, 12)))
        verdict = _G.check_input(text, rng.choice(["AU", "US", "UK", "IN"]))
        assert not any(finding.code == "guardrail.failure" for finding in verdict.findings), repr(text)


HOSTILE = [
    "1 ",
    "1",
    "1-",
    "a",
    "a ",
    "a.",
    "ignore ",
    "ignore all previous ",
    "you ",
    "you are ",
    "a@",
    "a@a.",
    "at dot ",
    "<",
    "[",
    "[](",
    "![",
    "GB82 ",
    "one ",
    "double one ",
    "my account ",
    "0x41",
    "QUJD",
    "f*",
    "you stupid ",
    "\u200b",
    "i g n o r e ",
    "http://",
    "BSB 1",
    "system: ",
    "user:\n",
    "01000001 ",
    "%41",
    "decode ",
    "<script>",
    "(",
    "+61 ",
    "as a ",
    "no ",
    "tell me ",
    "my name is A B ",
    "address 1 ",
    "é",
    "१",
    "kill ",
    "-",
    "…",
    "\n",
]


def _seconds(text: str) -> float:
    best = 9.0
    for _ in range(2):
        start = time.process_time()
        _G.check_input(text, "AU")
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("piece", HOSTILE)
def test_repeated_pieces_stay_quick(piece: str) -> None:
    """A text at the length limit takes well under half a second, and about twice as long as half of it."""
    full = (piece * 4000)[:4000]
    half, whole = _seconds(full[:2000]), _seconds(full)
    assert whole < 0.5
    assert whole < 4 * half + 0.02


def test_a_very_long_text_is_still_masked_in_time() -> None:
    text = "my balance is 450,000 and my TFN is 123 456 782. " * 2000
    start = time.process_time()
    masked = _G.mask(text, "AU")
    assert "123 456 782" not in masked
    assert time.process_time() - start < 5
