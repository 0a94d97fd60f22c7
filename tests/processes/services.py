"""Redis as tests start it, a process of their own on loopback which keeps nothing; and PostgreSQL's files."""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from tests.live import free_port


class RedisServer:
    """A Redis that can be killed and started again on the same port."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.port = folder, free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it, and return once it answers."""
        program = shutil.which("redis-server") or shutil.which("valkey-server")
        assert program, "redis-server is missing"
        command = [
            program,
            "--port",
            str(self.port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
        ]
        with (self._folder / "redis.log").open("ab") as log:
            self._process = subprocess.Popen(command, cwd=self._folder, stdout=log, stderr=log)
        until = time.monotonic() + 20
        while not self._answers():
            assert time.monotonic() < until, "Redis did not start"
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def ask(self, command: str) -> bytes:
        """One command of one line, and the beginning of what it answers."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(f"{command}\r\n".encode())
            return connection.recv(4096)

    @contextmanager
    def overheard(self) -> Iterator[bytearray]:
        """All that anybody says to it meanwhile, as it says so itself."""
        heard = bytearray()
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            connection.sendall(b"MONITOR\r\n")
            heard += connection.recv(5)

            def listen() -> None:
                with suppress(OSError):
                    while piece := connection.recv(65536):
                        heard.extend(piece)

            listening = threading.Thread(target=listen, daemon=True)
            listening.start()
            try:
                yield heard
            finally:
                connection.shutdown(socket.SHUT_RDWR)
                listening.join(10)

    @property
    def folder(self) -> Path:
        """Where it writes its log, and its rows if it is told to."""
        return self._folder

    def kill(self) -> None:
        """End it without a word."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()


def rows_of_postgresql(env: Mapping[str, str]) -> Path:
    """The folder in which PostgreSQL keeps everything, its write-ahead log too."""
    with _connected(env) as connection:
        row = connection.execute("SHOW data_directory").fetchone()
    assert row
    return Path(str(row[0]))


def checkpoint(env: Mapping[str, str]) -> None:
    """Have PostgreSQL write to its files what it has in memory."""
    with _connected(env) as connection:
        connection.execute("CHECKPOINT")


def _connected(env: Mapping[str, str]) -> psycopg.Connection:
    return psycopg.connect(env["HULPLIJN_DATABASE_URL"], autocommit=True)
