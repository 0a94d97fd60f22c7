"""AES-256-GCM around private text. What it is about is bound in, so that a moved ciphertext does not open."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from hulplijn.privacy.private_text import PrivateText

_VERSION = b"\x01"
_NONCE = 12


class CannotOpen(Exception):
    """The ciphertext is damaged, was moved, or belongs to another key."""


class KeyGone(Exception):
    """The case's key has been destroyed, or was never there: nothing of the case can be read."""


def wrap(key: bytes, content: bytes, *, about: str) -> bytes:
    """Encrypt `content` with the 32-byte `key`; `about` must be the same at opening."""
    return _seal(AESGCM(key), content, about)


def unwrap(key: bytes, blob: bytes, *, about: str) -> bytes:
    """The content that `wrap` was given.

    Raises:
        CannotOpen: damaged, moved, or another key.
    """
    return _open(AESGCM(key), blob, about)


class Sealer:
    """The handle of one opened case: without it nothing of the case decrypts.

    A process has one per case, shared by all that hold it, so that it can end everywhere at once.
    """

    __slots__ = ("__weakref__", "_cipher")

    def __init__(self, key: bytes) -> None:
        self._cipher: AESGCM | None = AESGCM(key)

    def end(self) -> None:
        """Open and seal nothing any more: the key was destroyed."""
        self._cipher = None

    def seal(self, text: str | PrivateText, *, about: str) -> bytes:
        """Encrypt `text`, bound to `about` (such as "note:<its id>").

        Raises:
            KeyGone: the key was destroyed meanwhile.
        """
        plain = text.reveal() if isinstance(text, PrivateText) else text
        return _seal(self._held(), plain.encode(), about)

    def seal_bytes(self, content: bytes, *, about: str) -> bytes:
        """The same for what is no text, such as a picture."""
        return _seal(self._held(), content, about)

    def open_bytes(self, blob: bytes | memoryview, *, about: str) -> bytes:
        """What `seal_bytes` was given.

        Raises:
            CannotOpen
        """
        return _open(self._held(), bytes(blob), about)

    def open(self, blob: bytes | memoryview, *, about: str) -> PrivateText:
        """Decrypt what was sealed about the same thing.

        Raises:
            CannotOpen: damaged, moved, or another case's.
            KeyGone: the key was destroyed meanwhile.
        """
        return PrivateText(_open(self._held(), bytes(blob), about).decode())

    def _held(self) -> AESGCM:
        cipher = self._cipher
        if cipher is None:
            raise KeyGone("destroyed while the case was open")
        return cipher


def _seal(cipher: AESGCM, content: bytes, about: str) -> bytes:
    nonce = os.urandom(_NONCE)
    return _VERSION + nonce + cipher.encrypt(nonce, content, about.encode())


def _open(cipher: AESGCM, blob: bytes, about: str) -> bytes:
    if blob[:1] != _VERSION:
        raise CannotOpen("unknown form of ciphertext")
    try:
        return cipher.decrypt(blob[1 : 1 + _NONCE], blob[1 + _NONCE :], about.encode())
    except (InvalidTag, ValueError) as wrong:
        raise CannotOpen(about.partition(":")[0]) from wrong
