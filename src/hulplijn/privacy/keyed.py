"""Keyed hashes: what can be recognised by this installation, and by nobody who only has its database."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings


def keyed_hash(purpose: str, text: str) -> bytes:
    """32 bytes of HMAC-SHA-256 of `text`, under a key made from the root key for this `purpose` only."""
    key = _key(f"keyed-hash:{purpose}")
    return hmac.new(key, text.encode(), hashlib.sha256).digest()


def sealing_key(purpose: str) -> bytes:
    """A key for `sealing.wrap`, made from the root key for this `purpose` only: for what is no case's, such
    as the secret that makes one-time codes."""
    return _key(f"sealing:{purpose}")


def _key(purpose: str) -> bytes:
    root: bytes = settings.HULPLIJN_ROOT_KEY
    return hmac.new(root, purpose.encode(), hashlib.sha256).digest()
