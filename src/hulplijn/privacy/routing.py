"""Keeps the keys apart: their tables live in their own database, and nothing else does."""

from __future__ import annotations

from typing import Any


class KeysApart:
    """Django's database router: app `privacy` in `keys`, all else in `default`."""

    def db_for_read(self, model: type, **_: Any) -> str:
        return "keys" if model._meta.app_label == "privacy" else "default"  # type: ignore[attr-defined]

    db_for_write = db_for_read

    def allow_relation(self, one: Any, other: Any, **_: Any) -> bool:
        return bool((one._meta.app_label == "privacy") == (other._meta.app_label == "privacy"))

    def allow_migrate(self, db: str, app_label: str, **_: Any) -> bool:
        return (db == "keys") == (app_label == "privacy")
