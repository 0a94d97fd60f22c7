"""A process that has other people's modules ready, and forks for each run of a Python program.

Reading those modules is half of what a short run costs. Nothing of the house is read before the fork, and
nothing that looks at settings: a run finds itself in a process as a plain start would give it, with its own
environment, folder, paths and output.

`Warm` is the side of who asks. Run as a program this file is the process that is asked.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO

# No module of a package that brings pytest a plugin: pytest wants to read those itself.
READY = (
    "pytest",
    "_pytest.config",
    "_pytest.faulthandler",
    "_pytest.junitxml",
    "_pytest.pastebin",
    "_pytest.setuponly",
    "_pytest.setupplan",
    "_pytest.skipping",
    "_pytest.stepwise",
    "_pytest.threadexception",
    "_pytest.tracemalloc",
    "_pytest.unittest",
    "_pytest.unraisableexception",
    "_pytest.warnings",
    "asyncio",
    "csp.constants",
    "csp.decorators",
    "cryptography.hazmat.primitives.asymmetric.rsa",
    "cryptography.hazmat.primitives.ciphers.aead",
    "django.contrib.auth.hashers",
    "django.contrib.staticfiles.finders",
    "django.core.handlers.asgi",
    "django.db.backends.sqlite3.base",
    "django.db.migrations.executor",
    "django.db.models.sql.compiler",
    "django.middleware.http",
    "django.test",
    "django.views.decorators.csrf",
    "django.views.decorators.http",
    "duckdb",
    "fido2.server",
    "holidays",
    "joserfc.jwt",
    "markdown_it.tree",
    "opening_hours",
    "pdb",
    "pyotp",
    "readline",
    "rich.progress",
    "segno",
    "smtplib",
    "structlog",
    "tomllib",
    "typst",
    "xml.etree.ElementTree",
    "yaml",
)
_LONGEST_WORD = 2**18


class Started:
    """A program that was started: what one asks of a `subprocess.Popen`."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self.returncode: int | None = None
        self.pid = self._next()

    def _next(self) -> int:
        told = self._line.recv(64)
        if not told:
            raise ChildProcessError("the warm process has ended")
        return int(told)

    def wait(self, timeout: float | None = None) -> int:
        """Its exit code, once it has ended."""
        if self.returncode is None:
            if not select.select([self._line], [], [], timeout)[0]:
                raise subprocess.TimeoutExpired(f"process {self.pid}", timeout or 0)
            self.returncode = self._next()
            self._line.close()
        return self.returncode

    def kill(self) -> None:
        """End it, and what it started, without a chance to tidy up."""
        if self.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)


class Warm:
    """Starts programs; leaving it ends those that still run.

    Its environment is to be theirs but for PYTHONPATH: modules that look at it as they are read, do so here.
    """

    def __init__(self, env: Mapping[str, str]) -> None:
        self._line, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with its:
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(its.fileno())],
                env={name: value for name, value in env.items() if name != "PYTHONPATH"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[its.fileno()],
            )

    def start(
        self, words: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path, out: IO[bytes]
    ) -> Started:
        """Start a Python program by its path, as `subprocess.Popen` would; what it tells goes to `out`."""
        mine, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        asked = json.dumps([[str(word) for word in words], dict(env), str(cwd)])
        with its:
            socket.send_fds(self._line, [asked.encode()], [its.fileno(), out.fileno()])
        return Started(mine)

    def __enter__(self) -> Warm:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, wrong: BaseException | None, where: TracebackType | None
    ) -> None:
        self._line.close()
        self._process.wait()


def _next_run(asks: socket.socket) -> tuple[list[str], dict[str, str], str]:
    """Fork for each run that is asked for. Returns in those forks only."""
    woken, wakes = os.pipe()
    os.set_blocking(woken, False)
    os.set_blocking(wakes, False)
    signal.set_wakeup_fd(wakes)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    running: dict[int, socket.socket] = {}
    while True:
        ready = select.select([asks, woken], [], [])[0]
        if woken in ready:
            os.read(woken, 512)
            _tell_ends(running)
        if asks not in ready:
            continue
        asked, files, _, _ = socket.recv_fds(asks, _LONGEST_WORD, 2)
        if not asked:
            for pid in running:
                os.killpg(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            raise SystemExit
        line, out = socket.socket(fileno=files[0]), files[1]
        pid = os.fork()
        if not pid:
            os.setpgid(0, 0)
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            for one in (asks, line, *running.values()):
                one.close()
            os.dup2(out, 1)
            os.dup2(out, 2)
            for file in (out, woken, wakes):
                os.close(file)
            words, env, folder = json.loads(asked)
            return words, env, folder
        os.close(out)
        with suppress(OSError):  # it has ended by now, and is found so
            os.setpgid(pid, pid)
        running[pid] = line
        line.send(str(pid).encode())


def _tell_ends(running: dict[int, socket.socket]) -> None:
    while running:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        with running.pop(pid) as line, suppress(OSError):  # who asked does not wait for it any more
            line.send(str(os.waitstatus_to_exitcode(status)).encode())


def main(asks: socket.socket) -> None:
    """Be warm, and in each fork be the program that was asked for."""
    # The folder of this file is no place to read modules from: its folders have names of others' modules.
    base = sys.path[1:]
    for name in READY:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    words, env, folder = _next_run(asks)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(folder)
    more = [one for one in env.get("PYTHONPATH", "").split(os.pathsep) if one]
    sys.path[:] = [str(Path(words[0]).parent), *more, *base]
    sys.argv[:] = words
    sys.orig_argv[:] = [sys.executable, *words]
    importlib.invalidate_caches()
    runpy.run_path(words[0], run_name="__main__")


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
