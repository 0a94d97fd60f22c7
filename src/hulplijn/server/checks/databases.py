"""The doctor on the databases, and on who works with them."""

from __future__ import annotations

import fcntl
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from hulplijn.plumbing import clock, snapshot
from hulplijn.plumbing.database import writing
from hulplijn.plumbing.doctor import Asked, Finding, fine, look, wrong
from hulplijn.plumbing.models import DueWork, ServerProcess, Tick
from hulplijn.server import door, jobs

_MENDED = (3, 51, 3)
_LATE = timedelta(minutes=2)
_SILENT = timedelta(seconds=20)
_PATIENCE = 10.0
_SLOW = 1.0
"""Seconds: how long a server may take for one empty write, and from when on it is slow."""
_RESTART = "systemctl restart 'hulplijn@*' ; its visitors come back by themselves within seconds."
_RESTORE = "Stop the server, move the file away, and put the last backup back: hulplijn restore FILE"


def _is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def sqlite_version(asked: Asked) -> Iterator[Finding]:
    """Which SQLite, and whether what it does wrong can touch us."""
    if not _is_sqlite():
        return
    told = f"SQLite {sqlite3.sqlite_version}"
    if sqlite3.sqlite_version_info >= _MENDED:
        yield fine(f"{told}.")
    else:
        yield fine(
            f"{told}. Before 3.51.3 two connections that write or checkpoint at once may lose a commit. Here "
            "every write holds one lock to the end of its commit, and whoever else reads cannot write."
        )


def reached() -> bool:
    """Whether both databases answer."""
    try:
        for alias in ("default", "keys"):
            if _is_sqlite():
                with closing(snapshot.look(alias)) as file:
                    file.execute("SELECT count(*) FROM django_migrations").fetchone()
            else:
                with connections[alias].cursor() as cursor:
                    cursor.execute("SELECT count(*) FROM django_migrations")
    except (DatabaseError, sqlite3.Error):
        return False
    return True


def databases(asked: Asked) -> Iterator[Finding]:
    """Each answers, loses nothing, is up to date and whole."""
    for alias, name in (("default", "main database"), ("keys", "database of keys")):
        yield from _sqlite_file(alias, name) if _is_sqlite() else _postgresql(alias, name)
    if asked.reached:
        yield from _up_to_date()


def _sqlite_file(alias: str, name: str) -> Iterator[Finding]:
    file = Path(str(connections[alias].settings_dict["NAME"]))
    if not file.exists():
        yield wrong(
            f"The {name} is not there: {file}.",
            "HULPLIJN_DATA must name the folder that the server uses. If it is lost: hulplijn restore FILE",
        )
        return
    try:
        with closing(snapshot.look(alias)) as reading:
            (told,) = reading.execute("PRAGMA quick_check(1)").fetchone()
            (mode,) = reading.execute("PRAGMA journal_mode").fetchone()
    except sqlite3.Error as broken:
        told, mode = str(broken), "wal"
    if told != "ok":
        yield wrong(f"The {name} is damaged ({file}): {' '.join(str(told).split())}", _RESTORE)
    elif mode != "wal":
        yield wrong(f"The {name} runs without WAL.", "Stop the server and start it again: it sets this.")
    else:
        yield fine(f"The {name} is whole ({file.stat().st_size / 1e6:.1f} MB).")


def _postgresql(alias: str, name: str) -> Iterator[Finding]:
    try:
        with connections[alias].cursor() as cursor:
            off = []
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                cursor.execute(f"SHOW {setting}")
                off += [setting] if cursor.fetchone()[0] == "off" else []
            cursor.execute("SELECT current_setting('server_version'), pg_database_size(current_database())")
            version, size = cursor.fetchone()
    except DatabaseError as away:
        yield wrong(
            f"The {name} does not answer ({type(away).__name__}).",
            "Start PostgreSQL (systemctl start postgresql), or check its URL and password in the settings.",
        )
        return
    if off:
        yield wrong(
            f"The {name} has {', '.join(off)} off: a power cut could lose what was acknowledged.",
            "Set it to on in postgresql.conf, then: systemctl reload postgresql",
        )
    else:
        yield fine(f"The {name} answers: PostgreSQL {version.split()[0]}, {size / 1e6:.1f} MB.")


