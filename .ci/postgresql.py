"""A private PostgreSQL for one run of the tests: in a temporary folder, on loopback, gone afterwards.

`python .ci/postgresql.py pytest -q tests/casework` runs one command on it.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from needs import initdb_folder

UNSAFE = "-c fsync=off -c full_page_writes=off"
"""Faster, and safe here: nobody keeps this cluster after a power cut."""


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[dict[str, str]]:
    """Start a cluster with two databases; yield the variables that point Hulplijn at them.

    One that is `durable` asks the disk at each commit, as in production.
    """
    programs = initdb_folder()
    if programs is None:
        raise RuntimeError("PostgreSQL is missing. Install it with: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="hulplijn-postgresql-"))
    try:
        password, port = secrets.token_hex(16), _free_port()
        word = folder / "word"
        word.write_text(password)
        become = _unprivileged(folder)

        def do(*command: str | Path) -> None:
            done = subprocess.run(
                [str(part) for part in command], cwd=folder, capture_output=True, text=True, **become
            )
            if done.returncode:
                raise RuntimeError(f"{Path(command[0]).name}: {done.stdout}{done.stderr}")

        rows = folder / "rows"
        do(
            *(programs / "initdb", "-D", rows, "-U", "hulplijn", "--pwfile", word),
            *("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
        )
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder}"
        options += "" if durable else f" {UNSAFE}"
        do(programs / "pg_ctl", "-D", rows, "-w", "-l", folder / "log", "-o", options, "start")
        try:
            where = f"postgresql://hulplijn:{password}@127.0.0.1:{port}"
            _create(where, "hulplijn", "hulplijn_keys")
            yield {
                "HULPLIJN_DATABASE_URL": f"{where}/hulplijn",
                "HULPLIJN_KEYS_DATABASE_URL": f"{where}/hulplijn_keys",
            }
        finally:
            do(programs / "pg_ctl", "-D", rows, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _create(where: str, *names: str) -> None:
    import psycopg
    from psycopg import sql

    with psycopg.connect(f"{where}/postgres", autocommit=True) as connection:
        for name in names:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def _unprivileged(folder: Path) -> dict[str, int]:
    """PostgreSQL refuses to run as root: become the user of Debian's package, or nobody."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    user = known.get("postgres") or known["nobody"]
    for path in (folder, *folder.iterdir()):
        os.chown(path, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    with cluster() as variables:
        ended = subprocess.run(sys.argv[1:], env={**os.environ, **variables}).returncode
    sys.exit(ended)
