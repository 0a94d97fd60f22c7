"""What happens before a process serves: databases brought up to date, checks, static files."""

from __future__ import annotations

import secrets
from base64 import b64encode
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from hulplijn.plumbing.models import Installation
from hulplijn.server.environment import BadEnvironment


class Unsafe(Exception):
    """The server will not start like this; the message says why and what to do."""


def prepare() -> None:
    """Bring both databases up to date, check what must hold, and collect the static files.

    Raises:
        Unsafe: sample data in production, or a database that may lose what was acknowledged.
    """
    Path(settings.HULPLIJN_DATA).mkdir(parents=True, exist_ok=True)
    for name in ("default", "keys"):
        call_command("migrate", database=name, verbosity=0, interactive=False)
        _check_durable(name)
    if settings.HULPLIJN_MODE == "production" and Installation.objects.filter(sample=True).exists():
        raise Unsafe(
            "This database holds sample data, and HULPLIJN_MODE is production. "
            "Use an empty data folder or database (HULPLIJN_DATA, HULPLIJN_DATABASE_URL)."
        )
    if settings.HULPLIJN_MODE != "test":
        call_command("collectstatic", verbosity=0, interactive=False)


def _check_durable(name: str) -> None:
    connection = connections[name]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
            synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
            if mode.lower() != "wal" or synchronous != 2:
                raise Unsafe(f"The {name} database must run with journal_mode WAL and synchronous FULL.")
        else:
            cursor.execute("SHOW synchronous_commit")
            if cursor.fetchone()[0] == "off":
                raise Unsafe(
                    f"The {name} database has synchronous_commit off: acknowledged messages could be lost."
                )


def new_secrets() -> dict[str, str]:
    """A fresh root key and a fresh secret, as they go into the environment."""
    return {
        "HULPLIJN_KEY": b64encode(secrets.token_bytes(32)).decode(),
        "HULPLIJN_SECRET": secrets.token_urlsafe(48),
    }


def demonstration_environment(folder: Path, clock: str, listen: str) -> dict[str, str]:
    """The variables of a demonstration in `folder`: its key stays with its data, its secret is new each time.

    Raises:
        BadEnvironment: the address is not on this machine.
    """
    folder.mkdir(parents=True, exist_ok=True)
    key_file = folder / "demonstration.key"
    if not key_file.exists():
        key_file.touch(mode=0o600)
        key_file.write_text(new_secrets()["HULPLIJN_KEY"])
    if listen.rpartition(":")[0] not in ("127.0.0.1", "localhost", "[::1]"):
        raise BadEnvironment("A demonstration listens on this machine only, for example 127.0.0.1:8000.")
    return {
        "HULPLIJN_MODE": "demonstration",
        "HULPLIJN_DATA": str(folder),
        "HULPLIJN_KEY": key_file.read_text(),
        "HULPLIJN_SECRET": new_secrets()["HULPLIJN_SECRET"],
        "HULPLIJN_LISTEN": listen,
        "HULPLIJN_DEMO_CLOCK": clock,
    }
