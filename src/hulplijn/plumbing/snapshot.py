"""One moment of a database as a stream of bytes, beside whoever writes; and back into an empty place."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Protocol

from django.db import connections

_AT_ONCE = 1024 * 1024
_UNFINISHED = ".snapshot"


class Source(Protocol):
    """What bytes come from."""

    def read(self, size: int, /) -> bytes: ...


class SnapshotFailed(Exception):
    """It could not be made or put back; the message says why and what to do."""


@contextmanager
def taken(alias: str = "default") -> Iterator[IO[bytes]]:
    """What is committed now, to be read. Writers go on meanwhile; what they commit later is not in it.

    Raises:
        SnapshotFailed
    """
    with _of_sqlite(alias) if connections[alias].vendor == "sqlite" else _of_postgresql(alias) as stream:
        yield stream


def put_back(source: Source, alias: str = "default") -> None:
    """Fill an empty database with what `taken` gave.

    Raises:
        SnapshotFailed
    """
    if connections[alias].vendor == "sqlite":
        _into_sqlite(source, alias)
    else:
        _into_postgresql(source, alias)


def is_empty(alias: str = "default") -> bool:
    """Whether there is no table yet."""
    if connections[alias].vendor == "sqlite" and not _file(alias).exists():
        return True
    with connections[alias].cursor() as cursor:
        return not connections[alias].introspection.table_names(cursor)


def look(alias: str = "default") -> sqlite3.Connection:
    """SQLite's file for reading only: such a connection changes nothing, also not when it is the last."""
    # Beside a writer this library before 3.51.3 may lose a commit where two connections work on the log at
    # once; one that can only read never does.
    return sqlite3.connect(f"{_file(alias).as_uri()}?mode=ro", uri=True, timeout=30)


@contextmanager
def _of_sqlite(alias: str) -> Iterator[IO[bytes]]:
    file = _file(alias)
    unfinished = file.with_name(file.name + _UNFINISHED)
    unfinished.unlink(missing_ok=True)  # of a run that was killed
    needed, free = file.stat().st_size, shutil.disk_usage(file.parent).free
    if free < needed * 1.1:
        raise SnapshotFailed(
            f"{file.parent} has {free >> 20} MB free, and a snapshot needs {needed >> 20}. Make room there."
        )
    os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(look(alias)) as source, closing(sqlite3.connect(unfinished)) as copy:
            copy.execute("PRAGMA journal_mode=OFF")
            copy.execute("PRAGMA synchronous=OFF")  # it is read once and then gone
            source.backup(copy)  # all pages in one step: one reading of one moment, which holds no writer up
            (told,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        if told != "ok":
            raise sqlite3.DatabaseError(told)  # or else damaged backups would push out the good ones
        stream = unfinished.open("rb")
    except sqlite3.Error as wrong:
        raise SnapshotFailed(f"{file} cannot be read: {wrong}. See: hulplijn doctor") from wrong
    finally:
        unfinished.unlink(missing_ok=True)  # what is open can still be read, and no kill leaves it behind
    with stream:
        yield stream


def _into_sqlite(source: Source, alias: str) -> None:
    connections[alias].close()
    file = _file(alias)
    unfinished = file.with_name(file.name + _UNFINISHED)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        while piece := source.read(_AT_ONCE):
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    with closing(sqlite3.connect(unfinished)) as copy:
        try:
            (told,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as wrong:
            told = str(wrong)
    if told != "ok":
        raise SnapshotFailed(f"What was put back is no sound database: {told}.")
    for left in ("-wal", "-shm"):
        file.with_name(file.name + left).unlink(missing_ok=True)
    unfinished.replace(file)


@contextmanager
def _of_postgresql(alias: str) -> Iterator[IO[bytes]]:
    # Not compressed: the backup is compressed as a whole.
    command = [_program("pg_dump"), "-Fc", "-Z0", "--no-owner", "--no-privileges", *_whose(alias)]
    with _started(command, alias, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        yield running.stdout
        running.stdout.read()
        _must_have_worked(running, "pg_dump")


def _into_postgresql(source: Source, alias: str) -> None:
    connections[alias].close()
    options = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-comments"]
    command = [_program("pg_restore"), *options, *_whose(alias)]
    with _started(command, alias, stdin=subprocess.PIPE) as running:
        assert running.stdin is not None
        try:
            while piece := source.read(_AT_ONCE):
                running.stdin.write(piece)
            running.stdin.close()
        except BrokenPipeError:
            pass  # it says itself why it ended
        _must_have_worked(running, "pg_restore")


@contextmanager
def _started(
    command: list[str], alias: str, *, stdin: int | None = None, stdout: int | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    password = str(connections[alias].settings_dict["PASSWORD"])
    running = subprocess.Popen(  # noqa: S603 PostgreSQL's own program, without a shell
        command,
        stdin=stdin or subprocess.DEVNULL,
        stdout=stdout or subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "PGPASSWORD": password, "LC_ALL": "C.UTF-8"},
    )
    try:
        yield running
    finally:
        if running.poll() is None:
            running.kill()
        running.wait()
        for pipe in (running.stdin, running.stdout, running.stderr):
            if pipe is not None and not pipe.closed:
                pipe.close()


def _must_have_worked(running: subprocess.Popen[bytes], program: str) -> None:
    assert running.stderr is not None
    told = running.stderr.read().decode(errors="replace").strip()
    if running.wait():
        raise SnapshotFailed(f"{program} ended with code {running.returncode}: {told.splitlines()[-1:]}")


def _whose(alias: str) -> list[str]:
    where = connections[alias].settings_dict
    return [
        "--no-password",
        f"--host={where['HOST']}",
        f"--port={where['PORT']}",
        f"--username={where['USER']}",
        f"--dbname={where['NAME']}",
    ]


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise SnapshotFailed(f"{name} is missing. Install it with: apt-get install postgresql-client")
    return found


def _file(alias: str) -> Path:
    return Path(str(connections[alias].settings_dict["NAME"]))
