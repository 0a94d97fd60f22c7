"""Keyed hashes: what can be recognised by this installation, and by nobody who only has its database."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings


def keyed_hash(purpose: str, text: str) -> bytes:
    """32 bytes of HMAC-SHA-256 of `text`, under a key made from the root key for this `purpose` only."""
    root: bytes = settings.HULPLIJN_ROOT_KEY
    key = hmac.new(root, f"keyed-hash:{purpose}".encode(), hashlib.sha256).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).digest()
