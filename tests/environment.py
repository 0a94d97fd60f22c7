"""The environment that tests run in; it must stand before Django reads its settings."""

from __future__ import annotations

import base64
import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
BUILD = REPOSITORY / "build"

AT = datetime(2026, 11, 24, 19, 40, tzinfo=UTC)
"""A Tuesday evening at 20:40 in Amsterdam, inside opening hours."""

CLOSED_AT = datetime(2026, 11, 24, 2, 15, tzinfo=UTC)
"""The night before, at 3:15: closed."""

PASSWORD = "lamp-anker-tafel-7"  # pragma: allowlist secret
"""The password of all staff in tests."""

NO_SECRET = base64.b64encode(bytes(32)).decode()
"""A root key that protects nothing."""


def for_unit_tests(data: Path) -> dict[str, str]:
    """Variables for tests inside one process; databases named in the environment stay."""
    kept = {name: value for name, value in os.environ.items() if name.endswith("DATABASE_URL")}
    return {
        "DJANGO_SETTINGS_MODULE": "hulplijn.server.settings",
        "HULPLIJN_MODE": "test",
        "HULPLIJN_KEY": NO_SECRET,
        "HULPLIJN_DATA": str(data),
        "HULPLIJN_LANGUAGES": "nl,en",
        "HULPLIJN_CONTENT": str(REPOSITORY / "content"),
        **{name: value for name, value in kept.items() if name.startswith("HULPLIJN_")},
    }


def for_a_server(data: Path, *, port: int, at: datetime = AT, **extra: str) -> dict[str, str]:
    """Variables for a real server on loopback with a data folder, keys and a clock of its own."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith("HULPLIJN_")}
    return {
        **outside,
        "DJANGO_SETTINGS_MODULE": "hulplijn.server.settings",
        "HULPLIJN_MODE": "demonstration",
        "HULPLIJN_KEY": NO_SECRET,
        "HULPLIJN_SECRET": secrets.token_urlsafe(60),
        "HULPLIJN_DATA": str(data),
        "HULPLIJN_LISTEN": f"127.0.0.1:{port}",
        "HULPLIJN_DEMO_CLOCK": at.isoformat(),
        "HULPLIJN_CONTENT": str(REPOSITORY / "content"),
        **extra,
    }
