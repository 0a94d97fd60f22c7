"""What happens before a process serves: databases brought up to date, checks, static files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from hulplijn.content.queries import helpline
from hulplijn.plumbing.queries import holds_samples


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
    if settings.HULPLIJN_MODE == "production" and holds_samples():
        raise Unsafe(
            "This database holds sample data, and HULPLIJN_MODE is production. "
            "Use an empty data folder or database (HULPLIJN_DATA, HULPLIJN_DATABASE_URL)."
        )
    if settings.HULPLIJN_MODE == "production" and helpline().sample:
        raise Unsafe(
            "content/helpline.yaml says sample: true, and HULPLIJN_MODE is production. "
            "Put your own facts there, check them, and set sample: false."
        )
    if settings.HULPLIJN_MODE != "test":
        call_command("collectstatic", verbosity=0, interactive=False)


class AlreadyServed(Exception):
    """Another server is running on this database."""


@contextmanager
def only_server() -> Iterator[None]:
    """Be the only server on this database: wake-ups, connections and opened keys live in one process.

    On SQLite the data folder's lock says so already; on PostgreSQL an advisory lock does, held by a
    connection of its own and let go when the process dies.

    Raises:
        AlreadyServed
    """
    if connections["default"].vendor == "sqlite":
        yield
        return
    holder = connections["default"].copy()
    try:
        with holder.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [_SERVER_LOCK])
            if not cursor.fetchone()[0]:
                raise AlreadyServed
        yield
    finally:
        holder.close()


_SERVER_LOCK = 0x48756C70
"""The number of the advisory lock; "Hulp" in ASCII."""


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
