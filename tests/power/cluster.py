"""A PostgreSQL of one test alone, with flushes on, that can run on the forgetful disk and be killed."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests import environment
from tests.live import Helpline, free_port


class Cluster:
    """One cluster with a database for the helpline and one for its keys."""

    def __init__(self, folder: Path) -> None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[4]))
        if not found:
            pytest.fail("PostgreSQL is missing. Install it with: apt-get install postgresql", pytrace=False)
        self.programs, self.folder, self.rows, self.port = found[-1], folder, folder / "rows", free_port()
        self.become: dict[str, Any] = {}
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            self.become = {"user": user.pw_uid, "group": user.pw_gid}
            os.chown(folder, user.pw_uid, user.pw_gid)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def env(self) -> dict[str, str]:
        """The variables that point a helpline at it."""
        where = f"postgresql://hulplijn@127.0.0.1:{self.port}"
        return {
            "HULPLIJN_DATABASE_URL": f"{where}/hulplijn",
            "HULPLIJN_KEYS_DATABASE_URL": f"{where}/hulplijn_keys",
        }

    def make(self) -> None:
        """Make it, with small files of its log so that they are copied quickly."""
        words = ["-D", self.rows, "-U", "hulplijn", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8"]
        subprocess.run(
            [self.programs / "initdb", *words, "--no-sync", "--wal-segsize=1"],
            check=True,
            capture_output=True,
            cwd=self.folder,
            **self.become,
        )

    def start(self, *, under: tuple[str, ...] = (), env: dict[str, str] | None = None) -> None:
        """Start it, if wanted under another program, and wait until it answers."""
        options = [
            f"port={self.port}",
            "listen_addresses=127.0.0.1",
            f"unix_socket_directories={self.folder}",
        ]
        words = [*under, str(self.programs / "postgres"), "-D", str(self.rows)]
        for option in options:
            words += ["-c", option]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                words,
                cwd=self.folder,
                env={**os.environ, **(env or {})},
                stdout=log,
                stderr=log,
                **self.become,
            )
        end = time.monotonic() + 30
        while not self._answers():
            assert self.process.poll() is None, (self.folder / "log").read_text()[-3000:]
            assert time.monotonic() < end, "PostgreSQL does not answer"
            time.sleep(0.05)

    def create(self) -> None:
        """Make the two databases."""
        with psycopg.connect(self._url, autocommit=True) as connection:
            for name in ("hulplijn", "hulplijn_keys"):
                connection.execute(f"CREATE DATABASE {name}".encode())

    def helpline(self) -> Helpline:
        """A helpline on it, with its tables and staff, not started."""
        data, port = self.folder / "data", free_port()
        data.mkdir()
        env = environment.for_a_server(data, port=port, **self.env)
        made = [sys.executable, "-m", "tests.prepare"]
        subprocess.run(made, env=env, cwd=environment.REPOSITORY, check=True)
        return Helpline(f"http://127.0.0.1:{port}", data, env, data / "server.log")

    def stop(self) -> None:
        """End it in an orderly way."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)

    def kill(self) -> None:
        """End all of its processes at once."""
        if self.process is None or self.process.poll() is not None:
            return
        family = _family(self.process.pid)
        for pid in family:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(10)
        (self.rows / "postmaster.pid").unlink(missing_ok=True)

    def remove(self) -> None:
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _url(self) -> str:
        return f"postgresql://hulplijn@127.0.0.1:{self.port}/postgres"

    def _answers(self) -> bool:
        with suppress(psycopg.Error), psycopg.connect(self._url, connect_timeout=2):
            return True
        return False


def _family(pid: int) -> list[int]:
    """A process and all that came from it, the eldest first."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        children = []
    return [pid, *(one for child in children for one in _family(int(child)))]
