"""A long sealed file opens whole or not at all."""

from __future__ import annotations

import io
import os

import pytest

from hulplijn.privacy import sealed_stream
from hulplijn.privacy.sealed_stream import SealedReader, SealedWriter
from hulplijn.privacy.sealing import CannotOpen

KEY = bytes(range(32))
MAGIC = b"TEST 1\n"
WORDS = os.urandom(5000) + b"words " * 3000


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed_stream, "_PIECE", 1024)


def sealed(content: bytes = WORDS) -> bytes:
    file = io.BytesIO()
    writer = SealedWriter(file, MAGIC, {"point": "noon"}, KEY)
    for place in range(0, len(content), 700):
        writer.write(content[place : place + 700])
    writer.end()
    return file.getvalue()


def opened(file: bytes, key: bytes = KEY) -> bytes:
    reader = SealedReader(io.BytesIO(file), MAGIC)
    reader.open(key)
    return b"".join(iter(lambda: reader.read(999), b""))


def pieces(file: bytes) -> list[bytes]:
    """The pieces with their lengths, after the header."""
    start = len(MAGIC) + 4 + int.from_bytes(file[len(MAGIC) : len(MAGIC) + 4])
    found = [file[:start]]
    while start < len(file):
        end = start + 4 + int.from_bytes(file[start : start + 4])
        found.append(file[start:end])
        start = end
    return found


@pytest.mark.parametrize("content", [b"", b"a", WORDS], ids=["nothing", "a letter", "much"])
def test_what_was_written_comes_back_whole(content: bytes) -> None:
    assert opened(sealed(content)) == content


def test_none_of_it_can_be_read_without_the_key() -> None:
    assert b"words" not in sealed()
    with pytest.raises(CannotOpen):
        opened(sealed(), bytes(32))


def test_a_file_that_was_cut_off_anywhere_does_not_open() -> None:
    whole = sealed()
    for end in range(0, len(whole), 131):
        with pytest.raises(CannotOpen):
            opened(whole[:end])


def test_a_file_that_ends_with_a_whole_piece_too_early_does_not_open() -> None:
    parts = pieces(sealed())
    assert len(parts) > 4
    for count in range(1, len(parts)):
        with pytest.raises(CannotOpen, match="cut off"):
            opened(b"".join(parts[:count]))


def test_a_byte_that_was_changed_anywhere_is_noticed() -> None:
    whole = sealed()
    for place in range(0, len(whole), 97):
        changed = bytearray(whole)
        changed[place] ^= 1
        with pytest.raises(CannotOpen):
            opened(bytes(changed))


def test_pieces_that_changed_places_or_were_left_out_are_noticed() -> None:
    head, first, second, *rest = pieces(sealed())
    for order in ([head, second, first, *rest], [head, first, first, *rest], [head, second, *rest]):
        with pytest.raises(CannotOpen):
            opened(b"".join(order))
