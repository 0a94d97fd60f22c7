"""A PostgreSQL of its own for one measurement, with everything that makes a commit durable left on."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from bench.running import SERVER_CORE, free_port, on_core


@dataclass
class Cluster:
    """A running cluster; `process` is its postmaster."""

    port: int
    password: str
    process: int

    def url(self, name: str) -> str:
        return f"postgresql://hulplijn:{self.password}@127.0.0.1:{self.port}/{name}"

    def create(self, *names: str) -> None:
        """Make empty databases."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            for name in names:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    def run(self, name: str, statements: str) -> None:
        """Run a file of statements in a database."""
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            connection.execute(statements)  # type: ignore[call-overload]

    def durability(self) -> dict[str, str]:
        """What the server itself says about flushing."""
        with psycopg.connect(self.url("postgres")) as connection:
            names = ("fsync", "synchronous_commit", "full_page_writes", "wal_sync_method")
            return {name: str(connection.execute(f"SHOW {name}").fetchone()[0]) for name in names}  # type: ignore[index]


def programs() -> Path | None:
    """Where initdb is."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@contextmanager
def cluster(core: str = SERVER_CORE) -> Iterator[Cluster]:
    """Start one in a temporary folder on the server's core; gone afterwards."""
    where = programs()
    if where is None:
        raise RuntimeError("PostgreSQL is missing: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="bench-postgresql-"))
    user = pwd.getpwnam("postgres")
    become = {"user": user.pw_uid, "group": user.pw_gid} if os.geteuid() == 0 else {}
    port, password = free_port(), secrets.token_hex(16)
    (folder / "word").write_text(password)
    for path in (folder, folder / "word"):
        os.chown(path, user.pw_uid, user.pw_gid)
    rows = folder / "rows"

    def do(*command: str) -> None:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, **become)  # type: ignore[call-overload]

    do(
        *(str(where / "initdb"), "-D", str(rows), "-U", "hulplijn", "--pwfile", str(folder / "word")),
        *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8"),
    )
    # No pipes: the server would keep them open.
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            on_core(
                core,
                [
                    *(str(where / "postgres"), "-D", str(rows), "-c", f"port={port}"),
                    *("-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"),
                    *("-c", "max_connections=200"),
                ],
            ),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
            **become,  # type: ignore[call-overload]
        )
    try:
        one = Cluster(port, password, server.pid)
        _wait(one)
        yield one
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _wait(one: Cluster) -> None:
    import time

    for _ in range(200):
        try:
            with psycopg.connect(one.url("postgres")):
                return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise TimeoutError("PostgreSQL did not start")