def _up_to_date() -> Iterator[Finding]:
    behind = []
    for alias in ("default", "keys"):
        executor = MigrationExecutor(connections[alias])
        behind += executor.migration_plan(executor.loader.graph.leaf_nodes())
    if behind:
        yield look(
            f"{len(behind)} changes of the tables are still to be made.",
            "Restart the server: it makes them before it listens.",
        )
    else:
        yield fine("All changes of the tables are made.")


@jobs.job("doctor.write", again="Give the command again.")
def _empty_write(say: jobs.Say) -> None:
    with writing():
        pass


def server(asked: Asked) -> Iterator[Finding]:
    """Whether a server runs, answers, and gets to write."""
    if _is_sqlite():
        yield from _holder_of_the_folder()
    elif asked.reached:
        yield from _processes(asked)


def _holder_of_the_folder() -> Iterator[Finding]:
    folder = Path(settings.HULPLIJN_DATA)
    if not _is_held(folder):
        yield look("No server runs on this data folder.", "systemctl start hulplijn@8001, or: hulplijn serve")
        return
    began = time.monotonic()
    try:
        door.knock(folder, "doctor.write", {}, lambda line: None, wait=_PATIENCE)
    except (door.NobodyOpens, door.BrokenOff):
        yield wrong(
            f"Something holds the data folder and did not answer within {_PATIENCE:.0f} s: a server that is "
            "stuck, or another command at work.",
            _RESTART,
        )
        return
    except jobs.Refused as why:
        yield look(str(why), _RESTART)
        return
    yield _paced(time.monotonic() - began)


def _paced(seconds: float) -> Finding:
    says = f"The server answers; a write took {seconds * 1000:.0f} ms."
    if seconds > _SLOW:
        return look(says, "See what else asks the disk (iotop). A slow disk makes every message late.")
    return fine(says)


def _is_held(folder: Path) -> bool:
    try:
        with (folder / "writer.lock").open("r") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def _processes(asked: Asked) -> Iterator[Finding]:
    rows = ServerProcess.objects.filter(gone_at=None).values_list("seen_at", flat=True)
    now = _now(asked)
    silent = [seen for seen in rows if now - seen > _SILENT]
    if not rows or len(silent) == len(rows):
        yield look("No process of the server gives a sign of life.", "systemctl start 'hulplijn@*'")
    elif silent:
        yield wrong(f"{len(silent)} of {len(rows)} processes are silent.", _RESTART)
    else:
        yield fine(f"{len(rows)} processes give signs of life.")
    began = time.monotonic()
    with writing(), connection.cursor() as cursor:
        cursor.execute("SELECT txid_current()")
    yield _paced(time.monotonic() - began)


def timers(asked: Asked) -> Iterator[Finding]:
    """Whether what is due is done."""
    at = _now(asked)
    late = DueWork.objects.filter(due_at__lt=at - _LATE).order_by("due_at")
    first = late.first()
    if first is None:
        yield fine("Nothing that is due waits.")
        return
    kinds = ", ".join(sorted(set(late.values_list("kind", flat=True)[:200])))
    minutes = (at - first.due_at).total_seconds() / 60
    says = f"{late.count()} timers are late, the first by {minutes:.0f} minutes ({kinds})."
    if first.tries > 1:
        yield wrong(says, f"It was tried {first.tries} times; the log says due_work_failed and why.")
    else:
        yield wrong(says, f"Either no server runs, or its worker is stuck: {_RESTART}")


def _now(asked: Asked) -> datetime:
    """The server's own moment: a demonstration has a clock of its own."""
    if settings.HULPLIJN_DEMO_CLOCK:
        return Tick.objects.filter(pk=1).values_list("at", flat=True).first() or clock.now()
    return asked.at
