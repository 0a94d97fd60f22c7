"""What happens before a process serves: databases brought up to date, checks, static files."""

from __future__ import annotations

import fcntl
import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from hulplijn.casework.actions import retention
from hulplijn.content import queries as content
from hulplijn.figures import freezing
from hulplijn.plumbing import clock
from hulplijn.plumbing.queries import holds_samples
from hulplijn.privacy import renewal
from hulplijn.privacy.root_key import KeyServiceFailed

log = structlog.get_logger(__name__)


class Unsafe(Exception):
    """The server will not start like this; the message says why and what to do."""


def prepare() -> None:
    """Bring both databases up to date, check what must hold, and collect the static files.

    Of several processes that start at once, one does this after the other.

    Raises:
        Unsafe: sample data in production, a database that may lose what was acknowledged, or keys that the
            root key does not open.
    """
    data = Path(settings.HULPLIJN_DATA)
    with _advisory_lock(_PREPARING, wait=True):
        migrate()
        content.refresh()
        if settings.HULPLIJN_MODE == "production":
            _check_no_samples()
        _begin_keys()
        retention.begin(clock.now())
        freezing.begin(clock.now())
    if settings.HULPLIJN_MODE != "test":
        collect(data)


def migrate() -> None:
    """Bring both databases up to date, and see that they lose nothing.

    Raises:
        Unsafe
    """
    Path(settings.HULPLIJN_DATA).mkdir(parents=True, exist_ok=True)
    for name in ("default", "keys"):
        if _behind(name):
            gc.enable()  # `serve` starts without, but this makes rubbish: 160 MB of it for an empty database
            call_command("migrate", database=name, verbosity=0, interactive=False)
        _check_durable(name)


def _begin_keys() -> None:
    try:
        renewal.begin(clock.now())
    except (renewal.KeysUnsafe, KeyServiceFailed) as wrong:
        raise Unsafe(str(wrong)) from wrong


def _behind(name: str) -> bool:
    """Whether a migration is still to be done; `migrate` itself takes long to find nothing to do."""
    executor = MigrationExecutor(connections[name])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def collect(data: Path) -> None:
    """Collect the static files where they changed: a process beside us may be serving them."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            seen.update(f"{name} {state.st_size} {state.st_mtime_ns}\n".encode())
    stamp = data / "static.stamp"
    with (data / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (stamp.exists() and stamp.read_text() == seen.hexdigest() and (data / "static").is_dir()):
            call_command("collectstatic", verbosity=0, interactive=False)
            stamp.write_text(seen.hexdigest())


def _check_no_samples() -> None:
    if holds_samples():
        raise Unsafe(
            "This database holds sample data, and HULPLIJN_MODE is production. "
            "Use an empty data folder or database (HULPLIJN_DATA, HULPLIJN_DATABASE_URL)."
        )
    if content.helpline().sample:
        raise Unsafe(
            "content/helpline.yaml says sample: true, and HULPLIJN_MODE is production. "
            "Put your own facts there, check them, and set sample: false."
        )


class AlreadyServed(Exception):
    """Another server is running on this database, and without Redis they would not hear of each other."""


@contextmanager
def among_others() -> Iterator[None]:
    """Serve as one of several where Redis carries the wake-ups, or else be the only server on this database.

    On SQLite the data folder's lock holds the others off already. On PostgreSQL an advisory lock does: shared
    by servers that have Redis, exclusive for one that has not, and let go when the process dies.

    Raises:
        AlreadyServed
    """
    with _advisory_lock(_SERVING, shared=bool(settings.HULPLIJN_REDIS_URL)) as held:
        if not held:
            raise AlreadyServed
        yield


@contextmanager
def alone() -> Iterator[None]:
    """Hold every server off, for what no server may see half done.

    Raises:
        AlreadyServed
    """
    with _advisory_lock(_SERVING) as held:
        if not held:
            raise AlreadyServed
        yield


_SERVING, _PREPARING = 0x48756C70, 0x48756C71
"""The numbers of the advisory locks; "Hulp" in ASCII, and the next."""


@contextmanager
def _advisory_lock(number: int, *, shared: bool = False, wait: bool = False) -> Iterator[bool]:
    """Hold PostgreSQL's lock of that number, on a connection of its own; yields whether it is held."""
    if connections["default"].vendor == "sqlite":
        yield True
        return
    holder = connections["default"].copy()
    kind = f"{'' if wait else 'try_'}advisory_lock{'_shared' if shared else ''}"
    try:
        with holder.cursor() as cursor:
            cursor.execute(f"SELECT pg_{kind}(%s)", [number])
            (told,) = cursor.fetchone()
        yield wait or told
    finally:
        holder.close()


def _check_durable(name: str) -> None:
    connection = connections[name]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
            synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
            if mode.lower() != "wal" or synchronous != 2:
                raise Unsafe(f"The {name} database must run with journal_mode WAL and synchronous FULL.")
        else:
            for setting in ("synchronous_commit", "fsync", "full_page_writes"):
                cursor.execute(f"SHOW {setting}")
                if cursor.fetchone()[0] == "off":
                    _refuse_or_warn(name, setting)


def _refuse_or_warn(name: str, setting: str) -> None:
    if settings.HULPLIJN_MODE == "production" or setting == "synchronous_commit":
        raise Unsafe(
            f"The {name} database has {setting} off: acknowledged messages could be lost. Set it to on."
        )
    log.warning("database_may_lose_messages", database=name, setting=setting)
