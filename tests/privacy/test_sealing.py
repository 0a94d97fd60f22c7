"""Private text at rest."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hulplijn.privacy.private_text import PrivateText
from hulplijn.privacy.sealing import CannotOpen, Sealer

SEALER = Sealer(bytes(32))


@given(st.text())
def test_what_was_sealed_opens_to_the_same_text(text: str) -> None:
    assert SEALER.open(SEALER.seal(text, about="note:1"), about="note:1").reveal() == text


def test_a_ciphertext_that_was_moved_does_not_open() -> None:
    blob = SEALER.seal("ze wil geld", about="message:1:a")
    with pytest.raises(CannotOpen):
        SEALER.open(blob, about="message:2:a")


def test_another_cases_key_does_not_open_it() -> None:
    blob = SEALER.seal("ze wil geld", about="note:1")
    with pytest.raises(CannotOpen):
        Sealer(b"\x01" * 32).open(blob, about="note:1")


@given(st.integers(min_value=0), st.integers(min_value=0, max_value=7))
def test_a_single_changed_bit_is_noticed(place: int, bit: int) -> None:
    blob = bytearray(SEALER.seal("ze wil geld", about="note:1"))
    blob[place % len(blob)] ^= 1 << bit
    with pytest.raises(CannotOpen):
        SEALER.open(bytes(blob), about="note:1")


def test_the_same_text_never_looks_the_same_twice() -> None:
    assert SEALER.seal("hoi", about="note:1") != SEALER.seal("hoi", about="note:1")


def test_printing_private_text_shows_nothing_of_it(caplog: pytest.LogCaptureFixture) -> None:
    text = PrivateText("mijn geheim")
    logging.getLogger("x").error("seen %s %r", text, [text])
    shown = f"{text} {text!r} {[text]}" + caplog.text
    assert "geheim" not in shown
