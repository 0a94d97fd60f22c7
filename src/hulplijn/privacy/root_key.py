"""The root key, as the rest of the house sees it: it wraps small blobs, and shows nothing else."""

from __future__ import annotations

import base64
import binascii
import hashlib
import subprocess
from dataclasses import dataclass, field
from typing import Protocol

from django.conf import settings

from hulplijn.privacy.sealing import CannotOpen, unwrap, wrap


class RootKey(Protocol):
    """Wraps small blobs, such as keys. Never called inside a `writing()`: it may be a network away."""

    def wrap(self, content: bytes, *, about: str) -> bytes:
        """`content`, wrapped; `about` must be the same at unwrapping."""
        ...

    def unwrap(self, blob: bytes, *, about: str) -> bytes:
        """What `wrap` was given.

        Raises:
            CannotOpen: damaged, moved, or wrapped by another root key.
            KeyServiceFailed: the key service gives no answer.
        """
        ...


class KeyServiceFailed(Exception):
    """The command in HULPLIJN_KEY_SERVICE did not do what it was asked; the message says what came of it."""


@dataclass(frozen=True)
class KeptKey:
    """A root key that this process holds itself, from HULPLIJN_KEY."""

    key: bytes = field(repr=False)

    def wrap(self, content: bytes, *, about: str) -> bytes:
        return wrap(self.key, content, about=about)

    def unwrap(self, blob: bytes, *, about: str) -> bytes:
        return unwrap(self.key, blob, about=about)


_BY_SERVICE = b"\x02"
_PATIENCE = 20.0
"""Seconds that a key service may take for one answer."""
_MARK = 16


@dataclass(frozen=True)
class ServiceKey:
    """A root key that never leaves its service: `command` is started with `wrap` or `unwrap` behind it,
    gets base64 on its standard input, and answers with one word on its standard output."""

    command: tuple[str, ...]

    def wrap(self, content: bytes, *, about: str) -> bytes:
        return _BY_SERVICE + self._ask("wrap", base64.b64encode(_mark(about) + content))

    def unwrap(self, blob: bytes, *, about: str) -> bytes:
        if blob[:1] != _BY_SERVICE:
            raise CannotOpen("not wrapped by a key service")
        try:
            opened = base64.b64decode(self._ask("unwrap", blob[1:]), validate=True)
        except binascii.Error as wrong:
            raise KeyServiceFailed(
                "The key service answered unwrap with something else than base64."
            ) from wrong
        if opened[:_MARK] != _mark(about):
            raise CannotOpen(about.partition(":")[0])
        return opened[_MARK:]

    def _ask(self, what: str, words: bytes) -> bytes:
        try:
            done = subprocess.run(  # noqa: S603 the administrator's own command, without a shell
                [*self.command, what],
                input=words + b"\n",
                capture_output=True,
                timeout=_PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired as slow:
            raise KeyServiceFailed(
                f"The key service gave no answer to {what} in {_PATIENCE:.0f} s."
            ) from slow
        except OSError as wrong:
            raise KeyServiceFailed(
                f"HULPLIJN_KEY_SERVICE: {self.command[0]} cannot be started: {wrong.strerror}."
            ) from wrong
        answer = done.stdout.strip()
        if done.returncode or not answer:
            raise KeyServiceFailed(
                f"The key service refused to {what}: it ended with code {done.returncode}. Run "
                f"{self.command[0]} by hand to see why; what it says is not shown here, as it may hold a key."
            )
        return answer


def _mark(about: str) -> bytes:
    return hashlib.sha256(about.encode()).digest()[:_MARK]


def root_key() -> RootKey:
    """The root key of this installation, as its settings name it."""
    command: tuple[str, ...] = settings.HULPLIJN_KEY_SERVICE
    return ServiceKey(command) if command else KeptKey(settings.HULPLIJN_ROOT_KEY)
