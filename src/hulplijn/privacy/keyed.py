"""Keyed hashes: what can be recognised by this installation, and by nobody who only has its database."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import threading

from hulplijn.privacy import files, key_files
from hulplijn.privacy.root_key import root_key

_guard = threading.Lock()
_held: dict[str, bytes] = {}
"""The hash key, under no name, and those of single purposes that an installation had before it had one."""


def keyed_hash(purpose: str, text: str) -> bytes:
    """32 bytes of HMAC-SHA-256 of `text`, under a key made from the hash key for this `purpose` only."""
    held = _keys()
    key = held.get(purpose) or for_purpose(held[""], purpose)
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def sealing_key(purpose: str) -> bytes:
    """A key for `sealing.wrap`, made from the hash key for this `purpose` only: for what is no case's, such
    as the secret that makes one-time codes."""
    return hmac.new(_keys()[""], f"sealing:{purpose}".encode(), hashlib.sha256).digest()


def for_purpose(key: bytes, purpose: str) -> bytes:
    """The key for one purpose, made from `key`."""
    return hmac.new(key, f"keyed-hash:{purpose}".encode(), hashlib.sha256).digest()


def load() -> None:
    """Have the hash key in memory; made where there is none. It stays when the root key is replaced."""
    _keys()


def make(kept: dict[str, bytes] | None = None) -> None:
    """Make the hash key, unless another process did; `kept` are keys of single purposes that must go on."""
    keys = {"": os.urandom(32), **(kept or {})}
    words = json.dumps({name: base64.b64encode(key).decode() for name, key in keys.items()})
    files.folder(key_files.where())
    files.put_first(key_files.hash_key_file(), root_key().wrap(words.encode(), about=key_files.HASH_KEY))


def blob() -> bytes:
    """The hash key as it is stored, for copies."""
    load()
    return key_files.hash_key_file().read_bytes()


def put_blob(wrapped: bytes) -> None:
    """Take over the hash key of a copy: what was hashed then was hashed with that one."""
    files.folder(key_files.where())
    files.put(key_files.hash_key_file(), wrapped)
    forget()


def forget() -> None:
    """Read the hash key anew at its next use."""
    with _guard:
        _held.clear()


def _keys() -> dict[str, bytes]:
    with _guard:
        if not _held:
            if not key_files.hash_key_file().exists():
                make()
            words = root_key().unwrap(key_files.hash_key_file().read_bytes(), about=key_files.HASH_KEY)
            _held.update({name: base64.b64decode(key) for name, key in json.loads(words).items()})
        return dict(_held)
