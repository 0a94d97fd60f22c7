"""A long file that is sealed in pieces: compressed, encrypted, and whole or not at all.

After a magic word and an open header come pieces of AES-256-GCM, each with its length before it. The nonce is
the number of the piece and whether it is the last, and the header is bound to each: a piece that was changed,
moved, repeated or left out does not open, nor does a file that was cut off at any place.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hulplijn.privacy.sealing import CannotOpen

_PIECE = 1024 * 1024
_TAG = 16
_LARGEST_HEADER = 64 * 1024
_QUICK = 1
"""Most of what is written is ciphertext already, which no effort makes smaller."""


class SealedWriter:
    """Seals what is written to it under a key of 32 bytes that is used for this one file."""

    def __init__(self, file: BinaryIO, magic: bytes, header: dict[str, Any], key: bytes) -> None:
        words = json.dumps(header).encode()
        self._file, self._cipher = file, AESGCM(key)
        self._bound = hashlib.sha256(magic + words).digest()
        self._smaller = zlib.compressobj(_QUICK)
        self._waiting, self._number = bytearray(), 0
        file.write(magic + len(words).to_bytes(4) + words)

    def write(self, content: bytes) -> int:
        self._waiting += self._smaller.compress(content)
        while len(self._waiting) > _PIECE:
            self._seal(bytes(self._waiting[:_PIECE]), last=False)
            del self._waiting[:_PIECE]
        return len(content)

    def end(self) -> None:
        """Seal the last piece; without it the file does not open."""
        self._waiting += self._smaller.flush()
        while len(self._waiting) > _PIECE:
            self._seal(bytes(self._waiting[:_PIECE]), last=False)
            del self._waiting[:_PIECE]
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, content: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(_nonce(self._number, last=last), content, self._bound)
        self._file.write(len(sealed).to_bytes(4) + sealed)
        self._number += 1


class SealedReader:
    """Reads what a `SealedWriter` wrote. The header can be read before there is a key."""

    def __init__(self, file: BinaryIO, magic: bytes) -> None:
        if file.read(len(magic)) != magic:
            raise CannotOpen("another kind of file")
        length = int.from_bytes(file.read(4))
        words = file.read(min(length, _LARGEST_HEADER))
        try:
            self.header: dict[str, Any] = json.loads(words)
        except ValueError as wrong:
            raise CannotOpen("header") from wrong
        self._file, self._bound = file, hashlib.sha256(magic + words).digest()
        self._cipher: AESGCM | None = None
        self._larger, self._ready = zlib.decompressobj(), bytearray()
        self._number, self._ended = 0, False

    def open(self, key: bytes) -> None:
        """Use this key from now on; the first piece shows whether it is the right one."""
        self._cipher = AESGCM(key)

    def read(self, size: int) -> bytes:
        """The next `size` bytes, or fewer where the file ends before.

        Raises:
            CannotOpen: damaged, cut off, or another key.
        """
        while len(self._ready) < size and not (self._ended and not self._larger.unconsumed_tail):
            self._more()
        told = bytes(self._ready[:size])
        del self._ready[:size]
        return told

    def _more(self) -> None:
        content = self._larger.unconsumed_tail or self._piece()
        try:
            self._ready += self._larger.decompress(content, _PIECE)
        except zlib.error as wrong:
            raise CannotOpen("damaged") from wrong

    def _piece(self) -> bytes:
        assert self._cipher is not None
        length = int.from_bytes(self._file.read(4))
        if not _TAG <= length <= _PIECE + _TAG:
            raise CannotOpen("cut off")
        sealed = self._file.read(length)
        for last in (False, True):
            try:
                content = self._cipher.decrypt(_nonce(self._number, last=last), sealed, self._bound)
            except (InvalidTag, ValueError):
                continue
            self._number, self._ended = self._number + 1, last
            return content
        raise CannotOpen("cut off" if len(sealed) < length else "damaged")


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11) + bytes([last])
